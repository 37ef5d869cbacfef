"""What one transaction sees of an open book on a day: each thing that several ask for read once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import cast

from qinglian_desktop.application.answering import asking_for
from qinglian_desktop.application.month_grids import AskedFor, Grid, days_of_grid, read_grid
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.resending import newest_returns
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.application.unit_words import kept_since, unit_record
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.field_types import Attachments, RecordRef, Rows
from qinglian_desktop.domain.handing_over import handed_over
from qinglian_desktop.domain.how_far import all_beside, rows_for_beside
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.domain.period import Days, Period, PeriodKind
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft, Record
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes


class DayReading:
    """Lives as long as the transaction of its ``work``."""

    def __init__(self, work: UnitOfWork, catalogue: Catalogue, today: date) -> None:
        self.work = work
        self.catalogue = catalogue
        self.today = today
        self._grids: dict[tuple[str, MonthGrid, int], Grid] = {}
        self._asking: dict[str, list[Record]] = {}
        self._counts: dict[int, Mapping[str, Sequence[int]]] = {}

    @cached_property
    def unit(self) -> Record | None:
        """The unit, since when it is there and who leads it; None while it is not registered."""
        of = self.catalogue.unit
        needed = (of.unit.head,) if of is not None and of.unit is not None else ()
        return unit_record(self.work, self.catalogue, needed)

    @cached_property
    def since(self) -> date:
        """The day from which on the unit keeps its book."""
        return kept_since(self.unit)

    def has_begun(self, ledger: Ledger) -> bool:
        """Whether the unit, or anybody of the roster, is registered."""
        return bool(self.members if ledger.roster else self.unit)

    @cached_property
    def members(self) -> Mapping[int, Member]:
        """Everybody of the roster by id."""
        return self.work.records.members()

    @cached_property
    def drafts(self) -> list[Draft]:
        """All drafts of the ledgers that are kept, the latest first."""
        kept = {ledger.key for ledger in self.catalogue if ledger.is_kept}
        return [each for each in self.work.drafts.all() if each.ledger in kept]

    @cached_property
    def remarks(self) -> Mapping[int, str]:
        """What tells those apart who have one name."""
        return remarks_on_namesakes(self.members.values())

    @cached_property
    def returns(self) -> Mapping[str, SentReturn]:
        """By the month's key the newest certain return of each."""
        return newest_returns(self.work)

    def counts(self, year: int) -> Mapping[str, Sequence[int]]:
        """By ledger how many records each month of the year holds."""
        if year not in self._counts:
            self._counts[year] = self.work.records.by_month(list(self.catalogue), year)
        return self._counts[year]

    @cached_property
    def _due(self) -> Mapping[str, Sequence[int]]:
        return self.work.records.due(list(self.catalogue), self.today)

    def due_records(self, ledger: Ledger, needed: Collection[str]) -> Sequence[Record]:
        """The records of a ledger of which something may have to be told today, newest first.

        Those that ask for others are read already, but for what is left out of them.
        """
        if not (ids := self._due.get(ledger.key, ())):
            return ()
        is_read = ledger.asks is not None and not _left_out(ledger) & set(needed)
        known = {each.id: each for each in self._open(ledger)} if is_read else {}
        if all(each in known for each in ids):
            return [known[each] for each in ids]
        return self.work.records.fetch(ledger, ids, needed)

    def asked_of(self, ledger: Ledger, lens: MonthGrid) -> list[AskedFor]:
        """What open records of other ledgers ask for of this one, by the words of a grid."""
        found: list[AskedFor] = []
        for asking, asks, links in asking_for(self.catalogue, ledger):
            for record in self._open(asking):
                day = record.value(asks.due)
                if not isinstance(day, date) or not holds(asks.open, record.values):
                    continue
                for field in links:
                    link = cast("RecordRef", field.type)
                    if field.is_shown(record.values):
                        given = handed_over(link, asking, ledger, record.values)
                        found += [
                            AskedFor(
                                day,
                                word,
                                asking.key,
                                record.id or 0,
                                _source(asking, record, asks.source),
                            )
                            for word in _words(given.get(lens.rows))
                        ]
        return found

    def _open(self, asking: Ledger) -> list[Record]:
        """The records of a ledger that asks: those of this year and the last."""
        if asking.key not in self._asking:
            year = Period.holding(self.today, PeriodKind.YEAR)
            days = Days(year.previous.start, year.end)
            needed = {each.key for each in asking.fields} - _left_out(asking)
            self._asking[asking.key] = self.work.records.few(Query(asking.key, period=days), needed)
        return self._asking[asking.key]

    def grid(self, ledger: Ledger, lens: MonthGrid, year: int) -> Grid:
        """The month grid of a year, with what is planned."""
        place = ledger.key, lens, year
        if place not in self._grids:
            kept = self.work.records.words_by_day(ledger, lens.rows, days_of_grid(year))
            drafts = [each for each in self.drafts if each.ledger == ledger.key]
            asked = self.asked_of(ledger, lens)
            found = read_grid(kept, drafts, ledger, lens, year, self.today, self.since, asked)
            self._grids[place] = found
        return self._grids[place]


def _left_out(asking: Ledger) -> set[str]:
    """What is not read of records that ask for others: it says what was done, not what is asked."""
    return {each.key for each in asking.of_type(Rows, Attachments)} - rows_for_beside(asking)


def _source(asking: Ledger, record: Record, source: str) -> str:
    """From where it came, with how far it is."""
    beside = all_beside(asking, record.values)
    return f"{record.value(source) or ''}{f'（{beside}）' if beside else ''}"


def _words(plain: object) -> list[str]:
    """The words of a choice, or of several."""
    if isinstance(plain, str):
        return [plain]
    return [str(each) for each in cast("list[object]", plain)] if isinstance(plain, list) else []
