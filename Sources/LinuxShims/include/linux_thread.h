/* SPDX-License-Identifier: Apache-2.0
 *
 * Threads, and on whose behalf they were started.
 *
 * Code of a plugin may start threads, and its image must not be unmapped before they have ended.
 * So the executable that links this interposes pthread_create() and thrd_create() for the whole
 * process. A thread that is started while its parent has an owner is counted under that owner
 * until the kernel has ended it: destructors of its thread-local objects, which run after its
 * start function, have run too. Threads inherit the owner of the thread that starts them.
 *
 * Transparent otherwise: attributes, results, detached threads, pthread_exit() and cancellation
 * behave as without it, and without an owner the call goes straight to the C library. Not seen
 * are threads made by clone(2) itself (the Go runtime) or by the C library for its own use
 * (SIGEV_THREAD, aio(7), getaddrinfo_a(3)).
 *
 * Under AddressSanitizer and ThreadSanitizer, which interpose the same functions, nothing is
 * interposed, and every count is 0: see linux_thread_owners_are_tracked().
 */
#ifndef LINUX_THREAD_H
#define LINUX_THREAD_H

#include <stdint.h>
#include <sys/types.h>

/* The kernel's number of the calling thread (gettid(2)), as in /proc/self/task.
 * [any-thread] */
pid_t linux_gettid(void);

/* The owner of the calling thread, that is: of the threads that it starts. A guarded call
 * (linux_guard.h) begins with that of the image, and has its own until it ends.
 * [any-thread] */
uint64_t linux_thread_owner(void);

/* Sets the owner of the calling thread, in a guarded call for that call. 0 is the runtime itself,
 * and what threads begin with. Returns the previous owner, to be set again when what is done for
 * this one is over.
 * [any-thread] */
uint64_t linux_thread_owner_set(uint64_t owner);

/* Whether threads that the calling thread starts are the runtime's own, also in a guarded call: an
 * image's code calls the runtime, which needs a thread that outlives that image. Returns what it
 * was, to be set again at once.
 * [any-thread] */
int linux_thread_for_runtime_set(int is_for_runtime);

/* The number of threads started under this owner that have not ended. A thread counts from before
 * pthread_create() returns. 0 for owner 0.
 * [any-thread] */
int linux_owned_threads(uint64_t owner);

/* The numbers (linux_gettid()) of at most `count_max` of them, into `numbers`. Returns how many.
 * One may end, and its number be given out again, as soon as this has returned.
 * [any-thread] */
int linux_owned_thread_numbers(uint64_t owner, pid_t *numbers, int count_max);

/* Counts the threads of this owner no longer. They run on.
 * [any-thread] */
void linux_owned_threads_forget(uint64_t owner);

/* 1 if loaded images really reach the interposed functions; 0 under a sanitizer, or if the
 * executable was linked so that it does not export them: then the counts mean nothing.
 * [any-thread] */
int linux_thread_owners_are_tracked(void);

#endif
