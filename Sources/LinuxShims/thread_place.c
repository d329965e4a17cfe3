/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include "linux_thread_place.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "guard_thread.h"
#include "linux_guard.h"
#include "linux_thread.h"

/* One question at a time. The thread that is asked takes the question (`asked` to 0) before it
 * answers; so does whoever asked and will wait no longer. */
static pthread_mutex_t asking = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(pid_t) asked;
static linux_thread_place answer;
static sem_t answered;

IN_HANDLER void thread_place_answer(uintptr_t instruction, uintptr_t stack, uintptr_t frame) {
    pid_t self = (pid_t)syscall(SYS_gettid);
    if (!atomic_compare_exchange_strong(&asked, &self, 0)) {
        return; /* too late, or meant for another one */
    }
    answer = (linux_thread_place){instruction, stack, frame};
    sem_post(&answered);
}

static int send_question(pid_t thread) {
    siginfo_t info;
    memset(&info, 0, sizeof(info));
    info.si_signo = call_slot_signal();
    info.si_code = SI_QUEUE;
    info.si_pid = getpid();
    info.si_uid = getuid();
    info.si_value.sival_ptr = THREAD_PLACE_QUESTION;
    return (int)syscall(SYS_rt_tgsigqueueinfo, getpid(), thread, info.si_signo, &info);
}

static int await_answer(int timeout_ms) {
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += timeout_ms / 1000;
    end.tv_nsec += timeout_ms % 1000 * 1000000L;
    if (end.tv_nsec >= 1000000000L) {
        end.tv_sec++;
        end.tv_nsec -= 1000000000L;
    }
    int result = 0;
    do {
        result = sem_clockwait(&answered, CLOCK_MONOTONIC, &end);
    } while (result != 0 && errno == EINTR);
    return result;
}

/* With `asking` held. */
static int ask_running(pid_t thread, int timeout_ms, linux_thread_place *place) {
    linux_guard_install();
    sem_init(&answered, 0, 0);
    atomic_store(&asked, thread);
    int result = send_question(thread);
    if (result == 0) {
        result = await_answer(timeout_ms);
    }
    pid_t unanswered = thread;
    if (result != 0 && !atomic_compare_exchange_strong(&asked, &unanswered, 0)) {
        /* It has just begun to answer. */
        while (sem_wait(&answered) != 0 && errno == EINTR) {
        }
        result = 0;
    }
    if (result == 0) {
        *place = answer;
    }
    return result;
}

/* The text of /proc/self/task/THREAD/syscall. */
static int read_state(pid_t thread, char *text, size_t bytes) {
    char path[48];
    snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", (int)thread);
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        errno = errno == ENOENT ? ESRCH : errno;
        return -1;
    }
    const ssize_t count = read(descriptor, text, bytes - 1);
    const int error = errno;
    close(descriptor);
    errno = error;
    text[count < 0 ? 0 : count] = 0;
    return count < 0 ? -1 : 0;
}

/* Of a thread that sleeps, the last two words are its stack pointer and its instruction. */
static int parse_sleeping(const char *text, linux_thread_place *place) {
    const char *last = strrchr(text, ' ');
    if (last == NULL) {
        return -1;
    }
    const char *before = last;
    while (before > text && before[-1] != ' ') {
        before--;
    }
    *place = (linux_thread_place){strtoul(last, NULL, 16), strtoul(before, NULL, 16), 0};
    return 0;
}

int linux_thread_place_find(pid_t thread, int timeout_ms, linux_thread_place *place) {
    char text[256];
    if (read_state(thread, text, sizeof(text)) != 0) {
        return -1;
    }
    if (strncmp(text, "running", 7) != 0 && parse_sleeping(text, place) == 0) {
        return 0;
    }
    pthread_mutex_lock(&asking);
    const int result = ask_running(thread, timeout_ms, place);
    const int error = errno;
    pthread_mutex_unlock(&asking);
    errno = error;
    return result;
}

size_t linux_memory_copy(uintptr_t address, uintptr_t *words, size_t count) {
    const struct iovec local = {words, count * sizeof(uintptr_t)};
    const struct iovec remote = {(void *)address, count * sizeof(uintptr_t)};
    const ssize_t bytes = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
    return bytes < 0 ? 0 : (size_t)bytes / sizeof(uintptr_t);
}
