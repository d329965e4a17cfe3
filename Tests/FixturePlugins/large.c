/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers with more than a socket takes at once, and with the request's path in a field.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("large", "1.0.0", NANO_PLUGIN_INLINE);

static char body[128 << 10];

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    nano_header header;
    nano_response response;
    (void)app;
    header.name = NANO_LITERAL("Echo-Path");
    header.value = request->path;
    response.size = sizeof(response);
    response.status = 200;
    response.headers = &header;
    response.header_count = 1;
    response.body = nano_bytes_of(body, sizeof(body));
    return responder->respond(responder, &response);
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
