/* SPDX-License-Identifier: Apache-2.0
 *
 * Leaves a signal handler installed that lies in its own code.
 */
#include "fixture.h"
#include <signal.h>

NANO_PLUGIN_MANIFEST("signal-handler", "1.0.0", NANO_PLUGIN_INLINE);

static void ignore(int number) {
    (void)number;
}

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    return signal(SIGUSR1, ignore) == SIG_ERR ? NANO_ERROR_STATE : NANO_OK;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
