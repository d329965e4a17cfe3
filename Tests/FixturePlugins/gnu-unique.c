/* SPDX-License-Identifier: Apache-2.0
 *
 * Uses a symbol of binding STB_GNU_UNIQUE, as old C++ does for inline statics: the dynamic linker
 * never unloads the image that defines one.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("gnu-unique", "1.0.0", NANO_PLUGIN_INLINE);

__asm__(".data\n"
        ".balign 4\n"
        ".globl fixture_unique\n"
        ".type fixture_unique, @gnu_unique_object\n"
        ".size fixture_unique, 4\n"
        "fixture_unique: .long 0\n"
        ".text\n");

__attribute__((visibility("default"))) extern int32_t fixture_unique;

static int32_t create(const nano_host *host, void **app) {
    (void)host;
    *app = NULL;
    return fixture_unique;
}

FIXTURE_PLUGIN(create, destroy_nothing, answer_ok)
