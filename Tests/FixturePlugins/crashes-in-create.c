/* SPDX-License-Identifier: Apache-2.0
 *
 * Aborts in create, having said why on standard error.
 */
#include "fixture.h"
#include <stdio.h>
#include <stdlib.h>

NANO_PLUGIN_MANIFEST("crashes-in-create", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    (void)app;
    fputs("no configuration\n", stderr);
    abort();
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
