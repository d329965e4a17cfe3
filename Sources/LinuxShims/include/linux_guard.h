/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls into the code of a loaded image that come back even where that code does not return: a
 * fault, an exit(3) or an endless loop of its own ends the call, and nothing else.
 *
 * A guarded call saves where it was made. While it runs, a handler of SIGSEGV, SIGBUS, SIGFPE,
 * SIGILL and SIGTRAP looks whether the instruction that faulted lies in the image's code; if it
 * does, the kernel continues the thread behind the call. Frames between are dropped, not unwound:
 * locks that the image's code held stay locked, memory that it had stays allocated. A fault
 * anywhere else ends the process, after one line on standard error that names the image.
 *
 * Not for processes with shadow stacks (CET, GCS): the landing does not adjust them.
 */
#ifndef LINUX_GUARD_H
#define LINUX_GUARD_H

#include <stdint.h>

/* An image whose code is called under guard. Its memory is never given back to the system: a
 * handler may look at it at any time. */
typedef struct linux_guarded_image linux_guarded_image;

/* Adds an image.
 *   owner:      counts the threads that its code starts (linux_thread.h); not 0.
 *   name:       what the last line calls it, such as "app hello, generation 7"; at most 127 bytes
 *               are kept.
 *   start, end: its code, from `start` up to, not including, `end` (linux_image_text()).
 * NULL without memory.
 * [any-thread] */
linux_guarded_image *linux_guarded_image_add(uint64_t owner, const char *name, uintptr_t start,
                                             uintptr_t end);

/* No call of the image runs, and none comes.
 * [any-thread] */
void linux_guarded_image_remove(linux_guarded_image *image);

/* The image in whose code `address` lies, or NULL.
 * [any-thread] */
const linux_guarded_image *linux_guarded_image_at(uintptr_t address);

/* Its owner, 0 if it has been removed, and its name, which may be another's after that.
 * [any-thread] */
uint64_t linux_guarded_image_owner(const linux_guarded_image *image);
const char *linux_guarded_image_name(const linux_guarded_image *image);

/* A flag that is set when a thread is given up in the image's code (linux_call_slot_write_off()),
 * and stays so until the image is removed; for linux_flag_is_set(). In memory, so that who asks
 * before every call pays one load.
 * [any-thread] */
const unsigned char *linux_guarded_image_stuck(const linux_guarded_image *image);

static inline int linux_flag_is_set(const unsigned char *flag) {
    return __atomic_load_n(flag, __ATOMIC_RELAXED);
}

/* One call, in memory of the caller. */
typedef struct linux_guarded_call {
    void *landing;        /* set by the call; first, as guard_entry.S has it */
    const void *function; /* what is called; second */
    const linux_guarded_image *image;
    const char *name;     /* of the function, such as "handle"; lives for ever */
    uint64_t limit_ms;    /* two words for whoever watches the call (linux_call_slot.h), such */
    uint64_t tag;         /* as how long it may take, and what it is */
    struct linux_guarded_call *outer; /* set by the call */
    uint64_t owner;                   /* set by the call, and by linux_thread_owner_set() */
    int64_t result;                   /* set by the call */
} linux_guarded_call;

#define LINUX_GUARD_RETURNED 0 /* `result` is what the function returned */
#define LINUX_GUARD_LANDED 1   /* it was ended: linux_fault_last() says why */

/* Calls `call->function` with five words, on a thread that runs in linux_guard_thread_run().
 * Guarded calls may be made inside one another; a fault ends the innermost.
 *
 * One entry serves functions of every type with up to five words of arguments, integers and
 * pointers, or structs of at most two of them by value, and a result of one word or none. Both
 * calling conventions that we know put those into registers by their order alone (System V x86-64
 * section 3.2.3: rdi, rsi, rdx, rcx, r8; AAPCS64 section 6.8.2: x0 to x4) and the result into rax
 * or x0; registers that the callee has no parameter for, it doesn't read, and of narrower ones it
 * reads no more than their size. So `result` is to be cut to the type that the function returns.
 *
 * Errors: LINUX_GUARD_LANDED.
 * [any-thread] */
int linux_guard_call(linux_guarded_call *call, uintptr_t word0, uintptr_t word1, uintptr_t word2,
                     uintptr_t word3, uintptr_t word4);

/* Runs `body(argument)` on a thread on which guarded calls may be made: it gets a stack for
 * handlers (sigaltstack(2)), so that an overflow of its own stack can be answered. Returns when
 * `body` has, or when the thread was written off while it was in a call and that call has
 * returned; then none of the frames between is run further, nor unwound.
 * [any-thread, around all that the thread does] */
void linux_guard_thread_run(void (*body)(void *argument), void *argument);

/* Installs the handlers of linux_fault.h, once for the process. Idempotent.
 * [any-thread] */
void linux_guard_install(void);

#endif
