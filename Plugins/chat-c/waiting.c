/* SPDX-License-Identifier: Apache-2.0 */
#include "waiting.h"
#include <stdlib.h>

struct waiting {
    waiting_list *list;
    nano_call call;
    uint64_t after;
    int is_listed; /* under the list's lock, as are the links */
    waiting *previous;
    waiting *next;
};

void waiting_list_init(waiting_list *list, const nano_host *host, message_log *messages) {
    list->host = host;
    list->calls = host->get_extension(host, NANO_CALL_EXTENSION);
    list->messages = messages;
    list->first = NULL;
    pthread_mutex_init(&list->lock, NULL);
}

void waiting_list_free(waiting_list *list) {
    while (list->first != NULL) {
        waiting *next = list->first->next;
        free(list->first);
        list->first = next;
    }
    pthread_mutex_destroy(&list->lock);
}

static void link_in(waiting_list *list, waiting *one) {
    one->is_listed = 1;
    one->previous = NULL;
    one->next = list->first;
    if (list->first != NULL) {
        list->first->previous = one;
    }
    list->first = one;
}

/* 1 if it was in the list: it is the caller's to end now. */
static int take_out(waiting_list *list, waiting *one) {
    if (!one->is_listed) {
        return 0;
    }
    one->is_listed = 0;
    if (one->next != NULL) {
        one->next->previous = one->previous;
    }
    if (one->previous != NULL) {
        one->previous->next = one->next;
    } else {
        list->first = one->next;
    }
    return 1;
}

/* Ends a call that is not listed any more: with what there is to read, or with 204 for "ask again".
 * Nothing of `one` may be used behind this: ended() frees it. */
static void answer(waiting_list *list, waiting *one) {
    char text[MESSAGE_LOG_TEXT_BYTES_MAX];
    const nano_call call = one->call;
    const size_t count = message_log_text(list->messages, one->after, text);
    const nano_header type = {NANO_LITERAL("Content-Type"), NANO_LITERAL("text/plain")};
    const nano_response response = {
        sizeof(response), count == 0 ? 204 : 200, &type, count == 0 ? 0 : 1,
        nano_bytes_of(text, count),
    };
    const int32_t result = list->calls->respond(list->host, call, &response);
    if (result != NANO_OK && result != NANO_ERROR_CANCELLED) {
        list->calls->abandon(list->host, call);
    }
}

/* Answers a call if nobody else has begun to. */
static void answer_listed(waiting *one) {
    waiting_list *list = one->list;
    int is_mine;
    pthread_mutex_lock(&list->lock);
    is_mine = take_out(list, one);
    pthread_mutex_unlock(&list->lock);
    if (is_mine) {
        answer(list, one);
    }
}

static void cancelled(void *data, nano_call call, uint32_t reason) {
    (void)call;
    (void)reason;
    answer_listed(data);
}

/* The client is told to ask again, and asks whoever serves then. */
static void draining(void *data, nano_call call) {
    (void)call;
    answer_listed(data);
}

static void ended(void *data, nano_call call) {
    (void)call;
    free(data);
}

int32_t waiting_list_add(waiting_list *list, uint64_t after, nano_responder *responder) {
    waiting *one = calloc(1, sizeof(*one));
    const nano_call_events events = {
        .size = sizeof(events),
        .data = one,
        .cancelled = cancelled,
        .draining = draining,
        .ended = ended,
    };
    if (one == NULL) {
        return NANO_ERROR_MEMORY;
    }
    one->list = list;
    one->after = after;
    if (responder->defer(responder, &events, &one->call) != NANO_OK) {
        free(one);
        return NANO_ERROR;
    }
    pthread_mutex_lock(&list->lock);
    link_in(list, one);
    pthread_mutex_unlock(&list->lock);
    /* A message may have come since the caller looked. `one` is still there: ended() does not run
     * before handle() has returned. */
    if (message_log_last(list->messages) > after) {
        answer_listed(one);
    }
    return NANO_DEFERRED;
}

/* Takes out all: they are the caller's to end now, linked by `next`. */
static waiting *take_out_all(waiting_list *list) {
    waiting *first;
    waiting *one;
    pthread_mutex_lock(&list->lock);
    first = list->first;
    list->first = NULL;
    for (one = first; one != NULL; one = one->next) {
        one->is_listed = 0;
    }
    pthread_mutex_unlock(&list->lock);
    return first;
}

void waiting_list_wake(waiting_list *list) {
    waiting *one = take_out_all(list);
    while (one != NULL) {
        waiting *next = one->next;
        answer(list, one);
        one = next;
    }
}
