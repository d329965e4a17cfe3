/* SPDX-License-Identifier: Apache-2.0
 *
 * Has ROOM bytes of thread-local variables in the static TLS that all plugins share, and takes as
 * many with every swap: a few bytes are served, with a warning, and many are refused.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("static-tls", "1.0.0", NANO_PLUGIN_INLINE);

__attribute__((tls_model("initial-exec"))) static _Thread_local volatile char room[ROOM];

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    room[0] += 1;
    return answer(responder, NANO_LITERAL("ok"));
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
