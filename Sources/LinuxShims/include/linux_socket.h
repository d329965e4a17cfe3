/* SPDX-License-Identifier: Apache-2.0
 *
 * Sockets, epoll and timers, as far as Swift's Glibc module lacks them.
 */
#ifndef LINUX_SOCKET_H
#define LINUX_SOCKET_H

#include <stdint.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/* accept4(2) with SOCK_NONBLOCK and SOCK_CLOEXEC: a descriptor, or -1 and errno. `address` gets the
 * peer's.
 * [any-thread] */
int linux_accept(int listener, struct sockaddr_storage *address);

/* socket(2), AF_UNIX and SOCK_DGRAM, with SOCK_CLOEXEC: a descriptor, or -1 and errno.
 * [any-thread] */
int linux_datagram_socket(void);

/* socket(2), of TCP, with SOCK_NONBLOCK and SOCK_CLOEXEC: a descriptor, or -1 and errno.
 * [any-thread] */
int linux_stream_socket(int family);

/* timerfd_create(2), non-blocking and closed on exec, that expires every `seconds`: a descriptor,
 * or -1 and errno. The clock is monotonic.
 * [any-thread] */
int linux_interval_timer(long seconds);

/* timerfd_create(2), non-blocking and closed on exec, that is not set: a descriptor, or -1 and
 * errno. The clock is CLOCK_MONOTONIC.
 * [any-thread] */
int linux_timer(void);

/* Has the timer expire once at `milliseconds` of CLOCK_MONOTONIC, at once if that is over, instead
 * of what was set before (timerfd_settime(2)).
 * [any-thread] */
void linux_timer_set(int timer, int64_t milliseconds);

/* The number of CPUs that this process may run on (sched_getaffinity(2)); 1 if that is unknown.
 * [any-thread] */
int linux_cpu_count(void);

#endif
