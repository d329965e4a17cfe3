"""A client that sends a batch of requests, waits for all their responses, and sends the next.

The server then does the same work in the same portions each time: one read and one write a batch.
"""

import socket
from collections.abc import Sequence
from itertools import cycle, islice

from bench.failure import BenchmarkFailure

ANSWER_SECONDS_MAX = 30
OK = b"HTTP/1.1 200 OK\r\n"


class Batch:
    """Requests that are sent at once, and how each response's body begins."""

    def __init__(self, requests: Sequence[bytes], body: bytes) -> None:
        self.data = b"".join(requests)
        self.count = len(requests)
        self.body = body


def send(port: int, batches: Sequence[Batch], request_count: int) -> None:
    """Sends so many requests on one connection, the batches in rotation.

    Throws: BenchmarkFailure if a response is another than 200 with its batch's body.
    """
    rounds = request_count // batches[0].count
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS_MAX) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for batch in islice(cycle(batches), rounds):
            connection.sendall(batch.data)
            _expect_answers(connection, batch)


def _expect_answers(connection: socket.socket, batch: Batch) -> None:
    received = b""
    end = b"\r\n\r\n" + batch.body
    while received.count(end) < batch.count:
        try:
            data = connection.recv(65_536)
        except TimeoutError:
            data = b""
        if not data:
            raise BenchmarkFailure(f"expected {batch.count} responses, got {received[-400:]!r}")
        received += data
    if received.count(OK) != batch.count or not received.endswith(end):
        raise BenchmarkFailure(f"expected {batch.count} times 200, got {received[:400]!r}")
