/* SPDX-License-Identifier: Apache-2.0
 *
 * Large bodies in little memory, in both directions:
 *
 *     PUT /files/NAME          streams the body into that file of UPLOAD_DIRECTORY, and answers
 *                              what cksum(1) prints of it: checksum and size
 *     GET /download?bytes=N    streams N bytes; byte I is I modulo 251
 *
 * BODY_STREAM: handle() is called with the head, and the body is read as it arrives. Files block,
 * so it all runs on lanes; a transfer that waits for its client holds none.
 */
#include "app.h"
#include "receiving.h"
#include "sending.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

NANO_PLUGIN_MANIFEST("upload-c", "1.0.0", NANO_PLUGIN_LANE | NANO_PLUGIN_BODY_STREAM);

#define PATH_BYTES_MAX 4096

static void log_error(const nano_host *host, nano_bytes message) {
    const nano_log *log = host->get_extension(host, NANO_LOG_EXTENSION);
    log->write(host, NANO_LOG_ERROR, message);
}

/* The directory that the app's configuration names; -1 without one. */
static int open_directory(const nano_host *host) {
    const nano_env *env = host->get_extension(host, NANO_ENV_EXTENSION);
    nano_bytes value;
    char path[PATH_BYTES_MAX + 1];
    if (env->get(host, NANO_LITERAL("UPLOAD_DIRECTORY"), &value) != NANO_OK ||
        value.count > PATH_BYTES_MAX) {
        return -1;
    }
    memcpy(path, value.data, value.count);
    path[value.count] = 0;
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static int32_t create(const nano_host *host, void **app) {
    struct app *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NANO_ERROR_MEMORY;
    }
    self->host = host;
    self->calls = host->get_extension(host, NANO_CALL_EXTENSION);
    self->directory = open_directory(host);
    if (self->directory < 0) {
        log_error(host, NANO_LITERAL("UPLOAD_DIRECTORY names no directory: set it in \"env\""));
        free(self);
        return NANO_ERROR;
    }
    *app = self;
    return NANO_OK;
}

static void destroy(void *app) {
    close(((struct app *)app)->directory);
    free(app);
}

/* What follows `prefix` in `path`; NULL data if the path does not begin so. */
static nano_bytes behind(nano_bytes path, nano_bytes prefix) {
    if (path.count < prefix.count || memcmp(path.data, prefix.data, prefix.count) != 0) {
        return nano_bytes_of(NULL, 0);
    }
    return nano_bytes_of(path.data + prefix.count, path.count - prefix.count);
}

static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
    const nano_bytes name = behind(request->path, NANO_LITERAL("/files/"));
    if (name.data != NULL && nano_bytes_equal(request->method, NANO_LITERAL("PUT"))) {
        return receive_file(app, name, responder);
    }
    if (nano_bytes_equal(request->path, NANO_LITERAL("/download")) &&
        nano_bytes_equal(request->method, NANO_LITERAL("GET"))) {
        return send_bytes(app, behind(request->query, NANO_LITERAL("bytes=")), responder);
    }
    return nano_respond(responder, 404, NANO_LITERAL("text/plain"),
                        NANO_LITERAL("PUT /files/NAME, or GET /download?bytes=N\n"));
}

static const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
};

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return &plugin;
}
