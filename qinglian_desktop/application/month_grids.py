"""The month grid as read from the book: what was done, is planned and is missing, turn by turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TypeAlias

from qinglian_desktop.domain.field_types import Choice, Choices, present_word
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Every, MonthGrid
from qinglian_desktop.domain.period import Days, Period, PeriodKind
from qinglian_desktop.domain.record import Draft, occurred_on
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Value

_SIX_DAYS = timedelta(days=6)

Dated: TypeAlias = list[tuple[date, int]]
"""Days, each with the id of a record or a draft, oldest first."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a record of another ledger asks for by a day, and from where that came."""

    day: date
    word: str
    ledger: str
    record_id: int
    source: str


class GridMark(Enum):
    """What a cell of the month grid says."""

    DONE = "已完成"
    PLANNED = "计划中"
    RUNNING = "本期未完成"
    MISSING = "空缺"
    AHEAD = "未到"
    BEFORE = "未启用"


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a weekly word; it belongs to the month and the year of its Monday.

    ``drafts`` are the plans for it.
    """

    start: date
    records: tuple[int, ...] = ()
    drafts: tuple[int, ...] = ()

    @property
    def end(self) -> date:
        """Its Sunday."""
        return self.start + _SIX_DAYS


@dataclass(frozen=True, slots=True)
class GridCell:
    """One turn of one word: its records and the drafts that plan it, oldest first.

    ``turn`` is a month or longer; the month of a weekly word also has its ``weeks``. ``asked`` is
    what is asked for and neither done nor planned.
    """

    turn: Period
    mark: GridMark
    records: tuple[int, ...] = ()
    drafts: tuple[int, ...] = ()
    weeks: tuple[Week, ...] = ()
    asked: tuple[AskedFor, ...] = ()

    def gaps(self, today: date) -> tuple[Week, ...]:
        """The weeks that have begun and have no record."""
        return tuple(week for week in self.weeks if week.start <= today and not week.records)

    def day_to_fill(self, today: date) -> date:
        """A day on which a record would fill the cell: today, or the first of what is missing."""
        gaps = self.gaps(today) or tuple(week for week in self.weeks if not week.records)
        start, end = (gaps[0].start, gaps[0].end) if gaps else (self.turn.start, self.turn.end)
        return today if start <= today <= end else start


@dataclass(frozen=True, slots=True)
class Grid:
    """A year × the words of a choice; ``cells[word][month - 1]`` is the turn of that month."""

    words: tuple[str, ...]
    cells: dict[str, tuple[GridCell, ...]]

    def turns(self, word: str) -> Iterator[GridCell]:
        """The cells of a word, each once."""
        return (
            cell for month, cell in enumerate(self.cells[word], 1) if cell.turn.last_month == month
        )

    def due(self, month: int) -> tuple[str, ...]:
        """The words to be done by the end of a month (1 to 12): those whose turn ends there.

        None of a turn that was over before the unit kept its book.
        """
        cells = ((word, self.cells[word][month - 1]) for word in self.words)
        return tuple(
            word
            for word, cell in cells
            if cell.turn.last_month == month and cell.mark is not GridMark.BEFORE
        )

    def missing(self, month: int) -> tuple[str, ...]:
        """The words due in a month (1 to 12) and not done, planned ones too."""
        return tuple(
            w for w in self.due(month) if self.cells[w][month - 1].mark is not GridMark.DONE
        )


def days_of_grid(year: int) -> Days:
    """The days of which a year's grid tells: the last week of a year ends in the next one."""
    return Days(date(year, 1, 1), date(year, 12, 31) + _SIX_DAYS)


