"""What can be wrong with a chart, and with a step that something hangs on, in sentences"""

from __future__ import annotations

from collections.abc import Iterator

from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_check import problems_of_chart
from qinglian_desktop.domain.flow.chart_plain import chart_from_plain, chart_to_plain
from qinglian_desktop.domain.flow.chart_words import STEP_IS_GONE
from qinglian_desktop.domain.text_check import hidden_sign, text_complaints
from qinglian_desktop.domain.values import StepLink

MOST_STEPS = 1000
"""More are a column of something else that was pasted by mistake."""

LONGEST_STEP = 200
LONGEST_IN_STEP = 500
_MOST_TOLD = 5


def chart_complaints(label: str, chart: FlowChart) -> Iterator[tuple[str, bool]]:
    """Texts that are too long or hold what nobody sees; and what is only to be looked at."""
    if wrong := _cannot_be_kept(chart):
        yield f"{label}：{wrong}", False
        return
    for text in _texts(chart):
        if len(text) > LONGEST_IN_STEP or hidden_sign(text) is not None:
            yield from text_complaints(label, text, LONGEST_IN_STEP)
            return
    problems = problems_of_chart(chart)
    steps = _numbers_of_rows(chart)
    for each in problems[:_MOST_TOLD]:
        where = f"第{steps[each.row]}步，" if each.row in steps else ""
        yield f"{label}：{where}{each.message}", True
    if len(problems) > _MOST_TOLD:
        yield f"{label}另有{len(problems) - _MOST_TOLD}处要看一看。", True


def _cannot_be_kept(chart: FlowChart) -> str:
    """Why it would be no chart any more when it is read again; "" mostly."""
    steps = sum(1 for _ in chart.every_step())
    if steps > MOST_STEPS:
        return (
            f"共有{steps}步，一张图最多{MOST_STEPS}步。请删去多余的，或者把其中一段单独画成一张图。"
        )
    try:
        chart_from_plain(chart_to_plain(chart))
    except Unreadable as wrong:
        return str(wrong)
    return ""


def _texts(chart: FlowChart) -> Iterator[str]:
    for step in chart.every_step():
        yield from (step.stage, step.text, step.post, step.limit, step.materials)
        yield from (branch.label for branch in step.branches)
    yield from (line.label for line in chart.extra)
    yield from chart.lanes


def _numbers_of_rows(chart: FlowChart) -> dict[str | None, int]:
    """By id of a step, or of a branch of it, the number of the step."""
    found: dict[str | None, int] = {}
    for number, step in enumerate(chart.every_step(), 1):
        found |= dict.fromkeys((step.id, *(branch.id for branch in step.branches)), number)
    return found


def step_complaints(label: str, step: StepLink) -> Iterator[tuple[str, bool]]:
    """A step that is gone is told, and stops nothing."""
    if step.is_gone:
        said = f"{label}{quoted(step.label)}：{STEP_IS_GONE}，请另选一步，或者改写成别的文字。"
        yield said, True
    yield from text_complaints(label, step.label, LONGEST_STEP)
