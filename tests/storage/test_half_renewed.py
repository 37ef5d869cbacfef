"""Another key for a book where the disk fails between its two names, or that is locked then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.storage import renewing
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.fitting import is_key_of
from qinglian_desktop.storage.keys import KeyRing
from tests.storage.invented_books import PASSWORD
from tests.storage.sentences import complete
from tests.storage.test_renewing import keep, kept


def test_what_cannot_be_put_back_counts_and_is_finished_at_the_next_opening(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = books.open(folder, PASSWORD)
    keep(book, "甲")

    def refused(*_: object) -> None:
        raise EnvironmentProblem("磁盘满了。", "都在。", "请腾出空间。")

    def first_only(ring: KeyRing, path: Path, write: Callable[..., None] = KeyRing.write) -> None:
        if written:
            refused()
        written.append(path)
        write(ring, path)

    written: list[Path] = []
    with monkeypatch.context() as patch:
        patch.setattr(renewing, "rename_durably", refused)
        patch.setattr(KeyRing, "write", first_only)
        code = book.new_recovery_code(PASSWORD)
    ring = KeyRing.read(folder / "keys.json")
    keep(book, "乙")
    assert kept(book) == ["乙", "甲"] and book.check() == []
    (told,) = (each for each in book.take_notices() if "新钥匙" in each.happened)
    assert complete(told) and "磁盘满了" in told.happened
    book.back_up()
    book.close()
    assert not is_key_of(folder / "ledger.db", ring.unlock(code))
    again = books.open(folder, code)
    assert is_key_of(folder / "ledger.db", ring.unlock(code))
    assert kept(again) == ["乙", "甲"] and again.check() == []
    again.close()


def test_a_book_that_is_locked_before_the_number_was_noted_has_its_new_key(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock waits for the exchange, and not for what comes after it."""
    book = books.open(folder, PASSWORD)
    keep(book, "甲")
    note = renewing.Renewing.note

    def locked(of: renewing.Renewing) -> None:
        book.close()
        book.forget()
        note(of)

    monkeypatch.setattr(renewing.Renewing, "note", locked)
    book.change_password(PASSWORD, "现在的口令")
    monkeypatch.undo()
    again = books.open(folder, "现在的口令")
    assert kept(again) == ["甲"] and again.check() == []
    again.close()
    with pytest.raises(WrongPassword):
        books.open(folder, PASSWORD)
