/* SPDX-License-Identifier: Apache-2.0
 *
 * What the guard knows of a thread, and what its parts share. All of it is touched by the thread
 * itself and by handlers that interrupt it, nothing by other threads but the slot and the image.
 */
#ifndef GUARD_THREAD_H
#define GUARD_THREAD_H

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "linux_call_slot.h"
#include "linux_fault.h"
#include "linux_guard.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED
#endif
#endif

/* A handler may interrupt a sanitizer's own code, and is not to run it again. */
#ifdef IS_SANITIZED
#define IN_HANDLER __attribute__((disable_sanitizer_instrumentation))
#else
#define IN_HANDLER
#endif

#define GUARDED_NAME_BYTES 128

struct linux_guarded_image {
    linux_guarded_image *next;
    _Atomic(uint64_t) owner; /* 0: free to be used again */
    _Atomic(uintptr_t) start;
    _Atomic(uintptr_t) end;
    unsigned char is_stuck; /* a thread was given up in its code; atomic */
    char name[GUARDED_NAME_BYTES];
};

struct guard_thread {
    linux_guarded_call *volatile call; /* the innermost guarded call */
    linux_call_slot *volatile slot;
    uint32_t slot_flags;
    uint64_t owner;          /* outside of guarded calls */
    int is_for_runtime;      /* what it starts has no owner, wherever it is */
    linux_guarded_call base; /* around all that the thread does */
    uintptr_t stack_start;
    uintptr_t stack_end;
    sigset_t mask;
    linux_fault fault;
};

extern _Thread_local struct guard_thread guard_thread;

/* guard_entry.S */

struct guard_end {
    int64_t result;
    int64_t is_landed;
};

/* Calls `call->function`. Ends with its result; or by a jump to guard_landing with the stack
 * pointer that is in `call->landing`, and is then landed. */
struct guard_end guard_enter(linux_guarded_call *call, uintptr_t word0, uintptr_t word1,
                             uintptr_t word2, uintptr_t word3, uintptr_t word4);
extern const char guard_landing[];
_Noreturn void guard_land(void *landing);

IN_HANDLER static inline bool is_code(const linux_guarded_image *image, uintptr_t address) {
    return address >= atomic_load_explicit(&image->start, memory_order_relaxed) &&
           address < atomic_load_explicit(&image->end, memory_order_relaxed);
}

/* The image of an owner, or NULL. Async-signal-safe. */
const linux_guarded_image *guarded_image_of(uint64_t owner);

/* A thread was given up in the image's code. */
void guarded_image_set_stuck(const linux_guarded_image *image);

/* Whether we have a handler for this signal, for faults or for interrupts. */
bool guard_handles(int number);

/* call_slot.c: the interrupt's handler asks whether it is still this call that is meant. */
bool call_slot_is_running(const linux_call_slot *slot, uint64_t number);
uint64_t call_slot_waited_ms(const linux_call_slot *slot);
int call_slot_signal(void);

/* thread_place.c: the signal above, with this value, asks a thread where it is. No call of a slot
 * has the number 0. Async-signal-safe. */
#define THREAD_PLACE_QUESTION ((void *)0)
void thread_place_answer(uintptr_t instruction, uintptr_t stack, uintptr_t frame);

/* last_words.c: one line on standard error, before the process ends. Async-signal-safe. */
void last_words_of_signal(int number, uintptr_t address, uintptr_t instruction);
void last_words_of_exit(const char *function, int status);

#endif
