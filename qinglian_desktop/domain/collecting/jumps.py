"""Unusual jumps of a unit's month against its own earlier months, as questions; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.collecting.unit_figures import CollectedMeasure, collected_lines
from qinglian_desktop.domain.period import Period

ENOUGH_MONTHS = 4
"""Months before, of which there must be figures to ask anything."""
MOST_QUESTIONS = 3
"""To one unit of one month."""
_TIMES = 3
_RISE, _FALL = 10, 3


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a unit about a measure of a month; never a reproach."""

    unit_code: str
    unit_name: str
    period: Period
    words: str
    measure: tuple[str, str]


def jumps_of(
    returned: CollectedReturn,
    earlier: Sequence[CollectedReturn],
    measures: Iterable[CollectedMeasure],
) -> list[Ask]:
    """Questions about a month, beside the unit's own ``earlier`` ones (of at most twelve months).

    Asked is of measures that are known and of which months add up, where at least ENOUGH_MONTHS
    have a figure and more than half of those are not 0: where the month has more than three times
    the most of any of them, and 10 more than that; or nothing, where each of them had 3 or more.
    The greatest first, at most MOST_QUESTIONS. Units are never compared.
    """
    now = collected_lines(returned)
    before = [collected_lines(each) for each in earlier]
    found: list[tuple[Decimal, Ask]] = []
    for measure in measures:
        line, key = now.get(measure.told_as), measure.told_as
        if not measure.is_known or not measure.adds_up or line is None or line.month is None:
            continue
        past = [
            Decimal(told.month)
            for each in before
            if (told := each.get(key)) is not None and told.month is not None
        ]
        if len(past) < ENOUGH_MONTHS or 2 * sum(map(bool, past)) <= len(past):
            continue
        value, most, least = Decimal(line.month), max(past), min(past)
        if value > _TIMES * most and value - most >= _RISE:
            said = f"{measure.words}本月{value:,}，以前{len(past)}个月最多{most:,}。"
            words = f"{said}是集中做了，还是数打错了？"
            found.append((value / most, _ask(returned, measure, words)))
        elif value == 0 and least >= _FALL:
            said = f"{measure.words}本月是0，以前{len(past)}个月最少也有{least:,}。"
            words = f"{said}是没有做，还是没有记？"
            found.append((least, _ask(returned, measure, words)))
    found.sort(key=lambda each: -each[0])
    return [each for _, each in found[:MOST_QUESTIONS]]


def _ask(returned: CollectedReturn, measure: CollectedMeasure, words: str) -> Ask:
    return Ask(returned.unit_code, returned.unit_name, returned.period, words, measure.key)
