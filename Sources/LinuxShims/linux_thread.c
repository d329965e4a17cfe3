/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include "linux_thread.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <threads.h>
#include <unistd.h>

#include "guard_thread.h"
#include "thread_records.h"

pid_t linux_gettid(void) {
    return (pid_t)syscall(SYS_gettid);
}

#ifdef IS_SANITIZED

int linux_thread_owners_are_tracked(void) {
    return 0;
}

#else

#define INTERPOSED __attribute__((visibility("default")))

/* The first functions of a thread with an owner. */

static void *begin_posix(void *data) {
    struct thread_record *record = data;
    guard_thread.owner = thread_record_begin(record);
    return record->start.posix(record->argument);
}

static int begin_c11(void *data) {
    struct thread_record *record = data;
    guard_thread.owner = thread_record_begin(record);
    return record->start.c11(record->argument);
}

/* The C library's function of that name. It is looked up on first use, which may be before any
 * constructor has run; several threads that do so at once find the same. */
static void *next_function(_Atomic(void *) *found, const char *name) {
    void *function = atomic_load_explicit(found, memory_order_relaxed);
    if (function == NULL) {
        function = dlsym(RTLD_NEXT, name);
        atomic_store_explicit(found, function, memory_order_relaxed);
    }
    return function;
}

INTERPOSED int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                              void *(*start)(void *), void *argument) {
    typedef int function(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    static _Atomic(void *) found;
    function *create = (function *)next_function(&found, "pthread_create");
    const uint64_t owner = linux_thread_owner();
    if (owner == 0 || !thread_records_are_possible()) {
        return create(thread, attributes, start, argument);
    }
    struct thread_record *record = thread_record_add(owner);
    if (record == NULL) {
        return EAGAIN;
    }
    record->start.posix = start;
    record->argument = argument;
    const int result = create(thread, attributes, begin_posix, record);
    if (result != 0) {
        thread_record_remove(record);
    }
    return result;
}

INTERPOSED int thrd_create(thrd_t *thread, thrd_start_t start, void *argument) {
    typedef int function(thrd_t *, thrd_start_t, void *);
    static _Atomic(void *) found;
    function *create = (function *)next_function(&found, "thrd_create");
    const uint64_t owner = linux_thread_owner();
    if (owner == 0 || !thread_records_are_possible()) {
        return create(thread, start, argument);
    }
    struct thread_record *record = thread_record_add(owner);
    if (record == NULL) {
        return thrd_nomem;
    }
    record->start.c11 = start;
    record->argument = argument;
    const int result = create(thread, begin_c11, record);
    if (result != thrd_success) {
        thread_record_remove(record);
    }
    return result;
}

int linux_thread_owners_are_tracked(void) {
    return thread_records_are_possible() &&
           dlsym(RTLD_DEFAULT, "pthread_create") == (void *)pthread_create &&
           dlsym(RTLD_DEFAULT, "thrd_create") == (void *)thrd_create;
}

#endif
