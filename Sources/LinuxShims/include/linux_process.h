/* SPDX-License-Identifier: Apache-2.0
 *
 * A process that has nothing of this one but its user, its folder and its environment.
 */
#ifndef LINUX_PROCESS_H
#define LINUX_PROCESS_H

#include <sys/types.h>

/* Runs `program` (posix_spawn(3), so without a copy of this process's memory) in a process group of
 * its own, with default signal handling and no signal blocked. Its standard streams are /dev/null,
 * its descriptor 3 is `channel`, and it has no other. `arguments` end with NULL; `variable`,
 * NAME=VALUE, is put before this process's variables. Its number, or -1 and errno.
 * [any-thread] */
pid_t linux_spawn_apart(const char *program, char *const arguments[], char *variable,
                        int channel);

#endif
