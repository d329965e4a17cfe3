/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h, which includes it: checks expectations and runs tests.
 */
#ifndef NANO_TESTING_RUN_H
#define NANO_TESTING_RUN_H

#include "nano/testing.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The tests of all files: the linker names the ends of a section whose name is an identifier. */
extern const nano_test_case *const __start_nano_tests[] __attribute__((weak));
extern const nano_test_case *const __stop_nano_tests[] __attribute__((weak));

static inline void nano_test_expect(nano_test *test, int holds, const char *what,
                                    const char *file, int line) {
    if (!holds) {
        test->failure_count++;
        printf("%s:%d: expected %s\n", file, line, what);
    }
}

static inline void nano_test_expect_status(nano_test *test, uint32_t status, const char *file,
                                           int line) {
    if (test->response.status != status) {
        test->failure_count++;
        printf("%s:%d: expected status %u, got %u (handle returned %d)\n", file, line,
               (unsigned)status, (unsigned)test->response.status, (int)test->response.result);
    }
}

/* Prints `text` in quotes, with what is not printable ASCII as in C. */
static inline void nano_test_print_quoted(nano_bytes text) {
    size_t i;
    putchar('"');
    for (i = 0; i < text.count; i++) {
        const uint8_t byte = text.data[i];
        if (byte == '\n') {
            fputs("\\n", stdout);
        } else if (byte < 0x20 || byte > 0x7e) {
            printf("\\x%02x", byte);
        } else {
            putchar(byte);
        }
    }
    putchar('"');
}

static inline void nano_test_expect_text(nano_test *test, const char *what, nano_bytes got,
                                         const char *text, const char *file, int line) {
    const nano_bytes expected = nano_test_text(text);
    if (got.data != NULL && nano_bytes_equal(got, expected)) {
        return;
    }
    test->failure_count++;
    printf("%s:%d: expected %s ", file, line, what);
    nano_test_print_quoted(expected);
    printf(", got ");
    if (got.data == NULL) {
        printf("none");
    } else {
        nano_test_print_quoted(got);
    }
    printf("\n");
}

/* Runs one test; returns how many of its expectations did not hold. */
static inline int nano_test_run(const nano_test_case *test_case) {
    static nano_test test; /* not on the stack: it holds a log */
    memset(&test, 0, sizeof(test));
    nano_test_host_begin(&test.host);
    test_case->run(&test);
    nano_test_expect(&test,
                     nano_test_calls_end(&test.host.calls, NANO_TEST_PATIENCE_SECONDS) == 0,
                     "every deferred call to be ended, cancelled ones too", test_case->name, 0);
    if (test.is_created && test.created == NANO_OK) {
        nano_plugin_entry_v1()->destroy(test.app);
    }
    nano_test_response_clear(&test.response);
    nano_test_calls_free(&test.host.calls);
    printf("%s %s\n", test.failure_count == 0 ? "ok  " : "FAIL", test_case->name);
    if (test.failure_count > 0 && test.host.log_count > 0) {
        printf("its log:\n%s", test.host.log);
    }
    return test.failure_count;
}

/* Runs every test; returns the program's exit status. */
static inline int nano_test_run_all(void) {
    const nano_test_case *const *place;
    int test_count = 0;
    int failed_count = 0;
    for (place = __start_nano_tests; place != __stop_nano_tests; place++) {
        test_count++;
        failed_count += nano_test_run(*place) > 0;
    }
    printf("%d tests, %d failed\n", test_count, failed_count);
    return failed_count > 0 || test_count == 0;
}

#ifdef __cplusplus
}
#endif

#endif
