/* SPDX-License-Identifier: Apache-2.0
 *
 * Sets a value with a destructor of its own on every thread that its handler runs on, and never
 * deletes the key. The destructor logs when it runs, which is only safe while the image is there.
 */
#include "fixture.h"
#include <pthread.h>

NANO_PLUGIN_MANIFEST("pthread-key", "1.0.0", NANO_PLUGIN_LANE);

static pthread_key_t key;

static void release(void *value) {
    say((const nano_host *)value, NANO_LITERAL("released"));
}

static int32_t create(const nano_host *host, void **app) {
    *app = (void *)(uintptr_t)host;
    return pthread_key_create(&key, release) == 0 ? NANO_OK : NANO_ERROR_STATE;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)request;
    pthread_setspecific(key, app);
    return answer(responder, NANO_LITERAL("ok"));
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
