"""What was measured of one server under one workload."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple


class Sample(NamedTuple):
    """One server's part of one round."""

    requests_per_second: float
    user_us: float
    """CPU time per request, of the server's processes."""
    system_us: float
    others_share: float
    """The part of the server's core that went to anything but the server."""
    errors: int

    @property
    def cpu_us(self) -> float:
        return self.user_us + self.system_us

    @property
    def core_share(self) -> float:
        """The part of the core that the server used."""
        return self.cpu_us * self.requests_per_second / 1e6


class Result(NamedTuple):
    """A server's rounds, or why there is no number."""

    samples: Sequence[Sample]
    reason: str = ""
    """Why it didn't take part, or what failed; empty if the samples count."""

    @property
    def is_valid(self) -> bool:
        return not self.reason

    def median(self, value: Callable[[Sample], float]) -> float:
        return median(map(value, self.samples))

    @property
    def cpu_us(self) -> float:
        return self.median(lambda sample: sample.cpu_us)


def cpu_ratios(ours: Result, theirs: Result) -> list[float]:
    """CPU time per request, ours divided by theirs, each of two samples of one round."""
    return [our.cpu_us / their.cpu_us for our, their in zip(ours.samples, theirs.samples)]
