"""A copy elsewhere is made a book again where none is: whole, or nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, WrongPassword
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import DATABASE
from tests.storage.invented_books import PASSWORD
from tests.storage.second_places import CALLED, everything, keep


def test_the_password_of_the_last_copy_counts_there_and_no_former_one(
    books: EncryptedBooks, book: EncryptedBook, stick: Path, tmp_path: Path
) -> None:
    first = book.back_up_to(stick, CALLED)
    book.change_password(PASSWORD, "新的灯塔-2027")
    book.back_up_to(stick, CALLED)
    book.close()
    with pytest.raises(WrongPassword) as told:
        books.bring_back(first, PASSWORD, tmp_path / "新")
    assert "最后一次往这里备份时的密码" in told.value.todo
    assert not any((tmp_path / "新").iterdir())
    books.bring_back(first, "新的灯塔-2027", tmp_path / "新")
    books.open(tmp_path / "新", "新的灯塔-2027").close()


def test_nothing_is_brought_back_into_a_folder_with_something_in_it(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, stick: Path
) -> None:
    made = book.back_up_to(stick, CALLED)
    book.close()
    before = everything(folder)
    with pytest.raises(EnvironmentProblem, match="已经有东西了"):
        books.bring_back(made, PASSWORD, folder)
    assert everything(folder) == before


def test_one_that_cannot_be_brought_back_leaves_nothing_and_can_be_tried_again(
    books: EncryptedBooks, book: EncryptedBook, stick: Path, tmp_path: Path
) -> None:
    keep(book, "甲")
    made = book.back_up_to(stick, CALLED)
    book.close()
    new = tmp_path / "新"
    with pytest.raises(Cancelled):
        books.bring_back(made, PASSWORD, new, lambda done, total: False)
    assert not everything(new)
    whole = (made / DATABASE).read_bytes()
    (made / DATABASE).write_bytes(whole[:-4096])
    with pytest.raises(EnvironmentProblem) as told:
        books.bring_back(made, PASSWORD, new)
    assert "损坏" in told.value.happened and "没有留下半本台账库" in told.value.kept
    assert not everything(new)
    (made / DATABASE).write_bytes(whole)
    # What a kill left of a try stands in nobody's way.
    (new / "restoring" / "new").mkdir(parents=True)
    (new / "attachments").mkdir()
    books.bring_back(made, PASSWORD, new)
    books.open(new, PASSWORD).close()
    assert not (new / "restoring").exists()
