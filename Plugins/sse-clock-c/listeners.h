/* SPDX-License-Identifier: Apache-2.0
 *
 * Those who listen: deferred calls with a stream of events. Any thread may call any of these at any
 * time.
 */
#ifndef LISTENERS_H
#define LISTENERS_H

#include <nano/nano.h>
#include <pthread.h>
#include <time.h>

typedef struct listener listener;

typedef struct listeners {
    const nano_host *host;
    const nano_calls *calls;
    pthread_mutex_t lock; /* of what follows, and of all listeners' own */
    listener *first;
} listeners;

/* `host` must live as long as the list. */
void listeners_init(listeners *list, const nano_host *host);
void listeners_free(listeners *list);

/* Begins a stream of events. Returns what handle() is to return. */
int32_t listeners_add(listeners *list, nano_responder *responder);

/* Sends the time to all. Who has not taken the last event misses this one: a clock that is late is
 * of no use, and so a slow client costs no more memory than one event. */
void listeners_tell(listeners *list, time_t now);

#endif
