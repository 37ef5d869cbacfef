"""What collected returns say together: who is there, what does not add up, totals, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from qinglian_desktop.application.collection_ports import CollectionStore, CollectionWork
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.collecting.collected import CollectedReturn, MetFile
from qinglian_desktop.domain.collecting.disagreements import Disagreement, arithmetic_of
from qinglian_desktop.domain.collecting.identities import (
    other_than_before,
    out_of_order,
    same_content,
    same_figures,
    whose_returns,
)
from qinglian_desktop.domain.collecting.jumps import Ask, jumps_of
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.reminding import OwedMonth, reminder_of
from qinglian_desktop.domain.collecting.states import (
    OWING,
    USUAL_DUE_DAY,
    MonthState,
    YearOfUnits,
    latest,
    month_due_on,
    named_files,
    still_refused,
    units_of,
    year_of_units,
)
from qinglian_desktop.domain.collecting.unit_figures import (
    FiguresOfUnits,
    figures_of_units,
    measures_of,
)
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.return_content import ReturnContent, content_of


def usual_due_day() -> int:
    """The day by which a month is due where nobody said otherwise."""
    return USUAL_DUE_DAY


@dataclass(frozen=True, slots=True)
class CollectedMonth:
    """All that is told of a month, as of one moment.

    ``years`` are the figures of each month of the year up to it, the month itself last; ``files``
    those that tell of it or of no month, of the latest collection first, each with when that was.
    """

    period: Period
    due: date
    year: YearOfUnits
    figures: FiguresOfUnits
    years: tuple[FiguresOfUnits, ...]
    problems: tuple[Disagreement, ...]
    questions: tuple[Ask, ...]
    files: tuple[tuple[datetime, MetFile], ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one transaction saw of a stretch of months."""

    listed: Sequence[ListedUnit]
    returns: Sequence[CollectedReturn]
    files: Sequence[tuple[datetime, MetFile]]
    refused: Sequence[MetFile]
    since: Period

    @property
    def units(self) -> list[ListedUnit]:
        """The units of the list, and others that sent something, taken or not."""
        return units_of(self.listed, self.returns, self.refused)

    def of(self, months: Collection[Period]) -> _Seen:
        """The same of these months only."""
        keys = {each.key for each in months}
        return replace(
            self,
            returns=[each for each in self.returns if each.period.key in keys],
            refused=[each for each in self.refused if each.period in keys],
        )


