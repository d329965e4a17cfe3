/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers twice, and fails unless the second time is refused as the ABI says.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("two-answers", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    answer(responder, NANO_LITERAL("first"));
    return answer(responder, NANO_LITERAL("second")) == NANO_ERROR_STATE ? NANO_OK
                                                                         : NANO_ERROR_STATE;
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
