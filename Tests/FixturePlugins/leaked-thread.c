/* SPDX-License-Identifier: Apache-2.0
 *
 * Leaves a thread behind: it ends when the gate of the variable GATE opens, long after destroy.
 */
#include "gate.h"
#include <pthread.h>

NANO_PLUGIN_MANIFEST("leaked-thread", "1.0.0", NANO_PLUGIN_INLINE);

static char gate[GATE_PATH_BYTES_MAX + 1];

static void *wait_at_gate(void *argument) {
    gate_wait(gate);
    return argument;
}

static int32_t create(const nano_host *host, void **app) {
    pthread_t thread;
    *app = NULL;
    gate_of_app(gate, host);
    if (pthread_create(&thread, NULL, wait_at_gate, NULL) != 0) {
        return NANO_ERROR_STATE;
    }
    pthread_detach(thread);
    return NANO_OK;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
