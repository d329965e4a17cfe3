"""`tools/bench idle`: what a keep-alive connection costs while nobody uses it.

Every connection sends one request and reads its response before it idles, so that what a
connection keeps after a request is counted. The kernel's own memory is not: it is the same
whoever serves.
"""

import argparse
import resource
import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from bench import contender
from bench.accounts import process_tree, resident_kib
from bench.contender import Contender, Running
from bench.failure import BenchmarkFailure
from bench.table import table, verdict

REQUEST = b"GET / HTTP/1.1\r\nHost: app\r\n\r\n"
CONNECTIONS = 10_000
BYTES_EACH_MAX = 6_000
BUDGET = f"{CONNECTIONS:,} idle connections ≤ 6 KB each"
WARM_UP_CONNECTIONS = 10
CONNECTIONS_PER_ADDRESS = 500
"""Clients have many addresses; servers may limit what one of them opens."""
DESCRIPTORS_BESIDE = 8_000
"""What client and server need beside one descriptor a connection; Kore asks for 17,000 in all."""


class IdleCost(NamedTuple):
    """What idle connections cost one server."""

    opened: int
    bytes_each: float
    reason: str = ""
    """Why there is no number; empty if there is one."""


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("idle", help="memory of idle keep-alive connections")
    parser.add_argument("count", nargs="?", type=int, default=CONNECTIONS, metavar="N")
    parser.add_argument("--markdown", metavar="FILE", help="write the report to FILE as well")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> str:
    contenders = [contender.NANO, contender.NGINX]
    for participant in contenders:
        participant.prepare()
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path:
        directory = Path(path)
        directory.chmod(0o755)
        costs = measure(contenders, arguments.count, directory)
    budgets = budget_rows(costs[contender.NANO.name])
    return "\n\n".join([report(contenders, costs), table(["budget", "measured", ""], budgets)])


def measure(
    contenders: list[Contender], count: int, directory: Path
) -> dict[str, IdleCost]:
    """The cost to each contender, by name, one server after the other."""
    _raise_descriptor_limit(count + DESCRIPTORS_BESIDE)
    costs: dict[str, IdleCost] = {}
    for participant in contenders:
        place = directory / "idle" / participant.name
        place.mkdir(parents=True)
        try:
            with participant.make(place, "hello") as server:
                costs[participant.name] = _measure(server, count)
        except (BenchmarkFailure, OSError) as failure:
            costs[participant.name] = IdleCost(0, 0, str(failure).splitlines()[0])
    return costs


def _raise_descriptor_limit(wanted: int) -> None:
    """Raises this process's limit, which the servers inherit, as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), max(hard, wanted)))
    except (ValueError, PermissionError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _measure(server: Running, count: int) -> IdleCost:
    with ExitStack() as stack:
        # The first requests make what is made once.
        for _ in range(WARM_UP_CONNECTIONS):
            _open(server.port, 0, stack)
        before = _resident_kib(server.pid)
        # The server may allow just so many, those of the warm-up included.
        opened = WARM_UP_CONNECTIONS
        while opened < count:
            try:
                _open(server.port, opened, stack)
            except OSError:
                break
            opened += 1
        grown_kib = _resident_kib(server.pid) - before
    if opened < count:
        return IdleCost(opened, 0, f"took {opened:,} of {count:,} connections")
    return IdleCost(opened, grown_kib * 1024 / (opened - WARM_UP_CONNECTIONS))


def _open(port: int, number: int, stack: ExitStack) -> None:
    """Opens a connection that stays, and has one request answered on it."""
    source = f"127.0.0.{2 + number // CONNECTIONS_PER_ADDRESS % 250}"
    connection = stack.enter_context(
        socket.create_connection(("127.0.0.1", port), timeout=5, source_address=(source, 0))
    )
    connection.sendall(REQUEST)
    response = connection.recv(4_096)
    if not response.startswith(b"HTTP/1.1 200"):
        raise OSError("no 200")


def _resident_kib(pid: int) -> int:
    return sum(resident_kib(member) for member in process_tree(pid))


def report(contenders: list[Contender], costs: dict[str, IdleCost]) -> str:
    rows = [[each.title, *_cells(costs[each.name])] for each in contenders]
    return "\n\n".join([
        "## Idle keep-alive connections",
        table(["server", "connections", "bytes each, resident"], rows),
        "Memory that a server reserves when it starts, for as many connections as it may have, "
        "is not in these numbers.",
    ])


def budget_rows(ours: IdleCost) -> list[list[str]]:
    if ours.opened < CONNECTIONS and not ours.reason:
        return [[BUDGET, "not measured", ""]]
    is_met = not ours.reason and ours.bytes_each <= BYTES_EACH_MAX
    return [[BUDGET, ours.reason or f"{ours.bytes_each:,.0f} bytes", verdict(is_met)]]


def _cells(cost: IdleCost) -> list[str]:
    return [f"{cost.opened:,}", cost.reason or f"{cost.bytes_each:,.0f}"]
