/* SPDX-License-Identifier: Apache-2.0
 *
 * Says that all is well, and answers nothing.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("no-answer", "1.0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    (void)responder;
    return NANO_OK;
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
