#define _GNU_SOURCE
#include "linux_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHANNEL = 3 };

/* Numbered so that none takes the place of one that is still needed: the channel comes first, and
 * the standard streams, which may be closed here, are opened over whatever is there. */
static int arrange_descriptors(posix_spawn_file_actions_t *actions, int channel) {
    int error = posix_spawn_file_actions_adddup2(actions, channel, CHANNEL);
    for (int stream = STDIN_FILENO; error == 0 && stream <= STDERR_FILENO; stream++) {
        error = posix_spawn_file_actions_addopen(actions, stream, "/dev/null", O_RDWR, 0);
    }
    return error != 0 ? error : posix_spawn_file_actions_addclosefrom_np(actions, CHANNEL + 1);
}

static int arrange_signals(posix_spawnattr_t *attributes) {
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    int error = posix_spawnattr_setsigdefault(attributes, &all);
    if (error == 0) {
        error = posix_spawnattr_setsigmask(attributes, &none);
    }
    const short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP;
    return error != 0 ? error : posix_spawnattr_setflags(attributes, flags);
}

/* The array is the caller's to free; the variables are not copied. */
static char **environment_with(char *variable) {
    size_t count = 0;
    while (environ[count] != NULL) {
        count++;
    }
    char **environment = malloc((count + 2) * sizeof(char *));
    if (environment != NULL) {
        environment[0] = variable;
        memcpy(environment + 1, environ, (count + 1) * sizeof(char *));
    }
    return environment;
}

static int spawn(pid_t *process, const char *program, char *const arguments[],
                 char *const environment[], int channel) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int error = arrange_descriptors(&actions, channel);
    if (error == 0) {
        error = arrange_signals(&attributes);
    }
    if (error == 0) {
        error = posix_spawn(process, program, &actions, &attributes, arguments, environment);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

pid_t linux_spawn_apart(const char *program, char *const arguments[], char *variable,
                        int channel) {
    pid_t process = -1;
    char **environment = environment_with(variable);
    const int error =
        environment == NULL ? ENOMEM : spawn(&process, program, arguments, environment, channel);
    free(environment);
    if (error != 0) {
        errno = error;
        return -1;
    }
    return process;
}
