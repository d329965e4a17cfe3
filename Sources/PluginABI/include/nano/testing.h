/* SPDX-License-Identifier: Apache-2.0
 *
 * Tests of a plugin without a server: requests in, responses out. `nano-tools test FOLDER`
 * compiles the plugin's sources together with the sources in its folder test/ and runs them.
 *
 *     #include <nano/testing.h>
 *
 *     NANO_TEST(greets_whom_the_path_names) {
 *         nano_test_get(test, "/Ada");
 *         NANO_EXPECT_STATUS(test, 200);
 *         NANO_EXPECT_BODY(test, "Hello, Ada!\n");
 *     }
 *
 *     NANO_TEST_MAIN
 *
 * Each test has an app of its own: created at its first request, destroyed at its end. An
 * expectation that does not hold is printed with its file and line; the test goes on.
 */
#ifndef NANO_TESTING_H
#define NANO_TESTING_H

#include "nano/nano.h"
#include "nano/testing_host.h"
#include "nano/testing_responder.h"
#include "nano/testing_waiting.h"

#include <stdio.h>

#define NANO_TEST_HEADER_COUNT_MAX 64

/* One test: its host, its app, the request to come and the last response. */
typedef struct nano_test {
    nano_test_host host;
    int is_created;
    int32_t created; /* what create() returned */
    void *app;
    nano_header headers[NANO_TEST_HEADER_COUNT_MAX]; /* of the next request */
    size_t header_count;
    nano_test_response response; /* of the last one */
    int failure_count;
} nano_test;

/* Keeps the tests of a file in their order; without it GCC lays them out as it likes. */
#if defined(__GNUC__) && !defined(__clang__)
#define NANO_TEST_IN_ORDER no_reorder,
#else
#define NANO_TEST_IN_ORDER
#endif

/* Defines a test; its body has `nano_test *test`. */
#define NANO_TEST(test_name)                                                                   \
    static void test_name(nano_test *test);                                                    \
    static const nano_test_case test_name##_case = {#test_name, test_name};                    \
    __attribute__((NANO_TEST_IN_ORDER section("nano_tests"), used))                            \
    static const nano_test_case *const test_name##_listed = &test_name##_case;                 \
    static void test_name(nano_test *test)

/* Defines main(), which runs the tests of all files: once, in one file. It returns 0 if every
 * expectation held, else 1. */
#define NANO_TEST_MAIN                                                                         \
    int main(void) {                                                                           \
        return nano_test_run_all();                                                            \
    }

