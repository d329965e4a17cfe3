/* SPDX-License-Identifier: Apache-2.0
 *
 * Host extension nano.call/1: requests that are answered after handle() has returned, from any
 * thread, whole or in pieces, and bodies that are read as they arrive.
 *
 *     nano_call call;
 *     if (responder->defer(responder, &events, &call) != NANO_OK) {
 *         return NANO_ERROR;
 *     }
 *     ... hand `call` to whoever answers it ...
 *     return NANO_DEFERRED;
 *
 * A deferred call is open until the plugin ends it, by a respond(), end() or abandon() that returns
 * NANO_OK or NANO_ERROR_CANCELLED. Each is to be ended once, cancelled ones too: until then its
 * request stays in memory and the generation's destroy() is not called, unless the drain's deadline
 * passes first. One that is never answered gives the client a 504 when the app's timeout_ms has
 * passed. What is still open when destroy() has returned ends with it.
 */
#ifndef NANO_CALL_H
#define NANO_CALL_H

#include "nano/host.h"
#include "nano/response.h"

#define NANO_CALL_EXTENSION "nano.call/1"

/* What write() takes fills at most so many bytes that the client has not taken yet, and as many of
 * its body may wait that the plugin has not read. The body given to respond(), and the first piece
 * given to begin(), are taken whole, however large: write() takes more when they have gone. */
#define NANO_CALL_BUFFER_BYTES 262144

/* Why nobody waits for the answer any more. */
#define NANO_CANCEL_CLIENT 1u  /* the client has closed its side, or the connection broke */
#define NANO_CANCEL_TIMEOUT 2u /* timeout_ms has passed; the client got 504, or was cut off */
#define NANO_CANCEL_DRAIN 3u   /* the drain's deadline has passed; 503, or cut off */
#define NANO_CANCEL_HANDLE 4u  /* handle() did not return NANO_DEFERRED; 500, or cut off */

/* Blocks the calling thread until the operation can be done, or the call is cancelled. Never on an
 * event loop: NANO_ERROR_STATE. */
#define NANO_WAIT 1u

/* What a deferred call tells the plugin. Each function may be NULL.
 *
 * They run on handler threads. Of one call, at most one runs at a time, none begins before handle()
 * has returned, and none begins after ended(). What a callback is told may be out of date when it
 * runs: the call may have been ended meanwhile. */
struct nano_call_events {
    uint32_t size;     /* sizeof(nano_call_events) as the plugin knows it */
    uint32_t reserved; /* 0 */
    void *data;        /* handed to each function */

    /* Nobody waits for the answer any more: end the call soon. At most once. `reason` is a
     * NANO_CANCEL_...; more of them may come. After NANO_CANCEL_CLIENT an answer is still sent if
     * the client has closed only its own side.
     * [handler-thread] */
    void (*cancelled)(void *data, nano_call call, uint32_t reason);

    /* The app's drain has begun, and its deadline has not come: a stream that has no end of its own
     * ends itself here. At most once.
     * [handler-thread] */
    void (*draining)(void *data, nano_call call);

    /* After a read() that returned NANO_ERROR_AGAIN: there is something to read, or the end.
     * [handler-thread] */
    void (*readable)(void *data, nano_call call);

    /* After a write() that took less than all: it takes more.
     * [handler-thread] */
    void (*writable)(void *data, nano_call call);

    /* The last function called, once, after the plugin has ended the call: nothing of the host
     * refers to `data` any more. Not called for calls that destroy() found open, nor for those that
     * are ended after the drain's deadline (NANO_CANCEL_DRAIN), but for one that cancelled() ends
     * before it returns: from that deadline on, destroy() may come at any time.
     * [handler-thread] */
    void (*ended)(void *data, nano_call call);
};

/* Every function takes the host that create() was given and the number of a call of this
 * generation. A number that is 0, or of a call that has ended, gets NANO_ERROR_STATE and changes
 * nothing; so does what comes out of order, such as a second respond(). All copy what they are
 * given. Several threads may use one call at once; each operation is then done as a whole. */
