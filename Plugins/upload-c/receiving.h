/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECEIVING_H
#define RECEIVING_H

#include "app.h"

/* Streams the body of a request into the file `name`: letters, digits, and "._-" behind the first.
 * The file is there when it is whole, and not before. Returns what handle() is to return. */
int32_t receive_file(const struct app *app, nano_bytes name, nano_responder *responder);

#endif
