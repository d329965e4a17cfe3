/* SPDX-License-Identifier: Apache-2.0
 *
 * A request, as borrowed views into the runtime's receive buffer.
 */
#ifndef NANO_REQUEST_H
#define NANO_REQUEST_H

#include "nano/abi.h"

/* Lifetime: the struct and all it points to are valid until handle() has returned and, where it was
 * deferred, the call has ended (call.h), whichever comes later. Copy what must live longer.
 * Read-only. The views hold what the client sent: parsed strictly by RFC 9112, but neither
 * percent-decoded nor normalized. */
typedef struct nano_request {
    uint32_t size;          /* sizeof(nano_request) as the host knows it */
    uint32_t http_version;  /* major * 256 + minor: 0x0100, 0x0101, 0x0200 */
    nano_bytes method;      /* a token, case-sensitive: "GET" (RFC 9110 section 9.1) */
    nano_bytes target;      /* the request target as sent (RFC 9112 section 3.2) */
    nano_bytes path;        /* the target's path: from "/" up to "?"; "*" for OPTIONS * */
    nano_bytes query;       /* what follows "?", without it; empty if absent */
    nano_bytes host;        /* the host routed by: no port, case as sent; may be empty (1.0) */
    const nano_header *headers; /* in the order received; NULL if header_count is 0 */
    size_t header_count;
    nano_bytes body;        /* whole, with the transfer coding removed; empty if it is streamed */
    nano_bytes peer;        /* the client's address and port: "192.0.2.1:4711", "[::1]:4711" */
} nano_request;

NANO_STATIC_ASSERT(sizeof(nano_request) == 136, "nano_request 1.0 is 136 bytes");
NANO_STATIC_ASSERT(offsetof(nano_request, method) == 8, "nano_request.method");
NANO_STATIC_ASSERT(offsetof(nano_request, headers) == 88, "nano_request.headers");
NANO_STATIC_ASSERT(offsetof(nano_request, body) == 104, "nano_request.body");
NANO_STATIC_ASSERT(offsetof(nano_request, peer) == 120, "nano_request.peer");

#endif
