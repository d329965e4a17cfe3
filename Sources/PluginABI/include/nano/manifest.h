/* SPDX-License-Identifier: Apache-2.0
 *
 * The manifest: what a plugin says of itself, in an ELF note that is read before it is loaded.
 *
 *     NANO_PLUGIN_MANIFEST("hello", "1.0.0", NANO_PLUGIN_INLINE);
 */
#ifndef NANO_MANIFEST_H
#define NANO_MANIFEST_H

#include "nano/abi.h"

/* Section, owner and type of the note (elf(5), "Notes"). */
#define NANO_MANIFEST_SECTION ".note.nano.plugin"
#define NANO_MANIFEST_OWNER "nano"
#define NANO_MANIFEST_TYPE 1

/* How handle() may be run. Without a flag it runs on a lane: a thread of this generation's
 * own, where blocking is fine. */
#define NANO_PLUGIN_LANE 0u
/* handle() never blocks and returns within microseconds: it runs on the event loop, with no
 * hand-over. A handler that blocks there holds up every connection of that loop. Ignored (a
 * lane is used) for plugins with thread-local destructors, which need threads that end. */
#define NANO_PLUGIN_INLINE 1u
/* handle() is called as soon as the head of a request is there, with an empty body, and the body is
 * read through nano.call/1 as it arrives. Without this flag the body is whole when handle() is
 * called, and in memory. Together with either of the above. */
#define NANO_PLUGIN_BODY_STREAM 2u

/* The note's content. Text is UTF-8, ends with a NUL and is padded with them. */
typedef struct nano_manifest {
    uint32_t size;           /* sizeof(nano_manifest) as the plugin knows it */
    uint16_t abi_major;      /* the major version it speaks */
    uint16_t abi_minor_min;  /* the lowest minor version of the host it can live with */
    uint16_t abi_minor_max;  /* the minor version it was compiled with */
    uint16_t reserved;       /* 0 */
    uint32_t flags;          /* NANO_PLUGIN_...; unknown bits are refused */
    char name[64];           /* the plugin's name; the app's comes from file or configuration */
    char version[32];        /* the plugin's own version, e.g. "1.4.2" */
} nano_manifest;

NANO_STATIC_ASSERT(sizeof(nano_manifest) == 112, "nano_manifest 1.0 is 112 bytes");
NANO_STATIC_ASSERT(offsetof(nano_manifest, flags) == 12, "nano_manifest.flags");
NANO_STATIC_ASSERT(offsetof(nano_manifest, name) == 16, "nano_manifest.name");
NANO_STATIC_ASSERT(offsetof(nano_manifest, version) == 80, "nano_manifest.version");

/* The note as it lies in the file: Elf64_Nhdr, owner padded to 4 bytes, content. */
typedef struct nano_manifest_note {
    uint32_t owner_count;
    uint32_t content_count;
    uint32_t type;
    char owner[8];
    nano_manifest content;
} nano_manifest_note;

NANO_STATIC_ASSERT(sizeof(nano_manifest_note) == 132, "no padding in the note");

/* Defines the manifest of this plugin: once, in one file, at file scope. The name has at most
 * 63 bytes, the version 31. */
#define NANO_PLUGIN_MANIFEST(plugin_name, plugin_version, plugin_flags)                        \
    NANO_STATIC_ASSERT(sizeof(plugin_name) <= 64, "plugin name: at most 63 bytes");            \
    NANO_STATIC_ASSERT(sizeof(plugin_version) <= 32, "plugin version: at most 31 bytes");      \
    __attribute__((visibility("hidden"))) extern const nano_manifest_note                      \
        nano_plugin_manifest_note;                                                             \
    __attribute__((section(NANO_MANIFEST_SECTION), used, aligned(4)))                          \
    const nano_manifest_note nano_plugin_manifest_note = {                                     \
        sizeof(NANO_MANIFEST_OWNER),                                                           \
        sizeof(nano_manifest),                                                                 \
        NANO_MANIFEST_TYPE,                                                                    \
        NANO_MANIFEST_OWNER,                                                                   \
        {sizeof(nano_manifest), NANO_ABI_MAJOR, 0, NANO_ABI_MINOR, 0, (plugin_flags),          \
         plugin_name, plugin_version}}

#endif
