/* SPDX-License-Identifier: Apache-2.0
 *
 * What Swift cannot express of Linux and glibc, as plain functions without policy: they look
 * and count, and leave every decision to the caller.
 */
#ifndef LINUX_SHIMS_H
#define LINUX_SHIMS_H

#include "linux_call_slot.h" /* IWYU pragma: export */
#include "linux_fault.h"     /* IWYU pragma: export */
#include "linux_gnu.h"       /* IWYU pragma: export */
#include "linux_guard.h"     /* IWYU pragma: export */
#include "linux_image.h"     /* IWYU pragma: export */
#include "linux_process.h"   /* IWYU pragma: export */
#include "linux_signal.h"    /* IWYU pragma: export */
#include "linux_socket.h"    /* IWYU pragma: export */
#include "linux_thread.h"    /* IWYU pragma: export */
#include "linux_thread_place.h" /* IWYU pragma: export */

#endif
