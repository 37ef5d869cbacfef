"""What a month grid still owes today, in as few lines as tell it: months, longer turns, weeks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qinglian_desktop.application.month_grids import Grid, GridCell, GridMark, Week
from qinglian_desktop.application.places import new_input
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Every, MonthGrid
from qinglian_desktop.domain.period import PeriodKind

OFTEN = {
    PeriodKind.MONTH: "每月",
    PeriodKind.QUARTER: "每季度",
    PeriodKind.HALF: "每半年",
    PeriodKind.YEAR: "每年",
}
_A_WEEK = timedelta(weeks=1)
_YEAR_END = 12
_MONTHS_AFTER = 3
"""How far into a year the last turns of the year before are still asked for."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is not done, why it should be, and whether its turn is over.

    ``given`` is the plain input of the record that would do; None where it takes several.
    """

    is_over: bool
    text: str
    reason: str
    given: Mapping[str, object] | None = None


def years_read(lens: MonthGrid, today: date) -> tuple[int, ...]:
    """The years whose grids say what is owed, this one last.

    Last week may have begun in the year before, and what the year's end owed is asked for
    while last year's returns and summary are made.
    """
    last_week = _monday(today) - _A_WEEK
    is_weekly = any(every is Every.WEEK for every in (*dict(lens.every).values(), lens.otherwise))
    is_after = today.month <= _MONTHS_AFTER or (is_weekly and last_week.year < today.year)
    return (today.year - 1, today.year) if is_after else (today.year,)


def owed(
    ledger: Ledger, lens: MonthGrid, grids: Sequence[Grid], since: date, today: date
) -> Iterator[Owed]:
    """What is owed of the turns up to today; nothing from before ``since``.

    ``grids`` are those of ``years_read``. Longer turns that still run are told in their last
    third only, so that the list is not noisy.
    """
    for grid in grids:
        for kind in PeriodKind:
            yield from _turns(ledger, lens, grid, kind, since, today)
    for word in grids[-1].words:
        if lens.due_every(word) is Every.WEEK:
            weeks = [week for each in grids for cell in each.turns(word) for week in cell.weeks]
            yield from _weeks(ledger, lens, word, weeks, since, today)


def _turns(
    ledger: Ledger, lens: MonthGrid, grid: Grid, kind: PeriodKind, since: date, today: date
) -> Iterator[Owed]:
    """A line for each turn of this length that lacks a word."""
    asked, is_monthly = 0, kind is PeriodKind.MONTH
    lacking: dict[int, list[tuple[str, GridCell]]] = {}
    for word in grid.words:
        for cell in grid.turns(word):
            if cell.turn.kind is not kind or cell.weeks:
                continue
            if cell.turn.year < today.year and cell.turn.last_month < _YEAR_END:
                continue
            asked += cell.turn.index == 1
            last_third = cell.turn.last_month - max(1, kind.value // 3)
            is_listed = cell.turn.end < today or last_third < today.month <= cell.turn.last_month
            if cell.mark is not GridMark.DONE and is_listed and since <= cell.turn.end:
                lacking.setdefault(cell.turn.index, []).append((word, cell))
    for _, lacks in sorted(lacking.items()):
        (word, cell), turn = lacks[0], lacks[0][1].turn
        words = [each for each, _ in lacks]
        is_over = turn.end < today
        of_year = "去年" if turn.year < today.year else ""
        when = of_year + turn.label.removeprefix(f"{turn.year}年") or "今年"
        more = "" if len(words) <= 3 else f"等{len(words)}项"
        text = f"{when}{ledger.label}还差{len(words)}项：{'、'.join(words[:3])}{more}"
        if len(words) == 1 and not is_monthly:
            text = f"{when}{word}还没有登记"
        yield Owed(
            is_over,
            text,
            f"每月{asked}项都要有记录" if is_monthly and asked > 1 else f"{OFTEN[kind]}至少一次",
            new_input(ledger, {lens.rows: word}, cell.day_to_fill(today) if is_over else None)
            if len(words) == 1
            else None,
        )


def _weeks(
    ledger: Ledger,
    lens: MonthGrid,
    word: str,
    weeks: Sequence[Week],
    since: date,
    today: date,
) -> Iterator[Owed]:
    """This week, the last one, and how many before it in this year."""
    this = _monday(today)
    lacking = [w for w in weeks if not w.records and w.start <= today and since <= w.end]
    for week in reversed(lacking):
        if week.start == this:
            given = new_input(ledger, {lens.rows: word})
            yield Owed(False, f"本周的{word}还没有登记", "每周至少一次", given)
        elif week.start == this - _A_WEEK:
            given = new_input(ledger, {lens.rows: word}, week.start)
            yield Owed(True, f"上周的{word}还没有登记", "每周至少一次", given)
    earlier = [w for w in lacking if w.start < this - _A_WEEK and w.start.year == today.year]
    if earlier:
        yield Owed(True, f"今年更早还有{len(earlier)}周没有登记{word}", "每周至少一次")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
