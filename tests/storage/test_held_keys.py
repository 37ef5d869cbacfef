"""Lost or damaged keys are made anew: from the backups at opening, from memory afterwards."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.keeper import FIRST_KEEPER
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.key_problems import DamagedKeys
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.recovery_code import new_code
from tests.storage.former_keys import of_a_former_kind
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


def test_slots_of_a_former_kind_are_bound_anew_and_it_is_said_once_who_is_named_now(
    books: EncryptedBooks, folder: Path
) -> None:
    """Each by its own secret, at the first opening for writing that gives it."""
    path, code = folder / "keys.json", new_code()
    ring = KeyRing.read(path)
    key = ring.unlock(PASSWORD)
    former = of_a_former_kind(ring.book, key, PASSWORD, code)
    with closing(connect(folder / "ledger.db", key, "rw")) as connection:
        connection.execute("DELETE FROM settings WHERE key = 'keys.serial'").close()
    path.write_bytes(former)
    opens(books, folder, PASSWORD)
    assert path.read_bytes() == former
    book = books.open(folder, PASSWORD)
    ring = KeyRing.read(path)
    assert [slot.takes_keys for slot in ring.slots] == [True, False]
    (notice,) = book.take_notices()
    assert "使用人“书记”" in notice.happened and "“使用人”里改" in notice.todo
    assert book.keeper == FIRST_KEEPER
    book.close()
    book = books.open(folder, code)
    assert all(slot.takes_keys for slot in KeyRing.read(path).slots)
    assert book.take_notices() == []
    book.close()
    opens(books, folder, PASSWORD)
    opens(books, folder, code)


def test_a_book_opens_though_its_keys_cannot_be_written_anew(
    books: EncryptedBooks, copied: Path
) -> None:
    (copied / "keys.json").unlink()
    (copied / "keys.json.new").mkdir()
    book = books.open(copied, PASSWORD)
    (notice,) = book.take_notices()
    assert "没有写成" in notice.happened and complete(notice)
    (copied / "keys.json.new").rmdir()
    add(book, event())
    (notice,) = book.take_notices()
    assert "重新写好" in notice.happened
    book.close()
    opens(books, copied, PASSWORD)


def test_saving_beside_changes_of_the_password_takes_no_change_for_harm(
    book: EncryptedBook,
) -> None:
    def change_often() -> None:
        for _ in range(30):
            book.change_password(PASSWORD, PASSWORD)

    with ThreadPoolExecutor(2) as threads:
        changing = threads.submit(change_often)
        while not changing.done():
            add(book, event())
            book.back_up()
        changing.result()
    assert book.take_notices() == []


def test_a_key_file_that_cannot_be_read_for_a_moment_is_not_taken_for_damaged(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = books.open(folder, PASSWORD)
    book.back_up()
    book.close()
    real, failed = Path.read_bytes, list[Path]()

    def loose(path: Path) -> bytes:
        if path == folder / "keys.json" and not failed:
            failed.append(path)
            raise OSError(errno.EIO, "no")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", loose)
    book = books.open(folder, PASSWORD)
    assert failed and book.take_notices() == []
    book.close()
