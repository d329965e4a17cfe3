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
from shutil import copyfile

from bench import build, packages, peers
from bench.accounts import process_tree, resident_kib
from bench.failure import BenchmarkFailure
from bench.nano import NanoRuntime
from bench.table import table, verdict

REQUEST = b"GET / HTTP/1.1\r\nHost: app\r\n\r\n"
DESCRIPTORS_BESIDE = 200
"""What client and server need beside one descriptor a connection."""


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("idle", help="memory of idle keep-alive connections")
    parser.add_argument("count", nargs="?", type=int, default=10_000, metavar="N")
    parser.add_argument("--markdown", metavar="FILE", help="write the report to FILE as well")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> str:
    packages.require({"nginx": "nginx-light"})
    _raise_descriptor_limit(arguments.count + DESCRIPTORS_BESIDE)
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path:
        directory = Path(path)
        directory.chmod(0o755)
        plugins = directory / "plugins"
        plugins.mkdir()
        copyfile(build.hello_plugin(), plugins / "app.so")
        rows = []
        for server in (NanoRuntime(plugins), peers.nginx(directory)):
            with server:
                rows.append((server.name, *_measure(server, arguments.count)))
    return _report(rows)


def _raise_descriptor_limit(wanted: int) -> None:
    """Raises this process's limit, which the servers inherit, as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), max(hard, wanted)))
    except (ValueError, PermissionError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _measure(server: NanoRuntime | peers.Server, count: int) -> tuple[int, float]:
    """How many connections could be opened, and the bytes each costs."""
    with ExitStack() as stack:
        # The first requests make what is made once.
        for _ in range(10):
            _open(server.port, stack)
        before = _resident_kib(server.pid)
        opened = 0
        while opened < count:
            try:
                _open(server.port, stack)
            except OSError:
                break
            opened += 1
        if opened == 0:
            raise BenchmarkFailure(f"{server.name} took no connection")
        grown_kib = _resident_kib(server.pid) - before
    return opened, grown_kib * 1024 / opened


def _open(port: int, stack: ExitStack) -> None:
    """Opens a connection that stays, and has one request answered on it."""
    connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
    connection.sendall(REQUEST)
    response = connection.recv(4_096)
    if not response.startswith(b"HTTP/1.1 200"):
        raise OSError("no 200")


def _resident_kib(pid: int) -> int:
    return sum(resident_kib(member) for member in process_tree(pid))


def _report(rows: list[tuple[str, int, float]]) -> str:
    _, opened, each = rows[0]
    return "\n\n".join([
        "## Idle keep-alive connections",
        table(
            ["server", "connections", "bytes each, resident"],
            [[name, f"{opened:,}", f"{each:,.0f}"] for name, opened, each in rows],
        ),
        table(
            ["budget", "measured", ""],
            [
                ["10,000 connections", f"{opened:,}", verdict(opened >= 10_000)],
                ["≤ 6 KB each", f"{each:,.0f}", verdict(each <= 6_000)],
            ],
        ),
    ])
