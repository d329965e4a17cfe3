#define _GNU_SOURCE
#include "linux_gnu.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int linux_eventfd(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void linux_eventfd_signal(int descriptor) {
    /* Fails only when the counter is full, and then it is readable already. */
    (void)eventfd_write(descriptor, 1);
}

void linux_eventfd_clear(int descriptor) {
    eventfd_t count;
    (void)eventfd_read(descriptor, &count);
}

void linux_thread_name_set(const char *name) {
    char kept[16] = {0};
    strncpy(kept, name, sizeof(kept) - 1);
    (void)pthread_setname_np(pthread_self(), kept);
}

/* ThreadSanitizer knows pthread_timedjoin_np() but not pthread_clockjoin_np(): a thread joined by
 * the latter lives on for it, and it ends the process when the handle is used again. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define JOIN_CLOCK CLOCK_REALTIME
#define JOIN_UNTIL(thread, deadline) pthread_timedjoin_np(thread, NULL, deadline)
#endif
#endif
#ifndef JOIN_CLOCK
#define JOIN_CLOCK CLOCK_MONOTONIC
#define JOIN_UNTIL(thread, deadline) pthread_clockjoin_np(thread, NULL, JOIN_CLOCK, deadline)
#endif

int linux_thread_join_within(pthread_t thread, long microseconds) {
    struct timespec deadline;
    clock_gettime(JOIN_CLOCK, &deadline);
    deadline.tv_sec += microseconds / 1000000;
    deadline.tv_nsec += microseconds % 1000000 * 1000;
    if (deadline.tv_nsec >= 1000000000) {
        deadline.tv_sec += 1;
        deadline.tv_nsec -= 1000000000;
    }
    return JOIN_UNTIL(thread, &deadline) == 0;
}

int linux_is_mounted_noexec(const char *path) {
    struct statvfs status;
    if (statvfs(path, &status) != 0) {
        return -1;
    }
    return (status.f_flag & ST_NOEXEC) != 0;
}

int linux_open_beneath(int directory, const char *name) {
    const struct open_how how = {
        .flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    const long descriptor = syscall(SYS_openat2, directory, name, &how, sizeof(how));
    if (descriptor < 0 && errno == ENOSYS) {
        return openat(directory, name, (int)how.flags | O_NOFOLLOW);
    }
    return (int)descriptor;
}

uint64_t linux_heap_bytes(void) {
    const struct mallinfo2 heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

void linux_die_with_parent(void) {
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
}
