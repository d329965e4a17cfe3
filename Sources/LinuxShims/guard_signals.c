/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "guard_thread.h"
#include "linux_thread.h"

/* Compilers trap by SIGILL on x86-64 and by SIGTRAP on AArch64. SIGABRT never lands: it comes out
 * of the C library. */
static const struct {
    int number;
    const char *name;
} signals[] = {
    {SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"},   {SIGFPE, "SIGFPE"},
    {SIGILL, "SIGILL"},   {SIGTRAP, "SIGTRAP"}, {SIGABRT, "SIGABRT"},
};
#define SIGNAL_COUNT (sizeof(signals) / sizeof(signals[0]))

/* What was there before: nothing, or a sanitizer's or the Swift runtime's own report. */
static struct sigaction previous[SIGNAL_COUNT];

IN_HANDLER const char *linux_fault_signal_name(int number) {
    for (size_t index = 0; index < SIGNAL_COUNT; index++) {
        if (signals[index].number == number) {
            return signals[index].name;
        }
    }
    return "a signal";
}

bool guard_handles(int number) {
    bool is_fault = false;
    for (size_t index = 0; index < SIGNAL_COUNT; index++) {
        is_fault = is_fault || signals[index].number == number;
    }
    return is_fault || number == call_slot_signal();
}

/* The interrupted thread */

struct place {
    uintptr_t instruction;
    uintptr_t stack;
    uintptr_t frame;
};

#if defined(__x86_64__)

IN_HANDLER static struct place place_of(const ucontext_t *context) {
    const greg_t *registers = context->uc_mcontext.gregs;
    return (struct place){(uintptr_t)registers[REG_RIP], (uintptr_t)registers[REG_RSP],
                          (uintptr_t)registers[REG_RBP]};
}

/* What a function called in the interrupted one's place would return to. */
IN_HANDLER static uintptr_t return_address(const ucontext_t *context) {
    return *(const uintptr_t *)context->uc_mcontext.gregs[REG_RSP];
}

IN_HANDLER static void continue_at_landing(ucontext_t *context, const linux_guarded_call *call) {
    greg_t *registers = context->uc_mcontext.gregs;
    registers[REG_RIP] = (greg_t)(uintptr_t)guard_landing;
    registers[REG_RSP] = (greg_t)(uintptr_t)call->landing;
    registers[REG_EFL] &= ~(greg_t)(0x100 | 0x400 | 0x40000); /* TF, DF, AC */
}

#elif defined(__aarch64__)

IN_HANDLER static struct place place_of(const ucontext_t *context) {
    const mcontext_t *machine = &context->uc_mcontext;
    return (struct place){machine->pc, machine->sp, machine->regs[29]};
}

IN_HANDLER static uintptr_t return_address(const ucontext_t *context) {
    return context->uc_mcontext.regs[30];
}

IN_HANDLER static void continue_at_landing(ucontext_t *context, const linux_guarded_call *call) {
    context->uc_mcontext.pc = (uintptr_t)guard_landing;
    context->uc_mcontext.sp = (uintptr_t)call->landing;
    context->uc_mcontext.pstate &= ~UINT64_C(0xc00); /* BTYPE */
}

#endif

/* Whether two words can be read there: between what the thread has put on its stack and where it
 * was called. */
IN_HANDLER static bool is_in_frames(const struct guard_thread *thread, uintptr_t address) {
    return address % sizeof(uintptr_t) == 0 && thread->stack_start != 0 &&
           address >= thread->stack_start &&
           address + 2 * sizeof(uintptr_t) <= (uintptr_t)thread->call->landing;
}

/* Frame records are linked upwards: the caller's, then the return address. */
IN_HANDLER static void trace(struct guard_thread *thread, uintptr_t frame) {
    linux_fault *fault = &thread->fault;
    fault->frame_count = 0;
    while (is_in_frames(thread, frame) && fault->frame_count < LINUX_FAULT_FRAME_COUNT_MAX) {
        const uintptr_t *record = (const uintptr_t *)frame;
        if (is_code(thread->call->image, record[1])) {
            fault->frames[fault->frame_count++] = record[1];
        }
        if (record[0] <= frame) {
            break;
        }
        frame = record[0];
    }
}

/* The kernel puts the mask back that the thread had when it began, whatever the image's code made
 * of it. Its own mask is 64 bits; glibc's type is larger than the place. */
IN_HANDLER static void land(struct guard_thread *thread, ucontext_t *context, uintptr_t frame) {
    trace(thread, frame);
    memcpy(&context->uc_sigmask, &thread->mask, sizeof(uint64_t));
    continue_at_landing(context, thread->call);
}

/* Faults */

/* The instruction to blame: the interrupted one, or the call that led nowhere, as that of a
 * function pointer that is NULL. 0 if it is none of the image's. */
IN_HANDLER static uintptr_t guilty_instruction(const struct guard_thread *thread,
                                               const siginfo_t *info, const ucontext_t *context) {
    const struct place place = place_of(context);
    if (thread->call == NULL || info->si_code <= 0) {
        return 0; /* sent by kill(2) or sigqueue(3), not raised */
    }
    if (is_code(thread->call->image, place.instruction)) {
        return place.instruction;
    }
    if (info->si_signo != SIGSEGV || (uintptr_t)info->si_addr != place.instruction ||
        !is_in_frames(thread, place.stack)) {
        return 0;
    }
    const uintptr_t caller = return_address(context);
    return is_code(thread->call->image, caller) ? caller : 0;
}

static void set_action(int number, const struct sigaction *action, struct sigaction *old);

/* Lets it happen again, to what was there before: by default the process ends with a core dump
 * whose stack is that of the fault. */
IN_HANDLER static void give_up(int number, const siginfo_t *info) {
    for (size_t index = 0; index < SIGNAL_COUNT; index++) {
        if (signals[index].number == number) {
            set_action(number, &previous[index], NULL);
        }
    }
    if (info->si_code <= 0 && number != SIGABRT) {
        /* It would not come again by itself. abort(3) sees to its own. */
        (void)syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), number);
    }
}

