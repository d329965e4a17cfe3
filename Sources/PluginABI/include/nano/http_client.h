/* SPDX-License-Identifier: Apache-2.0
 *
 * Host extension nano.http/1: requests to other servers, over HTTP/1.1 and HTTP/2, plain and by
 * TLS, with certificates that the system trusts.
 */
#ifndef NANO_HTTP_CLIENT_H
#define NANO_HTTP_CLIENT_H

#include "nano/host.h"
#include "nano/response.h"

#define NANO_HTTP_EXTENSION "nano.http/1"

/* Requests of one app under way at a time; connections to one server at a time, for which further
 * requests wait. */
#define NANO_HTTP_COUNT_MAX 256
#define NANO_HTTP_CONNECTIONS_MAX 8

#define NANO_HTTP_BODY_BYTES_MAX 8388608 /* of a response, where the request says nothing */
#define NANO_HTTP_TIMEOUT_MS 30000       /* where the request says nothing */

/* Flags of a request. */
#define NANO_HTTP_FOLLOW 1u /* follows redirects (RFC 9110 section 15.4), up to 10 */

/* Why there is no response; also NANO_ERROR_CANCELLED. */
#define NANO_HTTP_ERROR_REQUEST (-100)   /* URL, method or headers cannot be sent */
#define NANO_HTTP_ERROR_NAME (-101)      /* the host's name was not found */
#define NANO_HTTP_ERROR_CONNECT (-102)   /* no connection could be made */
#define NANO_HTTP_ERROR_TLS (-103)       /* the certificate or the handshake */
#define NANO_HTTP_ERROR_TIMEOUT (-104)   /* the time was over */
#define NANO_HTTP_ERROR_TOO_LARGE (-105) /* the response's body is larger than body_bytes_max */
#define NANO_HTTP_ERROR_BROKEN (-106)    /* the connection broke, or what came is no HTTP */

/* Names one request under way: never 0, and never used again in the process. */
typedef uint64_t nano_http_exchange;

/* A request. The plugin owns all of it; the host copies it before start() or perform() returns. */
typedef struct nano_http_request {
    uint32_t size;     /* sizeof(nano_http_request) as the plugin knows it */
    uint32_t flags;    /* NANO_HTTP_... */
    nano_bytes method; /* a token (RFC 9110 section 9.1); empty for GET */
    nano_bytes url;    /* absolute, of scheme http or https, at most 64 KiB of UTF-8 */

    /* By the rules of nano_response: Content-Length, Transfer-Encoding, Connection, Keep-Alive,
     * Upgrade and Trailer are the host's to send. Host is made of the URL where it is not here. */
    const nano_header *headers;
    size_t header_count;
    nano_bytes body; /* at most 1 GiB */

    uint64_t timeout_ms;     /* until the whole response is there; 0: NANO_HTTP_TIMEOUT_MS */
    uint64_t body_bytes_max; /* of the response's, at most 1 GiB; 0: NANO_HTTP_BODY_BYTES_MAX */

    /* The deferred call on whose behalf this is, or 0. It is cancelled when the call is, and when
     * the call's own timeout has passed; an ended one gets NANO_ERROR_STATE. Within handle(), on
     * its thread, 0 stands for the request that is being answered: on a lane, the rest of its
     * timeout binds.
     * Where it is on behalf of a request, it passes on what that one is a part of: its id (trace.h)
     * as X-Request-Id, and a valid traceparent, unchanged, with its tracestate. A field that is in
     * `headers` is sent as it is there instead, and beside a traceparent there no tracestate is
     * added. */
    nano_call call;
} nano_http_request;

/* What came of a request. The host owns all of it, until the function it is given to returns. */
typedef struct nano_http_response {
    uint32_t size;   /* sizeof(nano_http_response) as the host knows it */
    int32_t result;  /* NANO_OK, or why there is no response: NANO_HTTP_ERROR_... */
    nano_bytes error; /* the same in words, for a log; empty with NANO_OK */
    uint32_t status; /* of the response (RFC 9110 section 15); 0 if there is none */
    uint32_t reserved; /* 0 */
    const nano_header *headers; /* in the order received; what is not UTF-8 was replaced */
    size_t header_count;
    nano_bytes body; /* whole, as it was sent: content codings are not removed */
} nano_http_response;

/* Every function takes the host that create() was given. */
typedef struct nano_http {
    uint32_t size;     /* sizeof(nano_http) as the host knows it */
    uint32_t reserved; /* 0 */

    /* Sends a request. `done` is called once with what came of it, on a lane, by the rules of
     * timers (timer.h): never before the generation serves, and not once it has drained. What is
     * under way then is cancelled, and its `data` is for destroy() to free. `*exchange` gets its
     * number, before `done` can run; `exchange` may be NULL.
     * Errors, with which `done` is not called: NANO_ERROR_INVALID, NANO_HTTP_ERROR_REQUEST;
     * NANO_ERROR_LIMIT: NANO_HTTP_COUNT_MAX; NANO_ERROR_STATE: the generation has drained, or the
     * call has ended; NANO_ERROR_CANCELLED: the call is cancelled.
     * [any-thread] */
    int32_t (*start)(const nano_host *host, const nano_http_request *request,
                     void (*done)(void *data, const nano_http_response *response), void *data,
                     nano_http_exchange *exchange);

    /* Sends a request and waits; `done` is called with what came of it, on the calling thread,
     * before perform() returns the response's result. Also in create() and destroy().
     * Errors, with which `done` is not called: as of start(), and NANO_ERROR_STATE on an event
     * loop, where nothing may wait.
     * [any-thread] */
    int32_t (*perform)(const nano_host *host, const nano_http_request *request,
                       void (*done)(void *data, const nano_http_response *response), void *data);

    /* Ends a request: `done` gets NANO_ERROR_CANCELLED, or the response that has come meanwhile.
     * Errors: NANO_ERROR_STATE: `done` has begun, or the request never was.
     * [any-thread] */
    int32_t (*cancel)(const nano_host *host, nano_http_exchange exchange);
} nano_http;

NANO_STATIC_ASSERT(sizeof(nano_http_request) == 96, "nano_http_request 1 is 96 bytes");
NANO_STATIC_ASSERT(offsetof(nano_http_request, body) == 56, "nano_http_request.body");
NANO_STATIC_ASSERT(offsetof(nano_http_request, call) == 88, "nano_http_request.call");
NANO_STATIC_ASSERT(sizeof(nano_http_response) == 64, "nano_http_response 1 is 64 bytes");
NANO_STATIC_ASSERT(offsetof(nano_http_response, status) == 24, "nano_http_response.status");
NANO_STATIC_ASSERT(offsetof(nano_http_response, body) == 48, "nano_http_response.body");
NANO_STATIC_ASSERT(sizeof(nano_http) == 32, "nano_http 1 is 32 bytes");
NANO_STATIC_ASSERT(offsetof(nano_http, start) == 8, "nano_http.start");
NANO_STATIC_ASSERT(offsetof(nano_http, cancel) == 24, "nano_http.cancel");

#endif
