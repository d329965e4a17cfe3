/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h: what the client and the host do to a deferred call, and the wait for its end.
 */
#ifndef NANO_TESTING_WAITING_H
#define NANO_TESTING_WAITING_H

#include "nano/testing_calls.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The app has been created: timers run from now on. */
static inline void nano_test_serve(nano_test_calls *calls) {
    nano_test_lock(calls);
    calls->is_serving = 1;
    nano_test_unlock(calls);
}

/* Tells the plugin that nobody waits any more, for a NANO_CANCEL_... . Nothing happens to a call
 * that has ended, or is cancelled already. */
static inline void nano_test_cancel(nano_test_call *call, uint32_t reason) {
    nano_test_lock(call->calls);
    if (!call->has_ended && call->cancel_reason == 0) {
        call->cancel_reason = reason;
        call->due |= NANO_TEST_CANCELLED;
    }
    nano_test_unlock(call->calls);
}

/* Tells the plugin of the drain, for every call that is open. */
static inline void nano_test_drain(nano_test_calls *calls) {
    nano_test_call *call;
    nano_test_lock(calls);
    for (call = calls->first; call != NULL; call = call->next) {
        call->due |= call->has_ended ? 0 : NANO_TEST_DRAINING;
    }
    nano_test_unlock(calls);
}

/* Waits until the call has ended and the plugin knows it; 0 where it has not in time. */
static inline int nano_test_call_wait(nano_test_call *call, unsigned patience_seconds) {
    const struct timespec deadline = nano_test_time_after(patience_seconds * 1000);
    int is_over;
    nano_test_lock(call->calls);
    while (!call->is_over && nano_test_await(call->calls, &deadline)) {
    }
    is_over = call->is_over;
    nano_test_unlock(call->calls);
    return is_over;
}

/* Waits until the body that the client has got holds `text`, or the call is over; 1 if it does. */
static inline int nano_test_call_wait_for(nano_test_call *call, nano_bytes text) {
    const struct timespec deadline = nano_test_deadline();
    int is_there;
    nano_test_lock(call->calls);
    do {
        is_there = nano_test_bytes_hold(call->response.body, text);
    } while (!is_there && !call->is_over && nano_test_await(call->calls, &deadline));
    nano_test_unlock(call->calls);
    return is_there;
}

/* Forgets a request that is over, and gives back what its client got. */
static inline nano_test_response nano_test_call_finish(nano_test_call *call) {
    nano_test_call **place = &call->calls->first;
    nano_test_response response = call->response;
    nano_test_lock(call->calls);
    while (*place != call) {
        place = &(*place)->next;
    }
    *place = call->next;
    nano_test_unlock(call->calls);
    if (response.memory == NULL) {
        response.status = call->cancel_reason == NANO_CANCEL_TIMEOUT ? 504
                          : call->cancel_reason == NANO_CANCEL_DRAIN ? 503
                                                                     : 500;
    }
    free(call);
    return response;
}

/* Cancels what is open, as at a drain's deadline, and ends the thread of the callbacks; what the
 * plugin does not end even then is left to it. Returns how many calls that are. */
static inline int nano_test_calls_end(nano_test_calls *calls, unsigned patience_seconds) {
    nano_test_call *call;
    int open_count = 0;
    for (call = calls->first; call != NULL; call = call->next) {
        if (call->number != 0) {
            nano_test_cancel(call, NANO_CANCEL_DRAIN);
            open_count += !nano_test_call_wait(call, patience_seconds);
        }
    }
    nano_test_lock(calls);
    calls->is_ending = 1;
    nano_test_unlock(calls);
    if (calls->has_thread) {
        pthread_join(calls->thread, NULL);
    }
    return open_count;
}

/* Frees all, after destroy(). */
static inline void nano_test_calls_free(nano_test_calls *calls) {
    while (calls->first != NULL) {
        nano_test_response response = nano_test_call_finish(calls->first);
        nano_test_response_clear(&response);
    }
    while (calls->first_timer != NULL) {
        nano_test_timer *timer = calls->first_timer;
        calls->first_timer = timer->next;
        free(timer);
    }
    pthread_cond_destroy(&calls->changed);
    pthread_mutex_destroy(&calls->lock);
}

#ifdef __cplusplus
}
#endif

#endif
