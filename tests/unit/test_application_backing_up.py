"""A book is backed up once a day, and never when it was opened to read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from qinglian_desktop.application.backing_up import back_up_once_a_day
from qinglian_desktop.application.ports import Book, Books
from tests.conftest import NOW, PASSWORD


def test_the_first_opening_of_a_day_makes_a_backup(sample_book: Book) -> None:
    made = back_up_once_a_day(sample_book, lambda: NOW)
    assert made is not None and (made / "ledger.db").exists()
    assert back_up_once_a_day(sample_book, lambda: NOW) is None
    tomorrow = NOW + timedelta(days=1)
    assert back_up_once_a_day(sample_book, lambda: tomorrow) is not None


def test_a_book_opened_to_read_is_not_backed_up(
    sample_book: Book, books: Books, tmp_path: Path
) -> None:
    folder = sample_book.folder
    sample_book.close()
    reader = books.open(folder, PASSWORD, read_only=True)
    assert back_up_once_a_day(reader, lambda: NOW) is None
    reader.close()
