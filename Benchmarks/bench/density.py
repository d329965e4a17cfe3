"""`tools/bench density`: what an app costs when there are many in one process.

Time and memory per app are differences between a runtime with N apps and one with none, divided
by N. The cost of a request is measured with both up, in turns: to the one app of a runtime, to one
of N, and to all N in rotation. The budget is held against the second, which shows what the runtime
itself adds; the third also touches the code and data of N apps, and is the harder reading.

The state directory is below TMPDIR. On ext4, files made soon after many were removed cost more (the
kernel looks past recently deleted inodes): measure on tmpfs to see the runtime's part.
"""

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfile
from statistics import median
from typing import NamedTuple

from bench import build, mappings
from bench.accounts import cpu_time, resident_kib
from bench.load import Load
from bench.nano import NanoRuntime
from bench.server import require_two_cores
from bench.table import spread, table, verdict

CONNECTIONS = 64
ROUNDS = 5
SECONDS = 2


class RequestCosts(NamedTuple):
    """CPU time of a request in one round, in µs."""

    only_app: float
    one_of_many: float
    rotation: float


class Loading(NamedTuple):
    """How long all apps took."""

    ready_ms: float
    """From the start of the process to `server_start`, when every app answers."""
    empty_ms: float
    """The same with no app."""
    app_cpu_us: float
    """CPU time an app, on all threads."""
    count: int

    @property
    def app_us(self) -> float:
        return (self.ready_ms - self.empty_ms) / self.count * 1e3


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("density", help="time, memory and request cost of many apps")
    parser.add_argument("count", nargs="?", type=int, default=1_000, metavar="N")
    parser.add_argument("--markdown", metavar="FILE", help="write the report to FILE as well")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> str:
    require_two_cores()
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path, ExitStack() as stack:
        directory = Path(path)
        program = build.program("load", directory)
        none, one, many = (
            stack.enter_context(NanoRuntime(_plugins(directory, count)))
            for count in (0, 1, arguments.count)
        )
        # Before the first request: what an app costs that nobody uses.
        loading = _loading(none, many, arguments.count)
        fresh = _memory(none, many)
        costs = [_request_costs_us(program, one, many, arguments.count) for _ in range(ROUNDS)]
        return _report(arguments.count, loading, fresh, costs)


def _plugins(directory: Path, count: int) -> Path:
    plugins = directory / f"plugins-{count}"
    plugins.mkdir()
    for number in range(count):
        copyfile(build.hello_plugin(), plugins / f"app-{number}.so")
    return plugins


def _loading(none: NanoRuntime, many: NanoRuntime, count: int) -> Loading:
    cpu_seconds = cpu_time(many.pid).total_seconds - cpu_time(none.pid).total_seconds
    return Loading(
        many.start_seconds * 1e3, none.start_seconds * 1e3, cpu_seconds / count * 1e6, count
    )


def _memory(none: NanoRuntime, many: NanoRuntime) -> dict[str, int]:
    """KiB beyond the empty runtime's, in all and by kind."""
    empty = mappings.resident_kib_by_kind(none.pid)
    full = mappings.resident_kib_by_kind(many.pid)
    memory = {"VmRSS": resident_kib(many.pid) - resident_kib(none.pid)}
    return memory | {kind: full[kind] - empty[kind] for kind in mappings.KINDS}


def _request_costs_us(
    program: Path, one: NanoRuntime, many: NanoRuntime, count: int
) -> RequestCosts:
    return RequestCosts(
        only_app=_request_cost_us(program, one, 1),
        one_of_many=_request_cost_us(program, many, 1),
        rotation=_request_cost_us(program, many, count),
    )


def _request_cost_us(program: Path, server: NanoRuntime, hosts: int) -> float:
    before = cpu_time(server.pid)
    with Load(program, server.port, CONNECTIONS, SECONDS, hosts) as load:
        requests = load.count_of_successes()
    return cpu_time(server.pid).since(before).total_seconds / requests * 1e6


def _report(
    count: int, loading: Loading, memory: dict[str, int], costs: list[RequestCosts]
) -> str:
    rows = [[kind, f"{kib:,}", f"{kib / count:.1f}"] for kind, kib in memory.items()]
    requests = [
        ["to the only app", spread([cost.only_app for cost in costs])],
        [f"to one of {count:,}", spread([cost.one_of_many for cost in costs])],
        [f"to {count:,} in rotation", spread([cost.rotation for cost in costs])],
    ]
    return "\n\n".join([
        f"## {count:,} apps in one process",
        f"Ready {loading.ready_ms:.0f} ms after its start, {loading.empty_ms:.0f} ms with no app: "
        f"{loading.app_us:.0f} µs an app, of which {loading.app_cpu_us:.0f} µs are CPU time. "
        f"The file has {build.hello_plugin().stat().st_size / 1024:.1f} KiB.",
        table(["resident, beyond the empty runtime's", "KiB", "KiB an app"], rows),
        table(["request", "CPU µs, median (least–greatest)"], requests),
        table(["budget", "measured", ""], _budgets(loading, memory, costs)),
    ])


def _budgets(
    loading: Loading, memory: dict[str, int], costs: list[RequestCosts]
) -> list[list[str]]:
    kib = (memory["VmRSS"] - memory[mappings.IMAGES]) / loading.count
    growth = median(cost.one_of_many / cost.only_app for cost in costs)
    return [
        ["≤ 150 µs to load an app", f"{loading.app_us:.0f}", verdict(loading.app_us <= 150)],
        ["≤ 64 KiB an app beyond the file's pages", f"{kib:.1f}", verdict(kib <= 64)],
        ["request to one of N ≤ 1.05 × to the only app", f"{growth:.2f}", verdict(growth <= 1.05)],
    ]
