"""Another recovery code: at every moment the old one or the new one opens the book."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD


def opens(books: EncryptedBooks, folder: Path, *secrets: str) -> None:
    for secret in secrets:
        books.open(folder, secret, read_only=True).close()


def test_a_new_recovery_code_opens_and_the_old_one_does_not(
    books: EncryptedBooks, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    book, old = books.create(folder, PASSWORD)
    before = book.back_up()
    with pytest.raises(WrongPassword):
        book.new_recovery_code("不是它")
    new = book.new_recovery_code(PASSWORD)
    after = book.back_up()
    book.close()
    opens(books, folder, PASSWORD, new)
    with pytest.raises(WrongPassword):
        books.open(folder, old)
    # Backups that were made before are under a former key, and have today's ring.
    opens(books, before, PASSWORD, new)
    with pytest.raises(WrongPassword):
        books.open(before, old, read_only=True)
    opens(books, after, PASSWORD, new)
    (folder / "keys.json").unlink()
    with pytest.raises(WrongPassword):
        books.open(folder, old)
    opens(books, folder, new)


def test_a_password_and_a_code_changed_one_after_the_other_both_stay(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    code = book.new_recovery_code(PASSWORD)
    book.change_password(PASSWORD, "新的")
    book.change_password(code, "更新的")
    opens(books, folder, code, "更新的")


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("which", range(6))
def test_whatever_flush_fails_what_was_told_of_the_code_is_true(
    books: EncryptedBooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: int, number: int
) -> None:
    folder = tmp_path / "book"
    book, old = books.create(folder, PASSWORD)
    book.back_up()
    fsync, flushes = os.fsync, iter(range(99))

    def flush(handle: int) -> None:
        if next(flushes) == which:
            raise OSError(number, os.strerror(number))
        fsync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", flush)
        try:
            valid, other = book.new_recovery_code(PASSWORD), old
        except EnvironmentProblem:
            valid, other = old, ""
    book.close()
    opens(books, folder, PASSWORD, valid)
    if other:
        with pytest.raises(WrongPassword):
            books.open(folder, other)
    assert not list(folder.rglob("*.new"))


def test_a_kill_between_any_two_steps_leaves_the_old_or_the_new_code(
    books: EncryptedBooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is copied before and after each flush and rename, as a kill would leave it."""
    folder = tmp_path / "book"
    book, old = books.create(folder, PASSWORD)
    book.back_up()
    left: list[Path] = []

    def seen() -> None:
        left.append(tmp_path / f"left{len(left)}")
        shutil.copytree(folder, left[-1])

    fsync, rename = os.fsync, Path.replace

    def flush(handle: int) -> None:
        seen()
        fsync(handle)

    def replace(self: Path, target: Path) -> Path:
        seen()
        done = rename(self, target)
        seen()
        return done

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", flush)
        patch.setattr(Path, "replace", replace)
        new = book.new_recovery_code(PASSWORD)
    book.close()
    assert len(left) > 5
    for each in left:
        opened = books.open(each, PASSWORD)
        assert opened.take_notices() == []
        opened.close()
        assert not list(each.rglob("*.new"))
        worked = 0
        for code in (old, new):
            try:
                opens(books, each, code)
                worked += 1
            except WrongPassword:
                pass
        assert worked == 1
