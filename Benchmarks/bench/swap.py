"""`tools/bench swap`: how fast a replaced file answers, and what a busy client notices of it.

Two plugins that differ by the one letter they answer take turns. A swap is timed from rename() to
the first response of the new letter, as its client saw it.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from shutil import copyfile
from statistics import median
from typing import NamedTuple

from bench import build
from bench.load import Load, Record
from bench.nano import NanoRuntime
from bench.server import require_two_cores
from bench.table import percentile, table, verdict

LETTERS = "AB"
BUSY_CONNECTIONS = 64
PAUSE_SECONDS = 0.05
"""Between two swaps: longer than one takes, so that each is seen alone."""
MARGIN_SECONDS = 1.0


class Swap(NamedTuple):
    """One replacement of the plugin."""

    letter: str
    renamed_ns: int


class Run(NamedTuple):
    """What one load saw while the plugin was swapped."""

    swaps: list[Swap]
    records: list[Record]

    def latencies_ms(self) -> list[float]:
        """For each swap, from rename() to the first whole response of the new plugin."""
        ends: list[float] = []
        records = iter(self.records)
        for swap in self.swaps:
            # Swaps follow each other and records are in order of their ends: one pass.
            for record in records:
                if record.end_ns >= swap.renamed_ns and record.last == swap.letter:
                    ends.append((record.end_ns - swap.renamed_ns) / 1e6)
                    break
        return sorted(ends)

    def request_latencies_us(self, is_swapping: bool) -> list[float]:
        """Latencies of the requests while swaps went on, or before the first of them."""
        first_ns = self.swaps[0].renamed_ns
        last_ns = self.swaps[-1].renamed_ns + int(PAUSE_SECONDS * 1e9)
        return sorted(
            record.latency_ns / 1e3
            for record in self.records
            if record.start_ns < last_ns and (record.end_ns >= first_ns) == is_swapping
        )


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("swap", help="from rename() to the first new response")
    parser.add_argument("--swaps", type=int, default=100, metavar="N")
    parser.add_argument("--markdown", metavar="FILE", help="write the report to FILE as well")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> str:
    require_two_cores()
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path:
        directory = Path(path)
        program = build.program("load", directory)
        letters = {letter: build.letter_plugin(letter, directory) for letter in LETTERS}
        quiet = _measure(directory, program, letters, arguments.swaps, connections=1)
        busy = _measure(directory, program, letters, arguments.swaps, BUSY_CONNECTIONS)
    return _report(quiet, busy)


def _measure(
    directory: Path, program: Path, letters: dict[str, Path], count: int, connections: int
) -> Run:
    plugins = directory / f"plugins-{connections}"
    plugins.mkdir()
    copyfile(letters["A"], plugins / "app.so")
    swapping_seconds = count * PAUSE_SECONDS
    seconds = 2 * swapping_seconds + 2 * MARGIN_SECONDS
    with NanoRuntime(plugins) as server, Load(program, server.port, connections, seconds) as load:
        # As long without swaps as with them.
        time.sleep(MARGIN_SECONDS + swapping_seconds)
        swaps = [
            _swap(plugins / "app.so", letters, LETTERS[(number + 1) % 2])
            for number in range(count)
        ]
        return Run(swaps, load.records())


def _swap(file: Path, letters: dict[str, Path], letter: str) -> Swap:
    # Not a name that ends in .so: only the rename makes it a plugin.
    new = file.with_suffix(".new")
    copyfile(letters[letter], new)
    renamed_ns = time.monotonic_ns()
    os.rename(new, file)
    time.sleep(PAUSE_SECONDS)
    return Swap(letter, renamed_ns)


def _report(quiet: Run, busy: Run) -> str:
    return "\n\n".join([
        "## From rename() to the first response of the new generation",
        table(
            ["client", "swaps", "seen", "median ms", "p95 ms", "worst ms"],
            [_swap_row("1 connection", quiet), _swap_row(f"{BUSY_CONNECTIONS} busy", busy)],
        ),
        f"## {len(busy.swaps)} swaps under {BUSY_CONNECTIONS} busy connections",
        table(
            ["", "requests", "p50 µs", "p99 µs", "worst µs"],
            [_request_row("no swaps", busy, False), _request_row("swapping", busy, True)],
        ),
        table(["budget", "measured", ""], _budgets(quiet, busy)),
    ])


def _swap_row(name: str, run: Run) -> list[str]:
    latencies = run.latencies_ms()
    numbers = [median(latencies), percentile(latencies, 95), latencies[-1]]
    return [name, str(len(run.swaps)), str(len(latencies)), *[f"{ms:.2f}" for ms in numbers]]


def _request_row(name: str, run: Run, is_swapping: bool) -> list[str]:
    latencies = run.request_latencies_us(is_swapping)
    numbers = [percentile(latencies, 50), percentile(latencies, 99), latencies[-1]]
    return [name, f"{len(latencies):,}", *[f"{us:,.0f}" for us in numbers]]


def _budgets(quiet: Run, busy: Run) -> list[list[str]]:
    latencies = quiet.latencies_ms()
    closed = sum(record.status == 0 for record in busy.records)
    refused = sum(record.status not in (0, 200) for record in busy.records)
    growth = percentile(busy.request_latencies_us(True), 99) / percentile(
        busy.request_latencies_us(False), 99
    )
    seen = f"{len(latencies)} + {len(busy.latencies_ms())}"
    wanted = len(quiet.swaps) + len(busy.swaps)
    return [
        ["every swap seen", seen, verdict(len(latencies) + len(busy.latencies_ms()) == wanted)],
        ["median ≤ 10 ms", f"{median(latencies):.2f}", verdict(median(latencies) <= 10)],
        ["worst ≤ 50 ms", f"{latencies[-1]:.2f}", verdict(latencies[-1] <= 50)],
        ["no connection error", str(closed), verdict(closed == 0)],
        ["no answer but 200", str(refused), verdict(refused == 0)],
        ["p99 while swapping ≤ 1.5 × before", f"{growth:.2f}", verdict(growth <= 1.5)],
    ]
