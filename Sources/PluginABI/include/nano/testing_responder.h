/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h: one request and its responder.
 */
#ifndef NANO_TESTING_RESPONDER_H
#define NANO_TESTING_RESPONDER_H

#include "nano/testing_calls.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A request that has not been handed to the plugin yet; NULL if memory is short. Its views are
 * copied, but not what they show. `body` is what read() gives; `request` has one of its own. */
static inline nano_test_call *nano_test_call_begin(nano_test_calls *calls,
                                                   const nano_request *request, nano_bytes body) {
    const size_t fields = request->header_count * sizeof(nano_header);
    nano_test_call *call = (nano_test_call *)calloc(1, sizeof(nano_test_call) + fields);
    if (call == NULL) {
        return NULL;
    }
    call->calls = calls;
    call->request = *request;
    if (fields > 0) {
        call->request.headers = (const nano_header *)memcpy(call + 1, request->headers, fields);
    }
    call->body = body;
    call->written_max = NANO_TEST_WRITE_BYTES_MAX;
    call->length_left = SIZE_MAX;
    nano_test_lock(calls);
    call->next = calls->first;
    calls->first = call;
    nano_test_unlock(calls);
    return call;
}

/* nano_responder.respond: its host_data is the nano_test_call. */
static inline int32_t nano_test_respond(nano_responder *responder, const nano_response *response) {
    nano_test_call *call = (nano_test_call *)responder->host_data;
    if (call->number != 0 || call->response.memory != NULL) {
        return NANO_ERROR_STATE;
    }
    return nano_test_is_valid(response) ? nano_test_keep(&call->response, response)
                                        : NANO_ERROR_INVALID;
}

/* nano_responder.defer */
static inline int32_t nano_test_defer(nano_responder *responder, const nano_call_events *events,
                                      nano_call *number) {
    nano_test_call *call = (nano_test_call *)responder->host_data;
    int32_t result = NANO_ERROR_STATE;
    if (events != NULL && events->size < sizeof(nano_call_events)) {
        return NANO_ERROR_INVALID;
    }
    nano_test_lock(call->calls);
    if (call->number == 0 && call->response.memory == NULL) {
        result = nano_test_start_thread(call->calls);
    }
    if (result == NANO_OK) {
        call->number = ++call->calls->last_number;
        *number = call->number;
        if (events != NULL) {
            call->events = *events;
        }
    }
    nano_test_unlock(call->calls);
    return result;
}

/* What handle() is given; valid as long as the call. */
static inline nano_responder nano_test_responder(nano_test_call *call) {
    nano_responder responder;
    responder.size = (uint32_t)sizeof(responder);
    responder.reserved = 0;
    responder.host_data = call;
    responder.respond = nano_test_respond;
    responder.defer = nano_test_defer;
    return responder;
}

/* Takes note of what handle() returned: the request is over unless it was deferred. */
static inline void nano_test_returned(nano_test_call *call, int32_t result) {
    const int is_deferred = call->number != 0;
    nano_test_lock(call->calls);
    if (result != (is_deferred ? NANO_DEFERRED : NANO_OK)) {
        nano_test_response_clear(&call->response);
        call->cancel_reason = NANO_CANCEL_CLIENT;
        call->due |= is_deferred && !call->has_ended ? NANO_TEST_CANCELLED : 0;
    }
    call->response.result = result;
    call->has_returned = 1;
    call->is_over |= !is_deferred;
    nano_test_unlock(call->calls);
}

#ifdef __cplusplus
}
#endif

#endif
