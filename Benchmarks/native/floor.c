/* SPDX-License-Identifier: Apache-2.0
 *
 * The floor under every server of `tools/bench http`: one thread, one epoll, a fixed 200 for each
 * complete request head. It reads no header, so no server can do less and still answer. What it
 * costs is the kernel's price of a request on this machine.
 *
 *     floor PORT hello    keeps connections alive, for requests without a body
 *     floor PORT close    closes each connection after one answer
 *     floor PORT echo     keeps connections alive, and gives back bodies, each of BODY_BYTES
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FDS_MAX = 20000, READ_BYTES_MAX = 16384, BODY_BYTES = 1024 };

/* As long as the peers' responses, so that the kernel copies the same. */
#define HEAD(length, more)                                                                     \
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " length                   \
    "\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nServer: floor\r\n" more "\r\n"

struct mode {
    const char *name;
    const char *response; /* all of it, or what precedes the body that is given back */
    size_t response_bytes;
    size_t body_bytes; /* of each request */
    int closes;
};

#define RESPONSE(text) text, sizeof(text) - 1
static const struct mode MODES[] = {
    {"hello", RESPONSE(HEAD("13", "") "Hello, World!"), 0, 0},
    {"close", RESPONSE(HEAD("13", "Connection: close\r\n") "Hello, World!"), 0, 1},
    {"echo", RESPONSE(HEAD("1024", "")), BODY_BYTES, 0},
};
static const struct mode *mode;

/* Where in a request each connection's input ended: requests may be cut anywhere. */
static struct position {
    unsigned char matched; /* how much of CR LF CR LF */
    size_t body_left;
} positions[FDS_MAX];

/* Answers to one read: at worst a head in every four bytes. */
static char output[READ_BYTES_MAX / 4 * 256];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int listen_on(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((unsigned short)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
    if (listen(fd, 4096) != 0) fail("listen");
    return fd;
}

static void accept_one(int epoll, int listener) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0) return;
    if (fd >= FDS_MAX) {
        close(fd);
        return;
    }
    int yes = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    positions[fd] = (struct position){0};
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) fail("epoll_ctl");
}

/* Puts into `output` the answer to `count` bytes of input; returns where it ends. */
static size_t respond(struct position *position, const char *bytes, size_t count) {
    size_t end = 0;
    for (size_t i = 0; i < count; i++) {
        if (position->body_left > 0) {
            size_t rest = count - i;
            size_t part = rest < position->body_left ? rest : position->body_left;
            memcpy(output + end, bytes + i, part);
            end += part;
            position->body_left -= part;
            i += part - 1;
            continue;
        }
        char wanted = (position->matched & 1) ? '\n' : '\r';
        position->matched = bytes[i] == wanted ? position->matched + 1 : bytes[i] == '\r';
        if (position->matched == 4) {
            memcpy(output + end, mode->response, mode->response_bytes);
            end += mode->response_bytes;
            *position = (struct position){.body_left = mode->body_bytes};
        }
    }
    return end;
}

static void answer(int fd) {
    char bytes[READ_BYTES_MAX];
    ssize_t count = read(fd, bytes, sizeof bytes);
    size_t end = count > 0 ? respond(&positions[fd], bytes, (size_t)count) : 0;
    /* A short write means a client that does not read: not one of the benchmark's. */
    if (count <= 0 || (end > 0 && write(fd, output, end) != (ssize_t)end) ||
        (end > 0 && mode->closes))
        close(fd);
}

static const struct mode *mode_named(const char *name) {
    for (size_t i = 0; i < sizeof MODES / sizeof *MODES; i++)
        if (strcmp(MODES[i].name, name) == 0) return &MODES[i];
    fprintf(stderr, "floor: expected hello, close or echo, got %s\n", name);
    exit(64);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: floor PORT hello|close|echo\n");
        return 64;
    }
    mode = mode_named(argv[2]);
    int listener = listen_on(atoi(argv[1]));
    int epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) != 0) fail("epoll_ctl");
    for (;;) {
        struct epoll_event ready[64];
        int count = epoll_wait(epoll, ready, 64, -1);
        for (int i = 0; i < count; i++) {
            if (ready[i].data.fd == listener)
                accept_one(epoll, listener);
            else
                answer(ready[i].data.fd);
        }
    }
}
