/* SPDX-License-Identifier: Apache-2.0
 *
 * Keeps a view of a request, and reads it in destroy, when it is long gone.
 */
#include "fixture.h"
#include <stdlib.h>

NANO_PLUGIN_MANIFEST("keeps-request", "1.0.0", NANO_PLUGIN_INLINE);

static nano_bytes kept;

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    kept = request->path;
    return answer(responder, NANO_LITERAL("ok"));
}

static void destroy(void *app) {
    (void)app;
    if (kept.count > 0 && kept.data[0] != '/') {
        abort();
    }
}

FIXTURE_PLUGIN(create_nothing, destroy, handle)
