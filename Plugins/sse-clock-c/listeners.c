/* SPDX-License-Identifier: Apache-2.0 */
#include "listeners.h"
#include <stdlib.h>
#include <string.h>

#define EVENT_BYTES_MAX 64

struct listener {
    listeners *list;
    nano_call call;
    char event[EVENT_BYTES_MAX]; /* the part of an event that has not been taken */
    size_t event_count;
    int is_listed;
    listener *previous;
    listener *next;
};

void listeners_init(listeners *list, const nano_host *host) {
    list->host = host;
    list->calls = host->get_extension(host, NANO_CALL_EXTENSION);
    list->first = NULL;
    pthread_mutex_init(&list->lock, NULL);
}

/* Those that are still there were cut by the drain's deadline. */
void listeners_free(listeners *list) {
    while (list->first != NULL) {
        listener *next = list->first->next;
        free(list->first);
        list->first = next;
    }
    pthread_mutex_destroy(&list->lock);
}

static void link_in(listener *one) {
    listeners *list = one->list;
    pthread_mutex_lock(&list->lock);
    one->is_listed = 1;
    one->next = list->first;
    if (list->first != NULL) {
        list->first->previous = one;
    }
    list->first = one;
    pthread_mutex_unlock(&list->lock);
}

/* 1 if it was listed: it is the caller's to end now. */
static int take_out(listener *one) {
    listeners *list = one->list;
    int was_listed;
    pthread_mutex_lock(&list->lock);
    was_listed = one->is_listed;
    if (was_listed) {
        one->is_listed = 0;
        if (one->next != NULL) {
            one->next->previous = one->previous;
        }
        if (one->previous != NULL) {
            one->previous->next = one->next;
        } else {
            list->first = one->next;
        }
    }
    pthread_mutex_unlock(&list->lock);
    return was_listed;
}

/* Sends what has not been taken. Under the lock. An error says that nobody is there: `cancelled`
 * follows. */
static void send_event(listener *one) {
    const listeners *list = one->list;
    size_t written = 0;
    list->calls->write(list->host, one->call, nano_bytes_of(one->event, one->event_count), 0,
                       &written);
    one->event_count -= written;
    memmove(one->event, one->event + written, one->event_count);
}

void listeners_tell(listeners *list, time_t now) {
    char event[EVENT_BYTES_MAX];
    struct tm date;
    listener *one;
    const size_t count = strftime(event, sizeof(event), "event: time\ndata: %Y-%m-%dT%H:%M:%SZ\n\n",
                                  gmtime_r(&now, &date));
    pthread_mutex_lock(&list->lock);
    for (one = list->first; one != NULL; one = one->next) {
        if (one->event_count == 0) {
            memcpy(one->event, event, count);
            one->event_count = count;
            send_event(one);
        }
    }
    pthread_mutex_unlock(&list->lock);
}

static void writable(void *data, nano_call call) {
    listener *one = data;
    (void)call;
    pthread_mutex_lock(&one->list->lock);
    if (one->is_listed && one->event_count > 0) {
        send_event(one);
    }
    pthread_mutex_unlock(&one->list->lock);
}

/* A stream without an end of its own ends here: the client connects again, to
 * whoever serves then. */
static void draining(void *data, nano_call call) {
    listener *one = data;
    if (take_out(one)) {
        one->list->calls->end(one->list->host, call);
    }
}

static void cancelled(void *data, nano_call call, uint32_t reason) {
    listener *one = data;
    (void)reason;
    if (take_out(one)) {
        one->list->calls->abandon(one->list->host, call);
    }
}

static void ended(void *data, nano_call call) {
    (void)call;
    free(data);
}

/* `retry` is how long a client waits before it connects again. */
static int32_t begin(const listener *one) {
    const nano_header headers[] = {
        {NANO_LITERAL("Content-Type"), NANO_LITERAL("text/event-stream")},
        {NANO_LITERAL("Cache-Control"), NANO_LITERAL("no-cache")},
    };
    const nano_response head = {sizeof(head), 200, headers, 2, NANO_LITERAL("retry: 1000\n\n")};
    return one->list->calls->begin(one->list->host, one->call, &head);
}

int32_t listeners_add(listeners *list, nano_responder *responder) {
    listener *one = calloc(1, sizeof(*one));
    const nano_call_events events = {
        .size = sizeof(events),
        .data = one,
        .cancelled = cancelled,
        .draining = draining,
        .writable = writable,
        .ended = ended,
    };
    if (one == NULL) {
        return NANO_ERROR_MEMORY;
    }
    one->list = list;
    if (responder->defer(responder, &events, &one->call) != NANO_OK) {
        free(one);
        return NANO_ERROR;
    }
    if (begin(one) == NANO_OK) {
        link_in(one);
    } else {
        list->calls->abandon(list->host, one->call);
    }
    return NANO_DEFERRED;
}
