/* SPDX-License-Identifier: Apache-2.0
 *
 * Host extension nano.kv/1: a store in memory that the generations of an app share.
 *
 * What a generation puts there, the next one finds: sessions, counters, caches. An app has one, and
 * no other app sees it. It begins empty with the first generation of the app, and ends with the
 * last one: when the app has been removed and has drained, or the process ends. It is no database.
 *
 * Its size is bounded (kv_max_bytes in the app's configuration, 16 MiB by default). Where there is
 * no room for an entry, those whose time is over go first, and then those that have not been read
 * or written for the longest time. So any entry may be gone at any time, as after a restart:
 * whoever reads copes with that, and whoever writes need not cope with being refused.
 */
#ifndef NANO_KV_H
#define NANO_KV_H

#include "nano/host.h"

#define NANO_KV_EXTENSION "nano.kv/1"

#define NANO_KV_KEY_BYTES_MAX 512
#define NANO_KV_VALUE_BYTES_MAX 1048576

/* What an entry counts beside the bytes of its key and its value. */
#define NANO_KV_ENTRY_BYTES 128

/* Results that are no errors. */
#define NANO_KV_ABSENT 1   /* there is no such entry */
#define NANO_KV_CONFLICT 2 /* the entry is not of the version expected; nothing has changed */

/* Versions that can be expected, beside those of entries. */
#define NANO_KV_ANY 18446744073709551615u /* of whatever version, or absent */
#define NANO_KV_NEW 0          /* absent */

/* Every function takes the host that create() was given, and a key of 1 to NANO_KV_KEY_BYTES_MAX
 * bytes; else NANO_ERROR_INVALID. Keys and values are any bytes, and are copied. Each function is
 * done as a whole, or has changed nothing. A version is a number that no entry of the app's had
 * before; each change of an entry gives it a higher one. Times to live are counted by a monotonic
 * clock; 0 is for ever. Out pointers may be NULL. */
typedef struct nano_kv {
    uint32_t size;     /* sizeof(nano_kv) as the host knows it */
    uint32_t reserved; /* 0 */

    /* Copies the value into `capacity` bytes at `buffer`; `*count` gets its size and `*version`
     * its version, of the same moment.
     * Errors: NANO_KV_ABSENT; NANO_ERROR_LIMIT: it is larger than `capacity`, and nothing was
     * copied, but `*count` and `*version` are set; NANO_ERROR_INVALID.
     * [any-thread] */
    int32_t (*get)(const nano_host *host, nano_bytes key, void *buffer, size_t capacity,
                   size_t *count, uint64_t *version);

    /* Writes the entry if it has the version `expected`: NANO_KV_ANY always writes, NANO_KV_NEW
     * only adds. It is gone `ttl_ms` from now. `*version` gets its new version.
     * Errors: NANO_KV_CONFLICT, also where a version is expected of an entry that is absent;
     * NANO_ERROR_LIMIT: more than NANO_KV_VALUE_BYTES_MAX, or than the whole store may hold;
     * NANO_ERROR_INVALID.
     * [any-thread] */
    int32_t (*set)(const nano_host *host, nano_bytes key, nano_bytes value, uint64_t ttl_ms,
                   uint64_t expected, uint64_t *version);

    /* Removes the entry if it has the version `expected`, or any with NANO_KV_ANY.
     * Errors: NANO_KV_ABSENT, NANO_KV_CONFLICT, NANO_ERROR_INVALID.
     * [any-thread] */
    int32_t (*remove)(const nano_host *host, nano_bytes key, uint64_t expected);

    /* Adds `delta` to a value of decimal digits, such as "-17", and `*result` gets the sum. An
     * entry that is absent counts as 0, and is then gone `ttl_ms` from now; one that is there
     * keeps its time.
     * Errors: NANO_ERROR_INVALID: the value is no decimal number of 64 bits, or the sum is none;
     * NANO_ERROR_LIMIT: the store is too small for the entry.
     * [any-thread] */
    int32_t (*increment)(const nano_host *host, nano_bytes key, int64_t delta, uint64_t ttl_ms,
                         int64_t *result);
} nano_kv;

NANO_STATIC_ASSERT(sizeof(nano_kv) == 40, "nano_kv 1 is 40 bytes");
NANO_STATIC_ASSERT(offsetof(nano_kv, get) == 8, "nano_kv.get");
NANO_STATIC_ASSERT(offsetof(nano_kv, increment) == 32, "nano_kv.increment");

#endif
