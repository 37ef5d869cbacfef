"""Key files from before a change that kept the key: a book knows them by their number."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.domain.keeper import Keeper
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_problems import SupersededKeys
from qinglian_desktop.storage.keys import KeyRing
from tests.storage.invented_books import PASSWORD, invented_books
from tests.storage.sentences import complete
from tests.trust.test_rings import CLERK, HIS, made, refused


@pytest.fixture
def books() -> EncryptedBooks:
    return invented_books()


@pytest.fixture
def folder(books: EncryptedBooks, tmp_path: Path) -> Path:
    """A closed book of two keepers, with a record and a backup."""
    return made(books, tmp_path / "book")


def test_a_role_that_was_taken_does_not_come_back_by_an_old_key_file(
    books: EncryptedBooks, folder: Path
) -> None:
    book = books.open(folder, PASSWORD)
    book.keepers.change(CLERK.name, Keeper(CLERK.name), PASSWORD)
    kept = (folder / "keys.json").read_bytes()
    book.keepers.change(CLERK.name, CLERK, PASSWORD)
    book.close()
    for ring in folder.rglob("keys.json"):
        ring.write_bytes(kept)
    refused(books, folder, HIS, SupersededKeys)


def test_an_old_key_file_opens_by_the_recovery_code_where_no_later_one_is_left(
    books: EncryptedBooks, tmp_path: Path
) -> None:
    book, code = books.create(tmp_path / "book", PASSWORD)
    kept = (book.folder / "keys.json").read_bytes()
    book.keepers.add(CLERK, HIS, PASSWORD)
    book.close()
    (tmp_path / "book" / "keys.json").write_bytes(kept)
    refused(books, tmp_path / "book", PASSWORD, SupersededKeys)
    books.open(tmp_path / "book", code).close()


def taken_role_in_an_old_key_file(books: EncryptedBooks, folder: Path) -> bytes:
    """The clerk could do all once; gives the ring of then."""
    book = books.open(folder, PASSWORD)
    book.keepers.change(CLERK.name, Keeper(CLERK.name), PASSWORD)
    kept = (folder / "keys.json").read_bytes()
    book.keepers.change(CLERK.name, CLERK, PASSWORD)
    book.close()
    for ring in folder.rglob("keys.json"):
        ring.write_bytes(kept)
    return kept


def test_a_role_that_was_taken_does_nothing_to_a_book_that_is_not_opened(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    taken_role_in_an_old_key_file(books, folder)
    (copy,) = books.backups(folder)
    for deed in (
        lambda: books.look(folder, copy.folder, HIS),
        lambda: books.restore(folder, copy.folder, HIS),
        lambda: books.repair(folder, tmp_path / "mended", HIS),
        lambda: books.let_go(folder, folder / "aside" / "000009-20261123-100500", HIS),
    ):
        with pytest.raises(SupersededKeys) as told:
            deed()
        assert complete(told.value)


def test_who_opens_an_old_key_file_by_the_code_is_told_and_it_counts_on(
    books: EncryptedBooks, tmp_path: Path
) -> None:
    book, code = books.create(tmp_path / "book", PASSWORD)
    folder = book.folder
    book.keepers.add(Keeper(CLERK.name), HIS, PASSWORD)
    kept = (folder / "keys.json").read_bytes()
    book.keepers.change(CLERK.name, CLERK, PASSWORD)
    book.close()
    latest = KeyRing.read(folder / "keys.json").serial
    (folder / "keys.json").write_bytes(kept)
    book = books.open(folder, code)
    (notice,) = book.take_notices()
    assert "以前的一份" in notice.happened and complete(notice)
    book.keepers.change(CLERK.name, CLERK, code)
    book.close()
    assert KeyRing.read(folder / "keys.json").serial > latest
    (folder / "keys.json").write_bytes(kept)
    refused(books, folder, HIS, SupersededKeys)
