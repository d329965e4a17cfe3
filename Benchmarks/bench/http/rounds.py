"""Who is measured when.

All servers of a workload are up at once and take turns, round by round, so that what else the
machine does falls on all alike. Every round begins with another of them, so that none always runs
after the same one. The first round is not counted: it makes what is made once.
"""

import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from bench.accounts import core_busy_seconds, cpu_time
from bench.contender import Contender, Running
from bench.failure import BenchmarkFailure
from bench.http import answers, wrk
from bench.http.result import Result, Sample
from bench.http.workloads import Workload
from bench.server import SERVER_CORE

WARM_UP_SECONDS = 1


class Effort(NamedTuple):
    """How long to measure."""

    rounds: int
    seconds: int


def measure(
    workload: Workload, contenders: list[Contender], effort: Effort, directory: Path
) -> dict[str, Result]:
    """Each contender's result, by name, in the order given."""
    reasons = dict(workload.absent)
    servers: dict[str, Running] = {}
    with ExitStack() as stack:
        for contender in contenders:
            if contender.name in reasons:
                continue
            try:
                servers[contender.name] = _start(contender, workload, directory, stack)
            except BenchmarkFailure as failure:
                reasons[contender.name] = str(failure).splitlines()[0]
        samples = _take_turns(servers, workload, effort)
    return {
        contender.name: _result(reasons.get(contender.name), samples.get(contender.name, []))
        for contender in contenders
    }


def _start(
    contender: Contender, workload: Workload, directory: Path, stack: ExitStack
) -> Running:
    place = directory / workload.name / contender.name
    place.mkdir(parents=True)
    server = stack.enter_context(contender.make(place, workload.task))
    answers.require_right_answers(server.port, workload)
    return server


def _take_turns(
    servers: dict[str, Running], workload: Workload, effort: Effort
) -> dict[str, list[Sample]]:
    names = list(servers)
    for name in names:
        _sample(servers[name], workload, WARM_UP_SECONDS)
    samples: dict[str, list[Sample]] = {name: [] for name in names}
    for number in range(effort.rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            samples[name].append(_sample(servers[name], workload, effort.seconds))
    return samples


def _sample(server: Running, workload: Workload, seconds: int) -> Sample:
    before, busy_before = cpu_time(server.pid), core_busy_seconds(SERVER_CORE)
    started_seconds = time.monotonic()
    counts = wrk.run(server.port, seconds, workload.wrk_arguments)
    elapsed_seconds = time.monotonic() - started_seconds
    used = cpu_time(server.pid).since(before)
    others_seconds = core_busy_seconds(SERVER_CORE) - busy_before - used.total_seconds
    requests = max(1, counts.requests)
    return Sample(
        requests_per_second=counts.requests_per_second,
        user_us=used.user_seconds / requests * 1e6,
        system_us=used.system_seconds / requests * 1e6,
        others_share=max(0, others_seconds / elapsed_seconds),
        # No answer at all, be it without an error, is one.
        errors=max(counts.errors, int(counts.requests == 0)),
    )


def _result(reason: str | None, samples: list[Sample]) -> Result:
    errors = sum(sample.errors for sample in samples)
    return Result(samples, reason or (f"{errors:,} requests failed" if errors else ""))
