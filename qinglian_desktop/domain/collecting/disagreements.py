"""What does not add up in the returns of units: arithmetic within a return and over the months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.collecting.unit_figures import (
    CollectedMeasure,
    collected_lines,
    summed,
)
from qinglian_desktop.domain.measures import FigureValue
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import SummaryLine

_ASK = "请单位核对；哪个月的记录改过，就把那个月和以后各月再报一次。"
_MEND = "请退回，让单位核对记录后重新报送。"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that does not add up: of which unit and month, a sentence, and what to do.

    ``measure`` are the keys of ledger and measure where it is about one, ``file`` the path of a
    file that was not taken, else "". ``is_told`` only where nothing has to be done.
    """

    unit_code: str
    unit_name: str
    period: Period
    said: str
    todo: str
    measure: tuple[str, str] = ("", "")
    is_told: bool = False
    file: str = ""


def arithmetic_of(
    returned: CollectedReturn,
    earlier: Mapping[int, CollectedReturn],
    measures: Iterable[CollectedMeasure],
) -> Iterator[Disagreement]:
    """What does not add up in one return and with the unit's ``earlier`` months of its year.

    ``earlier`` are by month those that count. Only measures that are known are looked at, and over
    the months only those of which months add up. Where all months before are there, they and this
    one make up the year to date; where some are, what is there since then must fit; where the
    month before is not, the year to date is at least what it was and this month.
    """
    lines = collected_lines(returned)
    before = {index: collected_lines(each) for index, each in earlier.items()}
    known = [each for each in measures if each.is_known]
    for measure in known:
        line = lines.get(measure.told_as)
        if line is None:
            continue
        then = {at: told[key] for at, told in before.items() if (key := measure.told_as) in told}
        for said, todo in _of_line(measure, line, returned.period.index, then):
            yield _about(returned, measure, said, todo)
    by_key = {each.key: each for each in known}
    for part in known:
        whole = by_key.get(part.whole)
        in_part = lines.get(part.told_as)
        of = lines.get(whole.told_as) if whole else None
        if whole is None or in_part is None or of is None:
            continue
        pairs = (("本月", in_part.month, of.month), ("本年累计", in_part.year, of.year))
        for when, some, every in pairs:
            if _number(some) > _number(every):
                said = f"{part.words}{when}{_words(some)}，比{whole.words}的{_words(every)}还多。"
                yield _about(returned, part, said, _MEND)


def _of_line(
    measure: CollectedMeasure,
    line: SummaryLine,
    index: int,
    before: Mapping[int, SummaryLine],
) -> Iterator[tuple[str, str]]:
    """A measure of a month, the ``index``-th, beside the months ``before`` that tell of it."""
    month, year = _number(line.month), _number(line.year)
    if line.month is not None and month > year:
        yield f"{measure.words}本月{_words(line.month)}，比本年累计{_words(line.year)}还多。", _MEND
        return
    if not measure.adds_up:
        return
    if run := _run(before, index):
        yield from _after(measure, line, run, before)
    elif index == 1:
        if month != year:
            said = f"{measure.words}1月{_words(line.month)}，本年累计却是{_words(line.year)}。"
            yield said, _MEND
    elif before:
        last = max(before)
        least = _number(before[last].year) + month
        if year < least:
            yield (
                f"{measure.words}本年累计{_words(line.year)}，"
                f"可是{last}月的本年累计已经是{_words(before[last].year)}，加上本月{_words(line.month)}，"
                f"至少该是{_words(summed([least]))}。",
                _ASK,
            )


def _after(
    measure: CollectedMeasure,
    line: SummaryLine,
    run: Sequence[int],
    before: Mapping[int, SummaryLine],
) -> Iterator[tuple[str, str]]:
    """With the months just before, all there without a gap."""
    first = run[0]
    base = before[first].month if first == 1 else before[first].year
    parts = [base, *(before[index].month for index in run[1:])]
    so_far = summed(parts)
    expected = _number(so_far) + _number(line.month)
    if expected == _number(line.year):
        return
    if first == 1:
        until = f"1月至{run[-1]}月" if len(run) > 1 else "1月"
        told = f"{until}各月合起来{_words(so_far)}" if len(run) > 1 else f"1月{_words(so_far)}"
    else:
        told = f"到{run[-1]}月累计{_words(so_far)}"
    yield (
        f"{measure.words}本年累计{_words(line.year)}，可是{told}，"
        f"加上本月{_words(line.month)}该是{_words(summed([expected]))}。",
        _ASK,
    )


def _run(before: Mapping[int, SummaryLine], month: int) -> list[int]:
    """The months that are there without a gap up to this one, oldest first."""
    found: list[int] = []
    while month - 1 in before:
        month -= 1
        found.append(month)
    return found[::-1]


def _about(
    returned: CollectedReturn, measure: CollectedMeasure, said: str, todo: str
) -> Disagreement:
    return Disagreement(
        returned.unit_code, returned.unit_name, returned.period, said, todo, measure.key
    )


def _number(value: FigureValue) -> Decimal:
    return Decimal(value or 0)


def _words(value: FigureValue) -> str:
    return "—" if value is None else f"{value:,}"
