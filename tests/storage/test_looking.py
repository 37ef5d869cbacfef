"""A copy is looked into without being changed, whoever made it and however it was left."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, ProgramBug, WrongPassword
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.migrations import Migration
from tests.invented import EVERYTHING
from tests.storage.invented_books import NOW, PASSWORD, add, event, invented_books
from tests.storage.make_released_book import RELEASED
from tests.storage.sentences import complete


def content(folder: Path) -> dict[str, str]:
    """What lies in a folder, byte by byte."""
    return {
        str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.rglob("*")
        if each.is_file()
    }


def seen(book: EncryptedBook) -> list[object]:
    assert book.check() == []
    with book.reading() as work:
        return [each.value("line") for each in work.records.fetch(EVERYTHING, range(1, 50))]


def test_a_backup_is_read_beside_the_open_book(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, event("昨天"))
    copy = book.back_up()
    add(book, event("今天"))
    before = content(copy)
    looked = books.look(folder, copy, PASSWORD)
    assert looked.read_only and looked.copy == books.backups(folder)[0]
    assert book.copy is None
    assert seen(looked) == ["昨天"]
    with pytest.raises(EnvironmentProblem):
        add(looked, event())
    with pytest.raises(EnvironmentProblem):
        looked.back_up()
    with pytest.raises(ProgramBug), looked.reading() as work:
        work.settings.put("a", "b")
    looked.close()
    assert content(copy) == before
    assert not (folder / "looking").exists()


def test_nobody_looks_without_the_password(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    copy = book.back_up()
    with pytest.raises(WrongPassword):
        books.look(folder, copy, "猜一猜")


def test_an_older_copy_is_read_as_a_copy_of_its_own(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, event("昨天"))
    copy = book.back_up()
    book.close()
    before = content(copy)
    newer = invented_books(Migration(2, "newer", ("CREATE TABLE newer (a)",)))
    newer.open(folder, PASSWORD).close()
    looked = newer.look(folder, copy, PASSWORD)
    assert seen(looked) == ["昨天"]
    # Another start leaves it alone while it is looked at.
    newer.open(folder, PASSWORD).close()
    assert seen(looked) == ["昨天"]
    looked.close()
    assert content(copy) == before
    assert not (folder / "looking").exists()
    with pytest.raises(EnvironmentProblem, match="更新版本"):
        books.look(folder, newer.backups(folder)[0].folder.parent.parent, PASSWORD)


def test_a_copy_that_lies_elsewhere_is_one_of_this_book(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, tmp_path: Path
) -> None:
    add(book, event("昨天"))
    shutil.copytree(book.back_up(), tmp_path / "U盘上的")
    looked = books.look(folder, tmp_path / "U盘上的", PASSWORD)
    assert seen(looked) == ["昨天"]
    assert looked.copy is not None
    assert (looked.copy.number, looked.copy.book) == (0, folder)
    looked.close()


def test_what_was_left_by_a_look_is_swept_at_the_next_start(
    books: EncryptedBooks, folder: Path
) -> None:
    left = folder / "looking" / "0123"
    left.mkdir(parents=True)
    (left / "ledger.db").write_bytes(b"some")
    books.open(folder, PASSWORD).close()
    assert not (folder / "looking").exists()


def test_a_set_aside_with_a_log_is_read_whole_and_stays(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, tmp_path: Path
) -> None:
    copy = book.back_up()
    add(book, event("今天"))
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    aside = books.restore(crashed, crashed / "backups" / copy.name, PASSWORD)
    before = content(aside)
    looked = books.look(crashed, aside, PASSWORD)
    assert seen(looked) == ["今天"]
    looked.close()
    assert content(aside) == before


def test_a_damaged_copy_is_told_of_and_a_look_can_be_given_up(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    copy = book.back_up()
    newer = invented_books(Migration(2, "newer", ("CREATE TABLE newer (a)",)))
    with pytest.raises(Cancelled):
        newer.look(folder, copy, PASSWORD, lambda done, total: False)
    assert not (folder / "looking").exists()
    damaged = bytearray((copy / "ledger.db").read_bytes())
    damaged[-5000] ^= 1
    (copy / "ledger.db").write_bytes(damaged)
    with pytest.raises(EnvironmentProblem, match="这一份备份读不出来") as raised:
        books.look(folder, copy, PASSWORD)
    assert complete(raised.value)


@pytest.mark.parametrize("secret", ["password", "recovery_code"])
def test_a_backup_of_the_first_version_is_looked_into_and_restored(
    tmp_path: Path, secret: str
) -> None:
    expected = json.loads((RELEASED / "0.1.0" / "expected.json").read_text(encoding="utf-8"))
    folder = tmp_path / "book"
    shutil.copytree(RELEASED / "0.1.0", folder)
    shutil.copytree(RELEASED / "0.1.0", folder / "backups" / "20260101-080000")
    books = EncryptedBooks(Catalogue(ALL_LEDGERS), lambda: NOW, "示例")
    books.open(folder, expected["password"]).close()
    old = books.backups(folder)[-1]
    assert (old.number, old.folder.name) == (0, "20260101-080000")
    before = content(old.folder)
    looked = books.look(folder, old.folder, expected[secret])
    with looked.reading() as work:
        found = {key: work.records.count(Query(key)) for key in expected["records"]}
    looked.close()
    assert found == expected["records"]
    books.restore(folder, old.folder, expected[secret])
    assert content(old.folder) == before
    opened = books.open(folder, expected["password"])
    assert opened.check() == []
    opened.close()