IN_HANDLER static void handle_fault(int number, siginfo_t *info, void *data) {
    struct guard_thread *const thread = &guard_thread;
    ucontext_t *context = data;
    const uintptr_t instruction =
        number == SIGABRT ? 0 : guilty_instruction(thread, info, context);
    if (instruction == 0) {
        const bool is_raised = info->si_code > 0;
        last_words_of_signal(number, is_raised ? (uintptr_t)info->si_addr : 0,
                             is_raised ? place_of(context).instruction : 0);
        return give_up(number, info);
    }
    thread->fault.kind = LINUX_FAULT_SIGNAL;
    thread->fault.number = number;
    thread->fault.function = NULL;
    thread->fault.address = (uintptr_t)info->si_addr;
    thread->fault.instruction = instruction;
    land(thread, context, place_of(context).frame);
}

/* Hangs */

IN_HANDLER static void handle_interrupt(int number, siginfo_t *info, void *data) {
    struct guard_thread *const thread = &guard_thread;
    const linux_call_slot *slot = thread->slot;
    ucontext_t *context = data;
    const uint64_t wanted = (uintptr_t)info->si_value.sival_ptr;
    (void)number;
    if (info->si_code == SI_QUEUE && info->si_value.sival_ptr == THREAD_PLACE_QUESTION) {
        const struct place here = place_of(context);
        return thread_place_answer(here.instruction, here.stack, here.frame);
    }
    if (info->si_code != SI_QUEUE || slot == NULL || thread->call == NULL ||
        !call_slot_is_running(slot, wanted)) {
        return;
    }
    const struct place place = place_of(context);
    if (!is_code(thread->call->image, place.instruction)) {
        return;
    }
    thread->fault.kind = LINUX_FAULT_HANG;
    thread->fault.waited_ms = call_slot_waited_ms(slot);
    thread->fault.instruction = place.instruction;
    land(thread, context, place.frame);
}

/* Installing */

/* The C library's own: ThreadSanitizer's sigaction() would put handlers off until the thread calls
 * the C library, which a spinning one never does. */
static int (*system_sigaction(void))(int, const struct sigaction *, struct sigaction *) {
#ifdef IS_SANITIZED
    return (int (*)(int, const struct sigaction *, struct sigaction *))dlsym(RTLD_NEXT,
                                                                             "sigaction");
#else
    return sigaction;
#endif
}

static int (*action_of)(int, const struct sigaction *, struct sigaction *);

IN_HANDLER static void set_action(int number, const struct sigaction *action,
                                  struct sigaction *old) {
    (void)action_of(number, action, old);
}

static struct sigaction handling(void (*handler)(int, siginfo_t *, void *), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | flags;
    sigemptyset(&action.sa_mask);
    return action;
}

static void install(void) {
    action_of = system_sigaction();
    const struct sigaction fault = handling(handle_fault, 0);
    for (size_t index = 0; index < SIGNAL_COUNT; index++) {
        set_action(signals[index].number, &fault, &previous[index]);
    }
    const struct sigaction interrupt = handling(handle_interrupt, SA_RESTART);
    set_action(call_slot_signal(), &interrupt, NULL);
}

void linux_guard_install(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
}

/* Whether our handler was missing; it is put back. */
static bool restore(int number, void (*handler)(int, siginfo_t *, void *), int flags,
                    uintptr_t *found) {
    struct sigaction now;
    set_action(number, NULL, &now);
    if (now.sa_sigaction == handler) {
        return false;
    }
    const struct sigaction ours = handling(handler, flags);
    set_action(number, &ours, NULL);
    *found = (uintptr_t)now.sa_sigaction;
    return true;
}

int linux_fault_handler_restore(uintptr_t *handler) {
    linux_guard_install();
    for (size_t index = 0; index < SIGNAL_COUNT; index++) {
        if (restore(signals[index].number, handle_fault, 0, handler)) {
            return signals[index].number;
        }
    }
    const int interrupt = call_slot_signal();
    return restore(interrupt, handle_interrupt, SA_RESTART, handler) ? interrupt : 0;
}
