/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers the name of its app: shows which of many copies was reached.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("named", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t create(const nano_host *host, void **app) {
    *app = (void *)(uintptr_t)host;
    return NANO_OK;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)request;
    return answer(responder, ((const nano_host *)app)->app);
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
