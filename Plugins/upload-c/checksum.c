/* SPDX-License-Identifier: Apache-2.0 */
#include "checksum.h"
#include <pthread.h>

#define POLYNOMIAL 0x04c11db7u

/* What one byte does to the remainder. */
static uint32_t table[256];
static pthread_once_t table_made = PTHREAD_ONCE_INIT;

static void make_table(void) {
    uint32_t byte;
    for (byte = 0; byte < 256; byte++) {
        uint32_t remainder = byte << 24;
        int bit;
        for (bit = 0; bit < 8; bit++) {
            remainder = (remainder << 1) ^ ((remainder >> 31) * POLYNOMIAL);
        }
        table[byte] = remainder;
    }
}

static uint32_t add_byte(uint32_t remainder, uint8_t byte) {
    return (remainder << 8) ^ table[(remainder >> 24) ^ byte];
}

void checksum_init(checksum *sum) {
    pthread_once(&table_made, make_table);
    sum->remainder = 0;
    sum->count = 0;
}

void checksum_add(checksum *sum, const uint8_t *bytes, size_t count) {
    uint32_t remainder = sum->remainder;
    size_t i;
    for (i = 0; i < count; i++) {
        remainder = add_byte(remainder, bytes[i]);
    }
    sum->remainder = remainder;
    sum->count += count;
}

uint32_t checksum_value(const checksum *sum) {
    uint32_t remainder = sum->remainder;
    uint64_t rest;
    for (rest = sum->count; rest != 0; rest >>= 8) {
        remainder = add_byte(remainder, (uint8_t)rest);
    }
    return ~remainder;
}
