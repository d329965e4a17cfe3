/* SPDX-License-Identifier: Apache-2.0
 *
 * The functions that end the process or the thread, interposed as linux_thread.c does with those
 * that start one: called by the code of an image, in a guarded call of that image, they end the
 * call. Called by anyone else, they do what they are for.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <threads.h>
#include <unistd.h>

#include "guard_thread.h"

#ifndef IS_SANITIZED

#define INTERPOSED __attribute__((visibility("default"))) _Noreturn

/* The address that the interposed function would return to: the one before it is the call's. */
#define CALLER ((uintptr_t)__builtin_extract_return_addr(__builtin_return_address(0)) - 1)

/* Does not return if it is the image's own code that called. */
static void land_if_guarded(const char *function, int status, uintptr_t caller) {
    struct guard_thread *const thread = &guard_thread;
    const linux_guarded_call *call = thread->call;
    if (call == NULL) {
        return;
    }
    if (!is_code(call->image, caller)) {
        return last_words_of_exit(function, status);
    }
    thread->fault.kind = LINUX_FAULT_EXIT;
    thread->fault.number = status;
    thread->fault.function = function;
    thread->fault.instruction = caller;
    thread->fault.frame_count = 0;
    pthread_sigmask(SIG_SETMASK, &thread->mask, NULL);
    guard_land(call->landing);
}

static void end_by(const char *name, int status) {
    void (*function)(int) = (void (*)(int))dlsym(RTLD_NEXT, name);
    if (function != NULL) {
        function(status);
    }
}

/* As the C library's, which is this system call alone: also in a child between fork(2) and
 * execve(2), where nothing may be looked up. */
static _Noreturn void end_now(int status) {
    for (;;) {
        syscall(SYS_exit_group, status);
    }
}

INTERPOSED void exit(int status) {
    land_if_guarded("exit", status, CALLER);
    end_by("exit", status);
    end_now(status);
}

INTERPOSED void quick_exit(int status) {
    land_if_guarded("quick_exit", status, CALLER);
    end_by("quick_exit", status);
    end_now(status);
}

INTERPOSED void _exit(int status) {
    land_if_guarded("_exit", status, CALLER);
    end_now(status);
}

INTERPOSED void _Exit(int status) {
    land_if_guarded("_Exit", status, CALLER);
    end_now(status);
}

INTERPOSED void pthread_exit(void *result) {
    land_if_guarded("pthread_exit", 0, CALLER);
    void (*function)(void *) = (void (*)(void *))dlsym(RTLD_NEXT, "pthread_exit");
    if (function != NULL) {
        function(result);
    }
    end_now(EXIT_FAILURE);
}

INTERPOSED void thrd_exit(int result) {
    land_if_guarded("thrd_exit", result, CALLER);
    end_by("thrd_exit", result);
    end_now(EXIT_FAILURE);
}

#endif