/* Expects something of the test or of its last response. */
#define NANO_EXPECT(test, condition)                                                           \
    nano_test_expect((test), !!(condition), #condition, __FILE__, __LINE__)
#define NANO_EXPECT_STATUS(test, status)                                                       \
    nano_test_expect_status((test), (status), __FILE__, __LINE__)
#define NANO_EXPECT_BODY(test, text)                                                           \
    nano_test_expect_text((test), "body", (test)->response.body, (text), __FILE__, __LINE__)
#define NANO_EXPECT_HEADER(test, name, text)                                                   \
    nano_test_expect_text((test), (name), nano_test_header((test), (name)), (text), __FILE__,  \
                          __LINE__)
/* Expects that the plugin has logged a line that holds `text`. */
#define NANO_EXPECT_LOGGED(test, text)                                                         \
    nano_test_expect((test), strstr((test)->host.log, (text)) != NULL, "logged: " text,        \
                     __FILE__, __LINE__)

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nano_test_case {
    const char *name;
    void (*run)(nano_test *test);
} nano_test_case;

static inline nano_bytes nano_test_text(const char *text) {
    return nano_bytes_of(text, strlen(text));
}

/* Gives the app a configuration value (nano.env/1): before the first request. The text is
 * borrowed until the test ends, as in the functions below. */
static inline void nano_test_set_env(nano_test *test, const char *name, const char *value) {
    if (test->host.env_count < NANO_TEST_ENV_COUNT_MAX) {
        nano_header *entry = &test->host.env[test->host.env_count++];
        entry->name = nano_test_text(name);
        entry->value = nano_test_text(value);
    }
}

/* Adds a header field to the next request. */
static inline void nano_test_add_header(nano_test *test, const char *name, const char *value) {
    if (test->header_count < NANO_TEST_HEADER_COUNT_MAX) {
        nano_header *header = &test->headers[test->header_count++];
        header->name = nano_test_text(name);
        header->value = nano_test_text(value);
    }
}

/* Creates the app, if that has not been done; returns what create() returned. */
static inline int32_t nano_test_create(nano_test *test) {
    if (!test->is_created) {
        test->is_created = 1;
        test->created = nano_plugin_entry_v1()->create(&test->host.host, &test->app);
        nano_test_serve(&test->host.calls);
    }
    return test->created;
}

static inline nano_request nano_test_request(const nano_test *test, const char *method,
                                             const char *target, nano_bytes body) {
    nano_request request;
    const char *mark = strchr(target, '?');
    memset(&request, 0, sizeof(request));
    request.size = (uint32_t)sizeof(request);
    request.http_version = 0x0101;
    request.method = nano_test_text(method);
    request.target = nano_test_text(target);
    request.path = mark == NULL ? request.target : nano_bytes_of(target, (size_t)(mark - target));
    request.query = mark == NULL ? NANO_LITERAL("") : nano_test_text(mark + 1);
    request.host = NANO_LITERAL("localhost");
    request.headers = test->headers;
    request.header_count = test->header_count;
    request.body = body;
    request.peer = NANO_LITERAL("127.0.0.1:1");
    return request;
}

/* Whether the plugin's manifest asks for bodies as they arrive. */
extern const nano_manifest_note nano_plugin_manifest_note
    __attribute__((weak, visibility("hidden")));
static inline int nano_test_streams_bodies(void) {
    return &nano_plugin_manifest_note != NULL &&
           (nano_plugin_manifest_note.content.flags & NANO_PLUGIN_BODY_STREAM) != 0;
}

/* Sends a request, with the headers added before, and does not wait for its end: NULL where
 * create() failed. nano_test_finish() does, once for each that was started. */
static inline nano_test_call *nano_test_start(nano_test *test, const char *method,
                                              const char *target, nano_bytes body) {
    const nano_bytes whole = nano_test_streams_bodies() ? NANO_LITERAL("") : body;
    const nano_request request = nano_test_request(test, method, target, whole);
    nano_responder responder;
    nano_test_call *call;
    test->header_count = 0;
    call = nano_test_create(test) == NANO_OK
               ? nano_test_call_begin(&test->host.calls, &request, body)
               : NULL;
    if (call == NULL) {
        return NULL;
    }
    responder = nano_test_responder(call);
    nano_test_returned(
        call, nano_plugin_entry_v1()->handle(test->app, &call->request, &responder));
    return call;
}

/* Waits until the request is over, and keeps its response in test->response: 503 where create()
 * failed. One that does not end in time is cancelled, as by timeout_ms: 504. */
static inline void nano_test_finish(nano_test *test, nano_test_call *call) {
    nano_test_response_clear(&test->response);
    if (call == NULL) {
        test->response.status = 503;
        return;
    }
    if (!nano_test_call_wait(call, NANO_TEST_PATIENCE_SECONDS)) {
        nano_test_cancel(call, NANO_CANCEL_TIMEOUT);
    }
    if (nano_test_call_wait(call, NANO_TEST_PATIENCE_SECONDS)) {
        test->response = nano_test_call_finish(call);
    } else {
        test->response.status = 504;
    }
}

/* Sends a request, with the headers added before, waits until it is over, and keeps its response in
 * test->response. */
static inline void nano_test_send(nano_test *test, const char *method, const char *target,
                                  nano_bytes body) {
    nano_test_finish(test, nano_test_start(test, method, target, body));
}

/* Sends a GET. */
static inline void nano_test_get(nano_test *test, const char *target) {
    nano_test_send(test, "GET", target, NANO_LITERAL(""));
}

/* Sends a POST of text. */
static inline void nano_test_post(nano_test *test, const char *target, const char *content_type,
                                  const char *body) {
    nano_test_add_header(test, "Content-Type", content_type);
    nano_test_send(test, "POST", target, nano_test_text(body));
}

/* The value of the response's first header field of that name; data is NULL if there is none. */
static inline nano_bytes nano_test_header(const nano_test *test, const char *name) {
    size_t i;
    for (i = 0; i < test->response.header_count; i++) {
        if (nano_test_same_name(test->response.headers[i].name, nano_test_text(name))) {
            return test->response.headers[i].value;
        }
    }
    return nano_bytes_of(NULL, 0);
}

#ifdef __cplusplus
}
#endif

#include "nano/testing_run.h" /* IWYU pragma: export */

#endif
