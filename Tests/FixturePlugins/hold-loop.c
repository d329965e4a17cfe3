/* SPDX-License-Identifier: Apache-2.0
 *
 * Holds every request until the test opens the gate that its query names, and logs "held" when
 * it begins to. On the event loop, against its promise.
 */
#include "gate.h"

NANO_PLUGIN_MANIFEST("hold-loop", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    *app = (void *)(uintptr_t)host;
    return NANO_OK;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    char gate[GATE_PATH_BYTES_MAX + 1];
    gate_copy(gate, request->query);
    if (gate[0] != 0) {
        say((const nano_host *)app, NANO_LITERAL("hold-loop"));
        gate_wait(gate);
    }
    return answer(responder, NANO_LITERAL("let go"));
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
