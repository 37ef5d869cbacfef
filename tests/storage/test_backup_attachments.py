"""Attachments lie on a shelf once for all copies of a book, and come back with each of them."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD, add, event

LIGHT, SHADOW = b"light" * 50_000, b"shadow" * 50_000


@pytest.fixture(params=[True, False], ids=["links", "no links"], autouse=True)
def _disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has links, and one that has none."""

    def refused(*_: object) -> None:
        raise OSError(1, "no links here")

    if not request.param:
        monkeypatch.setattr(os, "link", refused)


def save_with(book: EncryptedBook, data: bytes) -> None:
    with book.writing() as work:
        file = work.attachments.put("附件.bin", data)
    add(book, event(files=(file,)))


def read(book: EncryptedBook, data: bytes) -> bytes:
    with book.reading() as work:
        return work.attachments.read(hashlib.sha256(data).hexdigest())


def lose_all(folder: Path) -> None:
    shutil.rmtree(folder / "attachments")


def leave_all(folder: Path) -> None:
    assert (folder / "attachments").is_dir()


def test_many_copies_take_little_more_than_one(book: EncryptedBook, folder: Path) -> None:
    save_with(book, LIGHT)
    copies = [book.back_up() for _ in range(5)]
    assert all(sum(each.stat().st_size for each in c.iterdir()) < len(LIGHT) * 3 for c in copies)
    assert all(len((copy / "attachments.txt").read_text().split()) == 1 for copy in copies)
    assert len(list((folder / "backups" / "attachments").glob("*/*"))) == 1


@pytest.mark.parametrize("meanwhile", [lose_all, leave_all])
def test_a_backup_and_what_was_put_aside_come_back_whole(
    books: EncryptedBooks,
    book: EncryptedBook,
    folder: Path,
    meanwhile: Callable[[Path], None],
) -> None:
    save_with(book, LIGHT)
    yesterday = book.back_up()
    save_with(book, SHADOW)
    book.close()
    today = books.restore(folder, yesterday, PASSWORD)
    meanwhile(folder)
    if not (folder / "attachments").exists():
        books.restore(folder, yesterday, PASSWORD)
    restored = books.open(folder, PASSWORD)
    assert read(restored, LIGHT) == LIGHT
    assert restored.check() == []
    restored.close()
    # Closing has swept what the restored book does not know; the shelf still has it.
    assert len(list((folder / "attachments").glob("*/*"))) == 1
    books.restore(folder, today, PASSWORD)
    restored = books.open(folder, PASSWORD)
    assert [read(restored, LIGHT), read(restored, SHADOW)] == [LIGHT, SHADOW]
    assert restored.check() == []
    restored.close()


def test_a_book_with_a_lost_attachment_is_backed_up_all_the_same(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    lose_all(folder)
    save_with(book, SHADOW)
    copy = books.open(book.back_up(), PASSWORD, read_only=True)
    assert read(copy, SHADOW) == SHADOW
    assert copy.check() == ["万事簿 2026-001 的附件“附件.bin”的文件不见了。"]
    copy.close()
