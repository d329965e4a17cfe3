"""Tables that read well in a terminal and in Markdown alike, and the numbers in them."""

from collections.abc import Sequence
from statistics import median


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with its columns aligned; the first to the left, the others right."""
    lines = [list(header), *[list(row) for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]

    def text(line: Sequence[str]) -> str:
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:])]
        return "| " + " | ".join(cells) + " |"

    rule = "|" + "-" * (widths[0] + 2) + "|"
    rule += "".join("-" * (width + 1) + ":|" for width in widths[1:])
    return "\n".join([text(header), rule, *[text(row) for row in rows]])


def spread(values: Sequence[float], decimals: int = 2) -> str:
    """The median, with the least and the greatest."""
    number = f".{decimals}f"
    return f"{median(values):{number}} ({min(values):{number}}–{max(values):{number}})"


def percentile(ordered: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile of values in rising order."""
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]


def verdict(is_met: bool) -> str:
    return "met" if is_met else "MISSED"
