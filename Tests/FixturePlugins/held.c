/* SPDX-License-Identifier: Apache-2.0
 *
 * Holds every request until the test opens the gate that its query names, and logs "held" when
 * it begins to. On a lane.
 */
#include "gate.h"

NANO_PLUGIN_MANIFEST("held", "1.0.0", NANO_PLUGIN_LANE);

static int32_t create(const nano_host *host, void **app) {
    *app = (void *)(uintptr_t)host;
    return NANO_OK;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    char gate[GATE_PATH_BYTES_MAX + 1];
    gate_copy(gate, request->query);
    if (gate[0] != 0) {
        say((const nano_host *)app, NANO_LITERAL("held"));
        gate_wait(gate);
    }
    return answer(responder, NANO_LITERAL("let go"));
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