def read_grid(
    found: Iterable[tuple[date, int, str]],
    drafts: Sequence[Draft],
    ledger: Ledger,
    lens: MonthGrid,
    year: int,
    today: date,
    since: date,
    asked: Sequence[AskedFor] = (),
) -> Grid:
    """The grid of a year as of a day; plans stand in it, forms left half done do not.

    What is ``asked`` for elsewhere stands in it as planned, in turns that are not over.

    ``found`` are days, ids and words of the records, oldest first, ``drafts`` the ledger's, the
    latest first. Nothing is missing of turns that were over before the day ``since``.
    """
    kind = ledger.field(lens.rows).type
    options = kind.options if isinstance(kind, Choice | Choices) else ()
    every = {word: turn for word in options if (turn := lens.due_every(word)) is not None}
    kept: dict[str, Dated] = {word: [] for word in every}
    planned: dict[str, Dated] = {word: [] for word in every}
    for day, record_id, written in found:
        for word in _present_words(ledger, lens, written):
            # Of two words that are one today a record counts once.
            if word in every and (day, record_id) not in kept[word][-1:]:
                kept[word].append((day, record_id))
    for draft in reversed(drafts):
        values, _ = read_input(ledger, draft.typed)
        day = occurred_on(ledger, values)
        if day is not None and draft.is_plan:
            for word in _present_words(ledger, lens, values.get(lens.rows)):
                if word in every:
                    planned[word].append((day, draft.id or 0))
    cells = {
        word: tuple(
            _asked_in(_not_owed(cell) if cell.turn.end < since else cell, word, asked)
            for cell in _row(turn, year, kept[word], planned[word], today)
        )
        for word, turn in every.items()
    }
    return Grid(tuple(every), cells)


def _present_words(ledger: Ledger, lens: MonthGrid, value: Value) -> Iterator[str]:
    kind = ledger.field(lens.rows).type
    if isinstance(kind, Choice | Choices):
        words = value if isinstance(value, tuple) else (value,)
        yield from {present_word(kind, word): None for word in words if isinstance(word, str)}


def _row(every: Every, year: int, kept: Dated, planned: Dated, today: date) -> Iterator[GridCell]:
    """Twelve cells; a longer turn stands at each of its months."""
    if every is Every.WEEK:
        for month in Period(PeriodKind.YEAR, year).months:
            yield _month_of_weeks(month, kept, planned, today)
        return
    kind = PeriodKind(every.value)
    for index in range(1, 12 // kind.value + 1):
        turn = Period(kind, year, index)
        records, drafts = _ids_in(kept, turn), _ids_in(planned, turn)
        if records or drafts:
            mark = GridMark.DONE if records else GridMark.PLANNED
        elif turn.end < today:
            mark = GridMark.MISSING
        else:
            mark = GridMark.RUNNING if turn.start <= today else GridMark.AHEAD
        yield from [GridCell(turn, mark, records, drafts)] * kind.value


def _asked_in(cell: GridCell, word: str, asked: Sequence[AskedFor]) -> GridCell:
    if cell.weeks or cell.mark not in (GridMark.RUNNING, GridMark.AHEAD):
        return cell
    found = tuple(a for a in asked if a.word == word and cell.turn.contains(a.day))
    return replace(cell, mark=GridMark.PLANNED, asked=found) if found else cell


def _not_owed(cell: GridCell) -> GridCell:
    return replace(cell, mark=GridMark.BEFORE) if cell.mark is GridMark.MISSING else cell


def _month_of_weeks(month: Period, kept: Dated, planned: Dated, today: date) -> GridCell:
    first = month.start + timedelta(days=-month.start.weekday() % 7)
    mondays = (first + timedelta(weeks=n) for n in range(5))
    weeks = tuple(
        Week(monday, _ids_in(kept, week), _ids_in(planned, week))
        for monday in mondays
        if monday <= month.end
        for week in (Week(monday),)
    )
    records = tuple(each for week in weeks for each in week.records)
    drafts = tuple(each for week in weeks for each in week.drafts)
    gaps = GridCell(month, GridMark.AHEAD, weeks=weeks).gaps(today)
    if gaps:
        bare = [week for week in gaps if not week.drafts]
        # A month is judged when it is over: its weeks may still be made up for.
        is_over = bool(bare) and weeks[-1].end < today
        mark = GridMark.MISSING if is_over else GridMark.RUNNING if bare else GridMark.PLANNED
    elif records:
        mark = GridMark.DONE
    else:
        mark = GridMark.PLANNED if drafts else GridMark.AHEAD
    return GridCell(month, mark, records, drafts, weeks)


def _ids_in(dated: Iterable[tuple[date, int]], days: Period | Week) -> tuple[int, ...]:
    start, end = days.start, days.end
    return tuple(each for day, each in dated if start <= day <= end)
