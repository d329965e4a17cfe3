/* SPDX-License-Identifier: Apache-2.0
 *
 * Begins a stream with "open\n" and leaves it open. Told of a drain it sends "draining\n", waits
 * for the gate that the query names, sends "end\n" and ends; without a gate it sends on nothing,
 * and is cut. Logs "cancelled N" with the reason. VERSION, given to the compiler, is at "/version".
 */
#include "gate.h"
#include <stdio.h>
#include <stdlib.h>

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

NANO_PLUGIN_MANIFEST("stream", TEXT(VERSION) ".0.0", NANO_PLUGIN_LANE);

typedef struct stream {
    const nano_host *host;
    const nano_calls *calls;
    char gate[GATE_PATH_BYTES_MAX + 1];
} stream;

static void send(const stream *self, nano_call call, nano_bytes text) {
    size_t written;
    self->calls->write(self->host, call, text, NANO_WAIT, &written);
}

static void draining(void *data, nano_call call) {
    const stream *self = data;
    send(self, call, NANO_LITERAL("draining\n"));
    if (self->gate[0] != 0) {
        gate_wait(self->gate);
        send(self, call, NANO_LITERAL("end\n"));
        self->calls->end(self->host, call);
    }
}

static void cancelled(void *data, nano_call call, uint32_t reason) {
    const stream *self = data;
    char text[32];
    const int count = snprintf(text, sizeof(text), "cancelled %u", reason);
    say(self->host, nano_bytes_of(text, (size_t)count));
    self->calls->abandon(self->host, call);
}

static void ended(void *data, nano_call call) {
    (void)call;
    free(data);
}

static int32_t create(const nano_host *host, void **app) {
    *app = (void *)(uintptr_t)host;
    return NANO_OK;
}

static int32_t begin(stream *self, nano_responder *responder) {
    const nano_call_events events = {.size = sizeof(events),
                                     .data = self,
                                     .cancelled = cancelled,
                                     .draining = draining,
                                     .ended = ended};
    const nano_response head = {sizeof(head), 200, NULL, 0, NANO_LITERAL("open\n")};
    nano_call call;
    if (responder->defer(responder, &events, &call) != NANO_OK) {
        free(self);
        return NANO_ERROR;
    }
    self->calls->begin(self->host, call, &head);
    return NANO_DEFERRED;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    const nano_host *host = app;
    stream *self;
    if (nano_bytes_equal(request->path, NANO_LITERAL("/version"))) {
        return answer(responder, NANO_LITERAL("v" TEXT(VERSION)));
    }
    self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NANO_ERROR_MEMORY;
    }
    self->host = host;
    self->calls = host->get_extension(host, NANO_CALL_EXTENSION);
    gate_copy(self->gate, request->query);
    return begin(self, responder);
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
