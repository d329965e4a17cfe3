"""One run of wrk, and what it counted."""

import re
import subprocess
from typing import NamedTuple

from bench.http.workloads import CONNECTIONS
from bench.failure import BenchmarkFailure
from bench.server import CLIENT_CORE, on_core

MARGIN_SECONDS = 30
"""How much longer than asked wrk may take before it is ended."""


class Counts(NamedTuple):
    """What a client saw."""

    requests: int
    requests_per_second: float
    errors: int
    """Failed connections, reads and writes, timeouts, and responses that were no success."""


def run(port: int, seconds: int, arguments: list[str]) -> Counts:
    """Loads a server from the client's core."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *arguments]
    command = on_core(CLIENT_CORE, [*command, f"http://127.0.0.1:{port}/"])
    try:
        result = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds + MARGIN_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise BenchmarkFailure(f"wrk did not end within {seconds + MARGIN_SECONDS} s")
    if result.returncode != 0:
        raise BenchmarkFailure(f"{' '.join(command)} failed:\n{result.stdout}{result.stderr}")
    return counts(result.stdout)


def counts(text: str) -> Counts:
    """Reads what wrk prints."""
    sockets = re.search(r"Socket errors: (.*)", text)
    failures = re.findall(r"\d+", sockets[1]) if sockets else []
    return Counts(
        requests=int(_number(r"(\d+) requests in", text)),
        requests_per_second=_number(r"Requests/sec:\s+([\d.]+)", text),
        errors=sum(map(int, failures)) + int(_number(r"Non-2xx or 3xx responses: (\d+)", text)),
    )


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    return float(found[1]) if found else 0
