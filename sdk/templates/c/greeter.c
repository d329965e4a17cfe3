/* Greets whomever the path names: GET /Ada answers "Hello, Ada!". */
#include <nano/nano.h>

#include <stdio.h>

/* Read from the file before it is loaded. INLINE promises that handle() never blocks. */
NANO_PLUGIN_MANIFEST("NAME", "0.1.0", NANO_PLUGIN_INLINE);

/* What is longer is cut. */
#define NAME_BYTES_MAX 100

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL; /* no state */
    return NANO_OK;
}

static void destroy(void *app) {
    (void)app;
}

static int32_t refuse_method(nano_responder *responder) {
    const nano_header allow = {NANO_LITERAL("Allow"), NANO_LITERAL("GET")};
    const nano_response response = {sizeof(response), 405, &allow, 1, NANO_LITERAL("")};
    return responder->respond(responder, &response);
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    const nano_bytes name = nano_bytes_of(request->path.data + 1, request->path.count - 1);
    const int shown = name.count < NAME_BYTES_MAX ? (int)name.count : NAME_BYTES_MAX;
    char text[NAME_BYTES_MAX + sizeof("Hello, !\n")];
    int count;
    (void)app;
    if (!nano_bytes_equal(request->method, NANO_LITERAL("GET"))) {
        return refuse_method(responder);
    }
    if (name.count == 0) {
        return nano_respond(responder, 200, NANO_LITERAL("text/plain"),
                            NANO_LITERAL("Hello, World!\n"));
    }
    count = snprintf(text, sizeof(text), "Hello, %.*s!\n", shown, (const char *)name.data);
    return nano_respond(responder, 200, NANO_LITERAL("text/plain"),
                        nano_bytes_of(text, (size_t)count));
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return &plugin;
}
