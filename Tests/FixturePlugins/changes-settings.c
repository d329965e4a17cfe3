/* SPDX-License-Identifier: Apache-2.0
 *
 * Changes what the whole process shares, each in another step: the environment when it is loaded,
 * the working directory in create, the locale and the umask in handle, and SIGPIPE in destroy.
 */
#include "fixture.h"
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

NANO_PLUGIN_MANIFEST("changes-settings", "1.0.0", NANO_PLUGIN_INLINE);

__attribute__((constructor)) static void change_environment(void) {
    setenv("FIXTURE_VARIABLE", "set", 1);
}

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    return chdir("/") == 0 ? NANO_OK : NANO_ERROR_STATE;
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    (void)app;
    (void)request;
    setlocale(LC_ALL, "C.UTF-8");
    umask(07);
    return answer(responder, NANO_LITERAL("ok"));
}

static void destroy(void *app) {
    (void)app;
    signal(SIGPIPE, SIG_DFL);
    signal(SIGWINCH, SIG_IGN);
}

FIXTURE_PLUGIN(create, destroy, handle)
