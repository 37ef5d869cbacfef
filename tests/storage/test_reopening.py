"""A book that was open, or whose copy was, is opened once more without its secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import WrongPassword
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD, add, event


def test_a_book_that_was_closed_is_opened_as_it_was(books: EncryptedBooks, folder: Path) -> None:
    for read_only in (False, True):
        book = books.open(folder, PASSWORD, read_only=read_only)
        book.close()
        again = books.reopen(book)
        assert (again.folder, again.read_only, again.copy) == (folder, read_only, None)
        again.close()


def test_from_a_copy_one_comes_to_its_book(books: EncryptedBooks, folder: Path) -> None:
    book = books.open(folder, PASSWORD)
    copy = book.back_up()
    book.close()
    looked = books.look(folder, copy, PASSWORD)
    looked.close()
    again = books.reopen(looked)
    assert again.folder == folder and not again.read_only
    assert add(again, event()).id == 1
    again.change_password(PASSWORD, "另一个密码-9")
    again.close()
    books.open(folder, "另一个密码-9").close()


@pytest.mark.parametrize("name", ["keys.json", "ledger.db"])
def test_where_keys_or_book_are_not_what_they_were_the_secret_is_asked_for(
    books: EncryptedBooks, folder: Path, tmp_path: Path, name: str
) -> None:
    book = books.open(folder, PASSWORD)
    book.back_up()
    book.close()
    (folder / name).write_bytes(b"other" * 2000)
    with pytest.raises(WrongPassword, match="要再输一次密码"):
        books.reopen(book)


def test_a_book_that_was_forgotten_is_not_opened_once_more_and_its_key_is_wiped(
    books: EncryptedBooks, book: EncryptedBook
) -> None:
    book.forget()
    key = bytes(book.keys[0])
    assert any(key)
    book.close()
    again = books.reopen(book)
    book.forget()
    assert not any(book.keys[0]) and bytes(again.keys[0]) == key
    add(again, event())
    assert again.check() == []
    again.close()
    with pytest.raises(WrongPassword):
        books.reopen(book)
