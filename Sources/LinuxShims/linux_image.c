/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include "linux_image.h"

#include <dlfcn.h>
#include <link.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

int linux_image_of_handle(void *handle, const void **base, const char **path) {
    struct link_map *map;
    if (handle == NULL || dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0) {
        return -1;
    }
    *base = (const void *)map->l_addr;
    *path = map->l_name;
    return 0;
}

struct identity {
    const void *base;
    const char *path;
};

static int is_identity(struct dl_phdr_info *info, size_t size, void *data) {
    const struct identity *wanted = data;
    (void)size;
    return (wanted->base == NULL || (const void *)info->dlpi_addr == wanted->base) &&
           (wanted->path == NULL || strcmp(info->dlpi_name, wanted->path) == 0);
}

int linux_image_is_mapped(const void *base, const char *path) {
    struct identity wanted = {base, path};
    if (base == NULL && path == NULL) {
        return 0;
    }
    return dl_iterate_phdr(is_identity, &wanted);
}

struct range {
    const void *base;
    uint32_t flags; /* that segments must have */
    uintptr_t start;
    uintptr_t end;
};

static int find_range(struct dl_phdr_info *info, size_t size, void *data) {
    struct range *range = data;
    const uintptr_t page_mask = (uintptr_t)sysconf(_SC_PAGESIZE) - 1;
    (void)size;
    if ((const void *)info->dlpi_addr != range->base) {
        return 0;
    }
    for (int index = 0; index < info->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
        if (segment->p_type != PT_LOAD || (segment->p_flags & range->flags) != range->flags) {
            continue;
        }
        const uintptr_t start = info->dlpi_addr + segment->p_vaddr;
        const uintptr_t end = (start + segment->p_memsz + page_mask) & ~page_mask;
        if ((start & ~page_mask) < range->start) {
            range->start = start & ~page_mask;
        }
        if (end > range->end) {
            range->end = end;
        }
    }
    return 1;
}

static int range_of(const void *base, uint32_t flags, uintptr_t *start, uintptr_t *end) {
    struct range range = {base, flags, UINTPTR_MAX, 0};
    if (dl_iterate_phdr(find_range, &range) == 0 || range.end == 0) {
        return -1;
    }
    *start = range.start;
    *end = range.end;
    return 0;
}

int linux_image_range(const void *base, uintptr_t *start, uintptr_t *end) {
    return range_of(base, 0, start, end);
}

int linux_image_text(const void *base, uintptr_t *start, uintptr_t *end) {
    return range_of(base, PF_X, start, end);
}

const char *linux_image_path_at(uintptr_t address) {
    Dl_info place;
    return dladdr((const void *)address, &place) != 0 ? place.dli_fname : NULL;
}
