/* SPDX-License-Identifier: Apache-2.0
 *
 * One upload: handle() and then each `readable` read until nothing is there. All of them are run
 * one after the other, so nothing here needs a lock. However it ends, `ended` cleans up.
 */
#include "receiving.h"
#include "checksum.h"
#include <ctype.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME_BYTES_MAX 200
#define PIECE_BYTES 65536

typedef struct receiving {
    const struct app *app;
    nano_call call;
    int file;
    char name[NAME_BYTES_MAX + 1];
    char partial_name[NAME_BYTES_MAX + 32]; /* until it is whole; empty behind that */
    checksum checksum;
    uint8_t piece[PIECE_BYTES];
} receiving;

static int is_valid_name(nano_bytes name) {
    size_t i;
    if (name.count == 0 || name.count > NAME_BYTES_MAX || !isalnum(name.data[0])) {
        return 0;
    }
    for (i = 1; i < name.count; i++) {
        if (!isalnum(name.data[i]) && memchr("._-", name.data[i], 3) == NULL) {
            return 0;
        }
    }
    return 1;
}

/* Nobody reads what it says of a client that has left. */
static void answer(receiving *self, uint32_t status, nano_bytes text) {
    const nano_header type = {NANO_LITERAL("Content-Type"), NANO_LITERAL("text/plain")};
    const nano_response response = {sizeof(response), status, &type, 1, text};
    self->app->calls->respond(self->app->host, self->call, &response);
}

static int write_all(int file, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        const ssize_t written = write(file, bytes, count);
        if (written <= 0) {
            return 0;
        }
        bytes += written;
        count -= (size_t)written;
    }
    return 1;
}

/* The body is whole: so is the file. */
static void finish(receiving *self) {
    const int directory = self->app->directory;
    char text[64];
    int count;
    if (renameat(directory, self->partial_name, directory, self->name) != 0) {
        answer(self, 500, NANO_LITERAL("the file cannot be put in its place\n"));
        return;
    }
    self->partial_name[0] = 0;
    count = snprintf(text, sizeof(text), "%u %llu\n", checksum_value(&self->checksum),
                     (unsigned long long)self->checksum.count);
    answer(self, 201, nano_bytes_of(text, (size_t)count));
}

/* Reads what is there. What `read` refuses, it does because nobody waits any more. */
static void receive(receiving *self) {
    const struct app *app = self->app;
    for (;;) {
        size_t count;
        const int32_t result =
            app->calls->read(app->host, self->call, self->piece, PIECE_BYTES, 0, &count);
        if (result == NANO_ERROR_AGAIN) {
            return; /* until readable() */
        }
        if (result != NANO_OK) {
            app->calls->abandon(app->host, self->call);
            return;
        }
        if (count == 0) {
            finish(self);
            return;
        }
        if (!write_all(self->file, self->piece, count)) {
            answer(self, 507, NANO_LITERAL("the file cannot be written\n"));
            return;
        }
        checksum_add(&self->checksum, self->piece, count);
    }
}

static void readable(void *data, nano_call call) {
    (void)call;
    receive(data);
}

static void cancelled(void *data, nano_call call, uint32_t reason) {
    const struct app *app = ((receiving *)data)->app;
    (void)reason;
    app->calls->abandon(app->host, call);
}

static void discard(receiving *self) {
    if (self->partial_name[0] != 0) {
        unlinkat(self->app->directory, self->partial_name, 0);
    }
    close(self->file);
    free(self);
}

static void ended(void *data, nano_call call) {
    (void)call;
    discard(data);
}

/* NULL where there is no memory, or no file can be made. */
static receiving *begin(const struct app *app, nano_bytes name) {
    static atomic_ulong number; /* no two uploads at once write to one file */
    receiving *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->app = app;
    checksum_init(&self->checksum);
    memcpy(self->name, name.data, name.count);
    snprintf(self->partial_name, sizeof(self->partial_name), ".%s.%llu.%lu", self->name,
             (unsigned long long)app->host->generation, atomic_fetch_add(&number, 1));
    self->file = openat(app->directory, self->partial_name,
                        O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (self->file < 0) {
        free(self);
        return NULL;
    }
    return self;
}

int32_t receive_file(const struct app *app, nano_bytes name, nano_responder *responder) {
    nano_call_events events = {
        .size = sizeof(events), .cancelled = cancelled, .readable = readable, .ended = ended};
    receiving *self;
    if (!is_valid_name(name)) {
        return nano_respond(responder, 400, NANO_LITERAL("text/plain"),
                            NANO_LITERAL("expected a name of letters, digits and ._-\n"));
    }
    self = begin(app, name);
    if (self == NULL) {
        return nano_respond(responder, 507, NANO_LITERAL("text/plain"),
                            NANO_LITERAL("the file cannot be made\n"));
    }
    events.data = self;
    if (responder->defer(responder, &events, &self->call) != NANO_OK) {
        discard(self);
        return NANO_ERROR;
    }
    receive(self);
    return NANO_DEFERRED;
}