class CollectionReading:
    """Reads a store of returns; every answer is of one moment.

    ``due_day`` says by which day of the next month a month is due: a setting of a book, or what
    whoever made this wants.
    """

    def __init__(
        self,
        store: CollectionStore,
        catalogue: Catalogue,
        clock: Clock,
        due_day: Callable[[], int] = usual_due_day,
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._clock = clock
        self._due_day = due_day

    def overview(self, year: int) -> YearOfUnits:
        """Units by months: those of the list in its order, then others that sent something."""
        with self._store.reading() as work:
            seen = self._seen(work, Period(PeriodKind.YEAR, year).months)
        return self._year(year, seen)

    def month(self, period: Period) -> CollectedMonth:
        """All that is told of a month, as of one moment: for whoever writes it down."""
        year = Period(PeriodKind.YEAR, period.year).months
        with self._store.reading() as work:
            seen = self._seen(work, (*_twelve_before(period), *year))
            problems = self._problems(work, period, seen)
        files = [each for each in seen.files if each[1].period in ("", period.key)]
        years = [self._figures(each, seen.of((each,))) for each in year[: period.index]]
        return CollectedMonth(
            period,
            self.due_on(period),
            self._year(period.year, seen.of(year)),
            years[-1],
            tuple(years),
            tuple(problems),
            tuple(self._questions(period, seen)),
            tuple(files),
        )

    def figures(self, period: Period, kinds: Collection[str] | None = None) -> FiguresOfUnits:
        """Units by measures of a month, of each unit's latest revision; of these kinds or all."""
        with self._store.reading() as work:
            seen = self._seen(work, (period,))
        return self._figures(period, seen, kinds)

    def problems(self, period: Period) -> list[Disagreement]:
        """Everything of a month that does not add up, unit by unit in the order of the list."""
        year = Period(PeriodKind.YEAR, period.year).months
        with self._store.reading() as work:
            return self._problems(work, period, self._seen(work, year[: period.index]))

    def questions(self, period: Period) -> list[Ask]:
        """Jumps of units against their own months before, of the last twelve, as questions."""
        with self._store.reading() as work:
            seen = self._seen(work, (*_twelve_before(period), period))
        return self._questions(period, seen)

    def missing(self, told: CollectedMonth) -> list[OwedMonth]:
        """The units that still owe a month: nothing came, it was given back, or not taken.

        Of a month that is over, those too that are not late yet.
        """
        states = OWING
        if told.period.end < self._clock().date():
            states = (*OWING, MonthState.NOT_DUE)
        return [
            OwedMonth(each.unit, month)
            for each in told.year.units
            if (month := each.months[told.period.index - 1]).state in states
        ]

    def reminder(self, told: CollectedMonth) -> str:
        """One message to copy, for the units that owe a month; "" where none does."""
        today = self._clock().date()
        return reminder_of(told.period, self.missing(told), told.due, today)

    def due_on(self, period: Period) -> date:
        """The last day on which a month is handed in in time."""
        return month_due_on(period, self._due_day())

    def returned_content(
        self, unit_code: str, period: Period, revision: int
    ) -> ReturnContent | None:
        """All that a kept return says, without its file; None if none is kept."""
        with self._store.reading() as work:
            told = work.collected.told(unit_code, period, revision)
        return content_of(told) if told else None

    def _seen(self, work: CollectionWork, months: Sequence[Period]) -> _Seen:
        keys = {each.key for each in months}
        listed, returns = work.collected.units(), work.collected.all(months)
        files = named_files(work.collected.files(), units_of(listed, returns))
        first = min((each.start for each in work.collected.months()), default=date.max)
        since = min(first, Period.month_of(self._clock().date()).previous.start)
        refused = still_refused([each for each in files if each[1].period in keys])
        return _Seen(listed, returns, files, refused, Period.month_of(since))

    def _year(self, year: int, seen: _Seen) -> YearOfUnits:
        today, due = self._clock().date(), self._due_day()
        return year_of_units(year, seen.listed, seen.returns, seen.refused, today, due, seen.since)

    def _figures(
        self, period: Period, seen: _Seen, kinds: Collection[str] | None = None
    ) -> FiguresOfUnits:
        counted = {code: each for (code, _), each in latest(seen.returns).items()}
        measures = measures_of(self._catalogue, counted.values())
        return figures_of_units(period, seen.units, counted, measures, kinds)

    def _questions(self, period: Period, seen: _Seen) -> list[Ask]:
        months = (*_twelve_before(period), period)
        of_months = seen.of(months)
        measures = measures_of(self._catalogue, of_months.returns)
        by_unit = _by_unit(latest(of_months.returns).values())
        found: list[Ask] = []
        for unit in seen.units:
            of_unit = by_unit.get(unit.code, {})
            if (now := of_unit.pop(period, None)) is not None:
                found += jumps_of(now, tuple(of_unit.values()), measures)
        return found

    def _problems(self, work: CollectionWork, period: Period, seen: _Seen) -> list[Disagreement]:
        seen = seen.of(Period(PeriodKind.YEAR, period.year).months[: period.index])
        order = {each.code: place for place, each in enumerate(seen.units)}
        found = [*self._odd(period, seen), *self._doubled(work, period, seen)]
        return sorted(found, key=lambda each: order.get(each.unit_code, len(order)))

    def _odd(self, period: Period, seen: _Seen) -> Iterator[Disagreement]:
        yield from whose_returns(period, seen.listed, seen.returns, seen.refused)
        for file in seen.refused:
            if file.period == period.key:
                said = f"“{file.path}”没有收：{''.join(file.why)}"
                todo = "请照这里写的办。单位重新报来的、这边办好了的，再收一次。"
                yield Disagreement(
                    file.unit_code, file.unit_name, period, said, todo, file=file.path
                )
        measures = measures_of(self._catalogue, seen.returns)
        every: dict[str, list[CollectedReturn]] = {}
        for each in seen.returns:
            every.setdefault(each.unit_code, []).append(each)
        for code, of_unit in _by_unit(latest(seen.returns).values()).items():
            if (now := of_unit.get(period)) is None:
                continue
            before = {each.index: told for each, told in of_unit.items() if each != period}
            yield from out_of_order(now, every[code], self._clock().date())
            yield from other_than_before(
                now, [each for each in every[code] if _is_before(each, now)]
            )
            yield from arithmetic_of(now, before, measures)

    def _doubled(self, work: CollectionWork, period: Period, seen: _Seen) -> Iterator[Disagreement]:
        """Two units that handed in the same records: told in full only where figures agree."""
        of_month = [each for each in latest(seen.returns).values() if each.period == period]
        for one, other in same_figures(of_month):
            told = [
                content_of(work.collected.told(each.unit_code, period, each.revision)).sheets
                for each in (one, other)
            ]
            if told[0] == told[1] and any(sheet.rows for sheet in told[0]):
                yield same_content(one, other)


def _twelve_before(period: Period) -> tuple[Period, ...]:
    found = [period.previous]
    while len(found) < 12:
        found.append(found[-1].previous)
    return tuple(found[::-1])


def _by_unit(
    returns: Collection[CollectedReturn],
) -> dict[str, dict[Period, CollectedReturn]]:
    found: dict[str, dict[Period, CollectedReturn]] = {}
    for each in returns:
        found.setdefault(each.unit_code, {})[each.period] = each
    return found


def _is_before(one: CollectedReturn, other: CollectedReturn) -> bool:
    return (one.period.start, one.revision) < (other.period.start, other.revision)
