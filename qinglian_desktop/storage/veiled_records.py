"""The records of a book as a keeper sees them who does not see the confidential."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from qinglian_desktop.domain.measures import Figure, FigureValue, Measure
from qinglian_desktop.domain.query import Found, Query
from qinglian_desktop.domain.record import Change, Record, State, title_of
from qinglian_desktop.domain.rights import not_seen
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes

if TYPE_CHECKING:
    from qinglian_desktop.application.changes import Withdrawn
    from qinglian_desktop.application.history_ports import KeptThen, TouchedRecord
    from qinglian_desktop.application.ports import Mark
    from qinglian_desktop.domain.catalogue import Catalogue
    from qinglian_desktop.domain.chain_head import ChainHead
    from qinglian_desktop.domain.field_types import Field
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.domain.period import Stretch
    from qinglian_desktop.domain.values import Person, Values
    from qinglian_desktop.storage.repository import StoredRecords
    from qinglian_desktop.storage.veil import Veil

_ALL = 1_000_000
_MONTHS = 12


class VeiledRecords:
    """``Records`` in which a ledger that is ``closed`` is empty, and takes nothing.

    What the others say of confidential records is covered, and put back where they are kept.
    """

    def __init__(
        self, records: StoredRecords, catalogue: Catalogue, veil: Veil, closed: Collection[str]
    ) -> None:
        self._records = records
        self._catalogue = catalogue
        self._veil = veil
        self._closed = closed

    def add(self, ledger: Ledger, record: Record, mark: Mark) -> Record:
        self._must_be_open(ledger)
        return self._veil.of(ledger, self._records.add(ledger, self._bared(ledger, record), mark))

    def replace(self, ledger: Ledger, record: Record, mark: Mark) -> Record:
        self._must_be_open(ledger)
        kept = self._records.replace(ledger, self._bared(ledger, record), mark)
        return self._veil.of(ledger, kept)

    def set_state(self, ledger: Ledger, ids: Sequence[int], state: State, mark: Mark) -> None:
        self._must_be_open(ledger)
        self._records.set_state(ledger, ids, state, mark)

    def get(self, ledger: Ledger, record_id: int) -> Record | None:
        return next(iter(self.fetch(ledger, (record_id,))), None)

    def fetch(
        self, ledger: Ledger, ids: Sequence[int], needed: Collection[str] | None = None
    ) -> list[Record]:
        if ledger.key in self._closed:
            return []
        return self._covered(ledger, self._records.fetch(ledger, ids, needed))

    def page(self, query: Query, first: int, count: int) -> list[Record]:
        if self._is_narrowed(query):
            ids = self.ids(query)[first : first + count]
            return self.fetch(self._catalogue[query.ledger], ids)
        return self._covered(self._catalogue[query.ledger], self._records.page(query, first, count))

    def few(self, query: Query, needed: Collection[str] | None) -> list[Record]:
        ledger = self._catalogue[query.ledger]
        if self._is_narrowed(query):
            return self.fetch(ledger, self.ids(query), needed)
        return self._covered(ledger, self._records.few(query, needed))

    def ids(self, query: Query) -> array[int]:
        if query.ledger in self._closed:
            return array("q")
        ids = self._records.ids(query)
        if not self._is_narrowed(query):
            return ids
        ledger = self._catalogue[query.ledger]
        found = self._records.fetch(ledger, ids)
        return array("q", (each.id or 0 for each in found if self._says(ledger, each, query.text)))

    def count(self, query: Query) -> int:
        is_whole = query.ledger not in self._closed and not self._is_narrowed(query)
        return self._records.count(query) if is_whole else len(self.ids(query))

    def versions(self, ledger: Ledger) -> Mapping[tuple[int, str], tuple[int, str]]:
        return {} if ledger.key in self._closed else self._records.versions(ledger)

    def by_month(self, ledgers: Sequence[Ledger], year: int) -> Mapping[str, Sequence[int]]:
        none = {each.key: [0] * _MONTHS for each in ledgers}
        return {**none, **self._records.by_month(self._open(ledgers), year)}

    def words_by_day(
        self, ledger: Ledger, key: str, period: Stretch
    ) -> list[tuple[date, int, str]]:
        closed = ledger.key in self._closed
        return [] if closed else self._records.words_by_day(ledger, key, period)

    def due(self, ledgers: Sequence[Ledger], today: date) -> Mapping[str, Sequence[int]]:
        return self._records.due(self._open(ledgers), today)

    def unfinished(self, ledger: Ledger, ends: tuple[str, ...], period: Stretch) -> list[int]:
        closed = ledger.key in self._closed
        return [] if closed else self._records.unfinished(ledger, ends, period)

    def at_once(
        self, ledger: Ledger, moment: datetime, count: int
    ) -> list[tuple[int, str, Person]]:
        return [] if ledger.key in self._closed else self._records.at_once(ledger, moment, count)

    def newest(self, ledger: Ledger) -> Record | None:
        found = None if ledger.key in self._closed else self._records.newest(ledger)
        return None if found is None else self._veil.of(ledger, found)

    def remembered(self, ledger: Ledger, field: Field, limit: int = 200) -> list[str]:
        return [] if ledger.key in self._closed else self._records.remembered(ledger, field, limit)

    def words_of(self, ledger: Ledger, path: str) -> list[tuple[str, str]]:
        if ledger.key in self._closed:
            return []
        found = self._records.words_of(ledger, path)
        return [(self._veil.words(ledger, words), number) for words, number in found]

    def tally(
        self, ledger: Ledger, measures: Sequence[Measure], periods: Sequence[Stretch]
    ) -> list[tuple[FigureValue, ...]]:
        if ledger.key in self._closed:
            return [(None,) * len(periods) for _ in measures]
        return self._records.tally(ledger, measures, periods)

    def figure(self, ledger: Ledger, measure: Measure, period: Stretch) -> Figure:
        closed = ledger.key in self._closed
        return Figure(None) if closed else self._records.figure(ledger, measure, period)

    def members(self) -> Mapping[int, Member]:
        return self._records.members()

    def find(self, text: str, limit: int = 100) -> list[Found]:
        remarks = remarks_on_namesakes(self.members().values())
        found: list[Found] = []
        hits = (h for h in self._records.hits(text, _ALL) if h[0] in self._catalogue)
        for key, record_id in hits:
            ledger = self._catalogue[key]
            if len(found) == limit:
                break
            for record in () if key in self._closed else self._records.fetch(ledger, (record_id,)):
                if self._says(ledger, record, text):
                    seen = self._veil.of(ledger, record)
                    found.append(
                        Found(
                            key,
                            record_id,
                            record.number,
                            record.occurred_on,
                            title_of(ledger, seen.values, remarks),
                            self._records.excerpt(ledger, seen, text),
                        )
                    )
        return found

    def history(self, ledger: Ledger, record_id: int) -> list[Change]:
        closed = ledger.key in self._closed
        changes = () if closed else self._records.history(ledger, record_id)
        return [self._change(ledger, each) for each in changes]

    def history_end(self) -> int:
        return self._records.history_end()

    def own_notes(self) -> Sequence[Change]:
        return self._records.own_notes()

    def last_kept(self) -> datetime | None:
        return self._records.last_kept()

    def chain_head(self) -> ChainHead | None:
        return self._records.chain_head()

    def has_head(self, head: ChainHead, day: str) -> bool:
        return self._records.has_head(head, day)

    def descent(self) -> str:
        return self._records.descent()

    def head_at(self, row: int) -> ChainHead | None:
        return self._records.head_at(row)

    def touched_after(self, row: int) -> Sequence[TouchedRecord]:
        found = self._records.touched_after(row)
        return [each for each in found if each.ledger not in self._closed]

    def entries(self, ledger: Ledger) -> Mapping[int, str]:
        return {} if ledger.key in self._closed else self._records.entries(ledger)

    def note_own(self, mark: Mark, says: Mapping[str, object]) -> None:
        self._records.note_own(mark, says)

    def withdrawn(self, after: int) -> list[Withdrawn]:
        return [
            replace(each, before=self._veil.over(self._catalogue[each.ledger], each.before))
            for each in self._records.withdrawn(after)
            if each.ledger not in self._closed and each.ledger in self._catalogue
        ]

    def reasons(self, after: int, until: int) -> Mapping[tuple[str, int], tuple[str, ...]]:
        found = self._records.reasons(after, until)
        return {of: reasons for of, reasons in found.items() if of[0] not in self._closed}

    def versions_on(self, ledger: Ledger, days: Sequence[date]) -> list[list[KeptThen]]:
        if ledger.key in self._closed:
            return [[] for _ in days]
        return [
            [self._then(ledger, each) for each in then]
            for then in self._records.versions_on(ledger, days)
        ]

    def changes_between(
        self, ledger: Ledger, since: date, on: date
    ) -> Mapping[int, tuple[Change, ...]]:
        if ledger.key in self._closed:
            return {}
        found = self._records.changes_between(ledger, since, on)
        return {at: tuple(self._change(ledger, e) for e in each) for at, each in found.items()}

    def _open(self, ledgers: Iterable[Ledger]) -> list[Ledger]:
        return [each for each in ledgers if each.key not in self._closed]

    def _must_be_open(self, ledger: Ledger) -> None:
        if ledger.key in self._closed:
            raise not_seen(ledger)

    def _covered(self, ledger: Ledger, records: list[Record]) -> list[Record]:
        if ledger.key in self._closed:
            return []
        if not self._veil.covers(ledger):
            return records
        return [self._veil.of(ledger, each) for each in records]

    def _bared(self, ledger: Ledger, record: Record) -> Record:
        """As it is to be kept."""
        if not self._veil.covers(ledger):
            return record
        old = None if record.id is None else self._records.get(ledger, record.id)
        before: Mapping[str, object] = old.values if old is not None else {}
        bared = self._veil.off(ledger, record.values, before, self._records)
        return replace(record, values=cast("Values", bared))

    def _is_narrowed(self, query: Query) -> bool:
        """Whether a text is asked for that the records may hold where they are covered."""
        ledger = self._catalogue[query.ledger]
        return bool(query.text) and self._veil.covers(ledger)

    def _says(self, ledger: Ledger, record: Record, text: str) -> bool:
        """Whether a record that was found says the text where it is not covered."""
        seen = self._veil.of(ledger, record)
        return seen.values == record.values or bool(self._records.excerpt(ledger, seen, text))

    def _change(self, ledger: Ledger, change: Change) -> Change:
        before, after = (
            None if plain is None else self._veil.over(ledger, plain)
            for plain in (change.before, change.after)
        )
        return replace(change, before=before, after=after)

    def _then(self, ledger: Ledger, kept: KeptThen) -> KeptThen:
        if kept.plain is None:
            return kept
        return replace(kept, plain=self._veil.over(ledger, kept.plain))
