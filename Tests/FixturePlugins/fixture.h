/* SPDX-License-Identifier: Apache-2.0
 *
 * What every fixture needs and none is about. Each fixture is one behaviour or one defect.
 */
#ifndef FIXTURE_H
#define FIXTURE_H

#include <nano/nano.h>

#define FIXTURE_UNUSED __attribute__((unused))

FIXTURE_UNUSED static int32_t create_nothing(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    return NANO_OK;
}

FIXTURE_UNUSED static void destroy_nothing(void *app) {
    (void)app;
}

/* Answers 200 with text. */
FIXTURE_UNUSED static int32_t answer(nano_responder *responder, nano_bytes text) {
    return nano_respond(responder, 200, NANO_LITERAL("text/plain"), text);
}

FIXTURE_UNUSED static int32_t answer_ok(void *app, const nano_request *request,
                                        nano_responder *responder) {
    (void)app;
    (void)request;
    return answer(responder, NANO_LITERAL("ok"));
}

/* Writes an event `app_log` that a test can wait for. */
FIXTURE_UNUSED static void say(const nano_host *host, nano_bytes message) {
    const nano_log *log = (const nano_log *)host->get_extension(host, NANO_LOG_EXTENSION);
    log->write(host, NANO_LOG_INFO, message);
}

/* The plugin's one export. */
#define FIXTURE_PLUGIN(create, destroy, handle)                                                \
    static const nano_plugin fixture_plugin = {                                                \
        sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,    \
    };                                                                                         \
    NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {                                \
        return &fixture_plugin;                                                                \
    }

#endif
