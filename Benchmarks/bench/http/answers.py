"""Whether a server answers right: seen before it is measured, since a wrong answer is cheap."""

import socket

from bench.failure import BenchmarkFailure
from bench.http.workloads import Workload

ANSWER_SECONDS_MAX = 5


def require_right_answers(port: int, workload: Workload) -> None:
    """Sends the workload's requests on one connection, and reads every answer to its end.

    Throws: BenchmarkFailure if status, body or the end of the connection is not as expected.
    """
    try:
        with socket.create_connection(("127.0.0.1", port), ANSWER_SECONDS_MAX) as connection:
            connection.sendall(workload.request * workload.request_count)
            with connection.makefile("rb") as answers:
                for _ in range(workload.request_count):
                    _require_answer(answers, workload.body)
                if workload.task == "close" and (rest := answers.read(1)):
                    raise BenchmarkFailure(f"expected the end of the connection, got {rest!r}")
    except (OSError, ValueError) as error:
        raise BenchmarkFailure(f"expected whole answers, got {error}")


def _require_answer(answers: socket.SocketIO, expected: bytes) -> None:
    status = answers.readline()
    if not status.startswith(b"HTTP/1.1 200 "):
        raise BenchmarkFailure(f"expected status 200, got {status!r}")
    length = 0
    while (line := answers.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if (body := answers.read(length)) != expected:
        raise BenchmarkFailure(f"expected {expected[:20]!r} in {len(expected)} bytes, got "
                               f"{body[:20]!r} in {len(body)}")
