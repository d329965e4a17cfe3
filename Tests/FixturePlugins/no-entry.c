/* SPDX-License-Identifier: Apache-2.0
 *
 * Has a manifest and exports nothing.
 */
#include "fixture.h"

NANO_PLUGIN_MANIFEST("no-entry", "1.0.0", NANO_PLUGIN_INLINE);
