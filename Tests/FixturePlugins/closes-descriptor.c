/* SPDX-License-Identifier: Apache-2.0
 *
 * Closes a descriptor twice: the second time it is somebody else's, or nobody's. Here it is the
 * lowest that is open behind the standard ones.
 */
#include "fixture.h"
#include <fcntl.h>
#include <unistd.h>

NANO_PLUGIN_MANIFEST("closes-descriptor", "1.0.0", NANO_PLUGIN_INLINE);

static void destroy(void *app) {
    (void)app;
    for (int descriptor = 3; descriptor < 64; descriptor++) {
        if (close(descriptor) == 0) {
            return;
        }
    }
}

FIXTURE_PLUGIN(create_nothing, destroy, answer_ok)
