/* SPDX-License-Identifier: Apache-2.0
 *
 * Loaded images: which are in the process, and where (dl_iterate_phdr(3), dlinfo(3)).
 */
#ifndef LINUX_IMAGE_H
#define LINUX_IMAGE_H

#include <stdint.h>

/* The load address (what the dynamic linker adds to the addresses in the file) and the path of
 * the image behind a handle of dlopen(). `*path` belongs to the image: copy it before the handle
 * is closed. 0, or -1 when the handle is not a valid one; then neither is set.
 * [any-thread] */
int linux_image_of_handle(void *handle, const void **base, const char **path);

/* 1 if an image of this load address and this path is in the process, else 0. NULL for one of
 * the two leaves it out of the comparison; 0 if both are NULL. After dlclose(), ask by the path
 * if it was unique: another image may have come to lie at the same address.
 * [any-thread] */
int linux_image_is_mapped(const void *base, const char *path);

/* The addresses from `*start` up to, not including, `*end` that the segments of the image of
 * this load address take, rounded outwards to whole pages. 0, or -1 when there is no such image;
 * then neither is set.
 * [any-thread] */
int linux_image_range(const void *base, uintptr_t *start, uintptr_t *end);

/* The same for its executable segments only.
 * [any-thread] */
int linux_image_text(const void *base, uintptr_t *start, uintptr_t *end);

/* The path of the image in whose segments `address` lies, or NULL (dladdr(3)). It belongs to the
 * image.
 * [any-thread] */
const char *linux_image_path_at(uintptr_t address);

#endif
