/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h: the requests of one test, and the thread that tells the plugin of them.
 */
#ifndef NANO_TESTING_CALLS_H
#define NANO_TESTING_CALLS_H

#include "nano/call.h"
#include "nano/request.h"
#include "nano/testing_response.h"

#include <pthread.h>
#include <time.h>

/* Extension of test hosts alone: the nano_test_calls of the host. */
#define NANO_TEST_CALLS_EXTENSION "nano.testing.calls/1"
/* How long a test waits for what a plugin is to do on another thread. */
#define NANO_TEST_PATIENCE_SECONDS 10
/* A reader gets at most so many bytes of a body at once, and a writer that does not wait can give
 * so many, so that tests see what a slow network does. */
#define NANO_TEST_READ_BYTES_MAX 1000
#define NANO_TEST_WRITE_BYTES_MAX 65536

/* What a plugin is still to be told, in this order. */
#define NANO_TEST_CANCELLED 1u
#define NANO_TEST_DRAINING 2u
#define NANO_TEST_READABLE 4u
#define NANO_TEST_WRITABLE 8u
#define NANO_TEST_ENDED 16u

typedef struct nano_test_call nano_test_call;

/* The requests of one host. The lock guards all of them. */
typedef struct nano_test_calls {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread; /* runs the callbacks; started by the first deferral */
    int has_thread;
    int is_ending;
    nano_call last_number;
    nano_test_call *first;
} nano_test_calls;

/* One request. */
struct nano_test_call {
    nano_test_calls *calls;
    nano_test_call *next;
    nano_request request;
    nano_bytes body;  /* what read() gives */
    nano_call number; /* 0 unless it was deferred */
    nano_call_events events;
    nano_test_response response;
    size_t read_count;    /* bytes of the body */
    size_t written_max;   /* bytes that write() still takes without waiting */
    size_t length_left;   /* of Content-Length; SIZE_MAX without one */
    uint32_t cancel_reason; /* 0: somebody waits */
    uint32_t due;         /* NANO_TEST_..., that the plugin is to be told */
    int has_returned;     /* from handle() */
    int has_begun;        /* its response */
    int has_ended;        /* by the plugin */
    int is_over;          /* and the plugin has been told */
    int has_body_arrived;
};

#ifdef __cplusplus
extern "C" {
#endif

static inline void nano_test_calls_begin(nano_test_calls *calls) {
    memset(calls, 0, sizeof(*calls));
    pthread_mutex_init(&calls->lock, NULL);
    pthread_cond_init(&calls->changed, NULL);
}

static inline void nano_test_lock(nano_test_calls *calls) {
    pthread_mutex_lock(&calls->lock);
}

/* Wakes whoever waits for what has changed. */
static inline void nano_test_unlock(nano_test_calls *calls) {
    pthread_cond_broadcast(&calls->changed);
    pthread_mutex_unlock(&calls->lock);
}

static inline struct timespec nano_test_deadline(void) {
    struct timespec time;
    timespec_get(&time, TIME_UTC);
    time.tv_sec += NANO_TEST_PATIENCE_SECONDS;
    return time;
}

/* Waits for a change, with the lock held; 0 when the deadline has passed. */
static inline int nano_test_await(nano_test_calls *calls, const struct timespec *deadline) {
    return pthread_cond_timedwait(&calls->changed, &calls->lock, deadline) == 0;
}

/* Calls one function of the plugin, if it gave one. */
static inline void nano_test_tell(const nano_test_call *call, uint32_t what) {
    const nano_call_events *events = &call->events;
    if (what == NANO_TEST_CANCELLED && events->cancelled != NULL) {
        events->cancelled(events->data, call->number, call->cancel_reason);
    } else if (what == NANO_TEST_DRAINING && events->draining != NULL) {
        events->draining(events->data, call->number);
    } else if (what == NANO_TEST_READABLE && events->readable != NULL) {
        events->readable(events->data, call->number);
    } else if (what == NANO_TEST_WRITABLE && events->writable != NULL) {
        events->writable(events->data, call->number);
    } else if (what == NANO_TEST_ENDED && events->ended != NULL) {
        events->ended(events->data, call->number);
    }
}

/* Tells the plugin one thing that is due, without the lock; 0 if nothing is. */
static inline int nano_test_tell_next(nano_test_calls *calls) {
    nano_test_call *call = calls->first;
    uint32_t what;
    while (call != NULL && (call->due == 0 || !call->has_returned)) {
        call = call->next;
    }
    if (call == NULL) {
        return 0;
    }
    what = call->due & (~call->due + 1); /* the lowest bit */
    call->due &= ~what;
    if (what == NANO_TEST_WRITABLE) {
        call->written_max = NANO_TEST_WRITE_BYTES_MAX;
    }
    nano_test_unlock(calls);
    nano_test_tell(call, what);
    nano_test_lock(calls);
    call->is_over = what == NANO_TEST_ENDED;
    pthread_cond_broadcast(&calls->changed);
    return 1;
}

/* The thread of the callbacks. */
static inline void *nano_test_run_callbacks(void *data) {
    nano_test_calls *calls = (nano_test_calls *)data;
    nano_test_lock(calls);
    while (!calls->is_ending) {
        if (!nano_test_tell_next(calls)) {
            pthread_cond_wait(&calls->changed, &calls->lock);
        }
    }
    nano_test_unlock(calls);
    return NULL;
}

/* A request that has not been handed to the plugin yet; NULL if memory is short. Its views are
 * copied, but not what they show. `body` is what read() gives; `request` has one of its own. */
static inline nano_test_call *nano_test_call_begin(nano_test_calls *calls,
                                                   const nano_request *request, nano_bytes body) {
    const size_t fields = request->header_count * sizeof(nano_header);
    nano_test_call *call = (nano_test_call *)calloc(1, sizeof(nano_test_call) + fields);
    if (call == NULL) {
        return NULL;
    }
    call->calls = calls;
    call->request = *request;
    if (fields > 0) {
        call->request.headers = (const nano_header *)memcpy(call + 1, request->headers, fields);
    }
    call->body = body;
    call->written_max = NANO_TEST_WRITE_BYTES_MAX;
    call->length_left = SIZE_MAX;
    nano_test_lock(calls);
    call->next = calls->first;
    calls->first = call;
    nano_test_unlock(calls);
    return call;
}

/* Ends a deferred call, with the lock held. */
static inline void nano_test_call_end(nano_test_call *call) {
    call->has_ended = 1;
    call->due = NANO_TEST_ENDED;
}

#ifdef __cplusplus
}
#endif

#endif
