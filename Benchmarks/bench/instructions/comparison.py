"""Counts beside the thresholds they must keep."""

from typing import NamedTuple

from bench.instructions.functions import readable
from bench.instructions.measurement import Measurement
from bench.instructions.thresholds import Threshold

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
        name, instructions = self.measurement.name, f"{self.measurement.instructions:,.0f}"
        # Zero is added for rounding to give no negative zero.
        allocations = f"{round(self.measurement.allocations, 2) + 0:.2f}"
        if self.threshold is None:
            return [name, instructions, "", "", allocations]
        expected = f"{self.threshold.instructions:,} ± {self.threshold.tolerance_percent:g} %"
        return [name, instructions, expected, f"{round(self._excess_percent, 1) + 0:+.1f} %", allocations]

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
            sites = self.measurement.profile.allocation_sites.most_common(3)
            callers = ", ".join(readable(name) for name, _ in sites)
            faults.append(
                f"{name}: expected no heap allocation, got {self.measurement.allocations:.2f} "
                f"an iteration, in {callers}"
            )
        return faults

    @property
    def notes(self) -> list[str]:
        """What is better than the threshold knows."""
        if self.threshold and self._excess_percent < -self.threshold.tolerance_percent:
            return [f"{self.measurement.name}: {self._difference}"]
        return []

    @property
    def _difference(self) -> str:
        expected, tolerance = self.threshold
        return (
            f"expected {expected:,} instructions ± {tolerance:g} %, "
            f"got {self.measurement.instructions:,.0f} ({self._excess_percent:+.1f} %)"
        )


HEADER = ["case", "instructions", "expected", "difference", "heap allocations"]
