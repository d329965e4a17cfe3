/* SPDX-License-Identifier: Apache-2.0
 *
 * Part of testing.h: keeps what a plugin answers, by the runtime's rules.
 */
#ifndef NANO_TESTING_RESPONSE_H
#define NANO_TESTING_RESPONSE_H

#include "nano/response.h"

#include <stdlib.h>
#include <string.h>

/* An answer as the client gets it. Valid until the next request of the same test. */
typedef struct nano_test_response {
    int32_t result;       /* what handle() returned */
    uint32_t status;      /* 500 where handle() returned an error, or nobody answered */
    nano_header *headers; /* the plugin's own, in the order given */
    size_t header_count;
    nano_bytes body;    /* the pieces of a streamed one joined */
    size_t piece_count; /* how many pieces of body there were after begin(); else 0 */
    int is_cut_off;     /* 1 if the connection was closed in the middle of it */
    void *memory;       /* the harness's own, as the next */
    uint8_t *pieces;
} nano_test_response;

#ifdef __cplusplus
extern "C" {
#endif

static inline uint8_t nano_test_lowercase(uint8_t byte) {
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte | 0x20) : byte;
}

/* 1 if both are the same but for the case of ASCII letters, as header names are compared. */
static inline int nano_test_same_name(nano_bytes a, nano_bytes b) {
    size_t i;
    if (a.count != b.count) {
        return 0;
    }
    for (i = 0; i < a.count; i++) {
        if (nano_test_lowercase(a.data[i]) != nano_test_lowercase(b.data[i])) {
            return 0;
        }
    }
    return 1;
}

/* 1 if `text` occurs in `bytes`. */
static inline int nano_test_bytes_hold(nano_bytes bytes, nano_bytes text) {
    size_t i;
    for (i = 0; i + text.count <= bytes.count; i++) {
        if (memcmp(bytes.data + i, text.data, text.count) == 0) {
            return 1;
        }
    }
    return 0;
}

/* 1 for a token (RFC 9110 section 5.6.2). */
static inline int nano_test_is_token(nano_bytes text) {
    static const char others[] = "!#$%&'*+-.^_`|~0123456789";
    size_t i;
    for (i = 0; i < text.count; i++) {
        const uint8_t byte = nano_test_lowercase(text.data[i]);
        const int is_letter = byte >= 'a' && byte <= 'z';
        if (!is_letter && memchr(others, byte, sizeof(others) - 1) == NULL) {
            return 0;
        }
    }
    return text.count > 0;
}

/* 1 for a field that the runtime would send (response.h, the rules of nano_response). */
static inline int nano_test_is_valid_header(const nano_header *header) {
    static const char *const framing[] = {
        "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Trailer",
    };
    size_t i;
    for (i = 0; i < sizeof(framing) / sizeof(framing[0]); i++) {
        if (nano_test_same_name(header->name, nano_bytes_of(framing[i], strlen(framing[i])))) {
            return 0;
        }
    }
    for (i = 0; i < header->value.count; i++) {
        const uint8_t byte = header->value.data[i];
        if ((byte < 0x20 && byte != '\t') || byte == 0x7f) {
            return 0;
        }
    }
    return nano_test_is_token(header->name);
}

static inline int nano_test_is_valid(const nano_response *response) {
    size_t i;
    if (response->status < 200 || response->status > 599) {
        return 0;
    }
    for (i = 0; i < response->header_count; i++) {
        if (!nano_test_is_valid_header(&response->headers[i])) {
            return 0;
        }
    }
    return 1;
}

/* Copies `bytes` to `*end`, and moves `*end` past them; returns a view of the copy. */
static inline nano_bytes nano_test_append(uint8_t **end, nano_bytes bytes) {
    uint8_t *start = *end;
    if (bytes.count > 0) {
        memcpy(start, bytes.data, bytes.count);
    }
    *end = start + bytes.count;
    return nano_bytes_of(start, bytes.count);
}

/* Copies all of `response` into one block of memory. */
static inline int32_t nano_test_keep(nano_test_response *kept, const nano_response *response) {
    const size_t table = response->header_count * sizeof(nano_header);
    size_t count = table + response->body.count;
    uint8_t *end;
    size_t i;
    for (i = 0; i < response->header_count; i++) {
        count += response->headers[i].name.count + response->headers[i].value.count;
    }
    kept->memory = malloc(count + 1); /* + 1: malloc(0) may return NULL */
    if (kept->memory == NULL) {
        return NANO_ERROR_MEMORY;
    }
    kept->headers = (nano_header *)kept->memory;
    end = (uint8_t *)kept->memory + table;
    for (i = 0; i < response->header_count; i++) {
        kept->headers[i].name = nano_test_append(&end, response->headers[i].name);
        kept->headers[i].value = nano_test_append(&end, response->headers[i].value);
    }
    kept->header_count = response->header_count;
    kept->body = nano_test_append(&end, response->body);
    kept->status = response->status;
    return NANO_OK;
}

/* Adds a piece to the body of a response that is kept. */
static inline int32_t nano_test_add_piece(nano_test_response *kept, nano_bytes piece) {
    const size_t count = kept->body.count + piece.count;
    uint8_t *pieces = (uint8_t *)realloc(kept->pieces, count + 1); /* + 1: as above */
    if (pieces == NULL) {
        return NANO_ERROR_MEMORY;
    }
    if (kept->pieces == NULL && kept->body.count > 0) {
        memcpy(pieces, kept->body.data, kept->body.count);
    }
    if (piece.count > 0) {
        memcpy(pieces + kept->body.count, piece.data, piece.count);
    }
    kept->pieces = pieces;
    kept->body = nano_bytes_of(pieces, count);
    kept->piece_count++;
    return NANO_OK;
}

/* Frees what was kept. */
static inline void nano_test_response_clear(nano_test_response *response) {
    free(response->memory);
    free(response->pieces);
    memset(response, 0, sizeof(*response));
}

#ifdef __cplusplus
}
#endif

#endif
