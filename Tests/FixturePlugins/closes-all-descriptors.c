/* SPDX-License-Identifier: Apache-2.0
 *
 * Closes everything behind the standard descriptors in create, as daemons once did.
 */
#define _GNU_SOURCE
#include "fixture.h"
#include <unistd.h>

NANO_PLUGIN_MANIFEST("closes-all-descriptors", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    closefrom(3);
    return NANO_OK;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
