/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h: nano.timer/1, on the thread of the callbacks.
 */
#ifndef NANO_TESTING_TIMERS_H
#define NANO_TESTING_TIMERS_H

#include "nano/testing_calls.h"
#include "nano/timer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* nano_timers.start */
static inline int32_t nano_test_timer_start(const nano_host *host, uint64_t delay_ms,
                                            void (*function)(void *data), void *data,
                                            nano_timer *number) {
    nano_test_calls *calls = nano_test_calls_of(host);
    nano_test_timer *timer = (nano_test_timer *)calloc(1, sizeof(nano_test_timer));
    int32_t result = NANO_OK;
    if (timer == NULL) {
        return NANO_ERROR_MEMORY;
    }
    timer->deadline = nano_test_time_after(delay_ms);
    timer->function = function;
    timer->data = data;
    nano_test_lock(calls);
    if (function == NULL || delay_ms > NANO_TIMER_DELAY_MS_MAX) {
        result = NANO_ERROR_INVALID;
    } else if (calls->is_ending) {
        result = NANO_ERROR_STATE;
    } else {
        result = nano_test_start_thread(calls);
    }
    if (result == NANO_OK) {
        timer->number = ++calls->last_number;
        if (number != NULL) {
            *number = timer->number;
        }
        nano_test_timer_insert(calls, timer);
    } else {
        free(timer);
    }
    nano_test_unlock(calls);
    return result;
}

/* nano_timers.cancel */
static inline int32_t nano_test_timer_cancel(const nano_host *host, nano_timer number) {
    nano_test_calls *calls = nano_test_calls_of(host);
    nano_test_timer **place;
    nano_test_timer *timer;
    nano_test_lock(calls);
    place = &calls->first_timer;
    while (*place != NULL && (*place)->number != number) {
        place = &(*place)->next;
    }
    timer = *place;
    if (timer != NULL) {
        *place = timer->next;
    }
    nano_test_unlock(calls);
    free(timer);
    return timer == NULL ? NANO_ERROR_STATE : NANO_OK;
}

/* The functions of nano.timer/1. */
static inline const nano_timers *nano_test_timers_table(void) {
    static const nano_timers table = {
        sizeof(nano_timers), 0, nano_test_timer_start, nano_test_timer_cancel};
    return &table;
}

#ifdef __cplusplus
}
#endif

#endif
