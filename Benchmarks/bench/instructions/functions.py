"""Which functions execute the instructions of a case, and which allocate."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from functools import cache

from bench.instructions.measurement import Measurement
from bench.instructions.profile import Profile
from bench.table import table

ROWS_MAX = 25
NAME_CHARACTERS_MAX = 70
COUNT_MIN = 0.005
"""Less is nothing in two decimals."""


def functions(measurements: Iterable[Measurement]) -> str:
    """Tables of each case, a function a row."""
    return "\n\n".join(_tables(measurement) for measurement in measurements)


def _tables(measurement: Measurement) -> str:
    profile = measurement.profile
    executing = _most_frequent(profile.instructions)
    sites = profile.allocation_sites
    # Of all allocations, so that those that are a connection's or a second's are seen as such.
    allocating = _most_frequent(measurement.longer_run.allocation_sites)
    return "\n\n".join([
        f"### {measurement.name}",
        table(
            ["instructions in", "an iteration"],
            [[readable(name), _decimal(count)] for name, count in executing],
        ),
        table(
            ["allocations by", "an iteration", "in all, with start and end"],
            [
                [site(measurement.longer_run, name), _decimal(sites[name]), f"{count:,}"]
                for name, count in allocating
            ],
        ),
    ])


def _most_frequent(counts: Counter[str]) -> list[tuple[str, float]]:
    return [(name, count) for name, count in counts.most_common(ROWS_MAX) if count >= COUNT_MIN]


def _decimal(count: float) -> str:
    # Zero is added for rounding to give no negative zero.
    return f"{round(count, 2) + 0:,.2f}"


def site(profile: Profile, function: str) -> str:
    """A function and who called it most, since what allocates may be the standard library's."""
    return " ← ".join(readable(name) for name in [function, *profile.callers(function)])


@cache
def readable(name: str) -> str:
    """A Swift name demangled, where there is a Swift; all short enough for a line."""
    if name.startswith("$s") and shutil.which("swift-demangle"):
        command = ["swift-demangle", "--compact", "--simplified", name]
        name = subprocess.run(command, capture_output=True, text=True).stdout.strip() or name
        # Without what the compiler says of a function's specialization.
        name = re.sub(r"^.*(specialized|merged|closure #\d+ in) ", "", name)
    if len(name) <= NAME_CHARACTERS_MAX:
        return name
    return name[: NAME_CHARACTERS_MAX - 1] + "…"
