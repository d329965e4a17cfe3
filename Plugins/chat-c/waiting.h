/* SPDX-License-Identifier: Apache-2.0
 *
 * The requests that wait for a message: deferred calls. Whoever takes one out of the list ends it,
 * so each is ended once, whichever of a message, a timeout, a client that leaves and a drain comes
 * first. Any thread may call any of these at any time.
 */
#ifndef WAITING_H
#define WAITING_H

#include "message_log.h"

typedef struct waiting waiting;

typedef struct waiting_list {
    const nano_host *host;
    const nano_calls *calls;
    message_log *messages;
    pthread_mutex_t lock; /* of what follows */
    waiting *first;
} waiting_list;

/* `host` and `messages` must live as long as the list. */
void waiting_list_init(waiting_list *list, const nano_host *host, message_log *messages);
void waiting_list_free(waiting_list *list);

/* Defers a request until there is a message behind number `after`. Returns what handle() is to
 * return. */
int32_t waiting_list_add(waiting_list *list, uint64_t after, nano_responder *responder);

/* Answers all who wait. */
void waiting_list_wake(waiting_list *list);

#endif
