/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of the test harness: a host around another one, with nano.call/1 and nano.timer/1 of the
 * harness and all else of the other's.
 */
#ifndef NANO_TESTING_WRAPPING_H
#define NANO_TESTING_WRAPPING_H

#include "nano/testing_call.h"
#include "nano/testing_timers.h"

typedef struct nano_test_wrapping {
    nano_host host; /* what the plugin is given: the other's, but for its extensions */
    const nano_host *wrapped;
    nano_test_calls calls;
} nano_test_wrapping;

#ifdef __cplusplus
extern "C" {
#endif

/* nano_host.get_extension */
static inline const void *nano_test_wrapping_extension(const nano_host *host, const char *id) {
    const nano_test_wrapping *wrapping = (const nano_test_wrapping *)host;
    if (strcmp(id, NANO_CALL_EXTENSION) == 0) {
        return nano_test_calls_table();
    }
    if (strcmp(id, NANO_TIMER_EXTENSION) == 0) {
        return nano_test_timers_table();
    }
    if (strcmp(id, NANO_TEST_CALLS_EXTENSION) == 0) {
        return &wrapping->calls;
    }
    return wrapping->wrapped->get_extension(wrapping->wrapped, id);
}

/* `wrapped` outlives it. nano_test_calls_end() and nano_test_calls_free() end its calls. */
static inline void nano_test_wrapping_begin(nano_test_wrapping *wrapping,
                                            const nano_host *wrapped) {
    nano_test_calls_begin(&wrapping->calls);
    wrapping->host = *wrapped;
    wrapping->host.get_extension = nano_test_wrapping_extension;
    wrapping->wrapped = wrapped;
}

#ifdef __cplusplus
}
#endif

#endif
