"""`tools/bench compare`: what a request costs now, beside an earlier nano-runtime.

Both run the same plugins and take turns, so that a change of some per cent can be told from the
machine's moods.
"""

import argparse
import tempfile
from pathlib import Path
from shutil import copyfile
from statistics import median

from bench import build, contender, machine, packages
from bench.contender import Contender
from bench.failure import BenchmarkFailure
from bench.http import rounds, workloads
from bench.http.result import Result, cpu_ratios
from bench.http.rounds import Effort
from bench.nano import NanoRuntime
from bench.server import SERVER_CORE, on_core, require_two_cores
from bench.table import spread, table, verdict

BEFORE, NOW = "before", "now"
GROWTH_MAX = 1.03
"""Of the median: what may be the machine's."""


def add_command(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("compare", help="CPU per request, beside an earlier nano-runtime")
    parser.add_argument("program", type=Path, metavar="NANO-RUNTIME", help="the earlier one")
    parser.add_argument("--rounds", type=int, default=15, metavar="N")
    parser.add_argument("--seconds", type=int, default=1, metavar="S", help="per measurement")
    parser.add_argument("--markdown", metavar="FILE", help="write the report to FILE as well")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> str:
    require_two_cores()
    packages.require({"wrk": "wrk"})
    if not arguments.program.is_file():
        raise BenchmarkFailure(f"{arguments.program}: expected the file of a nano-runtime")
    effort = Effort(arguments.rounds, arguments.seconds)
    contenders = [_contender(BEFORE, arguments.program.resolve()), _contender(NOW, build.runtime())]
    rows = []
    load_average = machine.load_average()
    with tempfile.TemporaryDirectory(prefix="nano-bench-") as path:
        for workload in workloads.ALL:
            results = rounds.measure(workload, contenders, effort, Path(path))
            rows.append(_row(workload.title, results[BEFORE], results[NOW]))
    return "\n\n".join([
        "## CPU per request, now and before",
        table(["workload", "before µs", "now µs", "now ÷ before", ""], rows),
        f"Load average at the start: {load_average:.2f}",
    ])


def _contender(name: str, program: Path) -> Contender:
    def make(directory: Path, task: str) -> NanoRuntime:
        plugins = directory / "plugins"
        plugins.mkdir()
        copyfile(build.plugin(contender.app_of(task)), plugins / "app.so")
        return NanoRuntime(plugins, on_core(SERVER_CORE, [str(program)]))

    return Contender(name, name, lambda: None, make)


def _row(title: str, before: Result, now: Result) -> list[str]:
    for result in (before, now):
        if not result.is_valid:
            return [title, "", "", result.reason, ""]
    ratios = cpu_ratios(now, before)
    is_met = median(ratios) <= GROWTH_MAX
    return [title, f"{before.cpu_us:.2f}", f"{now.cpu_us:.2f}", spread(ratios), verdict(is_met)]
