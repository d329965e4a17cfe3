/* SPDX-License-Identifier: Apache-2.0
 *
 * Keeps an address in its code, which the dynamic linker would have to write there: refused.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("text-relocation", "1.0.0", NANO_PLUGIN_INLINE);

__asm__(".text\n"
        ".balign 8\n"
        ".quad nano_plugin_entry_v1\n");

FIXTURE_PLUGIN(create_nothing, destroy_nothing, answer_ok)
