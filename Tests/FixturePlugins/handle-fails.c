/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers, and then reports an error: the answer does not count.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("handle-fails", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    answer(responder, NANO_LITERAL("half done"));
    return NANO_ERROR_STATE;
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
