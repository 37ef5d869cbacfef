"""Where two PCs put their backups, one sees that the other wrote in the same book by itself."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.merge_taking import merge_copy
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.invented import EVERYTHING, example_input
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD
from tests.storage.second_places import CALLED


def enter(book: EncryptedBook, line: str) -> None:
    tools = make_tools(clock=lambda: NOW)
    Desk(book, tools).records.save(EVERYTHING, example_input(line=line))


def told(book: EncryptedBook, stick: Path) -> list[str]:
    book.back_up_to(stick, CALLED)
    return [each.happened for each in book.take_notices()]


def other_of(books: EncryptedBooks, book: EncryptedBook, folder: Path, at: Path) -> EncryptedBook:
    """The folder carried to another PC."""
    enter(book, "甲")
    book.close()
    shutil.copytree(folder, at)
    return books.open(at, PASSWORD, is_closed_elsewhere=True)


def test_the_other_ones_copy_is_told_until_it_was_merged(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, stick: Path, tmp_path: Path
) -> None:
    there = other_of(books, book, folder, tmp_path / "另一台" / "台账库")
    here = books.open(folder, PASSWORD)
    enter(here, "乙")
    enter(there, "丁")
    assert told(here, stick) == []
    (said,) = told(there, stick)
    assert said.startswith("这本台账库在另一台电脑上也记过") and "2026年11月23日" in said
    (said,) = told(here, stick)
    assert "2026年11月23日" in said
    merge_copy(Desk(here, make_tools(clock=lambda: NOW)), there, {})
    assert told(here, stick) == []
    here.close()
    there.close()


def test_copies_from_before_it_was_gone_back_are_its_own(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, stick: Path
) -> None:
    enter(book, "甲")
    first = book.back_up()
    enter(book, "乙")
    for _ in range(3):
        assert told(book, stick) == []
    book.close()
    books.restore(folder, first, PASSWORD)
    again = books.open(folder, PASSWORD)
    enter(again, "丙")
    assert told(again, stick) == []
    again.close()


def test_one_that_is_looked_into_says_whether_it_went_on_elsewhere(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, stick: Path, tmp_path: Path
) -> None:
    first = book.back_up()
    there = other_of(books, book, folder, tmp_path / "另一台" / "台账库")
    enter(there, "丁")
    theirs = there.back_up_to(stick, "海上支部")
    here = books.open(folder, PASSWORD)
    enter(here, "乙")

    def is_apart(copy: Path) -> bool:
        with closing(books.look(folder, copy, PASSWORD)) as seen:
            return seen.copy is not None and seen.copy.is_apart

    assert is_apart(theirs) and not is_apart(first)
    merge_copy(Desk(here, make_tools(clock=lambda: NOW)), there, {})
    there.close()
    second = here.back_up()
    here.close()
    assert not is_apart(theirs)
    books.restore(folder, first, PASSWORD)
    # What the book had itself before it was gone back is no other PC's.
    assert not is_apart(second)
    books.open(folder, PASSWORD).close()
    assert not is_apart(second)


def test_a_copy_that_only_waits_behind_is_nothing_to_tell(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, stick: Path, tmp_path: Path
) -> None:
    there = other_of(books, book, folder, tmp_path / "另一台" / "台账库")
    here = books.open(folder, PASSWORD)
    assert told(there, stick) == []
    enter(here, "乙")
    assert told(here, stick) == []
    here.close()
    there.close()
