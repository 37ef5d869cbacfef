"""Attachments come back with a copy, stay with what was set aside, and are seen in a look."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.application.going_back import look_ahead
from qinglian_desktop.domain.errors import Cancelled, WrongPassword
from qinglian_desktop.storage import attachment_folder
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.migrations import Migration
from tests.invented import INVENTED
from tests.storage.invented_books import PASSWORD, invented_books
from tests.storage.test_backup_attachments import (
    LIGHT,
    SHADOW,
    content,
    lose_all,
    read,
    save_with,
)

pytestmark = pytest.mark.usefixtures("links_or_none")


def leave_all(folder: Path) -> None:
    assert (folder / "attachments").is_dir()


@pytest.mark.parametrize("meanwhile", [lose_all, leave_all])
def test_a_backup_and_what_was_put_aside_come_back_whole(
    books: EncryptedBooks,
    book: EncryptedBook,
    folder: Path,
    meanwhile: Callable[[Path], None],
) -> None:
    save_with(book, LIGHT)
    yesterday = book.back_up()
    save_with(book, SHADOW)
    book.close()
    today = books.restore(folder, yesterday, PASSWORD)
    meanwhile(folder)
    if not (folder / "attachments").exists():
        books.restore(folder, yesterday, PASSWORD)
    restored = books.open(folder, PASSWORD)
    assert read(restored, LIGHT) == LIGHT
    assert restored.check() == []
    restored.close()
    # Closing has swept what the restored book does not know; the shelf still has it.
    assert len(list((folder / "attachments").glob("*/*"))) == 1
    books.restore(folder, today, PASSWORD)
    restored = books.open(folder, PASSWORD)
    assert [read(restored, LIGHT), read(restored, SHADOW)] == [LIGHT, SHADOW]
    assert restored.check() == []
    restored.close()


def test_what_was_set_aside_keeps_its_attachments_until_it_is_let_go(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    yesterday = book.back_up()
    save_with(book, SHADOW)
    book.close()
    today = books.restore(folder, yesterday, PASSWORD)
    books.open(folder, PASSWORD).close()
    assert len(attachment_folder.names_in(folder)) == 1
    assert content(books, folder, today) == {LIGHT, SHADOW}
    second = books.restore(folder, today, PASSWORD)
    assert content(books, folder, second) == {LIGHT}
    books.let_go(folder, today, PASSWORD)
    assert len(attachment_folder.names_in(folder / "aside")) == 1
    assert content(books, folder, second) == {LIGHT}
    books.let_go(folder, second, PASSWORD)
    assert attachment_folder.names_in(folder / "aside") == set()
    restored = books.open(folder, PASSWORD)
    assert restored.check() == []
    assert [read(restored, LIGHT), read(restored, SHADOW)] == [LIGHT, SHADOW]
    restored.close()


def test_a_restore_given_up_or_failed_leaves_no_attachments_about(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    copy = book.back_up()
    book.close()
    shutil.rmtree(folder / "attachments")
    with pytest.raises(Cancelled):
        books.restore(folder, copy, PASSWORD, lambda done, total: total != 1)
    assert not (folder / "aside").exists()
    assert not (folder / "restoring").exists()


def test_an_older_copy_is_looked_into_with_the_attachments_of_its_shelf(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    copy = book.back_up()
    book.close()
    newer = invented_books(Migration(2, "newer", ("CREATE TABLE newer (a)",)))
    newer.open(folder, PASSWORD).close()
    shutil.rmtree(folder / "attachments")
    assert content(newer, folder, copy) == {LIGHT}
    assert not (folder / "looking").exists()


def test_lost_keys_and_lost_attachments_come_back_with_the_copy(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    copy = book.back_up()
    book.change_password(PASSWORD, "新的密码")
    book.close()
    shutil.rmtree(folder / "attachments")
    (folder / "keys.json").unlink()
    (folder / "ledger.db").write_bytes(b"broken")
    with pytest.raises(WrongPassword):
        books.restore(folder, copy, PASSWORD)
    books.restore(folder, copy, "新的密码")
    restored = books.open(folder, "新的密码")
    assert restored.check() == [] and restored.take_notices() == []
    assert read(restored, LIGHT) == LIGHT
    restored.close()


def test_what_a_copy_lacks_is_said_before_one_goes_back_to_it(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    save_with(book, SHADOW)
    copy = book.back_up()
    book.close()
    first, second = sorted((folder / "backups" / "attachments").glob("*/*"))
    first.unlink()
    second.unlink()
    second.write_bytes(b"damaged")
    ahead = look_ahead(books, INVENTED, folder, copy, PASSWORD)
    assert len(ahead.findings) == 2
    assert {each[-6:] for each in ahead.findings} == {"文件不见了。", "时不一样了。"}
    assert ahead.sentences[0].startswith("这份备份检查出 2 处问题：万事簿 2026-00")
    # One may go on: all the rest comes back, and what the book itself still has.
    shutil.rmtree(folder / "attachments")
    books.restore(folder, copy, PASSWORD)
    restored = books.open(folder, PASSWORD)
    assert len(restored.check()) == 2
    restored.close()
