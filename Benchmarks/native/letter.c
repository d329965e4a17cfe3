/* SPDX-License-Identifier: Apache-2.0
 *
 * A plugin whose whole answer is the letter it was compiled with (-DLETTER="A"): a client sees
 * from one byte which generation answered.
 */
#include <nano/nano.h>

NANO_PLUGIN_MANIFEST("letter", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    return NANO_OK;
}

static void destroy(void *app) {
    (void)app;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    return nano_respond(responder, 200, NANO_LITERAL("text/plain"), NANO_LITERAL(LETTER));
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return &plugin;
}
