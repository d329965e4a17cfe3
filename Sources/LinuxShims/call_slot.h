/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner side of linux_call_slot.h: what a call does to the slot of its thread.
 *
 * `state` is the number of the call and its phase. Only the thread itself begins and ends calls;
 * others change it only from running to written off, so that exactly one of the two, the end or the
 * giving up, comes first.
 */
#ifndef CALL_SLOT_H
#define CALL_SLOT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "linux_call_slot.h"

enum { CALL_IDLE = 0, CALL_RUNNING = 1, CALL_WRITTEN_OFF = 2, CALL_PHASE_BITS = 2 };

struct linux_call_slot {
    _Atomic(uint64_t) state;
    _Atomic(const linux_guarded_image *) image;
    _Atomic(const char *) name;
    _Atomic(uint64_t) limit_ms;
    _Atomic(uint64_t) tag;
    _Atomic(uint64_t) waited_ms; /* for the call that is to be interrupted */
    _Atomic(pid_t) thread;
};

static inline uint64_t call_state(uint64_t number, uint64_t phase) {
    return number << CALL_PHASE_BITS | phase;
}

/* Returns the number of the call. */
static inline uint64_t call_slot_begin(linux_call_slot *slot, const linux_guarded_call *call) {
    const uint64_t last = atomic_load_explicit(&slot->state, memory_order_relaxed);
    const uint64_t number = (last >> CALL_PHASE_BITS) + 1;
    atomic_store_explicit(&slot->image, call->image, memory_order_relaxed);
    atomic_store_explicit(&slot->name, call->name, memory_order_relaxed);
    atomic_store_explicit(&slot->limit_ms, call->limit_ms, memory_order_relaxed);
    atomic_store_explicit(&slot->tag, call->tag, memory_order_relaxed);
    atomic_store_explicit(&slot->state, call_state(number, CALL_RUNNING), memory_order_release);
    return number;
}

/* Whether the call had been written off. */
static inline bool call_slot_end(linux_call_slot *slot, uint64_t number) {
    const uint64_t last = atomic_exchange_explicit(&slot->state, call_state(number, CALL_IDLE),
                                                   memory_order_acq_rel);
    return last != call_state(number, CALL_RUNNING);
}

#endif
