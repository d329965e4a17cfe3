/* SPDX-License-Identifier: Apache-2.0
 *
 * Gives back what it gets: the body of a POST, or the header fields of GET /echo.
 */
#include <nano/nano.h>
#include <stdlib.h>
#include <string.h>

NANO_PLUGIN_MANIFEST("echo-c", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL; /* no state */
    return NANO_OK;
}

static void destroy(void *app) {
    (void)app;
}

/* 1 if `name` is `lowercase` but for the case of its ASCII letters. */
static int is_named(nano_bytes name, nano_bytes lowercase) {
    size_t i;
    if (name.count != lowercase.count) {
        return 0;
    }
    for (i = 0; i < name.count; i++) {
        uint8_t byte = name.data[i];
        if (byte >= 'A' && byte <= 'Z') {
            byte |= 0x20;
        }
        if (byte != lowercase.data[i]) {
            return 0;
        }
    }
    return 1;
}

static int32_t answer_body(const nano_request *request, nano_responder *responder) {
    nano_bytes type = NANO_LITERAL("application/octet-stream");
    size_t i;
    for (i = 0; i < request->header_count; i++) {
        if (is_named(request->headers[i].name, NANO_LITERAL("content-type"))) {
            type = request->headers[i].value;
            break;
        }
    }
    return nano_respond(responder, 200, type, request->body);
}

/* Copies `bytes` to `end`; returns where they end. */
static uint8_t *append(uint8_t *end, nano_bytes bytes) {
    if (bytes.count > 0) {
        memcpy(end, bytes.data, bytes.count);
    }
    return end + bytes.count;
}

static int32_t answer_headers(const nano_request *request, nano_responder *responder) {
    const nano_bytes separator = NANO_LITERAL(": ");
    const nano_bytes newline = NANO_LITERAL("\n");
    size_t count = 0;
    size_t i;
    uint8_t *text;
    uint8_t *end;
    int32_t result;

    for (i = 0; i < request->header_count; i++) {
        const nano_header *header = &request->headers[i];
        count += header->name.count + separator.count + header->value.count + newline.count;
    }
    text = malloc(count + 1); /* + 1: malloc(0) may return NULL */
    if (text == NULL) {
        return NANO_ERROR_MEMORY;
    }
    end = text;
    for (i = 0; i < request->header_count; i++) {
        end = append(end, request->headers[i].name);
        end = append(end, separator);
        end = append(end, request->headers[i].value);
        end = append(end, newline);
    }
    result = nano_respond(responder, 200, NANO_LITERAL("text/plain"), nano_bytes_of(text, count));
    free(text);
    return result;
}

static int32_t answer_options(nano_responder *responder) {
    nano_header allow;
    nano_response response;
    allow.name = NANO_LITERAL("Allow");
    allow.value = NANO_LITERAL("GET, HEAD, POST, OPTIONS");
    memset(&response, 0, sizeof(response));
    response.size = sizeof(response);
    response.status = 204;
    response.headers = &allow;
    response.header_count = 1;
    return responder->respond(responder, &response);
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    if (nano_bytes_equal(request->method, NANO_LITERAL("POST"))) {
        return answer_body(request, responder);
    }
    if (nano_bytes_equal(request->method, NANO_LITERAL("OPTIONS"))) {
        return answer_options(responder);
    }
    if (nano_bytes_equal(request->path, NANO_LITERAL("/echo"))) {
        return answer_headers(request, responder);
    }
    return nano_respond(responder, 200, NANO_LITERAL("text/plain"), NANO_LITERAL("OK"));
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return &plugin;
}
