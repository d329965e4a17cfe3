/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

#include "guard_thread.h"

/* One line, put together without the C library's buffers: the process may have been interrupted
 * inside them. */
struct line {
    size_t count;
    char text[512];
};

IN_HANDLER static void add(struct line *line, const char *text) {
    while (*text != 0 && line->count < sizeof(line->text) - 1) {
        line->text[line->count++] = *text++;
    }
}

IN_HANDLER static void add_number(struct line *line, uintptr_t number, unsigned base) {
    char digits[24];
    size_t place = sizeof(digits) - 1;
    digits[place] = 0;
    do {
        digits[--place] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    add(line, base == 16 ? "0x" : "");
    add(line, digits + place);
}

/* Where the thread is: "in handle() of app hello, generation 7". */
IN_HANDLER static void add_place(struct line *line) {
    const linux_guarded_call *call = guard_thread.call;
    const linux_guarded_image *image =
        call != NULL ? call->image : guarded_image_of(guard_thread.owner);
    if (call != NULL) {
        add(line, " in ");
        add(line, call->name);
        add(line, "() of ");
    } else {
        add(line, image != NULL ? " on a thread of " : " in no app's call");
    }
    add(line, image != NULL ? linux_guarded_image_name(image) : "");
}

IN_HANDLER static void end(struct line *line) {
    const int code = errno;
    add(line, "; the process ends\n");
    size_t written = 0;
    while (written < line->count) {
        const ssize_t count = write(STDERR_FILENO, line->text + written, line->count - written);
        if (count <= 0 && errno != EINTR) {
            break;
        }
        written += count > 0 ? (size_t)count : 0;
    }
    errno = code;
}

IN_HANDLER void last_words_of_signal(int number, uintptr_t address, uintptr_t instruction) {
    struct line line = {.count = 0};
    add(&line, program_invocation_short_name);
    add(&line, ": ");
    add(&line, linux_fault_signal_name(number));
    if (instruction != 0) {
        add(&line, " over ");
        add_number(&line, address, 16);
        add(&line, ", raised at ");
        add_number(&line, instruction, 16);
        add(&line, guard_thread.call != NULL ? " outside of the plugin's code," : ",");
    }
    add_place(&line);
    end(&line);
}

IN_HANDLER void last_words_of_exit(const char *function, int status) {
    struct line line = {.count = 0};
    add(&line, program_invocation_short_name);
    add(&line, ": ");
    add(&line, function);
    add(&line, "(");
    add_number(&line, (uintptr_t)(unsigned)status, 10);
    add(&line, ") was called outside of the plugin's code,");
    add_place(&line);
    end(&line);
}
