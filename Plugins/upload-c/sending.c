/* SPDX-License-Identifier: Apache-2.0
 *
 * One download: handle() and then each `writable` write until the client takes no more. The pieces
 * come from one constant pattern, so a transfer needs no buffer of its own.
 */
#include "sending.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* Prime, so that a piece lost or doubled shows wherever it happens. */
#define PERIOD_BYTES 251
#define PIECE_BYTES 65536
#define DIGIT_COUNT_MAX 13

typedef struct sending {
    const struct app *app;
    nano_call call;
    uint64_t position;
    uint64_t count;
} sending;

static uint8_t pattern[PIECE_BYTES + PERIOD_BYTES];
static pthread_once_t pattern_made = PTHREAD_ONCE_INIT;

static void make_pattern(void) {
    size_t i;
    for (i = 0; i < sizeof(pattern); i++) {
        pattern[i] = (uint8_t)(i % PERIOD_BYTES);
    }
}

/* The bytes from `position` on, as many as one write is given. */
static nano_bytes piece(const sending *self) {
    const uint64_t rest = self->count - self->position;
    return nano_bytes_of(pattern + self->position % PERIOD_BYTES,
                         rest < PIECE_BYTES ? (size_t)rest : PIECE_BYTES);
}

static void send(sending *self) {
    const struct app *app = self->app;
    while (self->position < self->count) {
        const nano_bytes bytes = piece(self);
        size_t written = 0;
        const int32_t result = app->calls->write(app->host, self->call, bytes, 0, &written);
        self->position += written;
        if (result == NANO_ERROR_AGAIN || (result == NANO_OK && written < bytes.count)) {
            return; /* until writable() */
        }
        if (result != NANO_OK) {
            app->calls->abandon(app->host, self->call);
            return;
        }
    }
    app->calls->end(app->host, self->call);
}

static void writable(void *data, nano_call call) {
    (void)call;
    send(data);
}

static void cancelled(void *data, nano_call call, uint32_t reason) {
    const struct app *app = ((sending *)data)->app;
    (void)reason;
    app->calls->abandon(app->host, call);
}

static void ended(void *data, nano_call call) {
    (void)call;
    free(data);
}

/* With a Content-Length, so that a client can tell a download that was cut. */
static int32_t begin(const sending *self) {
    char length[24];
    const int count = snprintf(length, sizeof(length), "%llu", (unsigned long long)self->count);
    const nano_header headers[] = {
        {NANO_LITERAL("Content-Type"), NANO_LITERAL("application/octet-stream")},
        {NANO_LITERAL("Content-Length"), nano_bytes_of(length, (size_t)count)},
    };
    const nano_response head = {sizeof(head), 200, headers, 2, NANO_LITERAL("")};
    return self->app->calls->begin(self->app->host, self->call, &head);
}

/* 1 if `digits` is a number of bytes, then in `count`. */
static int parse(nano_bytes digits, uint64_t *count) {
    size_t i;
    *count = 0;
    for (i = 0; i < digits.count; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9') {
            return 0;
        }
        *count = *count * 10 + (uint64_t)(digits.data[i] - '0');
    }
    return digits.count > 0 && digits.count <= DIGIT_COUNT_MAX;
}

int32_t send_bytes(const struct app *app, nano_bytes digits, nano_responder *responder) {
    nano_call_events events = {
        .size = sizeof(events), .cancelled = cancelled, .writable = writable, .ended = ended};
    uint64_t count;
    sending *self;
    if (!parse(digits, &count)) {
        return nano_respond(responder, 400, NANO_LITERAL("text/plain"),
                            NANO_LITERAL("expected ?bytes=N\n"));
    }
    pthread_once(&pattern_made, make_pattern);
    self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NANO_ERROR_MEMORY;
    }
    self->app = app;
    self->count = count;
    events.data = self;
    if (responder->defer(responder, &events, &self->call) != NANO_OK) {
        free(self);
        return NANO_ERROR;
    }
    if (begin(self) != NANO_OK) {
        app->calls->abandon(app->host, self->call);
    } else {
        send(self);
    }
    return NANO_DEFERRED;
}
