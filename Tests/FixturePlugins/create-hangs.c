/* SPDX-License-Identifier: Apache-2.0
 *
 * Its create does not return before the gate of its variable GATE opens. Then it is fine.
 */
#include "gate.h"

NANO_PLUGIN_MANIFEST("create-hangs", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    char gate[GATE_PATH_BYTES_MAX + 1];
    *app = NULL;
    gate_of_app(gate, host);
    say(host, NANO_LITERAL("held"));
    gate_wait(gate);
    return NANO_OK;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
