/* SPDX-License-Identifier: Apache-2.0
 *
 * Installs handlers for the signals that end the process.
 */
#include "fixture.h"
#include <signal.h>

NANO_PLUGIN_MANIFEST("takes-sigterm", "1.0.0", NANO_PLUGIN_INLINE);

static void ignore(int number) {
    (void)number;
}

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    signal(SIGINT, ignore);
    return signal(SIGTERM, ignore) == SIG_ERR ? NANO_ERROR_STATE : NANO_OK;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
