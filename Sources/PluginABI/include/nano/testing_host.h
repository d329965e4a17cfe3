/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h: the host of one test, with nano.log/1, nano.env/1,
 * nano.call/1 and nano.timer/1.
 */
#ifndef NANO_TESTING_HOST_H
#define NANO_TESTING_HOST_H

#include "nano/env.h"
#include "nano/host.h"
#include "nano/log.h"
#include "nano/testing_call.h"
#include "nano/testing_timers.h"

#include <string.h>

#define NANO_TEST_LOG_BYTES_MAX 16384
#define NANO_TEST_ENV_COUNT_MAX 32

typedef struct nano_test_host {
    nano_host host;
    char log[NANO_TEST_LOG_BYTES_MAX]; /* what the plugin logged, a line each; ends with a NUL */
    size_t log_count;
    nano_header env[NANO_TEST_ENV_COUNT_MAX]; /* names and values */
    size_t env_count;
    nano_test_calls calls;
} nano_test_host;

#ifdef __cplusplus
extern "C" {
#endif

/* nano_log.write: lines that no longer fit are dropped. */
static inline void nano_test_log_write(const nano_host *host, uint32_t level,
                                       nano_bytes message) {
    nano_test_host *test = (nano_test_host *)host->host_data;
    (void)level;
    nano_test_lock(&test->calls);
    if (message.count + 2 <= sizeof(test->log) - test->log_count) {
        memcpy(test->log + test->log_count, message.data, message.count);
        test->log_count += message.count;
        test->log[test->log_count++] = '\n';
    }
    nano_test_unlock(&test->calls);
}

/* nano_env.get */
static inline int32_t nano_test_env_get(const nano_host *host, nano_bytes name,
                                        nano_bytes *value) {
    const nano_test_host *test = (const nano_test_host *)host->host_data;
    size_t i;
    for (i = 0; i < test->env_count; i++) {
        if (nano_bytes_equal(test->env[i].name, name)) {
            *value = test->env[i].value;
            return NANO_OK;
        }
    }
    *value = nano_bytes_of(NULL, 0);
    return NANO_ERROR_INVALID;
}

/* nano_host.get_extension */
static inline const void *nano_test_get_extension(const nano_host *host, const char *id) {
    static const nano_log log = {sizeof(nano_log), 0, nano_test_log_write};
    static const nano_env env = {sizeof(nano_env), 0, nano_test_env_get};
    if (strcmp(id, NANO_LOG_EXTENSION) == 0) {
        return &log;
    }
    if (strcmp(id, NANO_CALL_EXTENSION) == 0) {
        return nano_test_calls_table();
    }
    if (strcmp(id, NANO_TIMER_EXTENSION) == 0) {
        return nano_test_timers_table();
    }
    if (strcmp(id, NANO_TEST_CALLS_EXTENSION) == 0) {
        return &((nano_test_host *)host->host_data)->calls;
    }
    return strcmp(id, NANO_ENV_EXTENSION) == 0 ? &env : NULL;
}

static inline void nano_test_host_begin(nano_test_host *test) {
    memset(test, 0, sizeof(*test));
    nano_test_calls_begin(&test->calls);
    test->host.size = (uint32_t)sizeof(test->host);
    test->host.abi_major = NANO_ABI_MAJOR;
    test->host.abi_minor = NANO_ABI_MINOR;
    test->host.host_data = test;
    test->host.name = NANO_LITERAL("nano-test");
    test->host.version = NANO_LITERAL("0.1.0");
    test->host.app = NANO_LITERAL("test");
    test->host.generation = 1;
    test->host.get_extension = nano_test_get_extension;
}

#ifdef __cplusplus
}
#endif

#endif
