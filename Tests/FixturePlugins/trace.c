/* SPDX-License-Identifier: Apache-2.0
 *
 * Asks its host what each request is called and is a part of, and others on its behalf. On the
 * event loop, or where EXECUTION says.
 *
 *     /               answers the id and the traceparent, a line each
 *     /late           the same, by the number of the deferred call, from a timer's thread
 *     /perform/HOST   answers what HOST answers; waits for it in handle(), on lanes only
 *     /start/HOST     answers the same later; asked for in handle()
 *     /call/HOST      asked for by a timer, for the deferred call
 *     /apart/HOST     asked for by a timer, for no call
 *     /own/HOST       as /start, with fields of its own
 *
 * HOST is another app, and the query of all of these is the URL.
 */
#include "fixture.h"
#include <stdlib.h>
#include <string.h>

#ifndef EXECUTION
#define EXECUTION NANO_PLUGIN_INLINE
#endif

NANO_PLUGIN_MANIFEST("trace", "1.0.0", EXECUTION);

static const nano_host *host;
static const nano_calls *calls;
static const nano_timers *timers;
static const nano_http *http;
static const nano_trace *trace;

/* A deferred request. */
typedef struct later {
    const nano_request *request;
    nano_call call;
} later;

static int32_t create(const nano_host *own, void **app) {
    *app = NULL;
    host = own;
    calls = (const nano_calls *)host->get_extension(host, NANO_CALL_EXTENSION);
    timers = (const nano_timers *)host->get_extension(host, NANO_TIMER_EXTENSION);
    http = (const nano_http *)host->get_extension(host, NANO_HTTP_EXTENSION);
    trace = (const nano_trace *)host->get_extension(host, NANO_TRACE_EXTENSION);
    return calls != NULL && timers != NULL && http != NULL && trace != NULL ? NANO_OK : NANO_ERROR;
}

static int begins_with(nano_bytes text, const char *prefix) {
    const size_t count = strlen(prefix);
    return text.count >= count && memcmp(text.data, prefix, count) == 0;
}

static int32_t respond_late(nano_call call, nano_bytes body) {
    const nano_response response = {sizeof(response), 200, NULL, 0, body};
    return calls->respond(host, call, &response);
}

/* The id and the traceparent, into `text`; their size, or 0. */
static size_t describe(nano_call call, char *text, size_t capacity) {
    size_t id_count = 0;
    size_t parent_count = 0;
    if (trace->request_id(host, call, text, capacity, &id_count) != NANO_OK) {
        return 0;
    }
    text[id_count++] = '\n';
    if (trace->traceparent(host, call, text + id_count, capacity - id_count, &parent_count) !=
        NANO_OK) {
        return 0;
    }
    return id_count + parent_count;
}

static int32_t answer_description(nano_responder *responder) {
    char text[1024];
    return answer(responder, nano_bytes_of(text, describe(0, text, sizeof(text))));
}

/* Outside of handle() there is only the number; and not even that once the call has ended. */
static void describe_late(void *data) {
    later *self = (later *)data;
    char text[1024];
    const size_t count = describe(self->call, text, sizeof(text));
    const int is_apart = describe(0, text + count, sizeof(text) - count) == 0;
    respond_late(self->call, is_apart ? nano_bytes_of(text, count) : NANO_LITERAL("not apart"));
    if (describe(self->call, text, sizeof(text)) == 0) {
        say(host, NANO_LITERAL("ended"));
    }
    free(self);
}

static void answer_fetched(void *data, const nano_http_response *response) {
    answer((nano_responder *)data, response->body);
}

static void answer_started(void *data, const nano_http_response *response) {
    respond_late((nano_call)(uintptr_t)data, response->body);
}

/* Asks for the URL that is the query, in handle() where there is a responder; else the call
 * `answered` gets the answer. */
static int32_t ask(const nano_request *request, nano_call for_call, nano_call answered,
                   nano_responder *responder) {
    const nano_bytes path = request->path;
    const uint8_t *slash = (const uint8_t *)memchr(path.data + 1, '/', path.count - 1);
    const size_t start = (size_t)(slash - path.data) + 1;
    nano_header headers[3] = {
        {NANO_LITERAL("Host"), nano_bytes_of(path.data + start, path.count - start)},
        {NANO_LITERAL("Traceparent"), NANO_LITERAL("mine")},
        {NANO_LITERAL("x-request-id"), NANO_LITERAL("mine")},
    };
    nano_http_request outgoing;
    memset(&outgoing, 0, sizeof(outgoing));
    outgoing.size = (uint32_t)sizeof(outgoing);
    outgoing.url = request->query;
    outgoing.headers = headers;
    outgoing.header_count = begins_with(request->path, "/own/") ? 3 : 1;
    outgoing.call = for_call;
    if (responder != NULL) {
        return http->perform(host, &outgoing, answer_fetched, responder);
    }
    return http->start(host, &outgoing, answer_started, (void *)(uintptr_t)answered, NULL);
}

static void ask_late(void *data) {
    later *self = (later *)data;
    const int is_apart = begins_with(self->request->path, "/apart/");
    if (ask(self->request, is_apart ? 0 : self->call, self->call, NULL) != NANO_OK) {
        calls->abandon(host, self->call);
    }
    free(self);
}

/* Has a timer's thread run `function` for the deferred request. */
static int32_t run_late(const nano_request *request, nano_call call, void (*function)(void *)) {
    later *self = (later *)malloc(sizeof(later));
    if (self == NULL) {
        return NANO_ERROR_MEMORY;
    }
    self->request = request;
    self->call = call;
    return timers->start(host, 0, function, self, NULL);
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    nano_call call;
    int32_t code;
    (void)app;
    if (request->path.count == 1) {
        return answer_description(responder);
    }
    if (begins_with(request->path, "/perform/")) {
        return ask(request, 0, 0, responder);
    }
    if (responder->defer(responder, NULL, &call) != NANO_OK) {
        return NANO_ERROR;
    }
    if (begins_with(request->path, "/late")) {
        code = run_late(request, call, describe_late);
    } else if (begins_with(request->path, "/call/") || begins_with(request->path, "/apart/")) {
        code = run_late(request, call, ask_late);
    } else {
        code = ask(request, 0, call, NULL);
    }
    return code == NANO_OK ? NANO_DEFERRED : code;
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
