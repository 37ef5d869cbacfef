"""Whatever is kept of a book is read by nobody else who uses the same PC."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.invented_books import PASSWORD, add, event, invented_books

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """A PC on which whatever is made is everybody's."""
    before = os.umask(0)
    yield
    os.umask(before)


def others_may(place: Path) -> list[str]:
    """What of a folder somebody else may read or write."""
    found = [place, *place.rglob("*")]
    return [str(each.relative_to(place)) for each in found if each.lstat().st_mode & 0o077]


@pytest.mark.usefixtures("open_to_all")
def test_whatever_is_done_no_file_is_anybody_elses(tmp_path: Path) -> None:
    books, folder, stick = invented_books(), tmp_path / "book", tmp_path / "stick"
    stick.mkdir(mode=0o700)
    book, _ = books.create(folder, PASSWORD)
    with book.writing() as work:
        file = work.attachments.put("一页.txt", b"page" * 100)
    add(book, event(files=(file,)))
    assert others_may(folder) == []
    copy = book.back_up()
    book.back_up_to(stick, "船厂")
    book.change_password(PASSWORD, "新的口令")
    add(book, event("乙"))
    book.archive(tmp_path / "全部.ql", "导出的口令")
    book.close()
    books.restore(folder, copy, "新的口令")
    books.open(folder, "新的口令").close()
    books.repair(folder, tmp_path / "mended", "新的口令")
    other, _ = books.create_from(tmp_path / "全部.ql", "导出的口令", tmp_path / "other", PASSWORD)
    other.close()
    for place in (folder, stick, tmp_path / "mended", tmp_path / "other"):
        assert others_may(place) == []
    assert not (tmp_path / "全部.ql").stat().st_mode & 0o077


def test_a_book_of_an_older_program_is_shut_at_the_first_opening(tmp_path: Path) -> None:
    books, folder = invented_books(), tmp_path / "book"
    book, _ = books.create(folder, PASSWORD)
    book.back_up()
    book.close()
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755 if each.is_dir() else 0o644)
    books.open(folder, PASSWORD).close()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not any(each.stat().st_mode & 0o077 for each in folder.iterdir())
