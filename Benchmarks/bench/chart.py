"""Horizontal bars as SVG: stacked, in panels, legible on light and dark pages."""

from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH = 960
COLUMN_WIDTH = 464
COLUMNS_X = (0, WIDTH - COLUMN_WIDTH)
LABELS_WIDTH = 124
VALUES_WIDTH = 96
BARS_WIDTH = COLUMN_WIDTH - LABELS_WIDTH - VALUES_WIDTH
HEADER_HEIGHT = 92
TITLE_HEIGHT = 34
ROW_HEIGHT = 24
BAR_HEIGHT = 14
PANEL_GAP = 48

STYLE = """
  text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
  .chart { font-size: 19px; font-weight: 600 } .panel { font-size: 14px; font-weight: 600 }
  .ours { font-weight: 700 } .quiet { fill: #59636e; font-size: 12px } .right { text-anchor: end }
  .middle { text-anchor: middle } .grid { stroke: #d1d9e0 } .mark { stroke: #b35900 }
  .spread { stroke: #1f2328; stroke-width: 1.5 }
  .ours-0 { fill: #b35900 } .ours-1 { fill: #f0a35e }
  .theirs-0 { fill: #57606a } .theirs-1 { fill: #afb8c1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .quiet { fill: #9198a1 } .grid { stroke: #3d444d }
    .mark { stroke: #ffa657 } .spread { stroke: #e6edf3 }
    .ours-0 { fill: #ffa657 } .ours-1 { fill: #9e5a1c }
    .theirs-0 { fill: #b1bac4 } .theirs-1 { fill: #57606a }
  }
"""


class Bar(NamedTuple):
    """One row of a panel."""

    label: str
    parts: list[float]
    """Stacked from the left; empty where there is no number."""
    text: str
    """What stands behind the bar: the number, or why there is none."""
    is_ours: bool = False
    low: float = 0
    high: float = 0
    """The spread, drawn as a line if it has a length."""


class Panel(NamedTuple):
    """Bars on one scale, which begins at 0."""

    title: str
    unit: str
    bars: list[Bar]


class Chart(NamedTuple):
    """All of it, with what a reader who can't see it should know."""

    title: str
    subtitle: str
    description: str
    part_names: list[str]
    key: str
    """What else the reader must know, in a few words behind the legend."""
    panels: list[Panel]


def svg(chart: Chart) -> str:
    """The chart as a document of its own."""
    body: list[str] = []
    bottoms = [HEADER_HEIGHT] * len(COLUMNS_X)
    for number, panel in enumerate(chart.panels):
        column = number % len(COLUMNS_X)
        body += _panel(panel, COLUMNS_X[column], bottoms[column])
        bottoms[column] += TITLE_HEIGHT + len(panel.bars) * ROW_HEIGHT + PANEL_GAP
    height = max(bottoms) - PANEL_GAP + 32
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 0 {WIDTH + 32} {height}" '
        f'width="{WIDTH + 32}" height="{height}" role="img" aria-labelledby="title description">',
        f'<title id="title">{escape(chart.title)}</title>',
        f'<desc id="description">{escape(chart.description)}</desc>',
        f"<style>{STYLE}</style>",
        _text(0, 28, chart.title, "chart"),
        _text(0, 50, chart.subtitle, "quiet"),
        *_legend(chart.part_names, chart.key),
        *body,
        "</svg>",
        "",
    ])


def _legend(part_names: list[str], key: str) -> list[str]:
    lines = []
    x = 0
    for number, name in enumerate(part_names):
        lines.append(f'<rect x="{x}" y="62" width="7" height="14" class="ours-{number}"/>')
        lines.append(f'<rect x="{x + 7}" y="62" width="7" height="14" class="theirs-{number}"/>')
        lines.append(_text(x + 20, 74, name, "quiet"))
        x += 34 + 7 * len(name)
    return [*lines, _text(x, 74, key, "quiet")]


def _panel(panel: Panel, x: int, y: int) -> list[str]:
    greatest = max([1e-9, *[max(sum(bar.parts), bar.high) for bar in panel.bars]])
    step = _step(greatest)
    scale = BARS_WIDTH / greatest
    left, top = x + LABELS_WIDTH, y + TITLE_HEIGHT
    bottom = top + len(panel.bars) * ROW_HEIGHT
    lines = [_text(x, y + 18, panel.title, "panel")]
    for tick in range(int(greatest / step) + 1):
        at = left + tick * step * scale
        lines.append(_line(at, top - 4, at, bottom, "grid"))
        unit = f" {panel.unit}" if tick == int(greatest / step) else ""
        lines.append(_text(at, bottom + 15, f"{tick * step:,g}{unit}", "quiet middle"))
    for number, bar in enumerate(panel.bars):
        lines += _bar(bar, left, top + number * ROW_HEIGHT, scale)
    for bar in panel.bars[:1]:
        if bar.parts:
            at = left + sum(bar.parts) * scale
            lines.append(_line(at, top, at, bottom, "mark", 'stroke-dasharray="2 3"'))
    return lines


def _bar(bar: Bar, left: float, y: float, scale: float) -> list[str]:
    kind = "ours" if bar.is_ours else "theirs"
    text_kind = f"right {kind}"
    middle = y + ROW_HEIGHT / 2
    baseline = middle + 4.5
    lines = [f"<g><title>{escape(f'{bar.label}: {bar.text}')}</title>",
             _text(left - 10, baseline, bar.label, text_kind)]
    at = left
    for number, part in enumerate(bar.parts):
        lines.append(
            f'<rect x="{at:.1f}" y="{middle - BAR_HEIGHT / 2:g}" width="{part * scale:.1f}" '
            f'height="{BAR_HEIGHT}" class="{kind}-{number}"/>'
        )
        at += part * scale
    if bar.high > bar.low:
        low, high = left + bar.low * scale, left + bar.high * scale
        lines.append(_line(low, middle, high, middle, "spread"))
    end = left + BARS_WIDTH + VALUES_WIDTH
    lines += [_text(end, baseline, bar.text, text_kind), "</g>"]
    return lines


def _step(greatest: float) -> float:
    """The distance of grid lines: 1, 2 or 5 times a power of ten, three to six of them."""
    step = 10.0 ** -6
    factors = (2, 2.5, 2)
    number = 0
    while greatest / step > 6:
        step *= factors[number % 3]
        number += 1
    return step


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y:g}" class="{kind}">{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str, more: str = "") -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:g}" x2="{x2:.1f}" y2="{y2:g}"'
    return f'<line {ends} class="{kind}" {more}/>'
