/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include "linux_signal.h"

#include <signal.h>
#include <stddef.h>

int linux_signal_handler_in(uintptr_t start, uintptr_t end) {
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) != 0) {
            continue; /* EINVAL: glibc's own */
        }
        /* SIG_DFL and SIG_IGN are 0 and 1: in no image. sa_handler and sa_sigaction share one
         * place on Linux. */
        const uintptr_t handler = (uintptr_t)action.sa_handler;
        if (handler >= start && handler < end) {
            return number;
        }
    }
    return 0;
}
