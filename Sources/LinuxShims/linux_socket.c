#define _GNU_SOURCE
#include "linux_socket.h"

#include <errno.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/timerfd.h>
#include <unistd.h>

int linux_accept(int listener, struct sockaddr_storage *address) {
    socklen_t size = sizeof *address;
    return accept4(listener, (struct sockaddr *)address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int linux_datagram_socket(void) {
    return socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

int linux_stream_socket(int family) {
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
}

int linux_interval_timer(long seconds) {
    int descriptor = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (descriptor < 0) {
        return -1;
    }
    struct itimerspec interval = {.it_interval.tv_sec = seconds, .it_value.tv_sec = seconds};
    if (timerfd_settime(descriptor, 0, &interval, NULL) == 0) {
        return descriptor;
    }
    int code = errno;
    close(descriptor);
    errno = code;
    return -1;
}

int linux_timer(void) {
    return timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
}

void linux_timer_set(int timer, int64_t milliseconds) {
    /* A time of 0 would switch it off. */
    const int64_t at = milliseconds > 0 ? milliseconds : 1;
    const struct itimerspec once = {
        .it_value = {.tv_sec = at / 1000, .tv_nsec = (long)(at % 1000) * 1000000}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &once, NULL);
}

int linux_cpu_count(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) {
        return 1;
    }
    return CPU_COUNT(&set);
}
