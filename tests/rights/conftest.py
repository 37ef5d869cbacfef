"""Books with a word planted in all that is confidential, opened by keepers of every kind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from tests.conftest import PASSWORD
from tests.rights.confidential_words import OTHERS, plant, word_of


@pytest.fixture(scope="session")
def planted_folder(
    sample_folder: Path, books: Books, tools: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A closed sample book with planted words and several keepers, which nobody changes."""
    folder = tmp_path_factory.mktemp("planted") / "示例台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    try:
        plant(Desk(book, tools))
        book.back_up()
        for name, keeper in OTHERS.items():
            book.keepers.add(keeper, word_of(name), PASSWORD)
    finally:
        book.close()
    return folder


@pytest.fixture
def opened_by(
    planted_folder: Path, books: Books, tmp_path: Path
) -> Iterator[Callable[[str], Book]]:
    """Opens the test's own copy of the book as the keeper of a name; 书记 is the first one."""
    folder, opened = tmp_path / "示例台账库", list[Book]()
    shutil.copytree(planted_folder, folder)

    def open_as(name: str) -> Book:
        for each in opened:
            each.close()
        secret = word_of(name) if name in OTHERS else PASSWORD
        opened[:] = [books.open(folder, secret, keeper=name)]
        return opened[0]

    yield open_as
    for each in opened:
        each.close()
