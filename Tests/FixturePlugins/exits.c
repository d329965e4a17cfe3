/* SPDX-License-Identifier: Apache-2.0
 *
 * Ends the process when it is asked for something.
 */
#include "fixture.h"
#include <stdlib.h>

NANO_PLUGIN_MANIFEST("exits", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    (void)responder;
    exit(7);
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
