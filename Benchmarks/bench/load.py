"""The closed-loop load of native/load.c, and its records of every request."""

import subprocess
from array import array
from pathlib import Path
from typing import NamedTuple

from bench.failure import BenchmarkFailure
from bench.server import CLIENT_CORE, on_core

RECORD_BYTES = 16
"""`struct record`: u64 start_ns, u32 latency_ns, u16 status, u8 last, u8 padding."""


class Record(NamedTuple):
    """One request. Times are on the clock of time.monotonic_ns."""

    start_ns: int
    latency_ns: int
    status: int
    """0 where the connection failed before the response was whole."""
    last: str
    """The last character of the response's body."""

    @property
    def end_ns(self) -> int:
        return self.start_ns + self.latency_ns


class Load:
    """A load that runs beside the caller until its time is over. Use it in a `with` statement."""

    def __init__(
        self, program: Path, port: int, connections: int, seconds: float, hosts: int = 1
    ) -> None:
        self._records = program.with_suffix(f".{port}.records")
        self._seconds = seconds
        self._command = [
            str(program), str(port), str(connections), str(seconds), str(hosts),
            str(self._records),
        ]

    def __enter__(self) -> "Load":
        command = on_core(CLIENT_CORE, self._command)
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
        self._records.unlink(missing_ok=True)

    def records(self) -> list[Record]:
        """Waits for the end of the load; then every request, in the order they ended."""
        try:
            _, errors = self._process.communicate(timeout=self._seconds + 30)
        except subprocess.TimeoutExpired:
            raise BenchmarkFailure(f"the load did not end within {self._seconds + 30:.0f} s")
        if self._process.returncode != 0:
            raise BenchmarkFailure(f"the load failed: {errors.strip()}")
        return _parse(self._records.read_bytes())

    def count_of_successes(self) -> int:
        """Waits for the end of the load; then how many responses it had, all of them 200."""
        records = self.records()
        failures = sum(record.status != 200 for record in records)
        if failures or not records:
            raise BenchmarkFailure(f"{failures} of {len(records)} requests failed")
        return len(records)


def _parse(data: bytes) -> list[Record]:
    starts = array("Q", data)[::2]
    words = array("I", data)
    halves = array("H", data)
    latencies = words[2::4]
    statuses = halves[6::8]
    lasts = data[14::RECORD_BYTES]
    return [
        Record(start, latency, status, chr(last))
        for start, latency, status, last in zip(starts, latencies, statuses, lasts)
    ]
