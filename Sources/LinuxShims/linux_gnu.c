#define _GNU_SOURCE
#include "linux_gnu.h"

#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/statvfs.h>
#include <time.h>

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

int linux_thread_join_within(pthread_t thread, long microseconds) {
    struct timespec deadline;
    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += microseconds / 1000000;
    deadline.tv_nsec += microseconds % 1000000 * 1000;
    if (deadline.tv_nsec >= 1000000000) {
        deadline.tv_sec += 1;
        deadline.tv_nsec -= 1000000000;
    }
    return pthread_clockjoin_np(thread, NULL, CLOCK_MONOTONIC, &deadline) == 0;
}

int linux_is_mounted_noexec(const char *path) {
    struct statvfs status;
    if (statvfs(path, &status) != 0) {
        return -1;
    }
    return (status.f_flag & ST_NOEXEC) != 0;
}
