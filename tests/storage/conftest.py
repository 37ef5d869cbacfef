"""Books of invented ledgers, opened cheaply, for tests of the storage floor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD, invented_books


@pytest.fixture
def books() -> EncryptedBooks:
    """Books of the invented ledgers; a guess at their passwords costs nothing."""
    return invented_books()


@pytest.fixture
def folder(books: EncryptedBooks, tmp_path: Path) -> Path:
    """A new book, closed."""
    place = tmp_path / "一本 台账库%23"
    book, _ = books.create(place, PASSWORD)
    book.close()
    return place


@pytest.fixture
def book(books: EncryptedBooks, folder: Path) -> Iterator[EncryptedBook]:
    """A new book, open."""
    opened = books.open(folder, PASSWORD)
    yield opened
    opened.close()
