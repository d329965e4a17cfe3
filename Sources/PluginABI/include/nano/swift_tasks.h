/* SPDX-License-Identifier: Apache-2.0
 *
 * For PluginKit alone: where the jobs of Swift's tasks go. A plugin in full Swift has a runtime of
 * its own inside, whose hooks lead them here instead of to libdispatch, whose threads and
 * descriptors would stay in the process for ever.
 */
#ifndef NANO_SWIFT_TASKS_H
#define NANO_SWIFT_TASKS_H

#include <stdint.h>

#if defined(__clang__) && __has_attribute(swiftcall)

#define NANO_SWIFT_CALL __attribute__((swiftcall))

#ifdef __cplusplus
extern "C" {
#endif

/* PluginKit's: has a job run after `delay_ns`. */
void nano_swift_schedule(void *job, uint64_t delay_ns);

/* Swift's own (ConcurrencyHooks.h of Swift 5.9 and later): called in place of what their names say,
 * where they are not NULL. */
extern void(NANO_SWIFT_CALL *swift_task_enqueueGlobal_hook)(void *job, void *original);
extern void(NANO_SWIFT_CALL *swift_task_enqueueMainExecutor_hook)(void *job, void *original);
extern void(NANO_SWIFT_CALL *swift_task_enqueueGlobalWithDelay_hook)(unsigned long long delay_ns,
                                                                     void *job, void *original);
extern void(NANO_SWIFT_CALL *swift_task_enqueueGlobalWithDeadline_hook)(
    long long seconds, long long nanoseconds, long long tolerance_seconds,
    long long tolerance_nanoseconds, int clock, void *job, void *original);
/* Runs a job on the calling thread; 0, 0 is the executor of jobs that belong to no actor. */
NANO_SWIFT_CALL void swift_job_run(void *job, uintptr_t executor, uintptr_t implementation);
/* The time of one of Swift's clocks. */
NANO_SWIFT_CALL void swift_get_time(long long *seconds, long long *nanoseconds, int clock);

static inline NANO_SWIFT_CALL void nano_swift_enqueue(void *job, void *original) {
    (void)original;
    nano_swift_schedule(job, 0);
}

static inline NANO_SWIFT_CALL void nano_swift_enqueue_after(unsigned long long delay_ns, void *job,
                                                            void *original) {
    (void)original;
    nano_swift_schedule(job, delay_ns);
}

static inline NANO_SWIFT_CALL void nano_swift_enqueue_at(
    long long seconds, long long nanoseconds, long long tolerance_seconds,
    long long tolerance_nanoseconds, int clock, void *job, void *original) {
    long long now_seconds = 0;
    long long now_nanoseconds = 0;
    long long delay_ns;
    (void)tolerance_seconds;
    (void)tolerance_nanoseconds;
    (void)original;
    swift_get_time(&now_seconds, &now_nanoseconds, clock);
    delay_ns = (seconds - now_seconds) * 1000000000 + nanoseconds - now_nanoseconds;
    nano_swift_schedule(job, delay_ns > 0 ? (uint64_t)delay_ns : 0);
}

/* From here on, all tasks of this image run through nano_swift_schedule(). */
static inline void nano_swift_take_tasks(void) {
    swift_task_enqueueGlobal_hook = nano_swift_enqueue;
    swift_task_enqueueMainExecutor_hook = nano_swift_enqueue;
    swift_task_enqueueGlobalWithDelay_hook = nano_swift_enqueue_after;
    swift_task_enqueueGlobalWithDeadline_hook = nano_swift_enqueue_at;
}

/* Runs a job that nano_swift_schedule() was given: a timer's function. */
static inline void nano_swift_run(void *job) {
    swift_job_run(job, 0, 0);
}

#ifdef __cplusplus
}
#endif

#endif
#endif
