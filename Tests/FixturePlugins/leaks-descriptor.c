/* SPDX-License-Identifier: Apache-2.0
 *
 * Opens a descriptor in create, and never closes it.
 */
#include "fixture.h"
#include <fcntl.h>

NANO_PLUGIN_MANIFEST("leaks-descriptor", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    return open("/dev/zero", O_RDONLY | O_CLOEXEC) < 0 ? NANO_ERROR_STATE : NANO_OK;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
