"""Lost or damaged keys are made anew: from the backups at opening, from memory afterwards."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.keys import DamagedKeys, KeyRing
from tests.storage.invented_books import CHEAP, PASSWORD, add, event
from tests.storage.sentences import complete

Harm = Callable[[Path], object]

NOTHING = pytest.param(lambda path: path.unlink(), "不见了", id="gone")
HALF = pytest.param(lambda path: path.write_bytes(path.read_bytes()[:300]), "坏了", id="half")
FOREIGN = pytest.param(
    lambda path: KeyRing.new(PASSWORD, CHEAP)[0].write(path), "被换成了别的", id="foreign"
)


@pytest.fixture
def copied(books: EncryptedBooks, folder: Path) -> Path:
    """A closed book with a backup, the keys of both as they were written."""
    opened = books.open(folder, PASSWORD)
    add(opened, event())
    opened.back_up()
    opened.close()
    return folder


def opens(books: EncryptedBooks, folder: Path, *secrets: str) -> None:
    for secret in secrets:
        books.open(folder, secret, read_only=True).close()


@pytest.mark.parametrize(("harm", "what"), [NOTHING, HALF])
def test_a_book_without_its_keys_is_opened_by_those_of_its_backups(
    books: EncryptedBooks, copied: Path, harm: Harm, what: str
) -> None:
    written = (copied / "keys.json").read_bytes()
    harm(copied / "keys.json")
    assert books.is_book(copied)
    book = books.open(copied, PASSWORD)
    (notice,) = book.take_notices()
    assert what in notice.happened and "重新写好" in notice.kept and complete(notice)
    assert book.take_notices() == []
    assert (copied / "keys.json").read_bytes() == written
    book.close()
    again = books.open(copied, PASSWORD)
    assert again.take_notices() == []
    again.close()


@pytest.mark.parametrize(("harm", "what"), [NOTHING, HALF])
def test_a_book_read_only_is_opened_so_too_and_left_as_it_is(
    books: EncryptedBooks, copied: Path, harm: Harm, what: str
) -> None:
    path = copied / "keys.json"
    harm(path)
    before = path.read_bytes() if path.exists() else None
    book = books.open(copied, PASSWORD, read_only=True)
    (notice,) = book.take_notices()
    assert what in notice.happened and "没有改动" in notice.kept and complete(notice)
    book.close()
    assert (path.read_bytes() if path.exists() else None) == before


def test_without_keys_beside_the_backups_those_of_the_newest_copy_are_taken(
    books: EncryptedBooks, copied: Path
) -> None:
    (copied / "keys.json").unlink()
    (copied / "backups" / "keys.json").write_bytes(b"broken")
    books.open(copied, PASSWORD).close()
    opens(books, copied, PASSWORD)
    assert KeyRing.read(copied / "backups" / "keys.json")


def test_keys_of_another_book_beside_the_backups_are_passed_over(
    books: EncryptedBooks, copied: Path
) -> None:
    (copied / "keys.json").unlink()
    KeyRing.new(PASSWORD, CHEAP)[0].write(copied / "backups" / "keys.json")
    books.open(copied, PASSWORD).close()
    opens(books, copied, PASSWORD)


def test_a_wrong_password_with_keys_of_the_backups_says_which_may_be_right(
    books: EncryptedBooks, copied: Path
) -> None:
    (copied / "keys.json").write_bytes(b"broken")
    with pytest.raises(WrongPassword, match="备份里的钥匙") as raised:
        books.open(copied, "不是它")
    assert complete(raised.value)
    assert (copied / "keys.json").read_bytes() == b"broken"


def test_a_password_that_was_changed_does_not_open_by_an_older_copy(
    books: EncryptedBooks, copied: Path
) -> None:
    book = books.open(copied, PASSWORD)
    book.change_password(PASSWORD, "新的")
    book.close()
    (copied / "keys.json").unlink()
    with pytest.raises(WrongPassword):
        books.open(copied, PASSWORD)
    books.open(copied, "新的").close()


def test_without_any_keys_damage_is_told_as_damage(books: EncryptedBooks, folder: Path) -> None:
    (folder / "keys.json").write_bytes(b"broken")
    with pytest.raises(DamagedKeys):
        books.open(folder, PASSWORD)
    (folder / "keys.json").unlink()
    with pytest.raises(EnvironmentProblem, match="缺了一个文件"):
        books.open(folder, PASSWORD)


@pytest.mark.parametrize(("harm", "what"), [NOTHING, HALF, FOREIGN])
def test_keys_harmed_under_an_open_book_are_written_anew_with_the_next_save(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, harm: Harm, what: str
) -> None:
    told: list[Changed] = []
    book.watch(told.append)
    path = folder / "keys.json"
    written = path.read_bytes()
    add(book, event("之前"))
    assert not told[-1].notices and book.take_notices() == []
    harm(path)
    add(book, event("之后"))
    assert path.read_bytes() == written
    assert told[-1].notices
    (notice,) = book.take_notices()
    assert what in notice.happened and complete(notice)
    add(book, event("再后"))
    assert not told[-1].notices
    opens(books, folder, PASSWORD)


@pytest.mark.parametrize("step", ["back_up", "close"])
@pytest.mark.parametrize(("harm", "what"), [NOTHING, HALF, FOREIGN])
def test_they_are_looked_at_with_each_backup_and_at_closing(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, harm: Harm, what: str, step: str
) -> None:
    harm(folder / "keys.json")
    getattr(book, step)()
    (notice,) = book.take_notices()
    assert what in notice.happened
    opens(books, folder, PASSWORD)


def test_every_backup_has_the_keys_though_they_cannot_be_written_anew(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    (folder / "keys.json").unlink()
    (folder / "keys.json.new").mkdir()
    copy = book.back_up()
    (notice,) = book.take_notices()
    assert "没有写成" in notice.happened and complete(notice)
    add(book, event("存得上"))
    assert book.take_notices() == []
    opens(books, copy, PASSWORD)
    assert KeyRing.read(folder / "backups" / "keys.json")
    (folder / "keys.json.new").rmdir()
    add(book, event("又能写了"))
    (notice,) = book.take_notices()
    assert "重新写好" in notice.happened
    opens(books, folder, PASSWORD)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")
def test_a_folder_that_is_gone_is_not_told_as_lost_keys(book: EncryptedBook, folder: Path) -> None:
    moved = folder.rename(folder.with_name("拔掉了"))
    with pytest.raises(EnvironmentProblem):
        book.back_up()
    book.close()
    assert book.take_notices() == []
    moved.rename(folder)


def test_keys_without_a_checksum_get_one_and_nobody_needs_to_hear(
    books: EncryptedBooks, folder: Path
) -> None:
    path = folder / "keys.json"
    written = path.read_text()
    cut = written[: written.index(',\n "sha256"')] + "\n}"
    path.write_text(cut)
    opens(books, folder, PASSWORD)
    assert path.read_text() == cut
    book = books.open(folder, PASSWORD)
    assert path.read_text() == written and book.take_notices() == []
    book.close()


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
    # As the window says: backups that were made before still have the old code.
    opens(books, before, PASSWORD, old)
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
