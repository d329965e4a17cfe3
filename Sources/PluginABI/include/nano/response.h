/* SPDX-License-Identifier: Apache-2.0
 *
 * A response, and the responder it is given to: one call in the common case.
 */
#ifndef NANO_RESPONSE_H
#define NANO_RESPONSE_H

#include "nano/abi.h"

/* The plugin owns the struct and all it points to; respond() copies what it needs before it
 * returns, so everything may live on the stack.
 *
 * Rules (else respond() answers NANO_ERROR_INVALID and sends nothing):
 *   - at most 1,000 headers of 1 MiB together, and a body of at most 1 GiB;
 *   - status is 200 ... 599;
 *   - header names are tokens (RFC 9110 section 5.6.2); values hold no control byte but HTAB;
 *   - the host frames the message: Connection, Keep-Alive, Transfer-Encoding, Upgrade and
 *     Trailer are not the plugin's to send; Content-Length is allowed where it equals
 *     body.count, or in answer to HEAD and with status 304.
 * The body of a response to HEAD, and with status 204 and 304, is not sent.
 * Date and Server are added where the plugin sets none. */
typedef struct nano_response {
    uint32_t size;   /* sizeof(nano_response) as the plugin knows it */
    uint32_t status; /* RFC 9110 section 15 */
    const nano_header *headers; /* may be NULL if header_count is 0 */
    size_t header_count;
    nano_bytes body;
} nano_response;

/* Names one deferred request (call.h): never 0, and never used again in the process, so that a late
 * use of one that has ended does no harm. */
typedef uint64_t nano_call;

/* What a deferred request tells the plugin (call.h). */
typedef struct nano_call_events nano_call_events;

/* The way back to the client, valid until handle() returns. */
typedef struct nano_responder nano_responder;
struct nano_responder {
    uint32_t size;     /* sizeof(nano_responder) as the host knows it */
    uint32_t reserved; /* 0 */
    void *host_data;   /* the host's own */

    /* Answers the request. The first successful call counts; a later one gets
     * NANO_ERROR_STATE and changes nothing. If handle() then returns an error, the response is
     * dropped and the client gets 500.
     * Errors: NANO_ERROR_INVALID (see nano_response), NANO_ERROR_STATE, NANO_ERROR_MEMORY.
     * [handler-thread, inside handle()] */
    int32_t (*respond)(nano_responder *responder, const nano_response *response);

    /* Keeps the request open beyond handle(), which must then return NANO_DEFERRED; `*call` gets
     * its number, by which nano.call/1 answers it. The request and all its views stay valid until
     * the call has ended. `events` is copied and may be NULL. If handle() returns anything else,
     * the call is cancelled and the client gets 500.
     * Errors: NANO_ERROR_STATE: answered or deferred already; NANO_ERROR_INVALID,
     * NANO_ERROR_MEMORY.
     * [handler-thread, inside handle()] */
    int32_t (*defer)(nano_responder *responder, const nano_call_events *events, nano_call *call);
};

NANO_STATIC_ASSERT(sizeof(nano_response) == 40, "nano_response 1.0 is 40 bytes");
NANO_STATIC_ASSERT(offsetof(nano_response, body) == 24, "nano_response.body");
NANO_STATIC_ASSERT(sizeof(nano_responder) == 32, "nano_responder 1.0 is 32 bytes");
NANO_STATIC_ASSERT(offsetof(nano_responder, respond) == 16, "nano_responder.respond");
NANO_STATIC_ASSERT(offsetof(nano_responder, defer) == 24, "nano_responder.defer");

#ifdef __cplusplus
extern "C" {
#endif

/* Answers with a status, one Content-Type and a body. Returns what respond() returns.
 * [handler-thread, inside handle()] */
static inline int32_t nano_respond(nano_responder *responder, uint32_t status,
                                   nano_bytes content_type, nano_bytes body) {
    nano_header header;
    nano_response response;
    header.name = NANO_LITERAL("Content-Type");
    header.value = content_type;
    response.size = (uint32_t)sizeof(response);
    response.status = status;
    response.headers = &header;
    response.header_count = 1;
    response.body = body;
    return responder->respond(responder, &response);
}

#ifdef __cplusplus
}
#endif

#endif
