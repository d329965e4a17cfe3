"""Counts beside the thresholds they must keep."""

from typing import NamedTuple

from bench.instructions.functions import site
from bench.instructions.measurement import Measurement
from bench.instructions.thresholds import Threshold

HEADER = ["case", "instructions", "expected", "difference", "heap allocations"]
ALLOCATIONS_MAX = 0.1
"""An iteration. Fewer are not an iteration's own, but a second's or a connection's."""


class Comparison(NamedTuple):
    """One measurement, and what was expected; None where nothing is known of the case."""

    measurement: Measurement
    threshold: Threshold | None

    @property
    def _excess_percent(self) -> float:
        return (self.measurement.instructions / self.threshold.instructions - 1) * 100

    @property
    def row(self) -> list[str]:
        """Of a table with the columns of HEADER."""
        measurement, threshold = self
        expected = difference = ""
        if threshold:
            expected = f"{threshold.instructions:,} ± {threshold.tolerance_percent:g} %"
            difference = f"{_rounded(self._excess_percent, 1):+.1f} %"
        allocations = f"{_rounded(measurement.allocations, 2):.2f}"
        instructions = f"{measurement.instructions:,.0f}"
        return [measurement.name, instructions, expected, difference, allocations]

    @property
    def faults(self) -> list[str]:
        """What is worse than it may be."""
        faults = []
        name, instructions = self.measurement.name, self.measurement.instructions
        if self.threshold is None:
            faults.append(f"{name}: no threshold, got {instructions:,.0f} instructions")
        elif self._excess_percent > self.threshold.tolerance_percent:
            faults.append(f"{name}: {self._difference}")
        if self.measurement.allocations > ALLOCATIONS_MAX:
            faults.append(f"{name}: {self._allocations}")
        return faults

    @property
    def notes(self) -> list[str]:
        """What is better than the threshold knows."""
        if self.threshold and self._excess_percent < -self.threshold.tolerance_percent:
            return [f"{self.measurement.name}: {self._difference}"]
        return []

    @property
    def _allocations(self) -> str:
        profile = self.measurement.profile
        function, count = profile.allocation_sites.most_common(1)[0]
        return (
            f"expected no heap allocation, got {self.measurement.allocations:.2f} an iteration, "
            f"{count:.2f} of them by {site(profile, function)}"
        )

    @property
    def _difference(self) -> str:
        expected, tolerance = self.threshold
        return (
            f"expected {expected:,} instructions ± {tolerance:g} %, "
            f"got {self.measurement.instructions:,.0f} ({self._excess_percent:+.1f} %)"
        )


def _rounded(value: float, decimals: int) -> float:
    """Rounded, without a negative zero."""
    return round(value, decimals) + 0
