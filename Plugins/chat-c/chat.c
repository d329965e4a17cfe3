/* SPDX-License-Identifier: Apache-2.0
 *
 * A chat by long polling: who asks for messages that do not exist yet waits until one does.
 *
 *     GET  /messages?after=N   the messages behind number N, one a line: "12 text"; waits for one
 *     POST /messages           adds the body as a message, answers its number, wakes all who wait
 *
 * handle() never blocks, so it runs on the event loop: a request that waits is a deferred call, and
 * costs its memory and no thread.
 */
#include "message_log.h"
#include "waiting.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NANO_PLUGIN_MANIFEST("chat-c", "1.0.0", NANO_PLUGIN_INLINE);

typedef struct chat {
    message_log messages;
    waiting_list waiting;
} chat;

static int32_t create(const nano_host *host, void **app) {
    chat *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NANO_ERROR_MEMORY;
    }
    message_log_init(&self->messages);
    waiting_list_init(&self->waiting, host, &self->messages);
    *app = self;
    return NANO_OK;
}

/* Every call has ended when this runs, or was cut by the drain's deadline. */
static void destroy(void *app) {
    chat *self = app;
    waiting_list_free(&self->waiting);
    message_log_free(&self->messages);
    free(self);
}

static int32_t problem(nano_responder *responder, uint32_t status, nano_bytes text) {
    return nano_respond(responder, status, NANO_LITERAL("text/plain"), text);
}

/* The number behind "after=", at the beginning of a query; 0 without one. */
static uint64_t after(nano_bytes query) {
    static const char key[] = "after=";
    const size_t key_count = sizeof(key) - 1;
    uint64_t number = 0;
    size_t i;
    if (query.count <= key_count || memcmp(query.data, key, key_count) != 0) {
        return 0;
    }
    for (i = key_count; i < query.count && query.data[i] >= '0' && query.data[i] <= '9'; i++) {
        number = number * 10 + (uint64_t)(query.data[i] - '0');
    }
    return number;
}

static int32_t read_messages(chat *self, const nano_request *request, nano_responder *responder) {
    const uint64_t number = after(request->query);
    char text[MESSAGE_LOG_TEXT_BYTES_MAX];
    const size_t count = message_log_text(&self->messages, number, text);
    if (count == 0) {
        return waiting_list_add(&self->waiting, number, responder);
    }
    return nano_respond(responder, 200, NANO_LITERAL("text/plain"), nano_bytes_of(text, count));
}

static int32_t post_message(chat *self, const nano_request *request, nano_responder *responder) {
    char text[32];
    uint64_t number;
    int count;
    if (request->body.count == 0 || request->body.count > MESSAGE_BYTES_MAX ||
        memchr(request->body.data, '\n', request->body.count) != NULL) {
        return problem(responder, 400, NANO_LITERAL("expected one line of at most 200 bytes\n"));
    }
    number = message_log_add(&self->messages, request->body);
    waiting_list_wake(&self->waiting);
    count = snprintf(text, sizeof(text), "%llu\n", (unsigned long long)number);
    return nano_respond(responder, 201, NANO_LITERAL("text/plain"),
                        nano_bytes_of(text, (size_t)count));
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    if (!nano_bytes_equal(request->path, NANO_LITERAL("/messages"))) {
        return problem(responder, 404, NANO_LITERAL("try /messages\n"));
    }
    if (nano_bytes_equal(request->method, NANO_LITERAL("GET"))) {
        return read_messages(app, request, responder);
    }
    if (nano_bytes_equal(request->method, NANO_LITERAL("POST"))) {
        return post_message(app, request, responder);
    }
    return problem(responder, 405, NANO_LITERAL("GET or POST\n"));
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return &plugin;
}
