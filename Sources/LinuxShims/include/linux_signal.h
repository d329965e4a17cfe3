/* SPDX-License-Identifier: Apache-2.0
 *
 * Signal handlers: whether one would still run code that is about to be unmapped.
 */
#ifndef LINUX_SIGNAL_H
#define LINUX_SIGNAL_H

#include <stdint.h>

/* The lowest number of a signal whose handler lies from `start` up to, not including, `end`; 0 if
 * there is none. The two signals that glibc keeps for itself (32 and 33) are not looked at.
 * [any-thread] */
int linux_signal_handler_in(uintptr_t start, uintptr_t end);

#endif