typedef struct nano_calls {
    uint32_t size;     /* sizeof(nano_calls) as the host knows it */
    uint32_t reserved; /* 0 */

    /* Answers the call, by the rules of nano_response, and ends it.
     * Errors: NANO_ERROR_INVALID (the call stays open), NANO_ERROR_STATE, NANO_ERROR_MEMORY;
     * NANO_ERROR_CANCELLED: nobody is there to be answered, and the call has ended.
     * [any-thread] */
    int32_t (*respond)(const nano_host *host, nano_call call, const nano_response *response);

    /* Begins a response that is sent in pieces; timeout_ms does not bind it from here on. `head` is
     * a response by the rules of nano_response, whose body is the first piece. With a
     * Content-Length, just so many bytes must follow; without one the body is chunked, or ends with
     * the connection (HTTP/1.0), which is reset where it is cut off. To HEAD, and with status 204,
     * 205 and 304, pieces are taken and dropped.
     * Errors: as of respond(), but the call does not end.
     * [any-thread] */
    int32_t (*begin)(const nano_host *host, nano_call call, const nano_response *head);

    /* Sends a piece of the body of a response that has begun. `*written` gets how many bytes were
     * taken: as many as the buffer has room for, and with NANO_WAIT in `flags` all of them.
     * NANO_ERROR_AGAIN: none were taken; writable() follows.
     * Errors: NANO_ERROR_LIMIT: more than Content-Length; NANO_ERROR_STATE;
     * NANO_ERROR_CANCELLED: the call stays open, to be ended.
     * [any-thread] */
    int32_t (*write)(const nano_host *host, nano_call call, nano_bytes bytes, uint32_t flags,
                     size_t *written);

    /* Ends the response and the call. After fewer bytes than Content-Length the connection is
     * closed, so that the client can tell.
     * Errors: NANO_ERROR_STATE: no response has begun; NANO_ERROR_CANCELLED: the call has ended.
     * [any-thread] */
    int32_t (*end)(const nano_host *host, nano_call call);

    /* Ends the call without an answer: the client gets 500, or is cut off where a response has
     * begun.
     * Errors: NANO_ERROR_STATE; NANO_ERROR_CANCELLED: the call has ended.
     * [any-thread] */
    int32_t (*abandon)(const nano_host *host, nano_call call);

    /* Reads the body of a request of a plugin with NANO_PLUGIN_BODY_STREAM, the transfer coding
     * removed, into `capacity` bytes at `buffer`; `*count` gets how many, 0 at its end. With
     * NANO_WAIT in `flags` it blocks until there is at least one or the end is reached. The client
     * sends no more than the plugin reads: what is not read stays in the socket.
     * Errors: NANO_ERROR_AGAIN: none are there yet; readable() follows. NANO_ERROR_CANCELLED, also
     * where the client broke the rules of a body, or sent too much of it, and got its 4xx.
     * [any-thread] */
    int32_t (*read)(const nano_host *host, nano_call call, void *buffer, size_t capacity,
                    uint32_t flags, size_t *count);
} nano_calls;

NANO_STATIC_ASSERT(sizeof(nano_call_events) == 56, "nano_call_events 1 is 56 bytes");
NANO_STATIC_ASSERT(offsetof(nano_call_events, data) == 8, "nano_call_events.data");
NANO_STATIC_ASSERT(offsetof(nano_call_events, ended) == 48, "nano_call_events.ended");
NANO_STATIC_ASSERT(sizeof(nano_calls) == 56, "nano_calls 1 is 56 bytes");
NANO_STATIC_ASSERT(offsetof(nano_calls, respond) == 8, "nano_calls.respond");
NANO_STATIC_ASSERT(offsetof(nano_calls, read) == 48, "nano_calls.read");

#endif
