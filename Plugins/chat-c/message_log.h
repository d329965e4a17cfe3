/* SPDX-License-Identifier: Apache-2.0
 *
 * The last messages, numbered from 1. Any thread may call any of these at any time.
 */
#ifndef MESSAGE_LOG_H
#define MESSAGE_LOG_H

#include <nano/nano.h>
#include <pthread.h>

#define MESSAGE_COUNT_MAX 64
#define MESSAGE_BYTES_MAX 200
/* All messages, each with its number, a space and a newline. */
#define MESSAGE_LOG_TEXT_BYTES_MAX (MESSAGE_COUNT_MAX * (MESSAGE_BYTES_MAX + 22))

typedef struct message {
    char text[MESSAGE_BYTES_MAX];
    size_t count; /* bytes */
} message;

typedef struct message_log {
    pthread_mutex_t lock;
    uint64_t last; /* the last message's number; 0 before the first */
    message messages[MESSAGE_COUNT_MAX]; /* number N is at N % MESSAGE_COUNT_MAX */
} message_log;

void message_log_init(message_log *log);
void message_log_free(message_log *log);

/* Adds a message of at most MESSAGE_BYTES_MAX; the oldest one goes. Returns its number. */
uint64_t message_log_add(message_log *log, nano_bytes text);

/* The last message's number; 0 before the first. */
uint64_t message_log_last(message_log *log);

/* Writes the messages behind number `after`, one a line; returns how many bytes: 0 if there are
 * none yet. */
size_t message_log_text(message_log *log, uint64_t after, char text[MESSAGE_LOG_TEXT_BYTES_MAX]);

#endif
