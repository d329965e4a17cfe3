/* SPDX-License-Identifier: Apache-2.0
 *
 * Takes and gives large bodies at the test's pace. PUT with the path of a gate as query reads
 * nothing before the gate opens, then all, and answers how many bytes. GET /flood writes for ever
 * as much as is taken; GET /written answers how much that was so far.
 */
#include "gate.h"
#include <stdatomic.h>
#include <stdio.h>

NANO_PLUGIN_MANIFEST("slow-taker", "1.0.0", NANO_PLUGIN_LANE | NANO_PLUGIN_BODY_STREAM);

static const nano_host *host_of_app;
static const nano_calls *calls;
static atomic_size_t written_count;

static int32_t create(const nano_host *host, void **app) {
    *app = NULL;
    host_of_app = host;
    calls = host->get_extension(host, NANO_CALL_EXTENSION);
    return NANO_OK;
}

static int32_t answer_number(nano_responder *responder, size_t number) {
    char text[32];
    const int count = snprintf(text, sizeof(text), "%zu", number);
    return answer(responder, nano_bytes_of(text, (size_t)count));
}

static void flood(void *data, nano_call call) {
    static const char piece[65536];
    size_t written = sizeof(piece);
    (void)data;
    while (written == sizeof(piece)) {
        if (calls->write(host_of_app, call, nano_bytes_of(piece, sizeof(piece)), 0, &written) !=
            NANO_OK) {
            return;
        }
        atomic_fetch_add(&written_count, written);
    }
}

static void abandon(void *data, nano_call call, uint32_t reason) {
    (void)data;
    (void)reason;
    calls->abandon(host_of_app, call);
}

static int32_t begin_flood(nano_responder *responder) {
    const nano_call_events events = {
        .size = sizeof(events), .cancelled = abandon, .writable = flood};
    const nano_response head = {sizeof(head), 200, NULL, 0, NANO_LITERAL("")};
    nano_call call;
    if (responder->defer(responder, &events, &call) != NANO_OK) {
        return NANO_ERROR;
    }
    calls->begin(host_of_app, call, &head);
    flood(NULL, call);
    return NANO_DEFERRED;
}

static int32_t take_body(nano_responder *responder, nano_bytes query) {
    static char piece[65536];
    char gate[GATE_PATH_BYTES_MAX + 1];
    char text[32];
    nano_response response = {sizeof(response), 200, NULL, 0, NANO_LITERAL("")};
    nano_call call;
    size_t total = 0;
    size_t count = 0;
    gate_copy(gate, query);
    if (responder->defer(responder, NULL, &call) != NANO_OK) {
        return NANO_ERROR;
    }
    say(host_of_app, NANO_LITERAL("waiting"));
    gate_wait(gate);
    while (calls->read(host_of_app, call, piece, sizeof(piece), NANO_WAIT, &count) == NANO_OK &&
           count > 0) {
        total += count;
    }
    response.body = nano_bytes_of(text, (size_t)snprintf(text, sizeof(text), "%zu", total));
    calls->respond(host_of_app, call, &response);
    return NANO_DEFERRED;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    if (nano_bytes_equal(request->path, NANO_LITERAL("/flood"))) {
        return begin_flood(responder);
    }
    if (nano_bytes_equal(request->path, NANO_LITERAL("/written"))) {
        return answer_number(responder, atomic_load(&written_count));
    }
    return take_body(responder, request->query);
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
