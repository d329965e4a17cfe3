/* SPDX-License-Identifier: Apache-2.0
 *
 * The checksum that cksum(1) prints (POSIX, "cksum"): CRC-32 of polynomial 04c11db7, over the bytes
 * and then their count.
 */
#ifndef CHECKSUM_H
#define CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

typedef struct checksum {
    uint32_t remainder;
    uint64_t count; /* bytes so far */
} checksum;

void checksum_init(checksum *sum);
void checksum_add(checksum *sum, const uint8_t *bytes, size_t count);
uint32_t checksum_value(const checksum *sum);

#endif
