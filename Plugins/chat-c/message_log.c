/* SPDX-License-Identifier: Apache-2.0 */
#include "message_log.h"
#include <stdio.h>
#include <string.h>

void message_log_init(message_log *log) {
    pthread_mutex_init(&log->lock, NULL);
    log->last = 0;
}

void message_log_free(message_log *log) {
    pthread_mutex_destroy(&log->lock);
}

uint64_t message_log_add(message_log *log, nano_bytes text) {
    message *message;
    uint64_t number;
    pthread_mutex_lock(&log->lock);
    number = ++log->last;
    message = &log->messages[number % MESSAGE_COUNT_MAX];
    memcpy(message->text, text.data, text.count);
    message->count = text.count;
    pthread_mutex_unlock(&log->lock);
    return number;
}

uint64_t message_log_last(message_log *log) {
    uint64_t number;
    pthread_mutex_lock(&log->lock);
    number = log->last;
    pthread_mutex_unlock(&log->lock);
    return number;
}

/* The first number behind `after` that is still kept. */
static uint64_t first_kept(const message_log *log, uint64_t after) {
    const uint64_t oldest = log->last < MESSAGE_COUNT_MAX ? 1 : log->last - MESSAGE_COUNT_MAX + 1;
    return after < oldest ? oldest : after + 1;
}

size_t message_log_text(message_log *log, uint64_t after, char text[MESSAGE_LOG_TEXT_BYTES_MAX]) {
    size_t count = 0;
    uint64_t number;
    pthread_mutex_lock(&log->lock);
    for (number = first_kept(log, after); number <= log->last; number++) {
        const message *message = &log->messages[number % MESSAGE_COUNT_MAX];
        count += (size_t)sprintf(text + count, "%llu ", (unsigned long long)number);
        memcpy(text + count, message->text, message->count);
        count += message->count;
        text[count++] = '\n';
    }
    pthread_mutex_unlock(&log->lock);
    return count;
}
