"""The command: its arguments, the order of a run, and where the results go."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench import build, chart, contender, document, idle, machine, packages
from bench.contender import Contender
from bench.http import figure, page, rounds, workloads
from bench.http.page import Measurement
from bench.http.rounds import Effort
from bench.http.workloads import Workload
from bench.server import require_two_cores

IDLE = "idle"
DOCUMENTS = build.REPOSITORY / "docs" / "benchmarks"


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("http", help="CPU per request, beside other servers")
    parser.add_argument("--rounds", type=_count, default=5, metavar="N")
    parser.add_argument("--seconds", type=_count, default=3, metavar="S", help="per measurement")
    parser.add_argument(
        "--connections", type=_count, default=idle.CONNECTIONS, metavar="N", help="idle ones"
    )
    names = [each.name for each in [*contender.ALL, *workloads.ALL]] + [IDLE]
    parser.add_argument(
        "--only", nargs="+", choices=names, metavar="NAME", default=[],
        help="servers to compare with, and workloads: " + ", ".join(names),
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIRECTORY",
        help="where to write http.md and http.svg (default: docs/benchmarks; with --only: nowhere)",
    )
    parser.set_defaults(run=run, markdown=None)


def _count(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"expected at least 1, got {number}")
    return number


def run(arguments: argparse.Namespace) -> str:
    require_two_cores()
    packages.require({"wrk": "wrk"})
    contenders = _contenders(arguments.only)
    for each in contenders:
        each.prepare()
    measurement = _measure(contenders, arguments)
    output = arguments.output or (None if arguments.only else DOCUMENTS)
    if output is not None:
        _write(measurement, output)
    return page.markdown(measurement, None)


def _contenders(only: list[str]) -> list[Contender]:
    """Ours always takes part: it is what the others are compared with."""
    named = [each for each in contender.ALL if each.name in only]
    if not named:
        return contender.ALL
    return [contender.NANO, *[each for each in named if each is not contender.NANO]]


def _workloads(only: list[str]) -> list[Workload]:
    named = [each for each in workloads.ALL if each.name in only]
    return named if named or IDLE in only else workloads.ALL


def _wants_idle(only: list[str]) -> bool:
    return IDLE in only or not any(each.name in only for each in workloads.ALL)


def _measure(contenders: list[Contender], arguments: argparse.Namespace) -> Measurement:
    effort = Effort(arguments.rounds, arguments.seconds)
    load_average = machine.load_average()
    costs: dict[str, idle.IdleCost] = {}
    results = []
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path:
        directory = Path(path)
        # Peers that drop root's privileges must reach their files.
        directory.chmod(0o755)
        for workload in _workloads(arguments.only):
            print(f"tools/bench: {workload.title}", file=sys.stderr)
            results.append((workload, rounds.measure(workload, contenders, effort, directory)))
        if _wants_idle(arguments.only):
            print(f"tools/bench: {arguments.connections:,} idle connections", file=sys.stderr)
            costs = idle.measure(contenders, arguments.connections, directory)
    rows = machine.description([*[each.name for each in contenders], "wrk"])
    rows.append(("other processes", page.disturbance([each for _, each in results])))
    rows.append(("load average at start", f"{load_average:.2f}"))
    return Measurement(contenders, results, costs, _made_by(effort), rows)


def _made_by(effort: Effort) -> str:
    return (
        f"{document.made_by()} Medians of {effort.rounds} rounds of {effort.seconds} s each, in "
        "parentheses the least and the greatest round. *nano ÷ it* divides two measurements of "
        "the same round; below 1, nano needs less. How it is measured: "
        "[Benchmarks](../../Benchmarks/README.md)."
    )


def _write(measurement: Measurement, directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    subtitle = f"CPU time of the server per request, on one core of {machine.processor()}"
    picture = figure.chart(
        measurement.contenders, measurement.results, measurement.idle, subtitle
    )
    (directory / "http.svg").write_text(chart.svg(picture), encoding="utf-8")
    text = page.markdown(measurement, "http.svg")
    (directory / "http.md").write_text(text + "\n", encoding="utf-8")
