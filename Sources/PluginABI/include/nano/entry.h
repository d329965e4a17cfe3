/* SPDX-License-Identifier: Apache-2.0
 *
 * The one symbol that a plugin exports.
 */
#ifndef NANO_ENTRY_H
#define NANO_ENTRY_H

#include "nano/plugin.h"

/* The name of that symbol. */
#define NANO_ENTRY_SYMBOL "nano_plugin_entry_v1"

/* Stands before the definition of nano_plugin_entry_v1(). */
#if defined(__cplusplus)
#define NANO_EXPORT extern "C" __attribute__((visibility("default"), used))
#else
#define NANO_EXPORT __attribute__((visibility("default"), used))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Returns the plugin's functions, always the same; NULL rejects the file. Called once per
 * loaded copy. Define it with NANO_EXPORT; everything else in the plugin stays hidden.
 * [lifecycle-thread] */
const nano_plugin *nano_plugin_entry_v1(void);

#ifdef __cplusplus
}
#endif

#endif
