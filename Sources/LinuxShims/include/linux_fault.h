/* SPDX-License-Identifier: Apache-2.0
 *
 * Why a guarded call was ended, and the signal handlers that do it.
 */
#ifndef LINUX_FAULT_H
#define LINUX_FAULT_H

#include <stdint.h>

#include "linux_guard.h"

#define LINUX_FAULT_FRAME_COUNT_MAX 32

#define LINUX_FAULT_SIGNAL 1 /* an instruction of the image raised `number` */
#define LINUX_FAULT_EXIT 2   /* it called `function`, with `number` as status */
#define LINUX_FAULT_HANG 3   /* it was interrupted after `waited_ms` (linux_call_slot.h) */

typedef struct linux_fault {
    int32_t kind;
    int32_t number;
    const char *function; /* lives for ever */
    uint64_t waited_ms;
    uintptr_t address;     /* of a signal: si_addr (sigaction(2)) */
    uintptr_t instruction; /* the interrupted one, or the one behind the call of `function` */
    /* Return addresses in the image's code, from the innermost call outwards, as far as frame
     * pointers lead. */
    uint32_t frame_count;
    uintptr_t frames[LINUX_FAULT_FRAME_COUNT_MAX];
} linux_fault;

/* Why the last guarded call of this thread was ended. Valid until the next one is.
 * [any-thread] */
const linux_fault *linux_fault_last(void);

/* The name of a signal that handlers are installed for, such as "SIGSEGV".
 * [any-thread] */
const char *linux_fault_signal_name(int number);

/* Puts our handler back where another has been installed for one of our signals: returns the
 * signal's number, and `*handler` gets the address of the other one (0 or 1 for SIG_DFL and
 * SIG_IGN). 0 if all are in place. Call it until then.
 * [any-thread] */
int linux_fault_handler_restore(uintptr_t *handler);

#endif
