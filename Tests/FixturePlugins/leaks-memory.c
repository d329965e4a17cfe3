/* SPDX-License-Identifier: Apache-2.0
 *
 * Allocates 4 KiB in create, and never frees them.
 */
#include "fixture.h"
#include <stdlib.h>
#include <string.h>

NANO_PLUGIN_MANIFEST("leaks-memory", "1.0.0", NANO_PLUGIN_INLINE);

enum { LEAKED_BYTES = 4096 };

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = malloc(LEAKED_BYTES);
    if (*app == NULL) {
        return NANO_ERROR_MEMORY;
    }
    memset(*app, 1, LEAKED_BYTES);
    return NANO_OK;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
