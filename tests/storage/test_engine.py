"""What is kept from one opening of a book to the next: the words of statements, nothing else."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import text

from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import writer
from qinglian_desktop.storage.prepared import Prepared
from tests.storage.invented_books import PASSWORD, add, event


def asked(book: EncryptedBook, text: str) -> list[object]:
    with book.reading() as work:
        return [
            each.values["line"] for each in work.records.page(Query("everything", text=text), 0, 9)
        ]


def test_statements_are_put_into_words_once_for_all_openings(
    books: EncryptedBooks, book: EncryptedBook, tmp_path: Path
) -> None:
    add(book, event("甲"))
    assert asked(book, "甲") == ["甲"]
    other, _ = books.create(tmp_path / "另一本", PASSWORD)
    add(other, event("乙"))
    before = words_made(other)
    assert asked(other, "乙") == ["乙"] and asked(other, "甲") == []
    assert words_made(other) == before
    other.close()


@pytest.mark.parametrize("kind", ["one", "many", "prepared"])
def test_what_was_typed_never_stands_in_what_is_told_of_a_failure(
    book: EncryptedBook, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    """The log is handed to whoever mends the program; a talk's words must not be in it."""
    secret = "只在谈心谈话室里说的话"
    engine = writer(book.folder / "ledger.db", book.keys[0])
    insert = text("INSERT INTO nowhere (a) VALUES (:a)")
    try:
        with engine.connect() as connection:
            if kind == "prepared":
                Prepared(lambda: text("SELECT :a, gone FROM settings")).run(
                    connection, {"a": secret}
                )
            else:
                row = {"a": secret}
                connection.execute(insert, [row, row] if kind == "many" else row)
    except Exception:
        logging.getLogger("test").exception("unexpected")
    engine.dispose()
    assert "no such" in caplog.text
    assert secret not in caplog.text and ascii(secret)[1:-1] not in caplog.text


def words_made(book: EncryptedBook) -> int:
    engine = writer(book.folder / "ledger.db", book.keys[0])
    made = engine.get_execution_options()["compiled_cache"]
    engine.dispose()
    return len(made)
