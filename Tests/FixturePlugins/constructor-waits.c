/* SPDX-License-Identifier: Apache-2.0
 *
 * Its constructor says so on the server's standard output, as an event, and does not return before
 * the gate opens that GATE, given to the compiler, names. Nothing of the lifecycle goes on
 * meanwhile; everything else must. Where it is only tried, in a process that ends with its parent,
 * it returns at once.
 */
#include "gate.h"
#include <sys/prctl.h>

NANO_PLUGIN_MANIFEST("constructor-waits", "1.0.0", NANO_PLUGIN_INLINE);

__attribute__((constructor)) static void wait_at_gate(void) {
    static const char event[] =
        "{\"ts\":\"\",\"level\":\"info\",\"event\":\"constructor_waits\"}\n";
    int end_signal = 0;
    if (prctl(PR_GET_PDEATHSIG, &end_signal) == 0 && end_signal != 0) {
        return;
    }
    if (write(STDOUT_FILENO, event, sizeof(event) - 1) > 0) {
        gate_wait(GATE);
    }
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, answer_ok)
