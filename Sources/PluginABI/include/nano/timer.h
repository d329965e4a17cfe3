/* SPDX-License-Identifier: Apache-2.0
 *
 * Host extension nano.timer/1: functions that run later, or as soon as a lane is free.
 */
#ifndef NANO_TIMER_H
#define NANO_TIMER_H

#include "nano/host.h"

#define NANO_TIMER_EXTENSION "nano.timer/1"

/* Timers of one generation that have been started and have neither begun to run nor been
 * cancelled, at most. */
#define NANO_TIMER_COUNT_MAX 10000

/* The longest delay: 366 days. */
#define NANO_TIMER_DELAY_MS_MAX 31622400000

/* Names one timer: never 0, and never used again in the process. */
typedef uint64_t nano_timer;

/* Every function takes the host that create() was given.
 *
 * A timer's function runs once, on a lane, also in plugins whose handlers run inline; several run
 * at once. It may block, but what blocks there holds up other timers and callbacks of the
 * generation. It begins when the generation serves, so that of timers started in create() none runs
 * before create() has returned; and none begins once the generation has drained. Those that are
 * left then never run: what their `data` points to is for destroy() to free. Time is that of a
 * monotonic clock. */
typedef struct nano_timers {
    uint32_t size;     /* sizeof(nano_timers) as the host knows it */
    uint32_t reserved; /* 0 */

    /* Runs `function` with `data` after `delay_ms`: not before, and as soon after it as a lane is
     * free; with 0 as soon as a lane is free, begun in the order of the calls. `*timer` gets its
     * number, before it can run; `timer` may be NULL.
     * Errors: NANO_ERROR_INVALID: no function, or too long a delay; NANO_ERROR_LIMIT: too many
     * timers; NANO_ERROR_STATE: the generation has drained; NANO_ERROR_MEMORY: no thread for timers
     * is to be had.
     * [any-thread] */
    int32_t (*start)(const nano_host *host, uint64_t delay_ms, void (*function)(void *data),
                     void *data, nano_timer *timer);

    /* NANO_OK: the function will not run, and nothing of the host refers to its data any more.
     * NANO_ERROR_STATE: it has begun, has been cancelled before, or never was.
     * [any-thread] */
    int32_t (*cancel)(const nano_host *host, nano_timer timer);
} nano_timers;

NANO_STATIC_ASSERT(sizeof(nano_timers) == 24, "nano_timers 1 is 24 bytes");
NANO_STATIC_ASSERT(offsetof(nano_timers, start) == 8, "nano_timers.start");
NANO_STATIC_ASSERT(offsetof(nano_timers, cancel) == 16, "nano_timers.cancel");

#endif
