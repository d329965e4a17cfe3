/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "guard_thread.h"

/* A list that only grows, so that a handler may walk it at any time; what has been removed is
 * used again. Its length is that of the most images there were at once. */
static _Atomic(linux_guarded_image *) images;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of those who add and remove */

static linux_guarded_image *find_free(void) {
    linux_guarded_image *image = atomic_load_explicit(&images, memory_order_relaxed);
    while (image != NULL && atomic_load_explicit(&image->owner, memory_order_relaxed) != 0) {
        image = image->next;
    }
    return image;
}

static linux_guarded_image *make(void) {
    linux_guarded_image *image = calloc(1, sizeof(*image));
    if (image != NULL) {
        image->next = atomic_load_explicit(&images, memory_order_relaxed);
        atomic_store_explicit(&images, image, memory_order_release);
    }
    return image;
}

linux_guarded_image *linux_guarded_image_add(uint64_t owner, const char *name, uintptr_t start,
                                             uintptr_t end) {
    pthread_mutex_lock(&lock);
    linux_guarded_image *image = find_free();
    if (image == NULL) {
        image = make();
    }
    if (image != NULL) {
        /* The last byte stays 0, whatever a handler reads meanwhile. */
        strncpy(image->name, name, GUARDED_NAME_BYTES - 1);
        __atomic_store_n(&image->is_stuck, 0, __ATOMIC_RELAXED);
        atomic_store_explicit(&image->start, start, memory_order_relaxed);
        atomic_store_explicit(&image->end, end, memory_order_relaxed);
        atomic_store_explicit(&image->owner, owner, memory_order_release);
    }
    pthread_mutex_unlock(&lock);
    return image;
}

void linux_guarded_image_remove(linux_guarded_image *image) {
    pthread_mutex_lock(&lock);
    atomic_store_explicit(&image->end, 0, memory_order_relaxed);
    atomic_store_explicit(&image->owner, 0, memory_order_release);
    pthread_mutex_unlock(&lock);
}

IN_HANDLER uint64_t linux_guarded_image_owner(const linux_guarded_image *image) {
    return atomic_load_explicit(&image->owner, memory_order_relaxed);
}

IN_HANDLER const char *linux_guarded_image_name(const linux_guarded_image *image) {
    return image->name;
}

const unsigned char *linux_guarded_image_stuck(const linux_guarded_image *image) {
    return &image->is_stuck;
}

void guarded_image_set_stuck(const linux_guarded_image *image) {
    /* Each of them was made, not const, by make(). */
    __atomic_store_n(&((linux_guarded_image *)(uintptr_t)image)->is_stuck, 1, __ATOMIC_RELAXED);
}

const linux_guarded_image *linux_guarded_image_at(uintptr_t address) {
    const linux_guarded_image *image = atomic_load_explicit(&images, memory_order_acquire);
    while (image != NULL && !is_code(image, address)) {
        image = image->next;
    }
    return image;
}

IN_HANDLER const linux_guarded_image *guarded_image_of(uint64_t owner) {
    const linux_guarded_image *image = atomic_load_explicit(&images, memory_order_acquire);
    while (image != NULL && linux_guarded_image_owner(image) != owner) {
        image = image->next;
    }
    return owner == 0 ? NULL : image;
}
