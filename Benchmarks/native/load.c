/* SPDX-License-Identifier: Apache-2.0
 *
 * A closed-loop load of keep-alive connections that notes every single request, so that what
 * happened at the moment of a swap can be told from what happened beside it:
 *
 *     load PORT CONNECTIONS SECONDS HOST_COUNT RECORDS_FILE
 *
 * Each connection sends a request, waits for the whole response, notes it, sends the next. Hosts
 * are app-0 … app-(HOST_COUNT - 1), in turn over all connections. A connection that fails is noted
 * with status 0 and opened anew. RECORDS_FILE is an array of `struct record`, as long as the
 * run's requests (at most RECORDS_MAX); times are CLOCK_MONOTONIC.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { RESPONSE_BYTES_MAX = 4096, RECORDS_MAX = 8 << 20, EVENTS_MAX = 256 };

struct record {
    uint64_t start_ns;
    uint32_t latency_ns;
    uint16_t status; /* 0: the connection failed before the response was whole */
    uint8_t last;    /* the response body's last byte */
    uint8_t padding;
};
_Static_assert(sizeof(struct record) == 16, "read by bench/load.py");

struct connection {
    int fd;
    size_t byte_count;
    uint64_t start_ns;
    char bytes[RESPONSE_BYTES_MAX + 1];
};

static int epoll, port, host_count, next_host;
static struct record *records;
static size_t record_count;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void send_request(struct connection *connection) {
    char request[128];
    int byte_count = snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: app-%d\r\n\r\n",
                              next_host);
    next_host = (next_host + 1) % host_count;
    connection->byte_count = 0;
    connection->start_ns = now_ns();
    /* A write that fails is seen by the read that follows. */
    (void)!send(connection->fd, request, (size_t)byte_count, MSG_NOSIGNAL);
}

static void open_connection(struct connection *connection) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((unsigned short)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int yes = 1;
    connection->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection->fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, connection->fd, &event) != 0) fail("epoll_ctl");
    send_request(connection);
}

static void note(struct connection *connection, uint16_t status, char last) {
    if (record_count == RECORDS_MAX) return;
    records[record_count++] = (struct record){
        .start_ns = connection->start_ns,
        .latency_ns = (uint32_t)(now_ns() - connection->start_ns),
        .status = status,
        .last = (uint8_t)last,
    };
}

static int is_whole(const struct connection *connection) {
    const char *end_of_head = strstr(connection->bytes, "\r\n\r\n");
    if (end_of_head == NULL) return 0;
    const char *length = strcasestr(connection->bytes, "\r\ncontent-length:");
    if (length == NULL || length > end_of_head) return 1;
    size_t head_bytes = (size_t)(end_of_head + 4 - connection->bytes);
    return connection->byte_count >= head_bytes + strtoul(length + 17, NULL, 10);
}

static void receive(struct connection *connection) {
    char *room = connection->bytes + connection->byte_count;
    ssize_t count = read(connection->fd, room, RESPONSE_BYTES_MAX - connection->byte_count);
    if (count <= 0) {
        note(connection, 0, 0);
        close(connection->fd);
        open_connection(connection);
        return;
    }
    connection->byte_count += (size_t)count;
    connection->bytes[connection->byte_count] = 0;
    if (!is_whole(connection)) return;
    note(connection, (uint16_t)atoi(connection->bytes + sizeof "HTTP/1.1"),
         connection->bytes[connection->byte_count - 1]);
    send_request(connection);
}

static void run(double seconds) {
    uint64_t end_ns = now_ns() + (uint64_t)(seconds * 1e9);
    while (now_ns() < end_ns) {
        struct epoll_event ready[EVENTS_MAX];
        int count = epoll_wait(epoll, ready, EVENTS_MAX, 100);
        for (int i = 0; i < count; i++) receive(ready[i].data.ptr);
    }
}

static void save(const char *path) {
    FILE *file = fopen(path, "wb");
    if (file == NULL) fail(path);
    if (fwrite(records, sizeof *records, record_count, file) != record_count) fail(path);
    if (fclose(file) != 0) fail(path);
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: load PORT CONNECTIONS SECONDS HOST_COUNT RECORDS_FILE\n");
        return 64;
    }
    port = atoi(argv[1]);
    size_t connection_count = (size_t)atoi(argv[2]);
    host_count = atoi(argv[4]);
    records = mmap(NULL, RECORDS_MAX * sizeof *records, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    struct connection *connections = calloc(connection_count, sizeof *connections);
    if (records == MAP_FAILED || connections == NULL) fail("memory");
    epoll = epoll_create1(0);
    for (size_t i = 0; i < connection_count; i++) open_connection(&connections[i]);
    run(strtod(argv[3], NULL));
    save(argv[5]);
    return 0;
}
