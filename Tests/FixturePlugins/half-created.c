/* SPDX-License-Identifier: Apache-2.0
 *
 * Its create starts a thread, fails, and leaves the thread behind: until the gate of the variable
 * GATE opens, the image must stay mapped.
 */
#include "gate.h"
#include <pthread.h>

NANO_PLUGIN_MANIFEST("half-created", "1.0.0", NANO_PLUGIN_INLINE);

static char gate[GATE_PATH_BYTES_MAX + 1];

static void *wait_at_gate(void *argument) {
    gate_wait(gate);
    return argument;
}

static int32_t create(const nano_host *host, void **app) {
    pthread_t thread;
    (void)app;
    gate_of_app(gate, host);
    if (pthread_create(&thread, NULL, wait_at_gate, NULL) == 0) {
        pthread_detach(thread);
    }
    return NANO_ERROR_MEMORY;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
