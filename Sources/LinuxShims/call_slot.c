/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include "call_slot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guard_thread.h"
#include "linux_thread.h"

/* From the top of the real-time signals, since programs take theirs from the bottom. */
int call_slot_signal(void) {
    return SIGRTMAX - 2;
}

linux_call_slot *linux_call_slot_make(void) {
    return calloc(1, sizeof(linux_call_slot));
}

void linux_call_slot_free(linux_call_slot *slot) {
    free(slot);
}

void linux_call_slot_use(linux_call_slot *slot, uint32_t flags) {
    if (slot != NULL) {
        atomic_store_explicit(&slot->thread, linux_gettid(), memory_order_relaxed);
    }
    guard_thread.slot_flags = flags;
    guard_thread.slot = slot;
}

pid_t linux_call_slot_thread(const linux_call_slot *slot) {
    return atomic_load_explicit(&slot->thread, memory_order_relaxed);
}

uint64_t linux_call_slot_number(const linux_call_slot *slot) {
    return atomic_load_explicit(&slot->state, memory_order_relaxed) >> CALL_PHASE_BITS;
}

linux_call_view linux_call_slot_view(const linux_call_slot *slot) {
    linux_call_view view;
    uint64_t state = atomic_load_explicit(&slot->state, memory_order_acquire);
    uint64_t before;
    do {
        before = state;
        view.number = state >> CALL_PHASE_BITS;
        view.is_running = state == call_state(view.number, CALL_RUNNING);
        view.is_written_off = state == call_state(view.number, CALL_WRITTEN_OFF);
        view.image = atomic_load_explicit(&slot->image, memory_order_relaxed);
        view.name = atomic_load_explicit(&slot->name, memory_order_relaxed);
        view.limit_ms = atomic_load_explicit(&slot->limit_ms, memory_order_relaxed);
        view.tag = atomic_load_explicit(&slot->tag, memory_order_relaxed);
        atomic_thread_fence(memory_order_acquire);
        state = atomic_load_explicit(&slot->state, memory_order_acquire);
    } while (state != before);
    return view;
}

/* Whether the kernel has the thread running or ready to run: proc_pid_stat(5), the field behind
 * the name, which ends with the last parenthesis. */
static bool is_on_processor(pid_t thread) {
    char path[48];
    char text[128];
    snprintf(path, sizeof(path), "/proc/self/task/%d/stat", (int)thread);
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const ssize_t count = read(descriptor, text, sizeof(text) - 1);
    close(descriptor);
    text[count < 0 ? 0 : count] = 0;
    const char *name_end = strrchr(text, ')');
    return name_end != NULL && name_end[1] == ' ' && name_end[2] == 'R';
}

int linux_call_slot_interrupt(linux_call_slot *slot, uint64_t number, uint64_t waited_ms) {
    const pid_t thread = atomic_load_explicit(&slot->thread, memory_order_relaxed);
    if (!call_slot_is_running(slot, number) || !is_on_processor(thread)) {
        return 0;
    }
    atomic_store_explicit(&slot->waited_ms, waited_ms, memory_order_relaxed);
    siginfo_t info;
    memset(&info, 0, sizeof(info));
    info.si_signo = call_slot_signal();
    info.si_code = SI_QUEUE;
    info.si_pid = getpid();
    info.si_uid = getuid();
    info.si_value.sival_ptr = (void *)(uintptr_t)number;
    return syscall(SYS_rt_tgsigqueueinfo, getpid(), thread, info.si_signo, &info) == 0;
}

int linux_call_slot_write_off(linux_call_slot *slot, uint64_t number) {
    uint64_t running = call_state(number, CALL_RUNNING);
    const linux_guarded_image *image = atomic_load_explicit(&slot->image, memory_order_relaxed);
    if (!atomic_compare_exchange_strong_explicit(
            &slot->state, &running, call_state(number, CALL_WRITTEN_OFF), memory_order_acq_rel,
            memory_order_relaxed)) {
        return 0;
    }
    guarded_image_set_stuck(image);
    return 1;
}

IN_HANDLER bool call_slot_is_running(const linux_call_slot *slot, uint64_t number) {
    return atomic_load_explicit(&slot->state, memory_order_relaxed) ==
           call_state(number, CALL_RUNNING);
}

IN_HANDLER uint64_t call_slot_waited_ms(const linux_call_slot *slot) {
    return atomic_load_explicit(&slot->waited_ms, memory_order_relaxed);
}
