/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls a function that nothing in the process has.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("unresolved", "1.0.0", NANO_PLUGIN_INLINE);

extern int32_t nobody_defines_this(void);

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    return nobody_defines_this();
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
