/* SPDX-License-Identifier: Apache-2.0
 *
 * Was made for another version of the ABI: ABI_MAJOR and ABI_MINOR_MIN are given to the compiler.
 */
#include "fixture.h"

__attribute__((section(NANO_MANIFEST_SECTION), used, aligned(4)))
static const nano_manifest_note note = {
    sizeof(NANO_MANIFEST_OWNER),
    sizeof(nano_manifest),
    NANO_MANIFEST_TYPE,
    NANO_MANIFEST_OWNER,
    {sizeof(nano_manifest), ABI_MAJOR, ABI_MINOR_MIN, ABI_MINOR_MIN, 0, NANO_PLUGIN_INLINE,
     "foreign-abi", "1.0.0"},
};

FIXTURE_PLUGIN(create_nothing, destroy_nothing, answer_ok)
