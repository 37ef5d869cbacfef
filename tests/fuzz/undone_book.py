"""A book that each process has for itself, and that stays as it is whatever is written to it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import UnitOfWork
from tests.faults.hand_in import before_handing_in
from tests.faults.operation import invented_books
from tests.storage.invented_books import PASSWORD


class _Undo(Exception):
    """What was written is taken back."""


class _UndoneBook:
    """A book whose transactions do all that they do, and then did not happen."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def __getattr__(self, name: str) -> object:
        return getattr(self._book, name)

    @contextmanager
    def writing(self) -> Generator[UnitOfWork]:
        with suppress(_Undo), self._book.writing() as work:
            yield work
            raise _Undo


def own_book(place: Path) -> Book:
    """The one of this process, made beside a place of its trials; its unit, and one record 甲."""
    return _book_in(place.with_name(f"book-{os.getpid()}"))


@cache
def _book_in(folder: Path) -> Book:
    folder.mkdir(parents=True)
    before_handing_in(folder / "book")
    book = invented_books().open(folder / "book", PASSWORD)
    return cast("Book", _UndoneBook(book))
