"""One case of `tools/bench instructions` and what was counted."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from os import sched_getaffinity
from typing import NamedTuple, Protocol

from bench.failure import BenchmarkFailure
from bench.instructions.profile import Profile


class Case(Protocol):
    """A piece of work that can be repeated."""

    name: str
    iteration_count: int
    """Enough for what happens by the clock not to count."""

    def profile(self, iteration_count: int) -> Profile:
        """Starts a program, does the work so many times, and ends it. Called on any thread."""


class Measurement(NamedTuple):
    """What one iteration of a case does."""

    name: str
    profile: Profile
    longer_run: Profile
    """All that the program did in the longer of the two runs, start and end with it."""

    @property
    def instructions(self) -> float:
        return self.profile.instruction_count

    @property
    def allocations(self) -> float:
        return self.profile.allocation_count


def measure(cases: Sequence[Case]) -> list[Measurement]:
    """Runs each case with its iterations and with twice as many.

    The difference is free of what starting costs, and of what is made once a connection.
    """
    runs = [(case, case.iteration_count * times) for case in cases for times in (1, 2)]
    with ThreadPoolExecutor(len(sched_getaffinity(0))) as executor:
        profiles = list(executor.map(lambda run: run[0].profile(run[1]), runs))
    for profile in profiles:
        if profile.allocation_count == 0:
            # Every start allocates: none seen means that allocations would not be noticed.
            raise BenchmarkFailure("expected allocations in the profile of a whole run, got none")
    return [
        Measurement(case.name, twice.since(once, case.iteration_count), twice)
        for case, once, twice in zip(cases, profiles[::2], profiles[1::2])
    ]
