/* SPDX-License-Identifier: Apache-2.0
 *
 * The floor under every server of `tools/bench http`: one thread, one epoll, a fixed 200 for each
 * complete request head, keep-alive. It reads no header, so no server can do less and still answer.
 * What it costs is the kernel's price of a request on this machine.
 *
 *     floor PORT
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

enum { FDS_MAX = 20000, READ_BYTES_MAX = 16384, HEADS_MAX = READ_BYTES_MAX / 4 };

/* As long as the peers' responses, so that the kernel copies the same. */
static const char RESPONSE[] = "HTTP/1.1 200 OK\r\n"
                               "Content-Type: text/plain\r\n"
                               "Content-Length: 13\r\n"
                               "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                               "Server: floor\r\n"
                               "\r\n"
                               "Hello, World!";
enum { RESPONSE_BYTES = sizeof RESPONSE - 1 };

static char responses[HEADS_MAX * RESPONSE_BYTES];
/* How much of CR LF CR LF each connection's input ends with: heads may be cut anywhere. */
static unsigned char matched[FDS_MAX];

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
    matched[fd] = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) fail("epoll_ctl");
}

static size_t count_heads(const char *bytes, ssize_t count, unsigned char *state) {
    size_t heads = 0;
    for (ssize_t i = 0; i < count; i++) {
        char wanted = (*state & 1) ? '\n' : '\r';
        *state = bytes[i] == wanted ? *state + 1 : bytes[i] == '\r';
        if (*state == 4) {
            heads++;
            *state = 0;
        }
    }
    return heads;
}

static void answer(int fd) {
    char bytes[READ_BYTES_MAX];
    ssize_t count = read(fd, bytes, sizeof bytes);
    size_t heads = count > 0 ? count_heads(bytes, count, &matched[fd]) : 0;
    size_t bytes_out = heads * RESPONSE_BYTES;
    /* A short write means a client that does not read: not one of the benchmark's. */
    if (count <= 0 || (heads > 0 && write(fd, responses, bytes_out) != (ssize_t)bytes_out))
        close(fd);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: floor PORT\n");
        return 64;
    }
    for (int i = 0; i < HEADS_MAX; i++)
        memcpy(responses + (size_t)i * RESPONSE_BYTES, RESPONSE, RESPONSE_BYTES);
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
