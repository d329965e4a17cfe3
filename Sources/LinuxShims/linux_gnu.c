#define _GNU_SOURCE
#include "linux_gnu.h"

#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/statvfs.h>

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

int linux_thread_try_join(pthread_t thread) {
    return pthread_tryjoin_np(thread, NULL) == 0;
}

int linux_is_mounted_noexec(const char *path) {
    struct statvfs status;
    if (statvfs(path, &status) != 0) {
        return -1;
    }
    return (status.f_flag & ST_NOEXEC) != 0;
}
