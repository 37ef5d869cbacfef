"""A check of a hundred thousand records, against SQLCipher's own look at the same pages."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.ports import Mark
from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.key_slots import KeyCost
from tests.benchmarks.row import Row

RECORDS = 100_000
_TIMES = 3
_AT_ONCE = 5_000
NOW = datetime(2026, 11, 26, 10)
PASSWORD = "测量口令-2026"


def run() -> list[Row]:
    """The least of some runs each, taken in turns: the machine is as busy for the one as the other.

    The floor is cipher_integrity_check and integrity_check, one after the other.
    """
    with hundred_thousand() as book:
        assert book.check() == []
        turns = [
            (_seconds(lambda: by_sqlcipher(book)), _seconds(book.check)) for _ in range(_TIMES)
        ]
        floor, value = map(min, zip(*turns, strict=True))
    name = "检查十万条记录 / SQLCipher 自己的 cipher_integrity_check 加 integrity_check"
    return [Row(name, value, floor, value / floor, 3)]


@contextmanager
def hundred_thousand() -> Generator[EncryptedBook]:
    """An open book of so many records, each added as any other is; its log is folded in."""
    tools = build_tools(clock=lambda: NOW)
    cheap = KeyCost(iterations=1, memory_kib=64, lanes=1)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "book"
        books = EncryptedBooks(tools.catalogue, tools.clock, tools.who, cost=cheap)
        book, _ = books.create(place, PASSWORD)
        fill_with_sample(book, tools.catalogue, tools.resources / "sample", NOW.year)
        with book.reading() as work:
            given = [
                (ledger, record)
                for ledger in tools.catalogue
                if ledger.is_of_events
                for record in work.records.page(Query(ledger.key), 0, 1_000)
            ]
        mark = Mark(NOW, tools.who, "新增")
        for start in range(0, RECORDS, _AT_ONCE):
            with book.writing() as work:
                for number in range(start, start + _AT_ONCE):
                    work.records.add(*given[number % len(given)], mark)
        book.close()
        book = books.open(place, PASSWORD)
        try:
            yield book
        finally:
            book.close()


def by_sqlcipher(book: EncryptedBook) -> None:
    """What its own pragmas take: every page's seal, then every page's order."""
    connection = connect(book.folder / DATABASE, book.keys[0], "ro")
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
