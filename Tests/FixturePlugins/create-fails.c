/* SPDX-License-Identifier: Apache-2.0
 *
 * Its create refuses, having said why.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("create-fails", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    (void)app;
    say(host, NANO_LITERAL("no database"));
    return NANO_ERROR_STATE;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
