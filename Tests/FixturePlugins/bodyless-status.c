/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers with the status that the path names and a body, which 204, 205 and 304 cannot have.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("bodyless-status", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    const int is_304 = nano_bytes_equal(request->path, NANO_LITERAL("/304"));
    const int is_205 = nano_bytes_equal(request->path, NANO_LITERAL("/205"));
    (void)app;
    return nano_respond(responder, is_304 ? 304 : is_205 ? 205 : 204, NANO_LITERAL("text/plain"),
                        NANO_LITERAL("a body that must not be sent"));
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
