/* SPDX-License-Identifier: Apache-2.0
 *
 * The functions of a plugin.
 */
#ifndef NANO_PLUGIN_H
#define NANO_PLUGIN_H

#include "nano/host.h"
#include "nano/request.h"
#include "nano/response.h"

/* Constant, and valid as long as the image is loaded. */
typedef struct nano_plugin {
    uint32_t size;      /* sizeof(nano_plugin) as the plugin knows it */
    uint16_t abi_major; /* NANO_ABI_MAJOR it was compiled with */
    uint16_t abi_minor; /* NANO_ABI_MINOR it was compiled with */

    /* Makes the app: its state goes to *app, which is handed to every later call (NULL is a
     * fine value). NANO_OK publishes the app; anything else rejects the file, and destroy is
     * not called, so a failing create cleans up after itself. What it logs reaches the operator.
     * Start no thread that outlives destroy. Required.
     * [owner-thread] */
    int32_t (*create)(const nano_host *host, void **app);

    /* Ends the app: joins its threads and frees its state. No other call is under way and none
     * follows. Required.
     * [owner-thread] */
    void (*destroy)(void *app);

    /* Answers one request through `responder`: NANO_OK after a successful respond(), or
     * NANO_DEFERRED after a successful defer(). An error, or NANO_OK without an answer, gives the
     * client a 500. Required.
     * [handler-thread] */
    int32_t (*handle)(void *app, const nano_request *request, nano_responder *responder);

    /* A plugin extension by its id, or NULL where the plugin has none of that id. The result is
     * constant and valid as long as the image is loaded. May be NULL: no extensions.
     * [any-thread] */
    const void *(*get_extension)(void *app, const char *id);
} nano_plugin;

NANO_STATIC_ASSERT(sizeof(nano_plugin) == 40, "nano_plugin 1.0 is 40 bytes");
NANO_STATIC_ASSERT(offsetof(nano_plugin, create) == 8, "nano_plugin.create");
NANO_STATIC_ASSERT(offsetof(nano_plugin, handle) == 24, "nano_plugin.handle");
NANO_STATIC_ASSERT(offsetof(nano_plugin, get_extension) == 32, "nano_plugin.get_extension");

#endif
