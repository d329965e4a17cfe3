/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs code while it is loaded and closed, which is told, and does no harm here.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("constructor", "1.0.0", NANO_PLUGIN_INLINE);

static volatile int loaded;

__attribute__((constructor)) static void begin(void) {
    loaded = 1;
}

__attribute__((destructor)) static void end(void) {
    loaded = 0;
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, answer_ok)
