"""Copies in a second place: whole books, found again by whose they are, whatever befalls it."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.storage import backup, second_place, shelf
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import DATABASE
from tests.invented import EVERYTHING
from tests.storage.invented_books import NOW, PASSWORD
from tests.storage.second_places import CALLED, everything, keep
from tests.storage.sentences import complete


def held(book: EncryptedBook) -> dict[object, bytes]:
    """The line of each record, and what is in its file."""
    with book.reading() as work:
        found = work.records.fetch(EVERYTHING, range(1, 50))
        return {
            each.value("line"): work.attachments.read(each.value("files")[0].digest)  # type: ignore[index, union-attr]
            for each in found
        }


def test_a_copy_elsewhere_is_a_book_that_a_new_pc_can_go_on_with(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, stick: Path, tmp_path: Path
) -> None:
    keep(book, "甲")
    book.back_up()
    made = book.back_up_to(stick, CALLED)
    second = book.second_folder(stick)
    assert second is not None and second.name.startswith("清廉台账备份_海上支部_")
    assert made == second / "backups" / "000002-20261123-100500"
    assert [each.folder for each in books.backups(second)] == [made]
    assert [each.number for each in books.backups(folder)] == [1]
    assert b"\xe7\x94\xb2" not in b"".join(
        each.read_bytes() for each in stick.rglob("*") if each.is_file()
    )
    before = held(book)
    book.close()
    shutil.rmtree(folder)
    new = tmp_path / "新电脑" / "台账库"
    assert books.shelves(stick) == books.shelves(second) == books.shelves(made) == [second]
    books.bring_back(made, PASSWORD, new)
    again = books.open(new, PASSWORD)
    assert held(again) == before == {"甲": "甲".encode() * 3000}
    assert again.check() == []
    # It goes on where it was, also in the second place.
    keep(again, "乙")
    assert again.back_up_to(stick, CALLED).name.startswith("000003-")
    assert again.second_folder(stick) == second
    again.close()


def test_each_book_has_its_own_folder_and_finds_it_under_any_name(
    books: EncryptedBooks, book: EncryptedBook, stick: Path, tmp_path: Path
) -> None:
    other, _ = books.create(tmp_path / "另一本", PASSWORD)
    other.back_up_to(stick, CALLED)
    book.back_up_to(stick, CALLED)
    (first, second) = books.shelves(stick)
    assert {book.second_folder(stick), other.second_folder(stick)} == {first, second}
    renamed = book.second_folder(stick)
    assert renamed is not None
    moved = renamed.rename(stick / renamed.name.replace(CALLED, "改了名字"))
    book.back_up_to(stick, "又一个名字")
    assert book.second_folder(stick) == book.second_folder(moved) == moved
    assert len(books.backups(moved)) == 2
    other.close()


def test_a_stick_without_links_and_rare_characters_serves_as_well(
    book: EncryptedBook, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    keep(book, "甲")
    made = book.back_up_to(stick, '韦𬭚 的:"支部"?')
    assert made.parents[1].name.startswith("清廉台账备份_韦_ 的__支部___")
    assert len(list((made.parent / "attachments").glob("*/*"))) == 1
    assert len(everything(stick)) == len({each.lower() for each in everything(stick)})


def test_copies_there_go_by_generations_and_their_numbers_above_all_that_are_there(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, stick: Path
) -> None:
    first = book.back_up()
    for _ in range(3):
        latest = book.back_up_to(stick, CALLED)
    book.close()
    books.restore(folder, first, PASSWORD)
    again = books.open(folder, PASSWORD)
    # The book that was gone back to knows of one copy alone.
    made = again.back_up_to(stick, CALLED)
    assert shelf.copies(made.parent)[0].folder == made > latest
    for _ in range(9):
        again.back_up_to(stick, CALLED)
    assert len(shelf.copies(made.parent)) == shelf.NEWEST_KEPT
    again.close()


def gone(stick: Path) -> None:
    shutil.rmtree(stick)


def full(stick: Path) -> None:
    raise OSError(errno.ENOSPC, "full")


def write_protected(stick: Path) -> None:
    raise OSError(errno.EROFS, "read-only")


def broken(stick: Path) -> None:
    raise OSError(errno.EIO, "broken")


def disconnected(stick: Path) -> None:
    shutil.rmtree(stick)
    raise OSError(errno.ETIMEDOUT, "no answer")


@pytest.mark.parametrize(
    "befalls, words",
    [
        (gone, "找不到“U盘”了"),
        (disconnected, "找不到“U盘”了"),
        (full, "“U盘”的空间不够"),
        (write_protected, "“U盘”不让写入"),
        (broken, "往“U盘”写备份时出错"),
    ],
)
@pytest.mark.parametrize("at", ["copy_pages", "must_equal", "write_durably"])
def test_what_befalls_the_place_is_told_of_it_and_nothing_stays(
    book: EncryptedBook, stick: Path, monkeypatch: pytest.MonkeyPatch, befalls, words: str, at: str
) -> None:
    keep(book, "甲")
    book.back_up()
    done = getattr(backup, at)

    def struck(*given: object, **more: object) -> object:
        befalls(stick)
        return done(*given, **more)

    monkeypatch.setattr(backup, at, struck)
    with pytest.raises(EnvironmentProblem) as told:
        book.back_up_to(stick, CALLED)
    assert words in told.value.happened
    assert "台账库和它里面的备份没有受影响" in told.value.kept
    assert complete(told.value)
    assert not stick.exists() or not everything(stick)
    monkeypatch.undo()
    stick.mkdir(exist_ok=True)
    book.back_up_to(stick, CALLED)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is writable for root")
def test_a_folder_that_is_not_writable_is_told(book: EncryptedBook, stick: Path) -> None:
    stick.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(EnvironmentProblem, match="“U盘”不让写入"):
        book.back_up_to(stick, CALLED)


def test_a_place_that_is_not_there_is_told_and_not_made(
    book: EncryptedBook, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentProblem, match="找不到“没插”了"):
        book.back_up_to(tmp_path / "没插", CALLED)
    assert not (tmp_path / "没插").exists()
    assert book.second_folder(tmp_path / "没插") is None


def test_the_books_own_folder_is_no_second_place(book: EncryptedBook, folder: Path) -> None:
    for place in (folder, folder / "backups"):
        with pytest.raises(EnvironmentProblem, match="就在台账库的文件夹里面"):
            book.back_up_to(place, CALLED)


def test_one_that_is_given_up_or_differs_leaves_nothing_of_itself(
    book: EncryptedBook, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Cancelled):
        book.back_up_to(stick, CALLED, lambda done, total: False)
    assert not everything(stick)
    keep(book, "甲")
    book.back_up_to(stick, CALLED)
    before = everything(stick)
    keep(book, "乙")
    with pytest.raises(Cancelled):
        book.back_up_to(stick, CALLED, lambda done, total: False)
    assert everything(stick) == before

    def differs(*_: object) -> None:
        raise EnvironmentProblem("读回来核对，和原来的对不上。", "", "")

    monkeypatch.setattr(backup, "must_equal", differs)
    with pytest.raises(EnvironmentProblem, match="对不上") as told:
        book.back_up_to(stick, CALLED)
    assert "没有受影响" in told.value.kept and "换一个U盘" in told.value.todo
    assert everything(stick) == before


def test_what_was_cut_off_is_swept_the_next_time(book: EncryptedBook, stick: Path) -> None:
    made = book.back_up_to(stick, CALLED)
    torn = made.with_name(f"000009-20261123-100500{shelf.UNFINISHED}")
    torn.mkdir()
    (torn / DATABASE).write_bytes(b"half")
    latest = book.back_up_to(stick, CALLED)
    assert not torn.exists()
    assert [each.folder for each in shelf.copies(made.parent)] == [latest, made]


def test_two_programs_do_not_write_there_at_once(book: EncryptedBook, stick: Path) -> None:
    second = book.back_up_to(stick, CALLED).parents[1]
    lock = BookLock.take(second, "", NOW)
    before = everything(stick)
    with pytest.raises(EnvironmentProblem, match="另一个程序正在往“U盘”备份"):
        book.back_up_to(stick, CALLED)
    assert everything(stick) == before
    lock.release()
    book.back_up_to(stick, CALLED)


def test_a_shelf_is_found_from_anywhere_near_it_and_nowhere_else(
    books: EncryptedBooks, book: EncryptedBook, stick: Path
) -> None:
    assert books.shelves(stick) == []
    made = book.back_up_to(stick, CALLED)
    second = made.parents[1]
    for place in (stick, second, second / "backups", made):
        assert second_place.shelves(place) == [second]
