/* SPDX-License-Identifier: Apache-2.0
 *
 * Splits its response: a line end and a header of the attacker's in a header's value.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("bad-header", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    return nano_respond(responder, 200, NANO_LITERAL("text/plain\r\nSet-Cookie: stolen=1"),
                        NANO_LITERAL("ok"));
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
