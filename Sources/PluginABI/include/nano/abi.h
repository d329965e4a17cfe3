/* SPDX-License-Identifier: Apache-2.0
 *
 * The ground the other headers stand on: version, result codes, byte views.
 */
#ifndef NANO_ABI_H
#define NANO_ABI_H

#include <stddef.h>
#include <stdint.h>

/* A host of major version M loads only plugins of major version M. Within a major version the
 * host offers minor versions 0 ... NANO_ABI_MINOR; the manifest says which one a plugin needs
 * at least. */
#define NANO_ABI_MAJOR 1
#define NANO_ABI_MINOR 0

/* Result codes: 0 is success, positive is a different kind of success, negative is an error.
 * Codes not listed are errors if negative and a fault of the plugin if positive. */
#define NANO_OK 0
#define NANO_DEFERRED 1           /* of handle(): the request was deferred (call.h) */
#define NANO_ERROR (-1)           /* failed; no more is known */
#define NANO_ERROR_INVALID (-2)   /* an argument breaks the rules stated where it is declared */
#define NANO_ERROR_STATE (-3)     /* the call comes at the wrong time, e.g. a second answer */
#define NANO_ERROR_LIMIT (-4)     /* a limit of the host would be passed */
#define NANO_ERROR_MEMORY (-5)    /* out of memory */
#define NANO_ERROR_AGAIN (-6)     /* it would have to wait; a callback says when to try again */
#define NANO_ERROR_CANCELLED (-7) /* nobody waits for the outcome any more */

#if defined(__cplusplus)
#define NANO_STATIC_ASSERT(condition, text) static_assert(condition, text)
#else
#define NANO_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif

/* A borrowed view of bytes: not terminated, not owned, any values. When count is 0, data may
 * be NULL. Who owns the memory, and how long it stays valid, is said where a view is passed. */
typedef struct nano_bytes {
    const uint8_t *data;
    size_t count; /* bytes */
} nano_bytes;

/* One header field: name as it was sent, value without surrounding white space. */
typedef struct nano_header {
    nano_bytes name;
    nano_bytes value;
} nano_header;

#ifdef __cplusplus
extern "C" {
#endif

/* A view of `count` bytes at `data`. */
static inline nano_bytes nano_bytes_of(const void *data, size_t count) {
    nano_bytes bytes;
    bytes.data = (const uint8_t *)data;
    bytes.count = count;
    return bytes;
}

/* 1 if both views hold the same bytes, else 0. */
static inline int nano_bytes_equal(nano_bytes a, nano_bytes b) {
    size_t i;
    if (a.count != b.count) {
        return 0;
    }
    for (i = 0; i < a.count; i++) {
        if (a.data[i] != b.data[i]) {
            return 0;
        }
    }
    return 1;
}

#ifdef __cplusplus
}
#endif

/* A view of a string literal, without its terminating NUL. */
#define NANO_LITERAL(literal) nano_bytes_of("" literal, sizeof("" literal) - 1)

#if UINTPTR_MAX == UINT64_MAX
NANO_STATIC_ASSERT(sizeof(nano_bytes) == 16, "nano_bytes is 16 bytes");
NANO_STATIC_ASSERT(sizeof(nano_header) == 32, "nano_header is 32 bytes");
#else
#error "nano plugins are built for 64-bit targets"
#endif

#endif
