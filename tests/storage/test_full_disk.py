"""A full disk: nothing is half-saved, the user is told, and afterwards all goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD, add, event
from tests.storage.sentences import complete

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    if sys.platform == "win32" or not ROOT:
        pytest.skip("only root may mount a small disk")
    disk = tmp_path / "small"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("the machine lets nobody mount")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill_up(book: EncryptedBook) -> tuple[int, EnvironmentProblem]:
    """Save until it fails: how many were confirmed, and what the user was told."""
    for saved in range(100_000):
        try:
            add(book, event(f"第{saved}条", story="长" * 18_000))
        except EnvironmentProblem as problem:
            return saved, problem
    raise AssertionError("the disk is not full")


def count(book: EncryptedBook) -> int:
    with book.reading() as work:
        return work.records.count(Query("everything"))


def test_a_full_disk_is_told_and_loses_nothing(books: EncryptedBooks, small_disk: Path) -> None:
    book, _ = books.create(small_disk / "book", PASSWORD)
    saved, problem = fill_up(book)
    assert "满了" in problem.happened and complete(problem)
    assert saved > 0 and count(book) == saved
    assert book.check() == []
    with pytest.raises(EnvironmentProblem, match="满了"):
        book.back_up()
    assert book.last_backup() is None
    book.close()
    # The same disk, a little larger: the book opens and takes records again.
    grow = ["mount", "-o", "remount,size=8m", str(small_disk)]
    subprocess.run(grow, check=True)
    book = books.open(small_disk / "book", PASSWORD)
    assert count(book) == saved and book.check() == []
    assert add(book, event("又能存了")).number == f"2026-{saved + 1:03}"
    book.close()


@pytest.mark.parametrize("free", [80, 8, 4])
def test_a_full_disk_takes_no_new_book_and_keeps_nothing_of_it(
    books: EncryptedBooks, small_disk: Path, free: int
) -> None:
    (small_disk / "满").write_bytes(b"x" * (2 * 1024 * 1024 - free * 1024))
    with pytest.raises(EnvironmentProblem, match="满了"):
        books.create(small_disk / "book", PASSWORD)
    assert list((small_disk / "book").iterdir()) == []


def test_a_database_that_cannot_grow_keeps_what_was_confirmed(book: EncryptedBook) -> None:
    """The same without a mount: SQLite itself is told that there is no more space."""
    add(book, event("先存上的"))
    with book.writing() as work:
        connection = cast("Any", work.records)._connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {int(pages) + 40}")
    saved, problem = fill_up(book)
    assert "满了" in problem.happened
    assert count(book) == saved + 1
    assert book.check() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_keys_are_not_lost_when_they_cannot_be_written_anew(
    book: EncryptedBook, books: EncryptedBooks, folder: Path
) -> None:
    (folder / "keys.json.new").symlink_to("/dev/full")
    with pytest.raises(EnvironmentProblem, match="满了"):
        book.change_password(PASSWORD, "新的")
    book.close()
    books.open(folder, PASSWORD).close()
