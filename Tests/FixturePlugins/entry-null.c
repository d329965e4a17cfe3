/* SPDX-License-Identifier: Apache-2.0
 *
 * Its entry has no table to give.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("entry-null", "1.0.0", NANO_PLUGIN_INLINE);

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
    return NULL;
}
