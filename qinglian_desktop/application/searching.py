"""Finding: across all ledgers by any text, and within one ledger as a list of any length."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Found, Query
from qinglian_desktop.domain.record import Record


class Searching:
    """Search and lists over an open book."""

    def __init__(self, book: Book, catalogue: Catalogue) -> None:
        self._book = book
        self._catalogue = catalogue

    def find(self, text: str, limit: int = 100) -> list[Found]:
        """Records of any ledger that hold the text or name the person, the newest first."""
        with self._book.reading() as work:
            return work.records.find(text, limit) if text.strip() else []

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
