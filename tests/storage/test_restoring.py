"""Going back to a copy: with the password, whole or not at all, and nothing is lost by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.domain.errors import BookInUse, Cancelled, EnvironmentProblem, WrongPassword
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.invented import EVERYTHING
from tests.storage.invented_books import PASSWORD, add, event, full_values
from tests.storage.sentences import complete


def lines(books: EncryptedBooks, folder: Path, secret: str = PASSWORD) -> list[object]:
    """What a book holds, which is sound."""
    book = books.open(folder, secret)
    assert book.check() == []
    with book.reading() as work:
        found = work.records.fetch(EVERYTHING, range(1, 50))
    book.close()
    return [record.value("line") for record in found]


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_yesterday_is_put_back_and_today_set_aside(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, event("昨天"))
    yesterday = book.back_up()
    add(book, event("今天"))
    with pytest.raises(BookInUse):
        books.restore(folder, yesterday, PASSWORD)
    book.change_password(PASSWORD, "新的密码")
    book.close()
    today = books.restore(folder, yesterday, "新的密码")
    assert lines(books, folder, "新的密码") == ["昨天"]
    assert [copy.folder for copy in books.set_aside(folder)] == [today]
    assert [copy.folder for copy in books.backups(folder)] == [yesterday]
    books.restore(folder, today, "新的密码")
    assert lines(books, folder, "新的密码") == ["昨天", "今天"]
    assert names(folder) == ["aside", "backups", "in-use.lock", "keys.json", "ledger.db"]


def test_nobody_goes_back_without_todays_password(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, event("昨天"))
    yesterday = book.back_up()
    add(book, event("今天"))
    book.change_password(PASSWORD, "新的密码")
    book.close()
    for wrong in (PASSWORD, "", "猜一猜"):
        with pytest.raises(WrongPassword):
            books.restore(folder, yesterday, wrong)
    assert lines(books, folder, "新的密码") == ["昨天", "今天"]
    assert books.set_aside(folder) == []


def test_the_recovery_code_goes_back_too(books: EncryptedBooks, tmp_path: Path) -> None:
    book, code = books.create(tmp_path / "book", PASSWORD)
    copy = book.back_up()
    add(book, event())
    book.close()
    books.restore(tmp_path / "book", copy, code)
    assert lines(books, tmp_path / "book", code) == []


def test_templates_go_with_a_backup_and_come_back(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    ours, newer = (folder / OWN_TEMPLATES / f"{name}.txt" for name in ("本单位模板1", "新的"))
    ours.parent.mkdir()
    ours.write_text("昨天", encoding="utf-8")
    yesterday = book.back_up()
    ours.write_text("今天", encoding="utf-8")
    newer.write_text("今天新建", encoding="utf-8")
    book.close()
    today = books.restore(folder, yesterday, PASSWORD)
    assert ours.read_text(encoding="utf-8") == "昨天"
    assert newer.read_text(encoding="utf-8") == "今天新建"
    books.restore(folder, today, PASSWORD)
    assert ours.read_text(encoding="utf-8") == "今天"
    assert newer.read_text(encoding="utf-8") == "今天新建"


@pytest.mark.parametrize("keys", [b"broken", None])
def test_a_broken_book_is_restored_with_the_backups_keys(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, keys: bytes | None
) -> None:
    add(book, event("昨天"))
    yesterday = book.back_up()
    book.close()
    (folder / "ledger.db").write_bytes(b"broken")
    (folder / "keys.json").unlink()
    if keys is not None:
        (folder / "keys.json").write_bytes(keys)
    with pytest.raises(WrongPassword):
        books.restore(folder, yesterday, "别的密码")
    aside = books.restore(folder, yesterday, PASSWORD)
    assert lines(books, folder) == ["昨天"]
    assert (aside / "ledger.db").read_bytes() == b"broken"


def test_without_keys_of_its_own_a_copy_is_opened_by_those_beside_the_backups(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, event("昨天"))
    yesterday = book.back_up()
    book.close()
    (folder / "keys.json").unlink()
    (yesterday / "keys.json").unlink()
    books.restore(folder, yesterday, PASSWORD)
    assert lines(books, folder) == ["昨天"]
    (folder / "keys.json").unlink()
    (folder / "backups" / "keys.json").unlink()
    # The opening has put them into the copy again.
    (yesterday / "keys.json").unlink()
    with pytest.raises(EnvironmentProblem, match="钥匙") as raised:
        books.restore(folder, yesterday, PASSWORD)
    assert complete(raised.value)


def test_a_book_that_crashed_is_set_aside_with_its_log(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, tmp_path: Path
) -> None:
    add(book, event("昨天"))
    yesterday = book.back_up()
    add(book, event("今天"))
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    book.close()
    assert (crashed / "ledger.db-wal").stat().st_size > 0
    today = books.restore(crashed, crashed / "backups" / yesterday.name, PASSWORD)
    assert not (crashed / "ledger.db-wal").exists()
    assert (today / "ledger.db-wal").stat().st_size > 0
    assert lines(books, crashed) == ["昨天"]
    books.restore(crashed, today, PASSWORD)
    assert lines(books, crashed) == ["昨天", "今天"]
    assert (today / "ledger.db-wal").stat().st_size > 0


def test_a_damaged_copy_replaces_nothing(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, full_values())
    copy = book.back_up()
    add(book, event("今天"))
    book.close()
    before = lines(books, folder)
    database = copy / "ledger.db"
    whole = database.read_bytes()
    for place in range(77, len(whole), 4096 * 5):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        database.write_bytes(damaged)
        with pytest.raises(EnvironmentProblem, match="这一份备份读不出来") as raised:
            books.restore(folder, copy, PASSWORD)
        assert complete(raised.value)
    for cut in (0, 10, 4096 * 3):
        database.write_bytes(whole[:cut])
        with pytest.raises(EnvironmentProblem):
            books.restore(folder, copy, PASSWORD)
    assert lines(books, folder) == before
    assert books.set_aside(folder) == []
    assert names(folder) == ["backups", "in-use.lock", "keys.json", "ledger.db"]


def test_a_restore_that_is_given_up_leaves_all_as_it_was(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    copy = book.back_up()
    add(book, event("今天"))
    book.close()
    asked = 0

    def at_the_last(done: int, total: int) -> bool:
        """Gives up when everything is filled and checked."""
        nonlocal asked
        asked += 1
        return asked < 2

    for progress in (lambda done, total: False, at_the_last):
        with pytest.raises(Cancelled):
            books.restore(folder, copy, PASSWORD, progress)
    assert asked == 2
    assert names(folder) == ["backups", "in-use.lock", "keys.json", "ledger.db"]
    assert lines(books, folder) == ["今天"]


def test_what_is_no_backup_is_not_put_back(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentProblem):
        books.restore(folder, tmp_path / "没有", PASSWORD)
    books.open(folder, PASSWORD).close()


def test_only_the_user_lets_go_of_what_was_set_aside(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    copy = book.back_up()
    book.close()
    first, second = (books.restore(folder, copy, PASSWORD) for _ in range(2))
    with pytest.raises(WrongPassword):
        books.let_go(folder, first, "猜一猜")
    books.let_go(folder, first, PASSWORD)
    assert [each.folder for each in books.set_aside(folder)] == [second]
    assert names(folder / "aside") == [second.name]
