"""A server process on its core, from start to end."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from bench.failure import BenchmarkFailure

SERVER_CORE = 0
CLIENT_CORE = 1
START_SECONDS_MAX = 10
STOP_SECONDS_MAX = 10


def on_core(core: int, command: list[str]) -> list[str]:
    return ["taskset", "-c", str(core), *command]


def require_two_cores() -> None:
    cores = os.sched_getaffinity(0)
    if not {SERVER_CORE, CLIENT_CORE} <= cores:
        raise BenchmarkFailure(f"expected cores 0 and 1 to be usable, got {sorted(cores)}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server that listens on a port it was given. Use it in a `with` statement.

    Its output goes to a file, of which the end is in the failure when it does not start.
    """

    def __init__(self, name: str, command: list[str], port: int, directory: Path) -> None:
        self.name = name
        self.port = port
        self._log = directory / f"{name}-{port}.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                on_core(SERVER_CORE, command), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def __enter__(self) -> "Server":
        try:
            self._wait_until_it_answers()
        except BenchmarkFailure:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + START_SECONDS_MAX
        while self._process.poll() is None and time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.01)
        output = self._log.read_text(errors="replace")[-800:]
        raise BenchmarkFailure(f"{self.name} did not start; its output ends:\n{output}")

    def stop(self) -> None:
        """Ends the process: asks first, then makes it."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
