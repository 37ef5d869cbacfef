"""What is kept from one opening of a book to the next: the words of statements, nothing else."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import writer
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


def words_made(book: EncryptedBook) -> int:
    engine = writer(book.folder / "ledger.db", book.key)
    made = engine.get_execution_options()["compiled_cache"]
    engine.dispose()
    return len(made)
