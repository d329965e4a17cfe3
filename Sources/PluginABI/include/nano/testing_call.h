/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h: the responder of one request, and nano.call/1 by the rules of call.h.
 */
#ifndef NANO_TESTING_CALL_H
#define NANO_TESTING_CALL_H

#include "nano/testing_calls.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The open call of that number, with the lock held; NULL and no lock if there is none. */
static inline nano_test_call *nano_test_open_call(const nano_host *host, nano_call number) {
    nano_test_calls *calls = nano_test_calls_of(host);
    nano_test_call *call;
    nano_test_lock(calls);
    call = number == 0 ? NULL : calls->first;
    while (call != NULL && (call->number != number || call->has_ended)) {
        call = call->next;
    }
    if (call == NULL) {
        nano_test_unlock(calls);
    }
    return call;
}

/* The value of Content-Length, or SIZE_MAX. */
static inline size_t nano_test_content_length(const nano_response *response) {
    size_t i;
    for (i = 0; i < response->header_count; i++) {
        const nano_bytes value = response->headers[i].value;
        size_t length = 0;
        size_t digit;
        if (nano_test_same_name(response->headers[i].name, NANO_LITERAL("Content-Length"))) {
            for (digit = 0; digit < value.count; digit++) {
                length = length * 10 + (size_t)(value.data[digit] - '0');
            }
            return length;
        }
    }
    return SIZE_MAX;
}

/* Keeps the head of a response and the first bytes of its body, with the lock held. */
static inline int32_t nano_test_call_keep(nano_test_call *call, const nano_response *response) {
    if (call->has_begun) {
        return NANO_ERROR_STATE;
    }
    if (!nano_test_is_valid(response)) {
        return NANO_ERROR_INVALID;
    }
    if (call->cancel_reason != 0) {
        return NANO_ERROR_CANCELLED;
    }
    return nano_test_keep(&call->response, response);
}

/* nano_calls.respond */
static inline int32_t nano_test_call_respond(const nano_host *host, nano_call number,
                                             const nano_response *response) {
    nano_test_call *call = nano_test_open_call(host, number);
    int32_t result;
    if (call == NULL) {
        return NANO_ERROR_STATE;
    }
    result = nano_test_call_keep(call, response);
    if (result == NANO_OK || result == NANO_ERROR_CANCELLED) {
        nano_test_call_end(call);
    }
    nano_test_unlock(call->calls);
    return result;
}

/* nano_calls.begin */
static inline int32_t nano_test_call_begin_response(const nano_host *host, nano_call number,
                                                    const nano_response *head) {
    nano_test_call *call = nano_test_open_call(host, number);
    size_t length = nano_test_content_length(head);
    int32_t result;
    if (call == NULL) {
        return NANO_ERROR_STATE;
    }
    result = length < head->body.count ? NANO_ERROR_INVALID : nano_test_call_keep(call, head);
    if (result == NANO_OK) {
        call->has_begun = 1;
        call->length_left = length == SIZE_MAX ? length : length - head->body.count;
    }
    nano_test_unlock(call->calls);
    return result;
}

/* Takes what there is room for, with the lock held. */
static inline int32_t nano_test_call_take(nano_test_call *call, nano_bytes bytes, uint32_t flags,
                                          size_t *written) {
    const int waits = (flags & NANO_WAIT) != 0;
    const size_t room = waits ? SIZE_MAX : call->written_max;
    const size_t count = bytes.count < room ? bytes.count : room;
    int32_t result;
    if (!call->has_begun) {
        return NANO_ERROR_STATE;
    }
    if (call->cancel_reason != 0) {
        return NANO_ERROR_CANCELLED;
    }
    if (bytes.count > call->length_left) {
        return NANO_ERROR_LIMIT;
    }
    call->due |= count < bytes.count ? NANO_TEST_WRITABLE : 0;
    if (count == 0 && bytes.count > 0) {
        return NANO_ERROR_AGAIN;
    }
    result = nano_test_add_piece(&call->response, nano_bytes_of(bytes.data, count));
    if (result == NANO_OK) {
        call->written_max -= waits ? 0 : count;
        call->length_left -= call->length_left == SIZE_MAX ? 0 : count;
        *written = count;
    }
    return result;
}

/* nano_calls.write */
static inline int32_t nano_test_call_write(const nano_host *host, nano_call number,
                                           nano_bytes bytes, uint32_t flags, size_t *written) {
    nano_test_call *call = nano_test_open_call(host, number);
    int32_t result;
    *written = 0;
    if (call == NULL) {
        return NANO_ERROR_STATE;
    }
    result = nano_test_call_take(call, bytes, flags, written);
    nano_test_unlock(call->calls);
    return result;
}

/* nano_calls.end */
static inline int32_t nano_test_call_end_response(const nano_host *host, nano_call number) {
    nano_test_call *call = nano_test_open_call(host, number);
    int32_t result = NANO_ERROR_STATE;
    if (call == NULL) {
        return NANO_ERROR_STATE;
    }
    if (call->has_begun) {
        result = call->cancel_reason == 0 ? NANO_OK : NANO_ERROR_CANCELLED;
        call->response.is_cut_off =
            call->cancel_reason != 0 || (call->length_left != SIZE_MAX && call->length_left > 0);
        nano_test_call_end(call);
    }
    nano_test_unlock(call->calls);
    return result;
}

/* nano_calls.abandon */
static inline int32_t nano_test_call_abandon(const nano_host *host, nano_call number) {
    nano_test_call *call = nano_test_open_call(host, number);
    int32_t result;
    if (call == NULL) {
        return NANO_ERROR_STATE;
    }
    result = call->cancel_reason == 0 ? NANO_OK : NANO_ERROR_CANCELLED;
    call->response.is_cut_off = call->has_begun;
    nano_test_call_end(call);
    nano_test_unlock(call->calls);
    return result;
}

/* nano_calls.read: without NANO_WAIT the body has not arrived at first. */
static inline int32_t nano_test_call_read(const nano_host *host, nano_call number, void *buffer,
                                          size_t capacity, uint32_t flags, size_t *count) {
    nano_test_call *call = nano_test_open_call(host, number);
    int32_t result = NANO_OK;
    *count = 0;
    if (call == NULL) {
        return NANO_ERROR_STATE;
    }
    if (call->cancel_reason != 0) {
        result = NANO_ERROR_CANCELLED;
    } else if ((flags & NANO_WAIT) == 0 && !call->has_body_arrived) {
        call->due |= NANO_TEST_READABLE;
        result = NANO_ERROR_AGAIN;
    } else {
        const size_t left = call->body.count - call->read_count;
        *count = capacity < NANO_TEST_READ_BYTES_MAX ? capacity : NANO_TEST_READ_BYTES_MAX;
        *count = left < *count ? left : *count;
        if (*count > 0) {
            memcpy(buffer, call->body.data + call->read_count, *count);
        }
        call->read_count += *count;
    }
    call->has_body_arrived = 1;
    nano_test_unlock(call->calls);
    return result;
}

/* The functions of nano.call/1. */
static inline const nano_calls *nano_test_calls_table(void) {
    static const nano_calls table = {
        sizeof(nano_calls),
        0,
        nano_test_call_respond,
        nano_test_call_begin_response,
        nano_test_call_write,
        nano_test_call_end_response,
        nano_test_call_abandon,
        nano_test_call_read,
    };
    return &table;
}

#ifdef __cplusplus
}
#endif

#endif
