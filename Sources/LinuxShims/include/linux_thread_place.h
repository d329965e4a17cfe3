/* SPDX-License-Identifier: Apache-2.0
 *
 * Where another thread of this process is, for whoever wants to know what it does: without ending
 * its call, and without failing its system call.
 */
#ifndef LINUX_THREAD_PLACE_H
#define LINUX_THREAD_PLACE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct linux_thread_place {
    uintptr_t instruction;
    uintptr_t stack; /* the stack pointer */
    uintptr_t frame; /* the frame pointer's register, whatever is in it; 0 if it isn't known */
} linux_thread_place;

/* Looks where a thread is. One that sleeps is read from /proc (proc_pid_syscall(5)) and not
 * touched; one that runs is interrupted by the signal of linux_call_slot_interrupt(), and goes on
 * at once. Waits for it at most `timeout_ms`, and for others that look.
 * 0; or -1 and errno: ESRCH (there is no such thread), ETIMEDOUT (it did not answer), or what
 * open(2) says where the kernel does not tell.
 * [any-thread but the one that is looked at] */
int linux_thread_place_find(pid_t thread, int timeout_ms, linux_thread_place *place);

/* Copies `count` words of this process's memory from `address` on, which need not be there
 * (process_vm_readv(2)). Returns how many could be read.
 * [any-thread] */
size_t linux_memory_copy(uintptr_t address, uintptr_t *words, size_t count);

#endif
