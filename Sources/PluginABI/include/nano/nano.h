/* SPDX-License-Identifier: Apache-2.0
 *
 * nano plugin ABI, version 1.0: everything a plugin needs, in one include.
 *
 * A plugin is a shared object that exports one function, nano_plugin_entry_v1()
 * (entry.h), and carries one ELF note (manifest.h). The runtime reads the note
 * before it loads the file; then it calls, in this order:
 *
 *     nano_plugin_entry_v1()            once per loaded copy        [lifecycle-thread]
 *     plugin->create(host, &app)        once                        [owner-thread]
 *     plugin->handle(app, ...)          any number, concurrently    [handler-thread]
 *     plugin->destroy(app)              once, after the last handle [owner-thread]
 *
 * Thread tags used throughout:
 *   [lifecycle-thread]  the runtime's one thread that loads and unloads. Return at once.
 *   [owner-thread]      a thread that belongs to this generation alone and ends before the
 *                       image is unmapped. May block, within the runtime's deadline (10 s).
 *                       Not always the same thread, but one at a time in a generation.
 *   [handler-thread]    an event loop for NANO_PLUGIN_INLINE, otherwise one of this
 *                       generation's lanes. Several at once: handle must be reentrant.
 *   [lane-thread]       one of this generation's lanes, also where handle runs inline. May block.
 *   [any-thread]        callable from every thread, at any time between create and destroy.
 *
 * Rules for every struct here: its first field is its size in bytes as its writer knew it;
 * fields are only ever appended; a field past `size` is absent. Neither side frees the
 * other's memory. Nothing may unwind (C++ exception, Rust panic, longjmp) across a call.
 */
#ifndef NANO_NANO_H
#define NANO_NANO_H

#include "nano/abi.h"      /* IWYU pragma: export */
#include "nano/call.h"     /* IWYU pragma: export */
#include "nano/entry.h"    /* IWYU pragma: export */
#include "nano/env.h"      /* IWYU pragma: export */
#include "nano/host.h"     /* IWYU pragma: export */
#include "nano/http_client.h" /* IWYU pragma: export */
#include "nano/kv.h"       /* IWYU pragma: export */
#include "nano/log.h"      /* IWYU pragma: export */
#include "nano/manifest.h" /* IWYU pragma: export */
#include "nano/metrics.h"  /* IWYU pragma: export */
#include "nano/plugin.h"   /* IWYU pragma: export */
#include "nano/quiesce.h"  /* IWYU pragma: export */
#include "nano/request.h"  /* IWYU pragma: export */
#include "nano/response.h" /* IWYU pragma: export */
#include "nano/state.h"    /* IWYU pragma: export */
#include "nano/timer.h"    /* IWYU pragma: export */
#include "nano/trace.h"    /* IWYU pragma: export */

#endif
