/* SPDX-License-Identifier: Apache-2.0
 *
 * Plugin extension nano.quiesce/1: an app that holds something exclusive, such as a port or a lock
 * file, gives it up before the generation that replaces it is created.
 */
#ifndef NANO_QUIESCE_H
#define NANO_QUIESCE_H

#include "nano/abi.h"

#define NANO_QUIESCE_EXTENSION "nano.quiesce/1"

/* Both functions run beside handlers, on a thread of their own, and within the runtime's deadline
 * (10 s). Both are required. */
typedef struct nano_quiesce {
    uint32_t size;     /* sizeof(nano_quiesce) as the plugin knows it */
    uint32_t reserved; /* 0 */

    /* Gives up what only one generation can hold; requests still come, and are answered. The new
     * generation's create() follows, also where this fails or takes too long: whether it can do
     * without is for create() to say. Not called before the app is removed: destroy() is enough.
     * [owner-thread] */
    int32_t (*quiesce)(void *app);

    /* Takes it back: the new generation was rejected, and this one goes on serving. Follows only
     * a quiesce() that returned NANO_OK. An error is logged, and changes nothing.
     * [owner-thread] */
    int32_t (*resume)(void *app);
} nano_quiesce;

NANO_STATIC_ASSERT(sizeof(nano_quiesce) == 24, "nano_quiesce 1 is 24 bytes");
NANO_STATIC_ASSERT(offsetof(nano_quiesce, quiesce) == 8, "nano_quiesce.quiesce");
NANO_STATIC_ASSERT(offsetof(nano_quiesce, resume) == 16, "nano_quiesce.resume");

#endif
