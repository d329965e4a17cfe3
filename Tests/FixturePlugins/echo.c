/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers the request's body, and what else it was given as header fields. On the event loop, or
 * where EXECUTION says.
 */
#include "fixture.h"

#ifndef EXECUTION
#define EXECUTION NANO_PLUGIN_INLINE
#endif

NANO_PLUGIN_MANIFEST("echo", "1.0.0", EXECUTION);

static nano_header field(nano_bytes name, nano_bytes value) {
    nano_header header;
    header.name = name;
    header.value = value;
    return header;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    const nano_header headers[] = {
        field(NANO_LITERAL("Echo-Method"), request->method),
        field(NANO_LITERAL("Echo-Path"), request->path),
        field(NANO_LITERAL("Echo-Query"), request->query),
        field(NANO_LITERAL("Echo-Host"), request->host),
        field(NANO_LITERAL("Echo-Peer"), request->peer),
    };
    nano_response response;
    (void)app;
    response.size = sizeof(response);
    response.status = 200;
    response.headers = headers;
    response.header_count = sizeof(headers) / sizeof(headers[0]);
    response.body = request->body;
    return responder->respond(responder, &response);
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
