/* SPDX-License-Identifier: Apache-2.0
 *
 * Defers every request and ends none: its client gets a 504 when timeout_ms has passed, and the
 * image stays until the drain's deadline.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("never-ends", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    nano_call call;
    (void)app;
    (void)request;
    return responder->defer(responder, NULL, &call) == NANO_OK ? NANO_DEFERRED : NANO_ERROR;
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
