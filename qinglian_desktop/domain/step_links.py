"""Which step of a chart a record means, as the chart stands now"""

from __future__ import annotations

import re
from dataclasses import replace

from qinglian_desktop.domain.chinese_numbers import with_digits
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.chart_words import step_words
from qinglian_desktop.domain.values import StepLink

_NUMBERED = re.compile(r"第?(\d{1,4})步?[\s、.．：:]*(.*)")


def links_of(chart: FlowChart) -> list[StepLink]:
    """Its steps, in the order of their numbers, as records name them."""
    numbered = step_numbers(chart)
    return [StepLink(step_words(each, numbered[each.id]), each.id) for each in chart.every_step()]


def hung(step: StepLink, chart: FlowChart | None) -> StepLink:
    """The step as the chart has it: known by its id, else by its words or number.

    Without a chart it stays as it is. One that the chart has no more is gone, one that it never
    had is words alone.
    """
    known = links_of(chart) if chart is not None else []
    if not known:
        return replace(step, is_gone=False)
    if step.id and (found := next((each for each in known if each.id == step.id), None)):
        return found
    called = folded(step.label)
    same = [each for each in known if folded(each.label) == called]
    if not same and (written := _NUMBERED.fullmatch(with_digits(step.label))):
        number, rest = int(written[1]), folded(written[2])
        meant = known[number - 1 : number] if number else []
        same = [each for each in meant if not rest or folded(each.label) == rest]
    return same[0] if len(same) == 1 else replace(step, is_gone=bool(step.id))
