"""Books are made and opened, and whatever stands in the way is told in words that help."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug, WrongPassword
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import OFFICE_COST
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.migrations import Migration
from qinglian_desktop.storage.recovery_code import is_mistyped, new_code, read_code
from tests.invented import EVERYTHING
from tests.storage.invented_books import (
    CHEAP,
    NOW,
    PASSWORD,
    add,
    event,
    invented_books,
)
from tests.storage.sentences import complete


def test_a_new_book_is_a_folder_with_keys_and_database(folder: Path) -> None:
    assert sorted(each.name for each in folder.iterdir()) == [
        "backups",
        "in-use.lock",
        "keys.json",
        "ledger.db",
    ]
    assert PASSWORD not in (folder / "keys.json").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows flushes folders by itself")
def test_the_names_of_a_new_book_and_of_the_folders_above_it_are_flushed(
    books: EncryptedBooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    fsync = os.fsync

    def flush(handle: int) -> None:
        flushed.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", flush)
    folder = tmp_path / "支部" / "台账库"
    books.create(folder, PASSWORD)[0].close()
    assert {each.stat().st_ino for each in (tmp_path, tmp_path / "支部", folder)} <= {*flushed}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows flushes folders by itself")
def test_a_book_is_made_and_its_password_changed_where_no_folder_can_be_flushed(
    books: EncryptedBooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def flush(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no such thing here")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", flush)
    book, _ = books.create(tmp_path / "book", PASSWORD)
    book.change_password(PASSWORD, "新的")
    assert book.back_up().is_dir()
    book.close()
    books.open(tmp_path / "book", "新的").close()


@pytest.mark.parametrize("wrong", ["灯塔-2025", "", "a" * 500, "密码\n"])
def test_a_wrong_password_opens_nothing(books: EncryptedBooks, folder: Path, wrong: str) -> None:
    with pytest.raises(WrongPassword) as raised:
        books.open(folder, wrong)
    assert complete(raised.value)
    books.open(folder, PASSWORD).close()


def test_a_password_typed_with_full_width_digits_is_the_same(
    books: EncryptedBooks, folder: Path
) -> None:
    books.open(folder, "灯塔－２０２６").close()


def test_the_recovery_code_opens_the_book_however_it_is_typed(
    books: EncryptedBooks, tmp_path: Path
) -> None:
    book, code = books.create(tmp_path / "book", PASSWORD)
    book.close()
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 8
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "o")):
        books.open(tmp_path / "book", typed).close()


def test_a_mistyped_code_is_told_from_a_wrong_one(books: EncryptedBooks, folder: Path) -> None:
    code = new_code()
    swapped = code[:-1] + ("A" if code[-1] != "A" else "B")
    with pytest.raises(WrongPassword, match="抄错"):
        books.open(folder, swapped)
    with pytest.raises(WrongPassword, match="密码不对"):
        books.open(folder, code)
    assert read_code("不是恢复码") is None
    assert not any(is_mistyped(read_code(new_code()) or "") for _ in range(50))


def test_a_changed_password_replaces_the_old_one(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    with pytest.raises(WrongPassword):
        book.change_password("不是它", "新的")
    book.change_password(PASSWORD, "新的")
    book.close()
    with pytest.raises(WrongPassword):
        books.open(folder, PASSWORD)
    books.open(folder, "新的").close()


def test_passwords_are_guarded_at_the_cost_of_an_office_pc(tmp_path: Path) -> None:
    ring, key, _ = KeyRing.new(PASSWORD, OFFICE_COST)
    ring.write(tmp_path / "keys.json")
    kept = json.loads((tmp_path / "keys.json").read_text())
    assert {slot["kdf"] for slot in kept["slots"]} == {"argon2id"}
    assert all(slot["memory_kib"] >= 65536 and slot["iterations"] >= 3 for slot in kept["slots"])
    assert KeyRing.read(tmp_path / "keys.json").unlock(PASSWORD) == key


def test_a_slot_fits_no_other_book() -> None:
    one, _, _ = KeyRing.new(PASSWORD, CHEAP)
    with pytest.raises(WrongPassword):
        KeyRing("another", one.slots).unlock(PASSWORD)


def test_a_folder_with_strangers_takes_no_new_book(books: EncryptedBooks, tmp_path: Path) -> None:
    (tmp_path / "家书.docx").write_text("家书")
    with pytest.raises(EnvironmentProblem, match="已经有东西") as raised:
        books.create(tmp_path, PASSWORD)
    assert complete(raised.value)
    assert [each.name for each in tmp_path.iterdir()] == ["家书.docx"]


def test_a_book_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    broken = invented_books(Migration(2, "broken", ("CREATE NONSENSE",)))
    with pytest.raises(ProgramBug):
        broken.create(tmp_path / "book", PASSWORD)
    assert list((tmp_path / "book").iterdir()) == []
    invented_books().create(tmp_path / "book", PASSWORD)[0].close()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_without_a_book_is_said_to_be_one(
    books: EncryptedBooks, tmp_path: Path, read_only: bool
) -> None:
    for place in (tmp_path, tmp_path / "没有"):
        assert not books.is_book(place)
        with pytest.raises(EnvironmentProblem, match="没有台账库") as raised:
            books.open(place, PASSWORD, read_only=read_only)
        assert complete(raised.value)


def spoil(folder: Path, how: str) -> None:
    database, keys = folder / "ledger.db", folder / "keys.json"
    data = database.read_bytes()
    match how:
        case "foreign":
            database.write_bytes(b"PK\x03\x04" + b"x" * 9000)
        case "plain":
            database.write_bytes(b"SQLite format 3\0" + b"\0" * 9000)
        case "half":
            database.write_bytes(data[: len(data) // 2])
        case "one page":
            database.write_bytes(data[:4096])
        case "cut within a page":
            database.write_bytes(data[:-100])
        case "empty":
            database.write_bytes(b"")
        case "keys":
            keys.write_text("{")
        case "other keys":
            keys.write_text('{"format": 1, "book": "x", "slots": "none"}')
        case "costly keys":
            keys.write_text(keys.read_text().replace('"memory_kib": 8', '"memory_kib": 99999999'))
        case _:
            raise AssertionError(how)


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "how",
    [
        "foreign",
        "plain",
        "half",
        "one page",
        "cut within a page",
        "empty",
        "keys",
        "other keys",
        "costly keys",
    ],
)
def test_a_damaged_or_foreign_file_is_refused_untouched(
    books: EncryptedBooks, folder: Path, how: str, read_only: bool
) -> None:
    spoil(folder, how)
    before = {name: (folder / name).read_bytes() for name in ("ledger.db", "keys.json")}
    told = "对不上" if how in ("foreign", "plain") else "损坏"
    with pytest.raises(EnvironmentProblem, match=told) as raised:
        books.open(folder, PASSWORD, read_only=read_only)
    assert complete(raised.value)
    assert before == {name: (folder / name).read_bytes() for name in before}


def test_another_books_database_is_refused(books: EncryptedBooks, tmp_path: Path) -> None:
    for name in ("one", "two"):
        books.create(tmp_path / name, PASSWORD)[0].close()
    shutil.copy(tmp_path / "one" / "ledger.db", tmp_path / "two" / "ledger.db")
    with pytest.raises(EnvironmentProblem, match="对不上"):
        books.open(tmp_path / "two", PASSWORD)


def test_a_newer_book_is_refused(folder: Path) -> None:
    newer = invented_books(Migration(2, "newer", ("CREATE TABLE newer (a)",)))
    newer.open(folder, PASSWORD).close()
    for read_only in (True, False):
        with pytest.raises(EnvironmentProblem, match="更新版本") as raised:
            invented_books().open(folder, PASSWORD, read_only=read_only)
        assert complete(raised.value)
    newer.open(folder, PASSWORD).close()


def test_newer_keys_are_refused(books: EncryptedBooks, folder: Path) -> None:
    keys = folder / "keys.json"
    keys.write_text(keys.read_text().replace('"format": 2', '"format": 3'))
    with pytest.raises(EnvironmentProblem, match="更新版本"):
        books.open(folder, PASSWORD)


def test_an_older_book_is_backed_up_and_brought_up_to_date(
    book: EncryptedBook, folder: Path
) -> None:
    kept = add(book, event())
    book.close()
    newer = invented_books(Migration(2, "newer", ("CREATE TABLE newer (a)",)))
    with pytest.raises(EnvironmentProblem, match="旧版本"):
        newer.open(folder, PASSWORD, read_only=True)
    assert newer.backups(folder) == []
    with newer.open(folder, PASSWORD).reading() as work:
        assert work.records.get(EVERYTHING, 1) == kept
    (copy,) = newer.backups(folder)
    assert (copy.number, copy.at) == (1, NOW)
    old = invented_books().open(copy.folder, PASSWORD)
    assert old.check() == []
    old.close()


def test_a_failed_migration_leaves_the_old_book_and_its_backup(folder: Path) -> None:
    broken = invented_books(Migration(2, "broken", ("CREATE TABLE a (b)", "CREATE NONSENSE")))
    with pytest.raises(ProgramBug):
        broken.open(folder, PASSWORD)
    assert len(broken.backups(folder)) == 1
    opened = invented_books().open(folder, PASSWORD)
    assert opened.check() == []
    opened.close()
