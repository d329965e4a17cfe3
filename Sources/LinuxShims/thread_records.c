/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include "thread_records.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "linux_thread.h"

#define SWEEP_COUNT_MIN 64

/* Guards the list and the owners in it. Whoever sweeps frees the records of ended threads; a
 * sweep at each doubling bounds them without making every start look at all others. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct thread_record *records;
static size_t record_count;
static size_t sweep_at = SWEEP_COUNT_MIN;

static int init_robust(pthread_mutex_t *mutex) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    const int result = pthread_mutex_init(mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
    return result;
}

int thread_records_are_possible(void) {
    pthread_mutex_t probe;
    if (init_robust(&probe) != 0) {
        return 0;
    }
    pthread_mutex_destroy(&probe);
    return 1;
}

static void discard(struct thread_record *record) {
    pthread_mutex_destroy(&record->alive);
    free(record);
}

/* Whether the record's thread has ended; then its mutex is unlocked and may be destroyed. */
static bool has_ended(struct thread_record *record) {
    if (!atomic_load_explicit(&record->is_locked, memory_order_acquire) ||
        pthread_mutex_trylock(&record->alive) != EOWNERDEAD) {
        return false;
    }
    pthread_mutex_consistent(&record->alive);
    pthread_mutex_unlock(&record->alive);
    return true;
}

/* With `lock` held. */
static void sweep(void) {
    struct thread_record **link = &records;
    while (*link != NULL) {
        struct thread_record *record = *link;
        if (has_ended(record)) {
            *link = record->next;
            record_count--;
            discard(record);
        } else {
            link = &record->next;
        }
    }
    sweep_at = record_count < SWEEP_COUNT_MIN / 2 ? SWEEP_COUNT_MIN : record_count * 2;
}

struct thread_record *thread_record_add(uint64_t owner) {
    struct thread_record *record = calloc(1, sizeof(*record));
    if (record == NULL) {
        return NULL;
    }
    if (init_robust(&record->alive) != 0) {
        free(record);
        return NULL;
    }
    record->owner = owner;
    pthread_mutex_lock(&lock);
    if (record_count >= sweep_at) {
        sweep();
    }
    record->next = records;
    records = record;
    record_count++;
    pthread_mutex_unlock(&lock);
    return record;
}

void thread_record_remove(struct thread_record *record) {
    pthread_mutex_lock(&lock);
    struct thread_record **link = &records;
    while (*link != record) {
        link = &(*link)->next;
    }
    *link = record->next;
    record_count--;
    pthread_mutex_unlock(&lock);
    discard(record);
}

uint64_t thread_record_begin(struct thread_record *record) {
    pthread_mutex_lock(&record->alive);
    atomic_store_explicit(&record->thread, linux_gettid(), memory_order_relaxed);
    atomic_store_explicit(&record->is_locked, true, memory_order_release);
    pthread_mutex_lock(&lock);
    const uint64_t owner = record->owner;
    pthread_mutex_unlock(&lock);
    return owner;
}

int linux_owned_threads(uint64_t owner) {
    int count = 0;
    pthread_mutex_lock(&lock);
    sweep();
    for (const struct thread_record *record = records; record != NULL; record = record->next) {
        count += owner != 0 && record->owner == owner;
    }
    pthread_mutex_unlock(&lock);
    return count;
}

int linux_owned_thread_numbers(uint64_t owner, pid_t *numbers, int count_max) {
    int count = 0;
    pthread_mutex_lock(&lock);
    sweep();
    for (const struct thread_record *record = records; record != NULL; record = record->next) {
        const pid_t thread = atomic_load_explicit(&record->thread, memory_order_relaxed);
        if (owner != 0 && record->owner == owner && thread != 0 && count < count_max) {
            numbers[count++] = thread;
        }
    }
    pthread_mutex_unlock(&lock);
    return count;
}

void linux_owned_threads_forget(uint64_t owner) {
    pthread_mutex_lock(&lock);
    for (struct thread_record *record = records; record != NULL; record = record->next) {
        if (record->owner == owner) {
            record->owner = 0; /* still its thread's: freed by a sweep after the end */
        }
    }
    pthread_mutex_unlock(&lock);
}
