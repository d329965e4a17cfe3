/* SPDX-License-Identifier: Apache-2.0
 *
 * Counts its requests and hands the count to the generation that replaces it (nano.state/1): none
 * may be lost in a swap. /count says how many there were, and is not counted. With RESTORE_FAILS it
 * takes nothing over: what serves must go on serving.
 */
#include "fixture.h"
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

NANO_PLUGIN_MANIFEST("counter", "1.0.0", NANO_PLUGIN_INLINE);

static atomic_long count;

/* What the next generation has of it. */
static long handed_over;

static int32_t save(void *app, uint32_t stage, nano_state_writer *writer) {
    const long now = atomic_load(&count);
    const long state = stage == NANO_STATE_DRAINED ? now - handed_over : now;
    (void)app;
    handed_over = now;
    return writer->write(writer, nano_bytes_of(&state, sizeof state));
}

static int32_t restore(void *app, uint32_t stage, uint32_t version, nano_bytes state) {
    long number;
    (void)app;
    (void)stage;
#ifdef RESTORE_FAILS
    return NANO_ERROR_INVALID;
#endif
    if (version != 1 || state.count != sizeof number) {
        return NANO_ERROR_INVALID;
    }
    memcpy(&number, state.data, sizeof number);
    atomic_fetch_add(&count, number);
    return NANO_OK;
}

static const void *get_extension(void *app, const char *id) {
    static const nano_state state = {sizeof(nano_state), 1, save, restore};
    (void)app;
    return strcmp(id, NANO_STATE_EXTENSION) == 0 ? &state : NULL;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    char text[32];
    int length;
    (void)app;
    if (!nano_bytes_equal(request->path, NANO_LITERAL("/count"))) {
        atomic_fetch_add(&count, 1);
        return answer(responder, NANO_LITERAL("counted"));
    }
    length = snprintf(text, sizeof text, "%ld", atomic_load(&count));
    return answer(responder, nano_bytes_of(text, (size_t)length));
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create_nothing, destroy_nothing, handle,
    get_extension,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) { return &plugin; }
