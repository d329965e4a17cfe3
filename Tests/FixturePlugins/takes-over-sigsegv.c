/* SPDX-License-Identifier: Apache-2.0
 *
 * Installs a handler for SIGSEGV that ends the process, and faults at /fault.
 */
#include "fixture.h"
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

NANO_PLUGIN_MANIFEST("takes-over-sigsegv", "1.0.0", NANO_PLUGIN_INLINE);

static volatile int *volatile nowhere = NULL;

static void end_process(int number) {
    _exit(number);
}

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    return signal(SIGSEGV, end_process) == SIG_ERR ? NANO_ERROR_STATE : NANO_OK;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    if (nano_bytes_equal(request->path, NANO_LITERAL("/fault"))) {
        *nowhere = 1;
    }
    return answer(responder, NANO_LITERAL("ok"));
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
