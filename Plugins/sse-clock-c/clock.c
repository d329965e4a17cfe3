/* SPDX-License-Identifier: Apache-2.0
 *
 * Tells the time once a second to everybody who listens, as server-sent events (WHATWG HTML
 * section 9.2): GET / with curl -N, or new EventSource("/") in a browser.
 */
#include "listeners.h"
#include <nano/timer.h>
#include <stdlib.h>
#include <time.h>

NANO_PLUGIN_MANIFEST("sse-clock-c", "1.0.0", NANO_PLUGIN_INLINE);

typedef struct clock_app {
    const nano_host *host;
    const nano_timers *timers;
    listeners listeners;
} clock_app;

static void tick(void *data);

/* Has tick() run as the next second begins. */
static int32_t start_timer(clock_app *self) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return self->timers->start(self->host, 1000 - (uint64_t)now.tv_nsec / 1000000, tick, self,
                               NULL);
}

/* On a lane. A timer that cannot be started is one of a generation that has drained: nobody listens
 * any more. */
static void tick(void *data) {
    clock_app *self = data;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    listeners_tell(&self->listeners, now.tv_sec);
    start_timer(self);
}

static int32_t create(const nano_host *host, void **app) {
    clock_app *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NANO_ERROR_MEMORY;
    }
    self->host = host;
    self->timers = host->get_extension(host, NANO_TIMER_EXTENSION);
    listeners_init(&self->listeners, host);
    if (self->timers == NULL || start_timer(self) != NANO_OK) {
        listeners_free(&self->listeners);
        free(self);
        return NANO_ERROR;
    }
    *app = self;
    return NANO_OK;
}

static void destroy(void *app) {
    clock_app *self = app;
    listeners_free(&self->listeners);
    free(self);
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    if (!nano_bytes_equal(request->method, NANO_LITERAL("GET"))) {
        return nano_respond(responder, 405, NANO_LITERAL("text/plain"), NANO_LITERAL("GET\n"));
    }
    return listeners_add(&((clock_app *)app)->listeners, responder);
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return &plugin;
}
