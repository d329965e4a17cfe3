/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include <stddef.h>

#include "call_slot.h"
#include "guard_thread.h"
#include "linux_thread.h"

_Static_assert(offsetof(linux_guarded_call, landing) == 0, "as guard_entry.S has it");
_Static_assert(offsetof(linux_guarded_call, function) == 8, "as guard_entry.S has it");

_Thread_local struct guard_thread guard_thread;

uint64_t linux_thread_owner(void) {
    if (guard_thread.is_for_runtime) {
        return 0;
    }
    const linux_guarded_call *call = guard_thread.call;
    return call != NULL ? linux_guarded_image_owner(call->image) : guard_thread.owner;
}

int linux_thread_for_runtime_set(int is_for_runtime) {
    const int previous = guard_thread.is_for_runtime;
    guard_thread.is_for_runtime = is_for_runtime;
    return previous;
}

uint64_t linux_thread_owner_set(uint64_t owner) {
    const uint64_t previous = guard_thread.owner;
    guard_thread.owner = owner;
    return previous;
}

const linux_fault *linux_fault_last(void) {
    return &guard_thread.fault;
}

int linux_guard_call(linux_guarded_call *call, uintptr_t word0, uintptr_t word1, uintptr_t word2,
                     uintptr_t word3, uintptr_t word4) {
    struct guard_thread *const thread = &guard_thread;
    /* A call inside a call is part of it for whoever watches. */
    linux_call_slot *const slot = thread->call == NULL ? thread->slot : NULL;
    const uint64_t number = slot != NULL ? call_slot_begin(slot, call) : 0;
    call->outer = thread->call;
    thread->call = call;
    const struct guard_end end = guard_enter(call, word0, word1, word2, word3, word4);
    thread->call = call->outer;
    call->result = end.result;
    if (slot != NULL && call_slot_end(slot, number) &&
        (thread->slot_flags & LINUX_CALL_SLOT_ENDS) != 0) {
        guard_land(thread->base.landing);
    }
    return end.is_landed ? LINUX_GUARD_LANDED : LINUX_GUARD_RETURNED;
}
