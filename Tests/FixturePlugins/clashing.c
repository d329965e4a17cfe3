/* SPDX-License-Identifier: Apache-2.0
 *
 * Exports a function and a variable of common names, and uses them through the dynamic linker, as a
 * plugin does that was linked without a version script. VALUE is given to the compiler: of two such
 * plugins each must see its own.
 */
#include "fixture.h"
#include <stdio.h>

NANO_PLUGIN_MANIFEST("clashing", "1.0.0", NANO_PLUGIN_INLINE);

#define EXPORTED __attribute__((visibility("default")))

EXPORTED extern int configuration;
EXPORTED int configuration = VALUE;

EXPORTED __attribute__((noinline)) int compute(void);
EXPORTED int compute(void) {
    return configuration * 2;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    char text[32];
    const int count = snprintf(text, sizeof(text), "%d %d", configuration, compute());
    (void)app;
    (void)request;
    return answer(responder, nano_bytes_of(text, (size_t)count));
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, handle)
