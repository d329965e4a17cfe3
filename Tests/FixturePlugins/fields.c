/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers the request's fields, a line each, and then its body: what the app was given, no more.
 */
#include "fixture.h"
#include <string.h>

NANO_PLUGIN_MANIFEST("fields", "1.0.0", NANO_PLUGIN_INLINE);

typedef struct {
    uint8_t bytes[32 << 10];
    size_t count;
} text;

static void append(text *to, nano_bytes from) {
    if (from.count <= sizeof(to->bytes) - to->count) {
        memcpy(to->bytes + to->count, from.data, from.count);
        to->count += from.count;
    }
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    text lines;
    size_t index;
    (void)app;
    lines.count = 0;
    for (index = 0; index < request->header_count; index++) {
        append(&lines, request->headers[index].name);
        append(&lines, NANO_LITERAL(": "));
        append(&lines, request->headers[index].value);
        append(&lines, NANO_LITERAL("\n"));
    }
    append(&lines, request->body);
    return answer(responder, nano_bytes_of(lines.bytes, lines.count));
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
