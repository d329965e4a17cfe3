"""`tools/bench scrape`: what a scrape of /metrics costs when there are many apps, and what the
clients of those apps notice of it.

Each app has answered before it is scraped, so that all series are there. The server is held to one
core, which the scrapes therefore share with the event loop: the harder case. A page is timed from the
request to its last byte, once while nothing else happens and once under load.
"""

import argparse
import http.client
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from statistics import median
from typing import NamedTuple

from bench import build
from bench.accounts import cpu_time
from bench.failure import BenchmarkFailure
from bench.load import Load, Record
from bench.nano import NanoRuntime
from bench.server import require_two_cores
from bench.table import percentile, spread, table, verdict

CONNECTIONS = 64
ROUNDS = 5
SECONDS = 4
INTERVAL_SECONDS = 0.5
"""Between two scrapes under load; Prometheus' own default is 60 s."""
IDLE_SCRAPES = 20
SCRAPE_MS_MAX = 50
STALL_MS_MAX = 50
"""How long a client may wait for an answer while a page is made: less than making one may take."""
OPEN_METRICS = "application/openmetrics-text;version=1.0.0"


class Scrape(NamedTuple):
    """One page. Times are on the clock of time.monotonic_ns."""

    start_ns: int
    end_ns: int
    byte_count: int
    line_count: int

    @property
    def milliseconds(self) -> float:
        return (self.end_ns - self.start_ns) / 1e6


class Round(NamedTuple):
    """One load with scrapes beside it, and one without."""

    scrapes: list[Scrape]
    calm_us: list[float]
    """Latencies without a scrape, in rising order."""
    scraped_us: list[float]
    """The same of the load that was scraped: all its requests."""

    def p99_ratio(self) -> float:
        return percentile(self.scraped_us, 99) / percentile(self.calm_us, 99)


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("scrape", help="time and effect of a scrape with many apps")
    parser.add_argument("count", nargs="?", type=int, default=1_000, metavar="N")
    parser.add_argument("--markdown", metavar="FILE", help="write the report to FILE as well")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> str:
    require_two_cores()
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path:
        directory = Path(path)
        program = build.program("load", directory)
        with NanoRuntime(
            _plugins(directory, arguments.count),
            arguments=["--status", "127.0.0.1:0", "--state-directory", str(directory / "state")],
        ) as server:
            with Load(program, server.port, CONNECTIONS, SECONDS, arguments.count) as load:
                load.count_of_successes()
            with _scraper(server) as connection:
                _scrape(connection)
                before = cpu_time(server.pid)
                idle = [_scrape(connection) for _ in range(IDLE_SCRAPES)]
                used = cpu_time(server.pid).since(before).total_seconds
                rounds = [
                    _round(program, server, connection, arguments.count) for _ in range(ROUNDS)
                ]
        return _report(arguments.count, idle, used / IDLE_SCRAPES * 1e3, rounds)


def _plugins(directory: Path, count: int) -> Path:
    plugins = directory / "plugins"
    plugins.mkdir()
    for number in range(count):
        copyfile(build.hello_plugin(), plugins / f"app-{number}.so")
    return plugins


@contextmanager
def _scraper(server: NanoRuntime) -> Iterator[http.client.HTTPConnection]:
    host, _, port = server.status_address.rpartition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    try:
        yield connection
    finally:
        connection.close()


def _scrape(connection: http.client.HTTPConnection) -> Scrape:
    start_ns = time.monotonic_ns()
    connection.request("GET", "/metrics", headers={"Accept": OPEN_METRICS})
    response = connection.getresponse()
    page = response.read()
    end_ns = time.monotonic_ns()
    if response.status != 200 or not page.endswith(b"# EOF\n"):
        raise BenchmarkFailure(f"/metrics: expected a whole page, got {response.status}")
    return Scrape(start_ns, end_ns, len(page), page.count(b"\n"))


def _round(
    program: Path, server: NanoRuntime, connection: http.client.HTTPConnection, count: int
) -> Round:
    with Load(program, server.port, CONNECTIONS, SECONDS, count) as load:
        calm = load.records()
    scrapes = []
    with Load(program, server.port, CONNECTIONS, SECONDS, count) as load:
        end = time.monotonic() + SECONDS
        while (left := end - time.monotonic()) > INTERVAL_SECONDS:
            time.sleep(min(left, INTERVAL_SECONDS))
            scrapes.append(_scrape(connection))
        scraped = load.records()
    return Round(scrapes, _latencies_us(calm), _latencies_us(scraped))


def _latencies_us(records: list[Record]) -> list[float]:
    failures = sum(record.status != 200 for record in records)
    if failures or not records:
        raise BenchmarkFailure(f"{failures} of {len(records)} requests failed")
    return sorted(record.latency_ns / 1e3 for record in records)


def _report(count: int, idle: list[Scrape], cpu_ms: float, rounds: list[Round]) -> str:
    busy = [scrape for each in rounds for scrape in each.scrapes]
    page = idle[-1]
    scrapes = [
        ["nothing else happens", *_times(idle)],
        [f"{CONNECTIONS} connections under load", *_times(busy)],
    ]
    latencies = [
        ["without scrapes", *_percentiles([each.calm_us for each in rounds])],
        ["with scrapes", *_percentiles([each.scraped_us for each in rounds])],
    ]
    return "\n\n".join([
        f"## A scrape of {count:,} apps",
        f"A page has {page.byte_count / 1e6:.1f} MB in {page.line_count:,} lines and takes "
        f"{cpu_ms:.1f} ms of CPU time. Under load there is one every {INTERVAL_SECONDS} s.",
        table(["scrape while", "number", "median ms", "worst ms"], scrapes),
        table(["request, µs", "median", "p99", "worst"], latencies),
        table(["budget", "measured", ""], _budgets(idle, busy, rounds)),
    ])


def _times(scrapes: list[Scrape]) -> list[str]:
    times = [scrape.milliseconds for scrape in scrapes]
    return [str(len(times)), f"{median(times):.1f}", f"{max(times):.1f}"]


def _percentiles(rounds: list[list[float]]) -> list[str]:
    return [
        spread([percentile(each, 50) for each in rounds], 0),
        spread([percentile(each, 99) for each in rounds], 0),
        spread([each[-1] for each in rounds], 0),
    ]


def _budgets(
    idle: list[Scrape], busy: list[Scrape], rounds: list[Round]
) -> list[list[str]]:
    slowest = max(scrape.milliseconds for scrape in idle)
    slowest_busy = median(scrape.milliseconds for scrape in busy)
    stall_ms = median(each.scraped_us[-1] for each in rounds) / 1e3
    ratio = median(each.p99_ratio() for each in rounds)
    return [
        [f"a scrape < {SCRAPE_MS_MAX} ms", f"{slowest:.1f}", verdict(slowest < SCRAPE_MS_MAX)],
        [
            f"a scrape under load < {SCRAPE_MS_MAX} ms, median", f"{slowest_busy:.1f}",
            verdict(slowest_busy < SCRAPE_MS_MAX),
        ],
        ["p99 with scrapes ≤ 1.5 × without", f"{ratio:.2f}", verdict(ratio <= 1.5)],
        [
            f"longest wait of a request < {STALL_MS_MAX} ms", f"{stall_ms:.1f}",
            verdict(stall_ms < STALL_MS_MAX),
        ],
    ]
