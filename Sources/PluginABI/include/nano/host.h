/* SPDX-License-Identifier: Apache-2.0
 *
 * What the runtime offers to a plugin: identity, and extensions by id.
 */
#ifndef NANO_HOST_H
#define NANO_HOST_H

#include "nano/abi.h"

/* Valid from create() until destroy() has returned. One per generation. Read-only. */
typedef struct nano_host nano_host;
struct nano_host {
    uint32_t size;         /* sizeof(nano_host) as the host knows it */
    uint16_t abi_major;    /* NANO_ABI_MAJOR of the host */
    uint16_t abi_minor;    /* NANO_ABI_MINOR of the host; it may be lower or higher than yours */
    void *host_data;       /* the host's own */
    nano_bytes name;       /* "nano-runtime" */
    nano_bytes version;    /* the host's version, e.g. "0.1.0" */
    nano_bytes app;        /* the name of the app that this plugin serves */
    uint64_t generation;   /* the number of this loaded copy, unique in the process, from 1 */

    /* A host extension by its id, e.g. NANO_LOG_EXTENSION, or NULL where the host has none.
     * The result is constant and valid until destroy() has returned. `id` ends with a NUL.
     * [any-thread] */
    const void *(*get_extension)(const nano_host *host, const char *id);
};

NANO_STATIC_ASSERT(sizeof(nano_host) == 80, "nano_host 1.0 is 80 bytes");
NANO_STATIC_ASSERT(offsetof(nano_host, name) == 16, "nano_host.name");
NANO_STATIC_ASSERT(offsetof(nano_host, generation) == 64, "nano_host.generation");
NANO_STATIC_ASSERT(offsetof(nano_host, get_extension) == 72, "nano_host.get_extension");

#endif
