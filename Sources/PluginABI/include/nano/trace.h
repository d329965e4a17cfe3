/* SPDX-License-Identifier: Apache-2.0
 *
 * Host extension nano.trace/1: what a request is called in the logs, and the trace it belongs to.
 *
 * For logs of the plugin's own, and for servers that it asks by means of its own: requests by
 * nano.http/1 pass both on by themselves.
 */
#ifndef NANO_TRACE_H
#define NANO_TRACE_H

#include "nano/host.h"
#include "nano/response.h"

#define NANO_TRACE_EXTENSION "nano.trace/1"

#define NANO_TRACE_REQUEST_ID_BYTES_MAX 128
#define NANO_TRACE_PARENT_BYTES 55 /* of version 00; later ones may have more */

/* Every function takes the host that create() was given, and `call`: the number of a deferred call
 * that has not ended, on any thread; or 0 within handle(), on its own thread, for the request that
 * is being answered. It copies into `capacity` bytes at `buffer`, and `*count` gets how many.
 * Errors: NANO_ERROR_STATE: there is no such call, or handle() does not run on this thread;
 * NANO_ERROR_LIMIT: there are more than `capacity`, and nothing was copied, but `*count` is set;
 * NANO_ERROR_INVALID. */
typedef struct nano_trace {
    uint32_t size;     /* sizeof(nano_trace) as the host knows it */
    uint32_t reserved; /* 0 */

    /* The request's id, which is that of the access log: its first X-Request-Id, if that is 1 to
     * NANO_TRACE_REQUEST_ID_BYTES_MAX letters and digits of ASCII and . _ ~ + / = : or -; else 32
     * hexadecimal digits, made for it. It is no secret, and a client may send any.
     * [any-thread] */
    int32_t (*request_id)(const nano_host *host, nano_call call, void *buffer, size_t capacity,
                          size_t *count);

    /* The request's traceparent, if it has one that is valid (W3C Trace Context section 3.2), else
     * nothing: `*count` is 0 then.
     * [any-thread] */
    int32_t (*traceparent)(const nano_host *host, nano_call call, void *buffer, size_t capacity,
                           size_t *count);
} nano_trace;

NANO_STATIC_ASSERT(sizeof(nano_trace) == 24, "nano_trace 1 is 24 bytes");
NANO_STATIC_ASSERT(offsetof(nano_trace, request_id) == 8, "nano_trace.request_id");
NANO_STATIC_ASSERT(offsetof(nano_trace, traceparent) == 16, "nano_trace.traceparent");

#endif
