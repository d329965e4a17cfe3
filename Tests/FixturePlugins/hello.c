/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers "v1", "v2", ...: VERSION is given to the compiler. On the event loop.
 */
#include "fixture.h"

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

NANO_PLUGIN_MANIFEST("hello", TEXT(VERSION) ".0.0", NANO_PLUGIN_INLINE);

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    return answer(responder, NANO_LITERAL("v" TEXT(VERSION)));
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
