/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes through NULL in create or in destroy: WHERE, given to the compiler, says which.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("faults-in-owner-calls", "1.0.0", NANO_PLUGIN_INLINE);

#define IN_CREATE 1
#define IN_DESTROY 2

static volatile int *volatile null = NULL;

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    if (WHERE == IN_CREATE) {
        *null = 1;
    }
    return NANO_OK;
}

static void destroy(void *app) {
    (void)app;
    if (WHERE == IN_DESTROY) {
        *null = 1;
    }
}

FIXTURE_PLUGIN(create, destroy, answer_ok)
