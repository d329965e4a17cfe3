"""`tools/bench instructions`: what a request and the codec's pieces execute, against thresholds.

Counts of instructions do not depend on the machine's load, so that a few percent more are noticed,
and in CI as well. They say nothing of the kernel, of caches or of waiting: `tools/bench http` does.
"""

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench import build
from bench.failure import BenchmarkFailure
from bench.instructions import callgrind, codec_cases, request_cases
from bench.instructions.comparison import HEADER, Comparison
from bench.instructions.functions import functions
from bench.instructions.measurement import Case, Measurement, measure
from bench.instructions.thresholds import Thresholds, tools
from bench.table import table

FILE = build.REPOSITORY / "Benchmarks" / "instructions.json"


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "instructions", help="instructions and heap allocations a request, against thresholds"
    )
    parser.add_argument("--only", nargs="+", metavar="CASE", help="these cases instead of all")
    parser.add_argument(
        "--update", action="store_true", help="make the counts the new thresholds"
    )
    parser.add_argument(
        "--functions", action="store_true", help="list the functions that execute and allocate"
    )
    parser.add_argument("--markdown", metavar="FILE", help="write the report to FILE as well")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> str:
    callgrind.require()
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path:
        measurements = measure(_cases(Path(path), arguments.only))
    thresholds = Thresholds.read(FILE)
    if arguments.update:
        thresholds = thresholds.updated({each.name: each.instructions for each in measurements})
        thresholds.write(FILE)
    comparisons = [
        Comparison(each, thresholds.by_case.get(each.name)) for each in measurements
    ]
    report = _report(comparisons, thresholds)
    if arguments.functions:
        report += "\n\n" + functions(measurements)
    faults = [fault for comparison in comparisons for fault in comparison.faults]
    if faults:
        print(report, flush=True)
        raise BenchmarkFailure(_failure(faults, thresholds))
    return report


def _cases(directory: Path, only: list[str] | None) -> list[Case]:
    """The cases of that name, or all."""
    codec = callgrind.without_debug_information(build.instruction_cases(), directory)
    runtime = callgrind.without_debug_information(build.runtime(), directory)
    cases = [*codec_cases.cases(codec, directory), *request_cases.cases(runtime, directory)]
    unknown = set(only or []) - {case.name for case in cases}
    if unknown:
        names = ", ".join(case.name for case in cases)
        raise BenchmarkFailure(f"expected some of {names}, got {', '.join(sorted(unknown))}")
    return [case for case in cases if not only or case.name in only]


def _report(comparisons: Iterable[Comparison], thresholds: Thresholds) -> str:
    rows = [comparison.row for comparison in comparisons]
    notes = [note for comparison in comparisons for note in comparison.notes]
    paragraphs = ["## Instructions", table(HEADER, rows), _tools(thresholds)]
    if notes:
        paragraphs.append(
            "Better than expected; keep it with `tools/bench instructions --update`:\n\n"
            + "\n".join(f"- {note}" for note in notes)
        )
    return "\n\n".join(paragraphs)


def _tools(thresholds: Thresholds) -> str:
    here = tools()
    text = f"An iteration is one request or one piece of work. Measured with {here}"
    if here == thresholds.measured_with:
        return f"{text}, as the thresholds."
    return f"{text}; the thresholds with {thresholds.measured_with}."


def _failure(faults: list[str], thresholds: Thresholds) -> str:
    lines = ["worse than the thresholds:", *(f"  {fault}" for fault in faults)]
    if tools() != thresholds.measured_with:
        lines.append(f"The thresholds are those of {thresholds.measured_with}.")
    lines.append("Where it goes: tools/bench instructions --functions --only CASE")
    lines.append("If a count is meant: tools/bench instructions --update; say why in the commit.")
    return "\n".join(lines)
