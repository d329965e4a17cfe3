/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "misbehaviour.h"
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Volatile, so that the compiler cannot see what is wrong and leave it out. */
static volatile int zero = 0;
static volatile int *volatile null = NULL;
static volatile int *volatile unmapped = (volatile int *)(uintptr_t)0x10000;

void write_to_unmapped_memory(void) {
    *unmapped = 1;
}

void read_through_null(void) {
    zero = *null;
}

/* A page of an empty file can be mapped, and not be read (mmap(2), SIGBUS). */
void read_behind_a_mapped_file(void) {
    const int file = memfd_create("empty", MFD_CLOEXEC);
    const volatile char *page = mmap(NULL, 1, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    zero = *page;
}

void execute_an_illegal_instruction(void) {
    __builtin_trap();
}

void divide_by_zero(void) {
    zero = 100 / zero; /* of 1, a compiler makes a comparison */
}

/* Each call keeps a block of the stack, and uses it behind the next call, so that no compiler makes
 * a loop of it. */
static int descend(int depth) {
    volatile char block[1024];
    block[0] = (char)depth;
    return zero == 0 ? descend(depth + 1) + block[0] : depth;
}

void overflow_the_stack(void) {
    zero = descend(0);
}

void call_exit(void) {
    exit(7);
}

void call_abort(void) {
    abort();
}

void loop_for_ever(void) {
    while (zero == 0) {
    }
}

void block_for_ever(void) {
    for (;;) {
        pause();
    }
}
