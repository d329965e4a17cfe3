/* SPDX-License-Identifier: Apache-2.0
 *
 * Lets one thread watch the guarded calls of another: which one runs, to interrupt it, and to
 * write its thread off.
 *
 * A call costs its thread a few stores and one atomic exchange; no clock is read. Whoever watches
 * takes the time in which it sees the same number.
 */
#ifndef LINUX_CALL_SLOT_H
#define LINUX_CALL_SLOT_H

#include <stdint.h>
#include <sys/types.h>

#include "linux_guard.h"

/* What one thread is doing. */
typedef struct linux_call_slot linux_call_slot;

/* NULL without memory.
 * [any-thread] */
linux_call_slot *linux_call_slot_make(void);

/* Neither its thread nor anyone else uses it any more.
 * [any-thread] */
void linux_call_slot_free(linux_call_slot *slot);

#define LINUX_CALL_SLOT_ENDS 1u /* a thread that was written off ends when its call returns */

/* Has the guarded calls of this thread seen in `slot`, or in none (NULL). With
 * LINUX_CALL_SLOT_ENDS in `flags`, a call that has been written off never returns: the thread
 * leaves linux_guard_thread_run() instead. Otherwise it returns as if nothing had been.
 * [any-thread, outside of guarded calls] */
void linux_call_slot_use(linux_call_slot *slot, uint32_t flags);

/* The number of the running call of this thread, or of the last one; the next gets one more.
 * [the thread of the slot] */
uint64_t linux_call_slot_number(const linux_call_slot *slot);

typedef struct linux_call_view {
    uint64_t number; /* from 1; 0 before the first */
    int32_t is_running;
    int32_t is_written_off; /* and has not returned since */
    const linux_guarded_image *image;
    const char *name; /* as the call has them */
    uint64_t limit_ms;
    uint64_t tag;
} linux_call_view;

/* What the slot's thread does now. What is said of a running call is all of the same call.
 * [any-thread] */
linux_call_view linux_call_slot_view(const linux_call_slot *slot);

/* The number of the slot's thread (linux_gettid()); 0 before it has one.
 * [any-thread] */
pid_t linux_call_slot_thread(const linux_call_slot *slot);

/* Interrupts the call of this number if its thread runs at this moment (proc(5), state R): if the
 * instruction is one of the image's code, the call lands, with LINUX_FAULT_HANG and `waited_ms`.
 * A thread that sleeps is let be: it is in the C library or the kernel, which a landing would
 * leave half done, and a signal could fail its system call (EINTR). 1 if a signal was sent.
 * [any-thread] */
int linux_call_slot_interrupt(linux_call_slot *slot, uint64_t number, uint64_t waited_ms);

/* Gives the thread up that is in the call of this number (see linux_call_slot_use()). 1 if so: all
 * that its thread did before the call happens before this. 0 if the call has ended.
 * [any-thread] */
int linux_call_slot_write_off(linux_call_slot *slot, uint64_t number);

#endif
