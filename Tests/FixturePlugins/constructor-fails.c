/* SPDX-License-Identifier: Apache-2.0
 *
 * Its constructor does what FAILS, given to the compiler, says: the file is refused, and what
 * serves goes on. One that hangs is given up after 10 s, and nothing waits for it meanwhile.
 */
#define _GNU_SOURCE
#include "fixture.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

NANO_PLUGIN_MANIFEST("constructor-fails", "1.0.0", NANO_PLUGIN_INLINE);

/* Tells who runs it, and never returns. */
FIXTURE_UNUSED static void hang(const char *path) {
    FILE *file = fopen(path, "w");
    if (file != NULL) {
        fprintf(file, "%d\n", (int)getpid());
        fclose(file);
    }
    for (;;) {
        pause();
    }
}

__attribute__((constructor)) static void fail(void) {
    FAILS;
}

FIXTURE_PLUGIN(create_nothing, destroy_nothing, answer_ok)
