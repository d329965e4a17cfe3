"""What nano-runtime may cost, as ratios to its peers of the same run."""

from statistics import median
from typing import NamedTuple

from bench.http import workloads
from bench.http.result import Result, cpu_ratios
from bench.table import spread, verdict


class Budget(NamedTuple):
    """One limit on the ratio of CPU times per request, ours divided by a peer's."""

    workload: str
    peer: str
    text: str
    ratio_max: float


ALL = [
    Budget(workloads.KEEP_ALIVE.name, "nginx", "CPU per request ≤ nginx", 1.0),
    Budget(workloads.KEEP_ALIVE.name, "kore", "CPU per request ≤ Kore", 1.0),
    Budget(workloads.KEEP_ALIVE.name, "floor", "CPU per request ≤ 1.25 × the epoll floor", 1.25),
    Budget(workloads.PIPELINE.name, "nginx", "pipelined, CPU per request ≤ nginx ÷ 5", 0.2),
]


def rows(results: dict[str, dict[str, Result]]) -> list[list[str]]:
    """Budget, measurement and verdict of each; results are by workload and contender."""
    return [_row(budget, results.get(budget.workload, {})) for budget in ALL]


def _row(budget: Budget, results: dict[str, Result]) -> list[str]:
    ours, theirs = results.get("nano"), results.get(budget.peer)
    if ours is None or theirs is None or not (ours.is_valid and theirs.is_valid):
        return [budget.text, "not measured", ""]
    ratios = cpu_ratios(ours, theirs)
    return [budget.text, spread(ratios), verdict(median(ratios) <= budget.ratio_max)]
