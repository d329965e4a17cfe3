/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h: the requests and timers of one host, and the thread that calls the plugin.
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

/* One timer that has not run. */
typedef struct nano_test_timer nano_test_timer;
struct nano_test_timer {
    nano_test_timer *next; /* the one due next */
    uint64_t number;
    struct timespec deadline;
    void (*function)(void *data);
    void *data;
};

/* The requests and timers of one host. The lock guards all of them. */
typedef struct nano_test_calls {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread; /* runs the callbacks; started by the first deferral */
    int has_thread;
    int is_ending;
    int is_serving;  /* create() has returned; no timer runs before */
    uint64_t last_number; /* of a call or a timer */
    nano_test_call *first;
    nano_test_timer *first_timer;
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

/* The calls of a test's host. */
static inline nano_test_calls *nano_test_calls_of(const nano_host *host) {
    return (nano_test_calls *)host->get_extension(host, NANO_TEST_CALLS_EXTENSION);
}

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

static inline struct timespec nano_test_time_after(uint64_t delay_ms) {
    struct timespec time;
    timespec_get(&time, TIME_UTC);
    time.tv_sec += (time_t)(delay_ms / 1000);
    time.tv_nsec += (long)(delay_ms % 1000) * 1000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_sec += 1;
        time.tv_nsec -= 1000000000;
    }
    return time;
}

static inline struct timespec nano_test_deadline(void) {
    return nano_test_time_after(NANO_TEST_PATIENCE_SECONDS * 1000);
}

/* 1 if `a` comes after `b`. */
static inline int nano_test_is_later(const struct timespec *a, const struct timespec *b) {
    return a->tv_sec > b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
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

/* Adds a timer behind those that are due no later, with the lock held. */
static inline void nano_test_timer_insert(nano_test_calls *calls, nano_test_timer *timer) {
    nano_test_timer **place = &calls->first_timer;
    while (*place != NULL && !nano_test_is_later(&(*place)->deadline, &timer->deadline)) {
        place = &(*place)->next;
    }
    timer->next = *place;
    *place = timer;
}

/* Runs a timer that is due, without the lock; 0 if none is. */
static inline int nano_test_run_timer(nano_test_calls *calls) {
    const struct timespec now = nano_test_time_after(0);
    nano_test_timer *timer = calls->first_timer;
    if (timer == NULL || !calls->is_serving || nano_test_is_later(&timer->deadline, &now)) {
        return 0;
    }
    calls->first_timer = timer->next;
    nano_test_unlock(calls);
    timer->function(timer->data);
    free(timer);
    nano_test_lock(calls);
    return 1;
}

/* Waits for a change, or until the next timer is due. */
static inline void nano_test_idle(nano_test_calls *calls) {
    if (calls->first_timer != NULL && calls->is_serving) {
        const struct timespec deadline = calls->first_timer->deadline;
        nano_test_await(calls, &deadline);
    } else {
        pthread_cond_wait(&calls->changed, &calls->lock);
    }
}

/* The thread of callbacks and timers. */
static inline void *nano_test_run_callbacks(void *data) {
    nano_test_calls *calls = (nano_test_calls *)data;
    nano_test_lock(calls);
    while (!calls->is_ending) {
        if (!nano_test_tell_next(calls) && !nano_test_run_timer(calls)) {
            nano_test_idle(calls);
        }
    }
    nano_test_unlock(calls);
    return NULL;
}

/* That thread, if there is none yet; with the lock held. */
static inline int32_t nano_test_start_thread(nano_test_calls *calls) {
    if (!calls->has_thread) {
        calls->has_thread =
            pthread_create(&calls->thread, NULL, nano_test_run_callbacks, calls) == 0;
    }
    return calls->has_thread ? NANO_OK : NANO_ERROR_MEMORY;
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
