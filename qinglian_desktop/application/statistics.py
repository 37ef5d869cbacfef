"""What the records add up to: measures, month grid, matrix, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.along_charts import along_charts
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.crossing_reading import CrossingReading
from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.crossings import NOW, Crossing, Glance
from qinglian_desktop.application.day_reading import DayReading
from qinglian_desktop.application.figures import FigureLine
from qinglian_desktop.application.level_months import level_months
from qinglian_desktop.application.month_grids import Grid
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart, Coverage, Crossed, MonthGrid
from qinglian_desktop.domain.measures import Figure, Measure
from qinglian_desktop.domain.period import Period, PeriodKind, Stretch
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import Draft, Record
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import People, Person, Value


@dataclass(frozen=True, slots=True)
class Covered:
    """One person of a focus class: the records that name them in the period, and the last day.

    ``draft`` is a new record of them that was begun and not saved yet.
    """

    member: Member
    records: tuple[int, ...]
    last: date | None
    draft: int | None = None
    remark: str = ""

    @property
    def called(self) -> str:
        """The name, of one of two namesakes with what tells them apart."""
        return f"{self.member.name}（{self.remark}）" if self.remark else self.member.name


class Statistics:
    """Counting over an open book."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock

    def figures(self, period: Period, ledger: Ledger | None = None) -> list[FigureLine]:
        """Every measure over the period, in the order of the report; no records behind them.

        For a month also the month before and the year to date.
        """
        with self._book.reading() as work:
            return read_figures(work, [ledger] if ledger else self._catalogue, period)

    def figure(self, ledger: Ledger, measure: Measure, period: Stretch) -> Figure:
        """One measure over a period or the year up to one, with its records' ids."""
        with self._book.reading() as work:
            return work.records.figure(ledger, measure, period)

    def grid(self, ledger: Ledger, lens: MonthGrid, year: int) -> Grid:
        """The month grid of a year, with what is planned."""
        with self._book.reading() as work:
            return DayReading(work, self._catalogue, self._clock().date()).grid(ledger, lens, year)

    def matrix(self, ledger: Ledger, lens: Crossed, glance: Glance = NOW) -> Crossing:
        """The crossing of two fields over the records for which the lens's condition holds.

        Raises DataProblems for a day to come.
        """
        with self._book.reading() as work:
            today = self._clock().date()
            return CrossingReading(work, self._catalogue, ledger, lens, today).at(glance)

    def seen_map(self, ledger: Ledger, lens: Crossed, glance: Glance = NOW) -> SeenMap:
        """A map with all that belongs to it; raises as ``matrix`` does."""
        today = self._clock().date()
        day = glance.on or today
        with self._book.reading() as work:
            known = self._catalogue
            crossing = CrossingReading(work, known, ledger, lens, today).at(glance)
            is_along = isinstance(lens, AlongChart)
            lines = along_charts(work, known, ledger, lens, crossing, day) if is_along else ()
            months = level_months(work, known, ledger, lens, day.year, today, glance.only)
        return SeenMap(ShownCrossing(ledger, lens, crossing), months, lines, glance.only, today)

    def coverage(self, ledger: Ledger, lens: Coverage, period: Period) -> dict[str, list[Covered]]:
        """By focus class, everyone in it on the last day counted, those without records first.

        A person in the branch at any time of the period up to today is listed.
        """
        with self._book.reading() as work:
            seen = DayReading(work, self._catalogue, self._clock().date())
            return read_coverage(seen, ledger, lens, period)


def read_figures(work: UnitOfWork, ledgers: Iterable[Ledger], period: Period) -> list[FigureLine]:
    """Every measure of the ledgers; for a month also the month before and the year to date."""
    is_month = period.kind is PeriodKind.MONTH
    periods = (period, period.previous, period.year_to_date) if is_month else (period,)
    return [
        FigureLine(each, measure, *map(Figure, values))
        for each in ledgers
        if each.measures and each.is_kept
        for measure, values in zip(
            each.measures, work.records.tally(each, each.measures, periods), strict=True
        )
    ]


def read_coverage(
    seen: DayReading, ledger: Ledger, lens: Coverage, period: Period
) -> dict[str, list[Covered]]:
    """See ``Statistics.coverage``."""
    day = min(period.end, seen.today) if period.start <= seen.today else period.end
    named: dict[int, list[int]] = {}
    last: dict[int, date] = {}
    for record in _records(seen.work, ledger, period, (lens.people,)):
        for person in _people(record.value(lens.people)):
            if person.id is not None:
                named.setdefault(person.id, []).append(record.id or 0)
                last[person.id] = record.occurred_on
    begun = _begun(seen.drafts, ledger, lens)
    members = seen.members
    remarks = remarks_on_namesakes(members.values())
    classes: dict[str, list[Covered]] = {}
    for member in members.values():
        if member.belongs_on(day):
            at = member.id
            known = tuple(named.get(at, ()))
            line = Covered(member, known, last.get(at), begun.get(at), remarks.get(at, ""))
            for word in _groups(lens, member, day):
                classes.setdefault(word, []).append(line)
    return {
        word: sorted(lines, key=lambda line: bool(line.records)) for word, lines in classes.items()
    }


def _records(
    work: UnitOfWork, ledger: Ledger, period: Stretch | None, needed: tuple[str, ...]
) -> Iterator[Record]:
    oldest_first = Query(ledger.key, period=period, sort=Sort(descending=False))
    yield from work.records.few(oldest_first, needed)


def _people(value: Value) -> Iterator[Person]:
    if isinstance(value, Person):
        yield value
    elif isinstance(value, People):
        yield from (each.person for each in value.attendees if each.present)


def _groups(lens: Coverage, member: Member, day: date) -> tuple[str, ...]:
    """The classes of the lens in which a person is."""
    if not lens.everyone:
        return member.classes_on(day)
    return (lens.everyone,) if member.in_party else ()


def _begun(drafts: Iterable[Draft], ledger: Ledger, lens: Coverage) -> dict[int, int]:
    """By person the latest new record that was begun with them alone and not saved yet."""
    found: dict[int, int] = {}
    for draft in reversed([each for each in drafts if each.ledger == ledger.key]):
        values, _ = read_input(ledger, draft.typed)
        people = [each.id for each in _people(values.get(lens.people))]
        if draft.record_id is None and draft.id is not None and len(people) == 1 and people[0]:
            found[people[0]] = draft.id
    return found
