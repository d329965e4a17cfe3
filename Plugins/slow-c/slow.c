/* SPDX-License-Identifier: Apache-2.0
 *
 * Takes its time: sleeps for the milliseconds that `?ms=` names, then says so. Drop it, send it
 * a request, remove it, and watch it drain. It blocks, so it runs on lanes.
 */
#include <nano/nano.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

NANO_PLUGIN_MANIFEST("slow-c", "1.0.0", NANO_PLUGIN_LANE);

#define SLEEP_MS_DEFAULT 1000
#define SLEEP_MS_MAX 60000

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL; /* no state */
    return NANO_OK;
}

static void destroy(void *app) {
    (void)app;
}

/* The number that `digits` begins with, at most SLEEP_MS_MAX. */
static unsigned bounded_number(nano_bytes digits) {
    unsigned number = 0;
    size_t i;
    for (i = 0; i < digits.count && digits.data[i] >= '0' && digits.data[i] <= '9'; i++) {
        number = number * 10 + (unsigned)(digits.data[i] - '0');
        if (number > SLEEP_MS_MAX) {
            return SLEEP_MS_MAX;
        }
    }
    return number;
}

/* The value of `ms` among the `&`-separated parts of `query`. */
static unsigned milliseconds(nano_bytes query) {
    static const char key[] = "ms=";
    const size_t key_count = sizeof(key) - 1;
    size_t start = 0;
    while (start < query.count) {
        const uint8_t *part = query.data + start;
        const size_t rest = query.count - start;
        const uint8_t *end = memchr(part, '&', rest);
        const size_t count = end == NULL ? rest : (size_t)(end - part);
        if (count > key_count && memcmp(part, key, key_count) == 0) {
            return bounded_number(nano_bytes_of(part + key_count, count - key_count));
        }
        start += count + 1;
    }
    return SLEEP_MS_DEFAULT;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    const unsigned ms = milliseconds(request->query);
    struct timespec left;
    char text[32];
    int count;
    (void)app;
    left.tv_sec = ms / 1000;
    left.tv_nsec = (long)(ms % 1000) * 1000000;
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR) {
    }
    count = snprintf(text, sizeof(text), "slept %u ms\n", ms);
    return nano_respond(responder, 200, NANO_LITERAL("text/plain"),
                        nano_bytes_of(text, (size_t)count));
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return &plugin;
}
