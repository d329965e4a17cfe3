/* SPDX-License-Identifier: Apache-2.0
 *
 * Holds what only one generation in the process can hold, a socket's name, and gives it up for the
 * next one (nano.quiesce/1). Without the name create fails; with CREATE_FAILS, in any case: what
 * serves must then hold it again.
 */
#include "fixture.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

NANO_PLUGIN_MANIFEST("exclusive", "1.0.0", NANO_PLUGIN_INLINE);

static const nano_host *host;
static int held = -1;

/* A name in the abstract namespace, of this process alone; it goes with the descriptor. */
static int32_t take(void) {
    struct sockaddr_un address = {AF_UNIX, {0}};
    const int length =
        snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "nano-%ld", (long)getpid());
    held = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(held, (struct sockaddr *)&address,
             (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length)) != 0) {
        close(held);
        held = -1;
        return NANO_ERROR;
    }
    return NANO_OK;
}

static void give_up(void) {
    if (held >= 0) {
        close(held);
    }
    held = -1;
}

static int32_t create(const nano_host *given, void **app) {
    host = given;
    *app = NULL;
#ifdef CREATE_FAILS
    return NANO_ERROR;
#endif
    return take();
}

static void destroy(void *app) {
    (void)app;
    give_up();
}

static int32_t quiesce(void *app) {
    (void)app;
    give_up();
    return NANO_OK;
}

static int32_t resume(void *app) {
    int32_t result = take();
    (void)app;
    say(host, NANO_LITERAL("resumed"));
    return result;
}

static const void *get_extension(void *app, const char *id) {
    static const nano_quiesce exclusive = {sizeof(nano_quiesce), 0, quiesce, resume};
    (void)app;
    return strcmp(id, NANO_QUIESCE_EXTENSION) == 0 ? &exclusive : NULL;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    return answer(responder, held >= 0 ? NANO_LITERAL("held") : NANO_LITERAL("given up"));
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, get_extension,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) { return &plugin; }
