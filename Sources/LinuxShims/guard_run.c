/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include <pthread.h>
#include <stddef.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "guard_thread.h"

/* What handlers take beside the kernel's frame: a few hundred bytes. */
#define HANDLER_STACK_BYTES 16384

/* A page below it is never touched, so that a handler that takes too much is stopped. */
static stack_t make_handler_stack(void) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t frame = (size_t)getauxval(AT_MINSIGSTKSZ); /* 0 before Linux 5.14 */
    const size_t bytes = (HANDLER_STACK_BYTES + frame + page - 1) / page * page;
    char *memory = mmap(NULL, bytes + page, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    stack_t stack = {.ss_flags = SS_DISABLE};
    if (memory != MAP_FAILED) {
        (void)mprotect(memory, page, PROT_NONE);
        stack.ss_sp = memory + page;
        stack.ss_size = bytes;
        stack.ss_flags = 0;
    }
    return stack;
}

static void free_handler_stack(const stack_t *stack) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (stack->ss_flags != SS_DISABLE) {
        (void)munmap((char *)stack->ss_sp - page, stack->ss_size + page);
    }
}

static void find_stack(struct guard_thread *thread) {
    pthread_attr_t attributes;
    void *start = NULL;
    size_t bytes = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &start, &bytes);
        pthread_attr_destroy(&attributes);
    }
    thread->stack_start = (uintptr_t)start;
    thread->stack_end = (uintptr_t)start + bytes;
}

/* Whoever started the thread may have had signals blocked: libdispatch's threads have. */
static void begin_mask(struct guard_thread *thread) {
    sigset_t wanted;
    sigemptyset(&wanted);
    for (int number = 1; number < NSIG; number++) {
        if (guard_handles(number)) {
            sigaddset(&wanted, number);
        }
    }
    pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
    pthread_sigmask(SIG_SETMASK, NULL, &thread->mask);
}

void linux_guard_thread_run(void (*body)(void *argument), void *argument) {
    struct guard_thread *const thread = &guard_thread;
    stack_t before;
    const stack_t stack = make_handler_stack();
    find_stack(thread);
    begin_mask(thread);
    (void)sigaltstack(&stack, &before);
    thread->base.function = (const void *)body;
    (void)guard_enter(&thread->base, (uintptr_t)argument, 0, 0, 0, 0);
    thread->slot = NULL;
    (void)sigaltstack(&before, NULL);
    free_handler_stack(&stack);
}
