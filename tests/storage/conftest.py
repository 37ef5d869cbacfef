"""Books of invented ledgers, opened cheaply, for tests of the storage floor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.collection_store import CollectionDatabase
from tests.postgresql import Server
from tests.storage.collecting_clerks import opened
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


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A place for copies on another disk, empty."""
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


@pytest.fixture(params=[5, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "each"])
def among(request: pytest.FixtureRequest) -> Callable[[int], range]:
    """Of so many steps each fifth, the last among them; in the slow run each one."""
    every: int = request.param
    return lambda steps: range(steps % every or every, steps + 1, every)


@pytest.fixture(params=[True, False], ids=["links", "no links"])
def links_or_none(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has links, and one that has none."""

    def refused(*_: object) -> None:
        raise OSError(1, "no links here")

    if not request.param:
        monkeypatch.setattr(os, "link", refused)


@pytest.fixture
def clerk(server: Server, database: str) -> Iterator[CollectionDatabase]:
    """A clerk's own connections to it, its tables made."""
    with opened(server.address(database)) as store:
        yield store
