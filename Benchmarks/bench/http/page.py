"""The results as a page of Markdown, which also reads well in a terminal."""

from statistics import median
from typing import NamedTuple

from bench import idle, machine
from bench.contender import Contender
from bench.http import budgets
from bench.http.result import Result, Sample, cpu_ratios
from bench.http.workloads import Workload
from bench.idle import IdleCost
from bench.table import spread, table

NO_NUMBER = "—"
HEADER = [
    "server", "CPU µs/request", "user", "system", "requests/s", "core used", "nano ÷ it, CPU"
]

SETUP = """\
- **nano** runs the plugin `hello-c` (`echo-c` for the echo) on its event loop; **nano, on a lane**
  the same with the manifest's flag for lanes, so each request changes threads twice.
- **nginx**: `return 200`. **Kore**: a module in C. **h2o** has no constant answer of status 200: a
  file of 13 bytes, kept open, is the cheapest that it does without a scripting language.
- **Hummingbird**: a route that returns a string, built as nano is, on one event loop.
- **epoll floor**: one `read` and one `write` a batch, no parser; what the kernel alone costs.
- Each server has one worker and the same core; wrk, with one thread, the other.
  Each was seen to answer right before it was measured."""


class Measurement(NamedTuple):
    """All that a run found."""

    contenders: list[Contender]
    results: list[tuple[Workload, dict[str, Result]]]
    idle: dict[str, IdleCost]
    made_by: str
    """When, and by which command."""
    machine: list[tuple[str, str]]


def markdown(measurement: Measurement, chart_file: str | None) -> str:
    by_name = {workload.name: results for workload, results in measurement.results}
    picture = f"![CPU time per request, by workload and server]({chart_file})"
    budget_rows = budgets.rows(by_name)
    if measurement.idle:
        budget_rows += idle.budget_rows(measurement.idle["nano"])
    parts = [
        "# What a request costs",
        measurement.made_by,
        *([picture] if chart_file else []),
        "## Budgets",
        table(["budget", "nano ÷ it: median (least–greatest)", ""], budget_rows),
        *[_section(measurement.contenders, *each) for each in measurement.results],
    ]
    if measurement.idle:
        parts.append(idle.report(measurement.contenders, measurement.idle))
    parts += ["## Servers", SETUP, "## Machine", machine.rows(measurement.machine)]
    return "\n\n".join(parts)


def _section(
    contenders: list[Contender], workload: Workload, results: dict[str, Result]
) -> str:
    ours = results["nano"]
    rows = [[each.title, *_cells(results[each.name], ours)] for each in contenders]
    reasons = [
        f"- {each.title}: {results[each.name].reason}."
        for each in contenders
        if not results[each.name].is_valid
    ]
    return "\n\n".join([
        f"## {workload.title}",
        table(HEADER, rows),
        *(["\n".join(reasons)] if reasons else []),
    ])


def _cells(result: Result, ours: Result) -> list[str]:
    if not result.is_valid:
        return [NO_NUMBER] * (len(HEADER) - 1)
    is_compared = ours.is_valid and result is not ours
    return [
        spread([sample.cpu_us for sample in result.samples]),
        f"{result.median(lambda sample: sample.user_us):.2f}",
        f"{result.median(lambda sample: sample.system_us):.2f}",
        f"{result.median(lambda sample: sample.requests_per_second):,.0f}",
        f"{result.median(lambda sample: sample.core_share):.0%}",
        spread(cpu_ratios(ours, result)) if is_compared else "",
    ]


def disturbance(results: list[dict[str, Result]]) -> str:
    """What else ran on the servers' core while they were measured."""
    samples: list[Sample] = [
        sample for each in results for result in each.values() for sample in result.samples
    ]
    shares = [sample.others_share for sample in samples] or [0.0]
    return f"{median(shares):.1%} of the servers' core, at most {max(shares):.1%} in a sample"
