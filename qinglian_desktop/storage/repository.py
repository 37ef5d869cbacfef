"""The records of all ledgers: each write is the record, its history and its search entry."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, select

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.measures import Figure, FigureValue, Measure, RecordCount
from qinglian_desktop.domain.period import Stretch
from qinglian_desktop.domain.query import Found, Query
from qinglian_desktop.domain.record import Record, State, title_of
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes
from qinglian_desktop.domain.values import Person
from qinglian_desktop.storage import day_statements, failures, statements
from qinglian_desktop.storage.counting import records_behind
from qinglian_desktop.storage.excerpts import excerpt
from qinglian_desktop.storage.histories import StoredHistories, history_json
from qinglian_desktop.storage.moments import Moments
from qinglian_desktop.storage.numbering import Numbering
from qinglian_desktop.storage.tallying import tally

if TYPE_CHECKING:
    from qinglian_desktop.domain.field_types import Field
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.layout import Layout
    from qinglian_desktop.storage.ledger_tables import LedgerTables
    from qinglian_desktop.storage.search_index import SearchIndex, Waiting


class StoredRecords(StoredHistories):
    """``Records`` over one transaction.

    Nothing is deleted and the ids of a ledger have no gaps: decision 0022.
    """

    def __init__(
        self,
        connection: Connection,
        layout: Layout,
        touch: Callable[[Changed], object],
        *,
        may_write: bool,
    ) -> None:
        super().__init__(connection, layout)
        self._touch = touch
        self._may_write = may_write
        self._numbering = Numbering(connection)
        self._moments = Moments(connection, self._new)
        self._waiting: Waiting = {}
        self._members: Mapping[int, Member] | None = None

    def finish(self) -> None:
        """Write what was left for the end of the transaction."""
        self._new.write()
        self._numbering.write()
        self._layout.index.write(self._connection, self._waiting)

    def add(self, ledger: Ledger, record: Record, mark: Mark) -> Record:
        self._must_write()
        number = self._numbering.next(ledger, record.occurred_on.year)
        kept = self._new.add(record, number, mark.at)
        self._note(ledger, [(kept, None, history_json(ledger, kept.values))], mark)
        self._layout.index.add(self._connection, ledger, kept, self._waiting)
        self._changed(ledger, kept)
        return kept

    def replace(self, ledger: Ledger, record: Record, mark: Mark) -> Record:
        self._must_write()
        rows = self._new.rows(ledger.key)
        old = None if record.id is None else rows.get(self._connection, record.id)
        if old is None:
            raise ProgramBug(f"{ledger.key} has no record {record.id} to change")
        if old.revision != record.revision:
            raise failures.changed_meanwhile(old.number)
        number = old.number
        if old.occurred_on.year != record.occurred_on.year:
            number = self._numbering.next(ledger, record.occurred_on.year)
        kept = replace(record, number=number, revision=old.revision + 1, entered=old.entered)
        if not rows.change(self._connection, old, kept, mark.at):
            raise failures.changed_meanwhile(old.number)
        before, after = (history_json(ledger, each.values) for each in (old, kept))
        self._note(ledger, [(kept, before, after)], mark)
        self._layout.index.replace(self._connection, ledger, old, kept, self._waiting)
        self._changed(ledger, kept)
        return kept

    def set_state(self, ledger: Ledger, ids: Sequence[int], state: State, mark: Mark) -> None:
        self._must_write()
        rows = self._new.rows(ledger.key)
        records = rows.fetch(self._connection, ids)
        rows.set_state(self._connection, [r.id for r in records if r.id], state, mark.at)
        notes: list[tuple[Record, str | None, str]] = []
        for record in records:
            same = history_json(ledger, record.values)
            notes.append((record, same, same))
            moved = replace(record, state=state)
            self._layout.index.replace(self._connection, ledger, record, moved, self._waiting)
            self._changed(ledger, moved)
        self._note(ledger, notes, mark)

    def get(self, ledger: Ledger, record_id: int) -> Record | None:
        return self._new.rows(ledger.key).get(self._connection, record_id)

    def fetch(
        self, ledger: Ledger, ids: Sequence[int], needed: Collection[str] | None = None
    ) -> list[Record]:
        return self._new.rows(ledger.key).fetch(self._connection, ids, needed)

    def page(self, query: Query, first: int, count: int) -> list[Record]:
        selected = self._selection(query).limit(count).offset(first)
        ids = self._connection.execute(selected).scalars()
        return self._new.rows(query.ledger).fetch(self._connection, ids)

    def few(self, query: Query, needed: Collection[str] | None) -> list[Record]:
        rows = self._new.rows(query.ledger)
        return rows.selected(self._connection, self._selection(query), needed)

    def ids(self, query: Query) -> array[int]:
        found = self._connection.execute(self._selection(query))
        # The driver's own rows: a million of ours would cost seconds and a gigabyte.
        cursor = cast("Any", found.cursor)
        try:
            return array("q", chain.from_iterable(cursor))
        finally:
            found.close()

    def versions(self, ledger: Ledger) -> dict[tuple[int, str], tuple[int, str]]:
        main = self._tables(ledger.key).main.c
        columns = select(main.id, main.entered_at, main.revision, main.changed_at)
        return {(row[0], row[1]): (row[2], row[3]) for row in self._connection.execute(columns)}

    def by_month(self, ledgers: Sequence[Ledger], year: int) -> Mapping[str, Sequence[int]]:
        tables = [self._tables(each.key) for each in ledgers]
        return day_statements.by_month(self._connection, tables, year)

    def words_by_day(
        self, ledger: Ledger, key: str, period: Stretch
    ) -> list[tuple[date, int, str]]:
        return day_statements.words_by_day(self._connection, self._tables(ledger.key), key, period)

    def due(self, ledgers: Sequence[Ledger], today: date) -> Mapping[str, Sequence[int]]:
        asked = [(self._tables(each.key), each.dues) for each in ledgers if each.dues]
        return day_statements.due(self._connection, asked, today)

    def unfinished(self, ledger: Ledger, ends: tuple[str, ...], period: Stretch) -> list[int]:
        return day_statements.unfinished(self._connection, self._tables(ledger.key), ends, period)

    def count(self, query: Query) -> int:
        index, tables = self._index(query.text), self._tables(query.ledger)
        return statements.count(self._connection, tables, index, query)

    def at_once(
        self, ledger: Ledger, moment: datetime, count: int
    ) -> list[tuple[int, str, Person]]:
        return self._moments.at_once(ledger, moment, count)

    def newest(self, ledger: Ledger) -> Record | None:
        main = self._tables(ledger.key).main
        counts = main.c.state != State.VOID.value
        last = select(main.c.id).where(counts).order_by(main.c.id.desc()).limit(1)
        found = self._connection.execute(last).scalar()
        return None if found is None else self.get(ledger, cast("int", found))

    def remembered(self, ledger: Ledger, field: Field, limit: int = 200) -> list[str]:
        return [word for word, _ in self.words_of(ledger, field.key, limit)]

    def words_of(self, ledger: Ledger, path: str, limit: int = 5_000) -> list[tuple[str, str]]:
        return statements.words_of(self._connection, self._tables(ledger.key), path, limit)

    def tally(
        self, ledger: Ledger, measures: Sequence[Measure], periods: Sequence[Stretch]
    ) -> list[tuple[FigureValue, ...]]:
        asked = tally(self._tables(ledger.key), tuple(measures))
        return asked.values(self._connection, periods, self._layout.clock().date())

    def figure(self, ledger: Ledger, measure: Measure, period: Stretch) -> Figure:
        today = self._layout.clock().date()
        ids = records_behind(self._connection, self._tables(ledger.key), measure, period, today)
        if ids and isinstance(measure.counts, RecordCount):
            return Figure(len(ids), ids)
        ((value,),) = self.tally(ledger, (measure,), (period,))
        return Figure(value, ids)

    def note_own(self, mark: Mark, says: Mapping[str, object]) -> None:
        self._must_write()
        self._new.note_own(mark, says)

    def members(self) -> Mapping[int, Member]:
        if self._members is None:
            self._members = self._layout.members.all(self._connection, self._new.write)
        return self._members

    def _changed(self, ledger: Ledger, record: Record) -> None:
        self._moments.note(ledger, record)
        # Whoever is on the roster may be another now.
        if ledger.roster is not None:
            self._layout.members.changed(self._connection, ledger, record)
            self._members = None

    def find(self, text: str, limit: int = 100) -> list[Found]:
        catalogue = self._layout.catalogue
        hits = [h for h in self.hits(text, limit) if h[0] in catalogue]
        names = self._layout.index.names_spelled(self._connection, text)
        by_ledger: dict[str, list[int]] = {}
        for key, record_id in hits:
            by_ledger.setdefault(key, []).append(record_id)
        remarks = remarks_on_namesakes(self.members().values())
        found: dict[tuple[str, int], Found] = {}
        for key, ids in by_ledger.items():
            ledger = catalogue[key]
            for record in self.fetch(ledger, ids):
                found[key, record.id or 0] = Found(
                    ledger=key,
                    record_id=record.id or 0,
                    number=record.number,
                    occurred_on=record.occurred_on,
                    title=title_of(ledger, record.values, remarks),
                    excerpt=excerpt(ledger, record, text, names),
                )
        return [found[hit] for hit in hits if hit in found]

    def hits(self, text: str, limit: int) -> list[tuple[str, int]]:
        """Ledger and id of what ``find`` finds."""
        return self._index(text).newest(self._connection, text, limit)

    def excerpt(self, ledger: Ledger, record: Record, text: str) -> str:
        """What of a record is shown where a text was searched for; "" where it does not say it."""
        return excerpt(
            ledger, record, text, self._layout.index.names_spelled(self._connection, text)
        )

    def _tables(self, key: str) -> LedgerTables:
        """The tables of a ledger, to be read."""
        return self._new.rows(key).tables

    def _selection(self, query: Query) -> Any:
        tables = self._tables(query.ledger)
        today = self._layout.clock().date()
        return statements.selection(self._connection, tables, self._index(query.text), query, today)

    def _index(self, asked: str) -> SearchIndex:
        """The index; where words are asked for, with those that wait."""
        if asked:
            self._new.write()
            self._layout.index.write(self._connection, self._waiting)
        return self._layout.index

    def _must_write(self) -> None:
        if not self._may_write:
            raise ProgramBug("a reading unit of work was asked to write")

    def _note(
        self, ledger: Ledger, notes: Sequence[tuple[Record, str | None, str]], mark: Mark
    ) -> None:
        """Add to the history: record, plain values before and after as JSON."""
        if notes:
            self._touch(Changed(ledgers=frozenset((ledger.key,))))
            self._new.note(mark, notes)
