/* SPDX-License-Identifier: Apache-2.0
 *
 * Exports the entry, and says nothing about itself.
 */
#include "fixture.h"

FIXTURE_PLUGIN(create_nothing, destroy_nothing, answer_ok)
