/* SPDX-License-Identifier: Apache-2.0
 *
 * One record for each thread that was started under an owner and may still live. Each record has
 * a robust mutex, which its thread locks before it does anything else and never unlocks. When the
 * thread ends, the kernel marks the mutex as abandoned (get_robust_list(2)), after the last
 * instruction of user code. That, rather than the thread's number, which is given out again,
 * tells that it has ended; and nothing of ours has to run at a thread's end.
 */
#ifndef THREAD_RECORDS_H
#define THREAD_RECORDS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/types.h>
#include <threads.h>

struct thread_record {
    struct thread_record *next;
    uint64_t owner; /* 0: forgotten */
    union {
        void *(*posix)(void *);
        thrd_start_t c11;
    } start;
    void *argument;
    _Atomic(pid_t) thread; /* its number; 0 until it has begun */
    pthread_mutex_t alive;
    atomic_bool is_locked; /* the thread has come to lock `alive` */
};

/* 1 if the kernel tells when threads end; 0 in some emulators (valgrind, qemu-user). */
int thread_records_are_possible(void);

/* Adds a record for a thread that is about to be started; NULL without memory. */
struct thread_record *thread_record_add(uint64_t owner);

/* Takes back the record of a thread that could not be started. */
void thread_record_remove(struct thread_record *record);

/* The record's thread begins. Returns its owner. */
uint64_t thread_record_begin(struct thread_record *record);

#endif
