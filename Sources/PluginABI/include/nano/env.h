/* SPDX-License-Identifier: Apache-2.0
 *
 * Host extension nano.env/1: the app's own configuration values.
 */
#ifndef NANO_ENV_H
#define NANO_ENV_H

#include "nano/host.h"

#define NANO_ENV_EXTENSION "nano.env/1"

typedef struct nano_env {
    uint32_t size;     /* sizeof(nano_env) as the host knows it */
    uint32_t reserved; /* 0 */

    /* The value of `name` in the "env" object of the app's configuration: NANO_OK and a view
     * in `value`, or NANO_ERROR_INVALID (and an empty view) where it has none. The process
     * environment is not consulted: apps share it. The view is valid until destroy() returns.
     * [any-thread] */
    int32_t (*get)(const nano_host *host, nano_bytes name, nano_bytes *value);
} nano_env;

NANO_STATIC_ASSERT(sizeof(nano_env) == 16, "nano_env 1 is 16 bytes");

#endif
