/* SPDX-License-Identifier: Apache-2.0
 *
 * A gate holds a thread exactly until the test opens it: a FIFO, which open(2) for reading waits
 * on until somebody opens it for writing. No fixture sleeps.
 */
#ifndef FIXTURE_GATE_H
#define FIXTURE_GATE_H

#include "fixture.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define GATE_PATH_BYTES_MAX 255

/* Copies the path of a gate, so that it outlives the request it came with. */
FIXTURE_UNUSED static void gate_copy(char path[GATE_PATH_BYTES_MAX + 1], nano_bytes from) {
    const size_t count = from.count < GATE_PATH_BYTES_MAX ? from.count : GATE_PATH_BYTES_MAX;
    memcpy(path, from.data, count);
    path[count] = 0;
}

/* The path of the gate that the app's variable GATE names; empty where it has none. */
FIXTURE_UNUSED static void gate_of_app(char path[GATE_PATH_BYTES_MAX + 1],
                                       const nano_host *host) {
    const nano_env *env = (const nano_env *)host->get_extension(host, NANO_ENV_EXTENSION);
    nano_bytes value;
    path[0] = 0;
    if (env->get(host, NANO_LITERAL("GATE"), &value) == NANO_OK) {
        gate_copy(path, value);
    }
}

/* Returns when the gate at `path` has been opened, or at once where there is none. */
FIXTURE_UNUSED static void gate_wait(const char *path) {
    int descriptor;
    do {
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor >= 0) {
        close(descriptor);
    }
}

#endif
