/* SPDX-License-Identifier: Apache-2.0
 *
 * What the C library declares only with _GNU_SOURCE, or outside the headers that Swift imports.
 */
#ifndef LINUX_GNU_H
#define LINUX_GNU_H

#include <pthread.h>
#include <stdint.h>

/* eventfd(2) with EFD_CLOEXEC and EFD_NONBLOCK: a descriptor, or -1 and errno.
 * [any-thread] */
int linux_eventfd(void);

/* Makes the eventfd readable. Never blocks.
 * [any-thread] */
void linux_eventfd_signal(int descriptor);

/* Makes it unreadable until the next signal. Never blocks.
 * [any-thread] */
void linux_eventfd_clear(int descriptor);

/* pthread_setname_np(3) for the calling thread; what is past 15 bytes is cut.
 * [any-thread] */
void linux_thread_name_set(const char *name);

/* pthread_clockjoin_np(3): waits at most this long. 1 if the thread has ended and is joined now,
 * else 0.
 * [any-thread] */
int linux_thread_join_within(pthread_t thread, long microseconds);

/* 1 if the file system of `path` is mounted noexec, 0 if not, -1 and errno (statvfs(3)).
 * [any-thread] */
int linux_is_mounted_noexec(const char *path);

/* Opens the file `name` for reading, without blocking on it and closed on exec: what it leads to
 * must lie beneath the directory that is open as `directory`, whatever links there are on the way
 * (openat2(2), RESOLVE_BENEATH). A descriptor, or -1 and errno: EXDEV if it leads out, or by an
 * absolute link. Where the kernel has no openat2 (before Linux 5.6, some sandboxes), no link is
 * followed and one in the last place is ELOOP.
 * [any-thread] */
int linux_open_beneath(int directory, const char *name);

/* The bytes that malloc(3) has given out and not got back, in all arenas (mallinfo2(3)).
 * [any-thread] */
uint64_t linux_heap_bytes(void);

/* The process is killed when the thread that started it ends (PR_SET_PDEATHSIG).
 * [any-thread] */
void linux_die_with_parent(void);

#endif
