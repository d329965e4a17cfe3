/* SPDX-License-Identifier: Apache-2.0
 *
 * Host extension nano.log/1: lines in the runtime's log, marked with app and generation.
 */
#ifndef NANO_LOG_H
#define NANO_LOG_H

#include "nano/host.h"

#define NANO_LOG_EXTENSION "nano.log/1"

#define NANO_LOG_DEBUG 0
#define NANO_LOG_INFO 1
#define NANO_LOG_WARNING 2
#define NANO_LOG_ERROR 3

typedef struct nano_log {
    uint32_t size;     /* sizeof(nano_log) as the host knows it */
    uint32_t reserved; /* 0 */

    /* Logs one message of UTF-8 text: invalid sequences are replaced, and what lies past
     * 8,192 bytes is cut. Never blocks: when the log cannot keep up, lines are dropped and
     * counted. An unknown level counts as NANO_LOG_ERROR. The text is copied.
     * [any-thread] */
    void (*write)(const nano_host *host, uint32_t level, nano_bytes message);
} nano_log;

NANO_STATIC_ASSERT(sizeof(nano_log) == 16, "nano_log 1 is 16 bytes");

#endif
