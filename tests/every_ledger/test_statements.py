"""How many statements the first page takes: it is read while one wants to begin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.prepared import Prepared
from tests.conftest import CHEAP, PASSWORD

MOST = 69
"""Of them one for each ledger that counts something, whatever the number of its measures.

The roster and the unit take two more each for what is due, and two for the rows that they keep.
One asks whether anything was put up in public, one what was answered to returns.
"""


@contextmanager
def asked() -> Iterator[list[str]]:
    """Every statement that asks for something meanwhile, as the driver has it."""
    found: list[str] = []
    traced: list[Any] = []

    def trace(connection: Any, *_: object) -> None:
        traced.append(connection)
        connection.set_trace_callback(found.append)

    event.listen(Pool, "checkout", trace)
    try:
        yield found
    finally:
        found[:] = [each for each in found if each not in ("BEGIN", "COMMIT", "ROLLBACK")]
        event.remove(Pool, "checkout", trace)
        for connection in traced:
            connection.set_trace_callback(None)


def test_the_first_page_is_read_in_few_statements(sample_desk: Desk) -> None:
    with asked() as found:
        day = sample_desk.workbench.of_day()
    assert len(day.todos) > 10 and len(day.figures) > 100
    counting = [each for each in found if each.startswith("WITH periods")]
    assert len(counting) == sum(bool(ledger.measures) for ledger in sample_desk.catalogue)
    assert len(counting) < len(found) <= MOST


def test_a_save_of_the_unit_asks_for_the_roster_once(sample_book: Book, tools: Tools) -> None:
    desk = Desk(sample_book, tools)
    unit = desk.catalogue["unit"]
    (record,) = desk.searching.fetch(unit, desk.searching.ids(Query("unit")))
    typed = {**desk.records.plain(unit, record), "phone": "0000-1"}
    with asked() as found:
        desk.records.save(unit, typed, record_id=record.id, revision=record.revision)
    assert len([each for each in found if "'roster.version'" in each]) == 1


def test_the_units_words_are_one_of_them(sample_desk: Desk) -> None:
    with asked() as found:
        sample_desk.wordings.use()
    assert len(found) == 1
    with asked() as found:
        assert len(sample_desk.wordings.lists()) > 30
    assert len(found) == 1


def test_what_the_first_page_asks_of_every_ledger_is_in_words_before_a_book_is_opened(
    sample_folder: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = EncryptedBooks(tools.catalogue, tools.clock, tools.who, cost=CHEAP)
    books.prepare()
    worded: list[str] = []
    words_of = Prepared._text.func

    def noted(prepared: Prepared) -> Any:
        text = words_of(prepared)
        worded.append(text.sql)
        return text

    monkeypatch.setattr(Prepared._text, "func", noted)
    book = books.open(sample_folder, PASSWORD, read_only=True)
    try:
        assert len(Desk(book, tools).workbench.of_day().figures) > 100
    finally:
        book.close()
    assert worded, "the records that are due are still fetched in words of their own"
    of_all = ("WITH", "count(", "sum(", "UNION ALL")
    assert not [each for each in worded if any(word in each for word in of_all)]


def test_the_pictures_of_a_year_take_a_statement_each(sample_desk: Desk) -> None:
    with asked() as found:
        readings = sample_desk.pictures.of_year(2026)
    assert len(readings) <= len(found) <= len(readings) + 4
