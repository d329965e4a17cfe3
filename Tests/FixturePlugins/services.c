/* SPDX-License-Identifier: Apache-2.0
 *
 * Uses four of the host's services. What it keeps must outlive a swap; what it has started must
 * neither outlive it nor hold it up.
 *
 *     /count          counts itself in the store and in a metric; answers the count
 *     /later          logs "later" from a timer
 *     /never          starts a timer of an hour
 *     /fetch/HOST?URL answers what URL answers, or the error's code
 *     /ask/HOST?URL   asks for URL and does not wait; logs "asked" when the answer comes
 */
#include "fixture.h"
#include <stdio.h>
#include <string.h>

NANO_PLUGIN_MANIFEST("services", "1.0.0", NANO_PLUGIN_LANE);

static const nano_host *host;
static const nano_timers *timers;
static const nano_kv *store;
static const nano_metrics *metrics;
static const nano_http *http;
static nano_metric visits;

static int32_t create(const nano_host *own, void **app) {
    nano_metric_description description;
    *app = NULL;
    host = own;
    timers = (const nano_timers *)host->get_extension(host, NANO_TIMER_EXTENSION);
    store = (const nano_kv *)host->get_extension(host, NANO_KV_EXTENSION);
    metrics = (const nano_metrics *)host->get_extension(host, NANO_METRICS_EXTENSION);
    http = (const nano_http *)host->get_extension(host, NANO_HTTP_EXTENSION);
    if (timers == NULL || store == NULL || metrics == NULL || http == NULL) {
        return NANO_ERROR;
    }
    memset(&description, 0, sizeof(description));
    description.size = (uint32_t)sizeof(description);
    description.kind = NANO_METRIC_COUNTER;
    description.name = NANO_LITERAL("visits_total");
    return metrics->add_series(host, &description, &visits);
}

static int32_t answer_number(nano_responder *responder, long long number) {
    char text[32];
    const int count = snprintf(text, sizeof(text), "%lld", number);
    return answer(responder, nano_bytes_of(text, (size_t)count));
}

static int32_t count_visit(nano_responder *responder) {
    int64_t count = 0;
    const int32_t code = store->increment(host, NANO_LITERAL("visits"), 1, 0, &count);
    if (code != NANO_OK || metrics->add(host, visits, 1) != NANO_OK) {
        return NANO_ERROR;
    }
    return answer_number(responder, (long long)count);
}

static void say_later(void *data) {
    (void)data;
    say(host, NANO_LITERAL("later"));
}

static int32_t start_timer(nano_responder *responder, uint64_t delay_ms) {
    nano_timer timer = 0;
    const int32_t code = timers->start(host, delay_ms, say_later, NULL, &timer);
    return code == NANO_OK && timer != 0 ? answer(responder, NANO_LITERAL("started")) : code;
}

static void answer_fetched(void *data, const nano_http_response *response) {
    nano_responder *responder = (nano_responder *)data;
    if (response->result == NANO_OK) {
        answer(responder, response->body);
    } else {
        answer_number(responder, response->result);
    }
}

static void say_asked(void *data, const nano_http_response *response) {
    (void)data;
    (void)response;
    say(host, NANO_LITERAL("asked"));
}

/* What follows `prefix` in the path is the host, and the query is the URL. */
static int32_t fetch(const nano_request *request, nano_responder *responder, size_t prefix,
                     int waits) {
    nano_http_request outgoing;
    nano_header header;
    int32_t code;
    header.name = NANO_LITERAL("Host");
    header.value = nano_bytes_of(request->path.data + prefix, request->path.count - prefix);
    memset(&outgoing, 0, sizeof(outgoing));
    outgoing.size = (uint32_t)sizeof(outgoing);
    outgoing.url = request->query;
    outgoing.headers = &header;
    outgoing.header_count = 1;
    if (waits) {
        http->perform(host, &outgoing, answer_fetched, responder);
        return NANO_OK;
    }
    code = http->start(host, &outgoing, say_asked, NULL, NULL);
    return code == NANO_OK ? answer(responder, NANO_LITERAL("started")) : code;
}

static int begins_with(nano_bytes text, const char *prefix) {
    const size_t count = strlen(prefix);
    return text.count >= count && memcmp(text.data, prefix, count) == 0;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    if (begins_with(request->path, "/count")) {
        return count_visit(responder);
    }
    if (begins_with(request->path, "/later")) {
        return start_timer(responder, 1);
    }
    if (begins_with(request->path, "/never")) {
        return start_timer(responder, 3600000);
    }
    if (begins_with(request->path, "/fetch/")) {
        return fetch(request, responder, strlen("/fetch/"), 1);
    }
    if (begins_with(request->path, "/ask/")) {
        return fetch(request, responder, strlen("/ask/"), 0);
    }
    return NANO_ERROR;
}

FIXTURE_PLUGIN(create, destroy_nothing, handle)
