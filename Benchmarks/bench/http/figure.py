"""The results as a chart."""

from bench.chart import Bar, Chart, Panel
from bench.contender import Contender
from bench.http.result import Result
from bench.http.workloads import Workload
from bench.idle import IdleCost

NO_NUMBER = "—"


def chart(
    contenders: list[Contender],
    results: list[tuple[Workload, dict[str, Result]]],
    idle: dict[str, IdleCost],
    subtitle: str,
) -> Chart:
    panels = [
        Panel(workload.title, "µs", [_bar(each, of[each.name]) for each in contenders])
        for workload, of in results
    ]
    if idle:
        bars = [_idle_bar(each, idle[each.name]) for each in contenders]
        panels.append(Panel("Memory of an idle connection", "bytes", bars))
    return Chart(
        title="What a request costs",
        subtitle=subtitle,
        description=_description(panels),
        part_names=["user", "system"],
        key="less is better; line: least to greatest round; dotted: nano",
        panels=panels,
    )


def _bar(contender: Contender, result: Result) -> Bar:
    if not result.is_valid:
        return Bar(contender.title, [], NO_NUMBER, _is_ours(contender))
    costs = [sample.cpu_us for sample in result.samples]
    system_us = result.median(lambda sample: sample.system_us)
    # The parts add up to the median of the whole, which medians of parts need not.
    parts = [max(0, result.cpu_us - system_us), system_us]
    text = f"{result.cpu_us:.2f} µs"
    return Bar(contender.title, parts, text, _is_ours(contender), min(costs), max(costs))


def _idle_bar(contender: Contender, cost: IdleCost) -> Bar:
    if cost.reason:
        return Bar(contender.title, [], NO_NUMBER, _is_ours(contender))
    text = f"{cost.bytes_each:,.0f} bytes"
    return Bar(contender.title, [cost.bytes_each], text, _is_ours(contender))


def _is_ours(contender: Contender) -> bool:
    return contender.name.startswith("nano")


def _description(panels: list[Panel]) -> str:
    return " ".join(
        f"{panel.title}: " + ", ".join(f"{bar.label} {bar.text}" for bar in panel.bars) + "."
        for panel in panels
    )
