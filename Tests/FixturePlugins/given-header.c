/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers with the header that the request's body holds as NAME=VALUE, however it would break the
 * stream.
 */
#include "fixture.h"
#include <string.h>

NANO_PLUGIN_MANIFEST("given-header", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    const nano_bytes given = request->body;
    const uint8_t *equals = (const uint8_t *)memchr(given.data, '=', given.count);
    nano_header header;
    nano_response response;
    (void)app;
    if (equals == NULL) {
        return NANO_ERROR_INVALID;
    }
    header.name = nano_bytes_of(given.data, (size_t)(equals - given.data));
    header.value = nano_bytes_of(equals + 1, given.count - header.name.count - 1);
    response.size = sizeof(response);
    response.status = 200;
    response.headers = &header;
    response.header_count = 1;
    response.body = NANO_LITERAL("ok");
    return responder->respond(responder, &response);
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
