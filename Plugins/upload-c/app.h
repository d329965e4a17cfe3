/* SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_H
#define APP_H

#include <nano/nano.h>

/* What all transfers share. Read-only behind create(). */
struct app {
    const nano_host *host;
    const nano_calls *calls;
    int directory; /* of the files, open */
};

#endif
