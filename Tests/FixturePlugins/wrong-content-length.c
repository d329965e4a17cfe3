/* SPDX-License-Identifier: Apache-2.0
 *
 * Announces more bytes than it sends, which would eat the next response.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("wrong-content-length", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    nano_header header;
    nano_response response;
    (void)app;
    (void)request;
    header.name = NANO_LITERAL("Content-Length");
    header.value = NANO_LITERAL("1000");
    response.size = sizeof(response);
    response.status = 200;
    response.headers = &header;
    response.header_count = 1;
    response.body = NANO_LITERAL("ok");
    return responder->respond(responder, &response);
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
