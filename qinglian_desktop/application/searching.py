"""Finding: across all ledgers by any text, and within one ledger as a list of any length."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.roster import matching
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Found, Query
from qinglian_desktop.domain.record import COUNTED, Record, title_of
from qinglian_desktop.domain.rules import remarks_on_namesakes

_MOST_PEOPLE = 5
"""Whom a few letters may mean; with more the records would be out of sight."""


class Searching:
    """Search and lists over an open book."""

    def __init__(self, book: Book, catalogue: Catalogue) -> None:
        self._book = book
        self._catalogue = catalogue

    def find(self, text: str, limit: int = 100) -> list[Found]:
        """Records of any ledger that hold the text or name the person, the newest first.

        Before them, of the roster, whom the text names: a person is asked for most of all.
        """
        if not text.strip():
            return []
        with self._book.reading() as work:
            found = work.records.find(text, limit)
            people = self._named(work, text.strip(), found)
            remarks = remarks_on_namesakes(work.records.members().values())
        rest = [each for each in found if each not in people]
        return [self._told_apart(each, remarks) for each in (people + rest)[:limit]]

    def _told_apart(self, found: Found, remarks: Mapping[int, str]) -> Found:
        """Of two of one name on the roster each with what tells them apart."""
        roster = self._catalogue.roster
        if roster is None or found.ledger != roster.key or found.record_id not in remarks:
            return found
        return replace(found, title=f"{found.title}（{remarks[found.record_id]}）")

    def _named(self, work: UnitOfWork, text: str, found: Sequence[Found]) -> list[Found]:
        """The roster's own records of those who are called so, also where they are no hit."""
        roster = self._catalogue.roster
        if roster is None:
            return []
        hits = {each.record_id: each for each in found if each.ledger == roster.key}
        ids = [each.id for each in matching(work.records.members().values(), text)[:_MOST_PEOPLE]]
        return [
            hits.get(record.id or 0)
            or Found(
                roster.key,
                record.id or 0,
                record.number,
                record.occurred_on,
                title_of(roster, record.values),
                "",
            )
            for record in work.records.fetch(roster, ids)
            if record.state in COUNTED
        ]

    def first(self, query: Query, count: int) -> tuple[list[Record], int]:
        """The first records of a query and how many there are in all: for the first paint."""
        with self._book.reading() as work:
            return work.records.page(query, 0, count), work.records.count(query)

    def ids(self, query: Query) -> array[int]:
        """The ids of all records of a query in its order, 8 bytes each."""
        with self._book.reading() as work:
            return work.records.ids(query)

    def fetch(self, ledger: Ledger, ids: Sequence[int]) -> list[Record]:
        """These records in this order."""
        with self._book.reading() as work:
            return work.records.fetch(ledger, ids)
