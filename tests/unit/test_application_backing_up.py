"""A book is backed up once a day, and never when it was opened to read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from qinglian_desktop.application.backing_up import back_up_once_a_day
from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.domain.errors import Cancelled
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


def test_the_backup_of_the_day_tells_how_far_it_is_and_can_be_cancelled(sample_book: Book) -> None:
    with pytest.raises(Cancelled):
        back_up_once_a_day(sample_book, lambda: NOW, lambda done, total: False)
    assert sample_book.last_backup() is None
    steps: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        steps.append((done, total))
        return True

    assert back_up_once_a_day(sample_book, lambda: NOW, progress) is not None
    assert steps and steps[-1][0] == steps[-1][1]


def test_a_copy_of_a_later_day_stops_nothing(sample_book: Book) -> None:
    sample_book.back_up()
    yesterday = NOW - timedelta(days=1)
    assert back_up_once_a_day(sample_book, lambda: yesterday) is not None
