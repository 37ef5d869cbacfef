"""Which step of a chart a record means, as the chart stands now"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from qinglian_desktop.domain.chinese_numbers import with_digits
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_words import WITHOUT_WORDS, words_at_records
from qinglian_desktop.domain.values import StepLink

_NUMBERED = re.compile(r"第?(\d{1,4})步?[\s、.．：:]*(.*)")


def links_of(chart: FlowChart) -> list[StepLink]:
    """Its steps, in the order of their numbers, as records name them."""
    return [StepLink(words_at_records(each), each.id) for each in chart.every_step()]


def hung(step: StepLink, chart: FlowChart | None, were: Collection[str] | None = None) -> StepLink:
    """The step as the chart has it.

    Without a chart it stays as it is. One that was looked up is known by its id; where that is
    not there, another one has taken its place only if it alone has these words and came since:
    ``were`` are the steps that stood in the chart before, None where the chart itself came, or was
    not changed. Else it is gone. One that was not looked up is known by its words or its number,
    and where they name none it is words alone.
    """
    known = links_of(chart) if chart is not None else []
    if chart is None or not known:
        return replace(step, is_gone=False)
    called = folded(step.label)
    same = [each for each in known if folded(each.label) == called]
    if not step.id:
        return same[0] if len(same) == 1 else _numbered(step, known) if not same else step
    if found := next((each for each in known if each.id == step.id), None):
        return found
    had_it = were is None and step.id in {each.id for each in chart.gone}
    is_new = len(same) == 1 and same[0].id not in (were or ()) and not had_it
    return same[0] if is_new and step.label != WITHOUT_WORDS else replace(step, is_gone=True)


def _numbered(step: StepLink, known: list[StepLink]) -> StepLink:
    written = _NUMBERED.fullmatch(with_digits(step.label))
    if not written or not 0 < int(written[1]) <= len(known):
        return step
    meant, rest = known[int(written[1]) - 1], folded(written[2])
    return meant if not rest or folded(meant.label) == rest else step
