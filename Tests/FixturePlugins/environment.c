/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers the value of its variable GREETING, or "none".
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("environment", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    *app = (void *)(uintptr_t)host;
    return NANO_OK;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    const nano_host *host = (const nano_host *)app;
    const nano_env *env = (const nano_env *)host->get_extension(host, NANO_ENV_EXTENSION);
    nano_bytes greeting;
    (void)request;
    if (env->get(host, NANO_LITERAL("GREETING"), &greeting) != NANO_OK) {
        greeting = NANO_LITERAL("none");
    }
    return answer(responder, greeting);
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
