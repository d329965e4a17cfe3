"""`tools/bench http`: what a request costs, beside nginx, Kore and a bare epoll loop.

All servers are up at once and take turns, round by round, so that what else the machine does
falls on all alike; every ratio is of two neighbours in one round.
"""

import argparse
import re
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfile
from statistics import median
from typing import NamedTuple, Protocol

from bench import build, packages, peers
from bench.accounts import cpu_time
from bench.failure import BenchmarkFailure
from bench.nano import NanoRuntime
from bench.server import CLIENT_CORE, on_core, require_two_cores
from bench.table import spread, table, verdict

CONNECTIONS = 64
PROGRAMS = {"nginx": "nginx-light", "kore": "kore", "wrk": "wrk"}


class Running(Protocol):
    name: str
    port: int
    pid: int


class Sample(NamedTuple):
    """One server's part of one round."""

    requests_per_second: float
    user_us: float
    system_us: float
    errors: int

    @property
    def cpu_us(self) -> float:
        return self.user_us + self.system_us


class Shape(NamedTuple):
    """How the client asks."""

    title: str
    wrk_arguments: list[str]
    absent: tuple[str, ...] = ()
    """Servers that cannot take part."""


SINGLE = Shape(f"{CONNECTIONS} keep-alive connections, one request at a time", [])
PIPELINED = Shape(
    f"{CONNECTIONS} keep-alive connections, 16 requests pipelined",
    ["--script", str(build.NATIVE / "pipeline.lua")],
    # Kore 4.1 stalls on pipelined requests: it answered 58 a second where nginx did 110,000.
    absent=("kore",),
)


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("http", help="CPU per request, beside nginx, Kore and epoll")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--seconds", type=int, default=3, metavar="S", help="per measurement")
    parser.add_argument("--markdown", metavar="FILE", help="write the report to FILE as well")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> str:
    require_two_cores()
    packages.require(PROGRAMS)
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path, ExitStack() as stack:
        servers = _start(Path(path), stack)
        return "\n\n".join(
            _report(shape, _measure(servers, shape, arguments)) for shape in (SINGLE, PIPELINED)
        )


def _start(directory: Path, stack: ExitStack) -> list[Running]:
    directory.chmod(0o755)
    plugins = directory / "plugins"
    plugins.mkdir()
    copyfile(build.hello_plugin(), plugins / "hello.so")
    stack.enter_context(nano := NanoRuntime(plugins))
    others = [make(directory) for make in (peers.floor, peers.nginx, peers.kore)]
    return [nano, *[stack.enter_context(server) for server in others]]


def _measure(
    servers: list[Running], shape: Shape, arguments: argparse.Namespace
) -> dict[str, list[Sample]]:
    servers = [server for server in servers if server.name not in shape.absent]
    samples: dict[str, list[Sample]] = {server.name: [] for server in servers}
    for _ in range(arguments.rounds):
        for server in servers:
            samples[server.name].append(_sample(server, shape, arguments.seconds))
    return samples


def _sample(server: Running, shape: Shape, seconds: int) -> Sample:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *shape.wrk_arguments]
    before = cpu_time(server.pid)
    result = subprocess.run(
        on_core(CLIENT_CORE, [*command, f"http://127.0.0.1:{server.port}/"]),
        capture_output=True, text=True, timeout=seconds + 30,
    )
    used = cpu_time(server.pid).since(before)
    requests = int(_number(r"(\d+) requests in", result.stdout))
    if requests == 0 or used.total_seconds == 0:
        raise BenchmarkFailure(f"{server.name} answered nothing:\n{result.stdout}{result.stderr}")
    return Sample(
        requests_per_second=_number(r"Requests/sec:\s+([\d.]+)", result.stdout),
        user_us=used.user_seconds / requests * 1e6,
        system_us=used.system_seconds / requests * 1e6,
        errors=_errors(result.stdout),
    )


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    return float(found[1]) if found else 0


def _errors(text: str) -> int:
    """Failed connections, reads and writes, timeouts, and responses that were no success."""
    sockets = re.search(r"Socket errors: (.*)", text)
    counts = re.findall(r"\d+", sockets[1]) if sockets else []
    return sum(map(int, counts)) + int(_number(r"Non-2xx or 3xx responses: (\d+)", text))


def _report(shape: Shape, samples: dict[str, list[Sample]]) -> str:
    header = ["server", "requests/s", "CPU µs/request", "user", "system",
              "nano ÷ it: CPU", "nano ÷ it: requests/s", "errors"]
    rows = [_row(name, theirs, samples["nano"]) for name, theirs in samples.items()]
    rounds = len(samples["nano"])
    note = f"Medians of {rounds} rounds; in parentheses the least and the greatest round."
    budgets = table(["budget", "measured", ""], _budgets(shape, samples))
    return "\n\n".join([f"## {shape.title}", table(header, rows), note, budgets])


def _row(name: str, theirs: list[Sample], ours: list[Sample]) -> list[str]:
    costs = _ratios(ours, theirs, _cost)
    rates = _ratios(ours, theirs, _rate)
    return [
        name,
        f"{median(map(_rate, theirs)):,.0f}",
        f"{median(map(_cost, theirs)):.2f}",
        f"{median(sample.user_us for sample in theirs):.2f}",
        f"{median(sample.system_us for sample in theirs):.2f}",
        "" if theirs is ours else spread(costs),
        "" if theirs is ours else spread(rates),
        str(sum(sample.errors for sample in theirs)),
    ]


def _cost(sample: Sample) -> float:
    return sample.cpu_us


def _rate(sample: Sample) -> float:
    return sample.requests_per_second


def _ratios(
    ours: list[Sample], theirs: list[Sample], value: Callable[[Sample], float]
) -> list[float]:
    return [value(our) / value(their) for our, their in zip(ours, theirs)]


def _budgets(shape: Shape, samples: dict[str, list[Sample]]) -> list[list[str]]:
    ours = samples["nano"]
    if shape is PIPELINED:
        times = median(_ratios(samples["nginx"], ours, _cost))
        return [["requests per CPU second ≥ 5 × nginx", f"{times:.2f}", verdict(times >= 5)]]
    rows = []
    for peer, limit in (("nginx", 1.0), ("kore", 1.0), ("floor", 1.25)):
        cost = median(_ratios(ours, samples[peer], _cost))
        rows.append(
            [f"CPU per request ≤ {limit:.2f} × {peer}", f"{cost:.2f}", verdict(cost <= limit)]
        )
    return rows
