/* SPDX-License-Identifier: Apache-2.0
 *
 * Plugin extension nano.state/1: what an app knows goes over to the generation that replaces it, so
 * that a swap keeps counters, caches or sessions.
 *
 *     stage PUBLISH   the new generation's create() has succeeded, and the old one still serves:
 *                     save() of the old, restore() of the new, then the new one is published;
 *     stage DRAINED   the old generation has answered its last request: save() and restore() once
 *                     more, for what has changed in between, while the new one serves.
 *
 * Nothing is handed over where one of the two lacks the extension, by a generation that has
 * faulted, and when the app was removed first.
 */
#ifndef NANO_STATE_H
#define NANO_STATE_H

#include "nano/abi.h"

#define NANO_STATE_EXTENSION "nano.state/1"

/* When state goes over. */
#define NANO_STATE_PUBLISH 1u
#define NANO_STATE_DRAINED 2u

/* The largest state that can be saved: 64 MiB. */
#define NANO_STATE_BYTES_MAX 67108864

/* Where save() writes to, valid until it returns. */
typedef struct nano_state_writer nano_state_writer;
struct nano_state_writer {
    uint32_t size;     /* sizeof(nano_state_writer) as the host knows it */
    uint32_t reserved; /* 0 */
    void *host_data;   /* the host's own */

    /* Appends bytes to the state; they are copied.
     * Errors: NANO_ERROR_LIMIT: more than NANO_STATE_BYTES_MAX, and nothing was appended;
     * NANO_ERROR_INVALID.
     * [owner-thread, inside save()] */
    int32_t (*write)(nano_state_writer *writer, nano_bytes bytes);
};

/* Both functions run beside handlers, on a thread of their own, and within the runtime's deadline
 * (10 s). Both are required. */
typedef struct nano_state {
    uint32_t size;    /* sizeof(nano_state) as the plugin knows it */
    uint32_t version; /* of what save() writes, as the plugin counts; restore() is told it */

    /* Writes the app's state. At DRAINED, what has changed since PUBLISH: the next generation has
     * the rest, and has gone on from it. NANO_OK hands over what was written, nothing included.
     * Anything else at PUBLISH rejects the new generation, and at DRAINED loses the change.
     * [owner-thread] */
    int32_t (*save)(void *app, uint32_t stage, nano_state_writer *writer);

    /* Takes over what another generation's save() wrote, of whichever version: `version` is what
     * that one's nano_state said. `state` is valid until restore() returns. At PUBLISH no request
     * has come yet, and anything but NANO_OK rejects this generation; destroy() follows, and the
     * old one goes on serving. At DRAINED requests are being answered.
     * [owner-thread] */
    int32_t (*restore)(void *app, uint32_t stage, uint32_t version, nano_bytes state);
} nano_state;

NANO_STATIC_ASSERT(sizeof(nano_state_writer) == 24, "nano_state_writer 1 is 24 bytes");
NANO_STATIC_ASSERT(offsetof(nano_state_writer, write) == 16, "nano_state_writer.write");
NANO_STATIC_ASSERT(sizeof(nano_state) == 24, "nano_state 1 is 24 bytes");
NANO_STATIC_ASSERT(offsetof(nano_state, save) == 8, "nano_state.save");
NANO_STATIC_ASSERT(offsetof(nano_state, restore) == 16, "nano_state.restore");

#endif
