/* SPDX-License-Identifier: Apache-2.0
 *
 * Goes wrong in the way that the path names, so that you can see what the runtime does about it.
 * GET / lists the ways. Each is one function below; misbehaviour.c has those that damage, and
 * this file those that break the rules of answering.
 */
#include "misbehaviour.h"
#include <nano/nano.h>
#include <stdio.h>
#include <string.h>

#ifdef CRASH_ON_LANES
NANO_PLUGIN_MANIFEST("crash-c", "1.0.0", NANO_PLUGIN_LANE);
#else
NANO_PLUGIN_MANIFEST("crash-c", "1.0.0", NANO_PLUGIN_INLINE);
#endif

#define PAGE_BYTES_MAX 4096

typedef struct way {
    const char *path;
    const char *outcome;
    void (*damage)(void); /* or NULL, where `answer` breaks a rule */
    int32_t (*answer)(const nano_host *host, nano_responder *responder);
} way;

static int32_t answer_text(nano_responder *responder, nano_bytes text) {
    return nano_respond(responder, 200, NANO_LITERAL("text/plain"), text);
}

/* Answers twice: the first counts, and the second is refused. */
static int32_t answer_twice(const nano_host *host, nano_responder *responder) {
    (void)host;
    answer_text(responder, NANO_LITERAL("first\n"));
    answer_text(responder, NANO_LITERAL("second\n"));
    return NANO_OK;
}

/* Defers and forgets. */
static int32_t answer_never(const nano_host *host, nano_responder *responder) {
    nano_call call;
    (void)host;
    return responder->defer(responder, NULL, &call) == NANO_OK ? NANO_DEFERRED : NANO_ERROR;
}

/* `data` is the host. */
static void answer_too_late(void *data, nano_call call, uint32_t reason) {
    const nano_host *host = (const nano_host *)data;
    const nano_calls *calls = host->get_extension(host, NANO_CALL_EXTENSION);
    const nano_log *log = host->get_extension(host, NANO_LOG_EXTENSION);
    nano_response response = {sizeof(response), 200, NULL, 0, NANO_LITERAL("late\n")};
    (void)reason;
    if (calls->respond(host, call, &response) == NANO_ERROR_CANCELLED) {
        log->write(host, NANO_LOG_INFO, NANO_LITERAL("too late: nobody waits any more"));
    }
}

/* Defers, and answers when nobody waits any more. */
static int32_t answer_late(const nano_host *host, nano_responder *responder) {
    const nano_call_events events = {
        .size = sizeof(events), .data = (void *)(uintptr_t)host, .cancelled = answer_too_late};
    nano_call call;
    return responder->defer(responder, &events, &call) == NANO_OK ? NANO_DEFERRED : NANO_ERROR;
}

static const way ways[] = {
    {"/segv", "writes where nothing is mapped: 502", write_to_unmapped_memory, NULL},
    {"/null", "reads through NULL: 502", read_through_null, NULL},
    {"/bus", "reads behind the end of a mapped file: 502", read_behind_a_mapped_file, NULL},
    {"/ill", "executes what is no instruction: 502", execute_an_illegal_instruction, NULL},
    {"/div0", "divides by zero: 502", divide_by_zero, NULL},
    {"/stack", "calls itself until the stack ends: 502", overflow_the_stack, NULL},
    {"/exit", "calls exit(3): 502", call_exit, NULL},
    {"/loop", "never returns, in its own code: 504 after timeout_ms", loop_for_ever, NULL},
    {"/block", "never returns, in the kernel: 504 after timeout_ms", block_for_ever, NULL},
    {"/abort", "calls abort(3): the process ends, and names the app", call_abort, NULL},
    {"/twice", "answers twice: the first counts", NULL, answer_twice},
    {"/never", "defers, and never answers: 504 after timeout_ms", NULL, answer_never},
    {"/late", "answers when nobody waits any more: 504 before", NULL, answer_late},
};

#define WAY_COUNT (sizeof(ways) / sizeof(ways[0]))

static int32_t list_ways(nano_responder *responder) {
    char page[PAGE_BYTES_MAX];
    size_t count = 0;
    size_t i;
    for (i = 0; i < WAY_COUNT && count < sizeof(page); i++) {
        count += (size_t)snprintf(page + count, sizeof(page) - count, "%-8s%s\n", ways[i].path,
                                  ways[i].outcome);
    }
    return answer_text(responder, nano_bytes_of(page, count));
}

static int32_t create(const nano_host *host, void **app) {
    *app = (void *)(uintptr_t)host;
    return NANO_OK;
}

static void destroy(void *app) {
    (void)app;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    size_t i;
    for (i = 0; i < WAY_COUNT; i++) {
        if (!nano_bytes_equal(request->path, nano_bytes_of(ways[i].path, strlen(ways[i].path)))) {
            continue;
        }
        if (ways[i].damage == NULL) {
            return ways[i].answer((const nano_host *)app, responder);
        }
        ways[i].damage();
        return answer_text(responder, NANO_LITERAL("and yet it returned\n"));
    }
    return list_ways(responder);
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return &plugin;
}
