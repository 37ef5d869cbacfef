"""Killed or failing at any step, or on a full disk: archives and books are whole or not there."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.faulty_steps import Outcome, run
from tests.storage.invented_books import PASSWORD, add, event
from tests.storage.sentences import complete
from tests.storage.test_archive import SECRET, content, filled
from tests.storage.test_full_disk import small_disk as small_disk

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def import_it(packed: Path, folder: Path) -> None:
    from tests.storage.invented_books import invented_books

    book, _ = invented_books().create_from(packed, SECRET, folder, "another one")
    book.close()


@pytest.fixture
def packed(book: EncryptedBook, tmp_path: Path) -> Path:
    filled(book)
    (tmp_path / "U盘").mkdir()
    return book.archive(tmp_path / "U盘" / "一份.qlz", SECRET).path


@forking
def test_killed_at_any_step_half_a_book_is_none_and_the_next_import_ends_it(
    books: EncryptedBooks,
    book: EncryptedBook,
    packed: Path,
    tmp_path: Path,
    among: Callable[[int], range],
) -> None:
    whole = content(book)
    steps = run(lambda: import_it(packed, tmp_path / "看步数")).steps
    assert steps > 20
    for at in among(steps):
        folder = tmp_path / f"第{at}步"
        outcome = run(lambda folder=folder: import_it(packed, folder), at)
        assert outcome.killed
        if not folder.exists():
            continue
        if not books.is_book(folder):
            with pytest.raises(EnvironmentProblem):
                books.open(folder, "another one")
            import_it(packed, folder)
        again = books.open(folder, "another one")
        assert content(again) == whole and again.check() == [], at
        again.close()
        assert not (folder / "making").exists() and not list(folder.glob("*.new")), at
        shutil.rmtree(folder)


@forking
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_at_any_step_keeps_nothing_and_is_told(
    packed: Path, books: EncryptedBooks, tmp_path: Path, error: int, among: Callable[[int], range]
) -> None:
    steps = run(lambda: import_it(packed, tmp_path / "看步数")).steps
    for at in among(steps):
        folder = tmp_path / f"第{at}步"
        outcome = run(lambda folder=folder: import_it(packed, folder), at, error)
        assert not outcome.bug, outcome.bug
        if outcome.told:
            left = [each.name for each in folder.iterdir()] if folder.exists() else []
            assert left in ([], ["in-use.lock"]), (at, outcome.told)
        else:
            books.open(folder, "another one").close()


@forking
def test_killed_or_failing_at_any_step_an_archive_is_the_one_before_or_whole(
    books: EncryptedBooks,
    book: EncryptedBook,
    packed: Path,
    tmp_path: Path,
    among: Callable[[int], range],
) -> None:
    before = packed.read_bytes()

    def export() -> None:
        book.archive(packed, "other")

    steps = run(export).steps
    for at, error in [(at, error) for error in (0, errno.ENOSPC) for at in among(steps)]:
        for each in packed.parent.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        packed.write_bytes(before)
        outcome: Outcome = run(export, at, error)
        assert not outcome.bug, outcome.bug
        if packed.read_bytes() != before:
            made, _ = books.create_from(packed, "other", tmp_path / f"{at} {error}", "another")
            made.close()
        elif error:
            assert "满了" in outcome.told
            assert [each.name for each in packed.parent.iterdir()] == [packed.name], at
    run(export, steps // 2)
    assert len(list(packed.parent.iterdir())) > 1
    book.archive(packed, SECRET)
    left = [each.name for each in packed.parent.iterdir()]
    assert left == [packed.name], "the next one clears away what was cut off"


def test_a_full_stick_is_told_before_anything_is_written(
    book: EncryptedBook, small_disk: Path
) -> None:
    filled(book)
    with pytest.raises(EnvironmentProblem, match="空间不够") as told:
        book.archive(small_disk / "一份.qlz", SECRET)
    assert complete(told.value)
    assert list(small_disk.iterdir()) == []


def test_a_stick_that_fills_up_meanwhile_keeps_nothing(
    book: EncryptedBook, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(book)
    monkeypatch.setattr("shutil.disk_usage", _unknown)
    with pytest.raises(EnvironmentProblem, match="满了") as told:
        book.archive(small_disk / "一份.qlz", SECRET)
    assert complete(told.value)
    assert list(small_disk.iterdir()) == []


def test_a_disk_too_small_for_the_book_keeps_nothing_of_it(
    books: EncryptedBooks, packed: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        with pytest.raises(EnvironmentProblem, match="磁盘满了，没有导入完") as told:
            books.create_from(packed, SECRET, small_disk / "新的", "another one")
        assert complete(told.value)
        assert list((small_disk / "新的").iterdir()) == []
        monkeypatch.setattr("shutil.disk_usage", _unknown)
    grow = ["mount", "-o", "remount,size=30m", str(small_disk)]
    subprocess.run(grow, check=True)
    made, _ = books.create_from(packed, SECRET, small_disk / "新的", "another one")
    add(made, event("又能存了"))
    made.close()
    assert books.open(small_disk / "新的", "another one").check() == []
    assert PASSWORD != "another one"


def _unknown(_: object) -> object:
    raise OSError(errno.ENOSYS, "nobody knows")
