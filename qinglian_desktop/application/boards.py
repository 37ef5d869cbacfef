"""Work that goes on: where each record stands on its way, and how far it is within its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.domain.conditions import Filled, holds, named_fields
from qinglian_desktop.domain.field_types import Choice, Rows, present_word
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Stage, Stages, Timeline
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import Record, title_of
from qinglian_desktop.domain.values import Person
from qinglian_desktop.domain.words import Reading, words


@dataclass(frozen=True, slots=True)
class Card:
    """A record on its way: of whom, called what, with which outcome so far ("" for none yet).

    ``lacking`` are the labels of what has to be filled in before it goes on. Where records are
    passed on, ``way`` says each step in words, and the day is that of the last, done ``by`` whom.
    """

    record: int
    who: str
    words: str
    outcome: str
    day: date
    person: int | None = None
    lacking: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    by: str = ""

    @property
    def when(self) -> str:
        """The day, and by whom."""
        return f"{self.day} {self.by}".rstrip()


@dataclass(frozen=True, slots=True)
class Board:
    """The columns by label, in order, the oldest card first; and all records of everyone.

    ``outcomes`` are the words of the outcome, the best first.
    """

    columns: Mapping[str, tuple[Card, ...]]
    everyone: tuple[Card, ...] = ()
    outcomes: tuple[str, ...] = ()

    def trend(self, card: Card) -> tuple[Card, ...]:
        """All records of the same person, in the order of their days; its own way tells of one."""
        if card.way:
            return (card,)
        return tuple(
            each for each in self.everyone if (each.who, each.person) == (card.who, card.person)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work had come on a day, in per cent, with the words noted then."""

    day: date
    percent: int
    words: str


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """A record over its time, from ``start`` to ``due``, as of a day.

    ``days_over`` is how many days a record that is not done is past its time limit, else 0.
    ``term`` is the word that stands in the place of a time limit (长期): ``due`` is then the day of
    the last step of what is done, or in a year to come.
    """

    record: int
    title: str
    start: date
    due: date
    steps: tuple[Step, ...] = ()
    is_done: bool = False
    days_over: int = 0
    term: str = ""

    @property
    def span(self) -> str:
        """From when to when, in words."""
        return f"{self.start} 起，{self.term}" if self.term else f"{self.start} 至 {self.due}"

    @property
    def percent(self) -> int:
        """How far it has come; what is done has come all the way."""
        return 100 if self.is_done else self.steps[-1].percent if self.steps else 0


class Boards:
    """The records of an open book as work that goes on."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def stages(self, ledger: Ledger, lens: Stages, year: int) -> Board:
        """The records of a year, and those of earlier years that are not at the end yet."""
        today = self._clock().date()
        columns: dict[str, list[Card]] = {
            label: [] for label in (*(stage.label for stage in lens.stages), lens.end)
        }
        everyone: list[Card] = []
        for record in self._records(ledger):
            card = _card(ledger, lens, record)
            everyone.append(card)
            open_stages = (s for s in lens.stages if not holds(s.until, record.values, today))
            stage = next(open_stages, None)
            if stage is not None:
                card = replace(card, lacking=_lacking(ledger, stage, record))
            if record.occurred_on.year == year or (stage and record.occurred_on.year < year):
                columns[stage.label if stage else lens.end].append(card)
        kind = ledger.field(lens.outcome).type
        return Board(
            {label: tuple(cards) for label, cards in columns.items()},
            tuple(everyone),
            _ranked(kind.options, lens) if isinstance(kind, Choice) else (),
        )

    def timeline(self, ledger: Ledger, lens: Timeline, year: int) -> list[TimelineBar]:
        """The records whose time falls into a year, by time limit; open ones until they are done.

        A record without a time limit, or a word for it, is left out.
        """
        today = self._clock().date()
        bars = (_bar(ledger, lens, record, today, year) for record in self._records(ledger))
        first, last = date(year, 1, 1), date(year, 12, 31)
        shown = [
            bar
            for bar in bars
            if bar is not None
            and bar.start <= last
            and (bar.due >= first or (bar.days_over > 0 and first <= today))
        ]
        return sorted(shown, key=lambda bar: (bar.due, bar.start, bar.record))

    def _records(self, ledger: Ledger) -> Iterator[Record]:
        with self._book.reading() as work:
            oldest_first = Query(ledger.key, sort=Sort(descending=False))
            yield from work.records.fetch(ledger, work.records.ids(oldest_first))


def _ranked(options: tuple[str, ...], lens: Stages) -> tuple[str, ...]:
    return options[::-1] if lens.gravest_first else options


def _lacking(ledger: Ledger, stage: Stage, record: Record) -> tuple[str, ...]:
    leaves = named_fields(stage.until)
    blank = [each for each in leaves if isinstance(each, Filled) and not holds(each, record.values)]
    return tuple(ledger.field(each.field).label for each in blank)


def _card(ledger: Ledger, lens: Stages, record: Record) -> Card:
    who, outcome = record.value(lens.who), record.value(lens.outcome)
    texts = (
        words(ledger.field(key).type, record.value(key), Reading.LIST)
        for key in ledger.title
        if key != lens.who
    )
    title = " ".join(_line(text) for text in texts if text)
    kind = ledger.field(lens.outcome).type
    if isinstance(kind, Choice) and isinstance(outcome, str):
        outcome = present_word(kind, outcome)
    steps = ledger.passage.steps(record.values) if ledger.passage is not None else []
    return Card(
        record.id or 0,
        who.name if isinstance(who, Person) else str(who or ""),
        title,
        outcome if isinstance(outcome, str) else "",
        steps[-1][1] if steps else record.occurred_on,
        who.id if isinstance(who, Person) else None,
        way=tuple(" ".join((step, f"{day}", by)) for step, day, by in steps),
        by=steps[-1][2] if steps else "",
    )


def _bar(
    ledger: Ledger, lens: Timeline, record: Record, today: date, year: int
) -> TimelineBar | None:
    start, due = record.value(lens.start), record.value(lens.due)
    is_done = holds(lens.done, record.values, today)
    steps = tuple(sorted(_steps(ledger, lens, record), key=lambda step: step.day))
    term, instead = "", ledger.field(lens.due).or_else
    if due is None and instead and (word := record.value(instead)):
        term = str(word)
        due = steps[-1].day if is_done and steps else date(year + 1, 12, 31)
    if not isinstance(due, date):
        return None
    return TimelineBar(
        record.id or 0,
        title_of(ledger, record.values),
        min(start, due) if isinstance(start, date) else due,
        due,
        steps,
        is_done,
        0 if is_done or term else max(0, (today - due).days),
        term,
    )


def _steps(ledger: Ledger, lens: Timeline, record: Record) -> Iterator[Step]:
    kind, rows = ledger.field(lens.steps).type, record.value(lens.steps)
    if not isinstance(kind, Rows) or not isinstance(rows, tuple):
        return
    rest = [each for each in kind.fields if each.key not in (lens.day, lens.percent)]
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        day, percent = row.get(lens.day), row.get(lens.percent)
        if isinstance(day, date) and isinstance(percent, int):
            cells = ((each.type, row.get(each.key)) for each in rest)
            texts = (_line(words(*cell, Reading.LIST)) for cell in cells)
            yield Step(day, percent, " ".join(text for text in texts if text))


def _line(text: str) -> str:
    return text.replace("\n", " ")
