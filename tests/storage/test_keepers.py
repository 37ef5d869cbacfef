"""Several keepers of one book: each comes in by a password of their own, and what is theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import (
    DataProblems,
    EnvironmentProblem,
    NotAllowed,
    WrongPassword,
)
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.keys import KeyRing
from tests.invented import EVERYTHING
from tests.storage.invented_books import PASSWORD, add, event, invented_books
from tests.storage.sentences import complete

SECOND = Keeper("纪检委员", KeeperRole.ENTERING, sees_confidential=False)
WORD = "另一个人的口令"


def test_one_more_comes_in_by_a_password_of_their_own(
    book: EncryptedBook, books: EncryptedBooks
) -> None:
    book.keepers.add(Keeper(" 纪检委员 ", SECOND.role, sees_confidential=False), WORD, PASSWORD)
    assert book.keepers.all()[1:] == (SECOND,)
    folder = book.folder
    book.close()
    assert [each.name for each in books.keepers(folder)] == ["书记", "纪检委员"]
    for secret, name in ((WORD, "纪检委员"), (PASSWORD, "书记"), (WORD, "")):
        opened = books.open(folder, secret, keeper=name)
        assert opened.keeper.name == (name or "纪检委员")
        opened.close()
    with pytest.raises(WrongPassword):
        books.open(folder, PASSWORD, keeper="纪检委员")


def test_role_and_name_change_and_the_password_stays(
    book: EncryptedBook, books: EncryptedBooks
) -> None:
    book.keepers.add(SECOND, WORD, PASSWORD)
    other = Keeper("组织委员", KeeperRole.READING)
    book.keepers.change("纪检委员", other, PASSWORD)
    folder = book.folder
    book.close()
    opened = books.open(folder, WORD, keeper="组织委员")
    assert opened.keeper == other
    opened.close()


def test_whoever_is_taken_away_comes_in_no_more(book: EncryptedBook, books: EncryptedBooks) -> None:
    book.keepers.add(SECOND, WORD, PASSWORD)
    book.keepers.remove("纪检委员", PASSWORD)
    folder = book.folder
    book.close()
    with pytest.raises(WrongPassword):
        books.open(folder, WORD)
    books.open(folder, PASSWORD).close()


def test_one_who_forgot_gets_another_password(book: EncryptedBook, books: EncryptedBooks) -> None:
    book.keepers.add(SECOND, WORD, PASSWORD)
    book.keepers.set_password("纪检委员", "第三个口令", PASSWORD)
    folder = book.folder
    book.close()
    with pytest.raises(WrongPassword):
        books.open(folder, WORD)
    opened = books.open(folder, "第三个口令")
    assert opened.keeper == SECOND
    opened.close()


def test_a_book_is_handed_over(book: EncryptedBook, books: EncryptedBooks) -> None:
    book.keepers.hand_over(Keeper("新书记"), WORD, PASSWORD)
    assert book.keeper.name == "新书记"
    folder = book.folder
    book.close()
    with pytest.raises(WrongPassword):
        books.open(folder, PASSWORD)
    opened = books.open(folder, WORD)
    assert [each.name for each in opened.keepers.all()] == ["新书记"]
    opened.close()


def test_what_cannot_be_is_told_and_changes_nothing(book: EncryptedBook) -> None:
    keepers = book.keepers
    keepers.add(SECOND, WORD, PASSWORD)
    before = (book.folder / "keys.json").read_bytes()
    for refused in (
        lambda: keepers.add(Keeper("纪检 委员"), "又一个", PASSWORD),
        lambda: keepers.add(Keeper(" "), "又一个", PASSWORD),
        lambda: keepers.add(Keeper("名" * 31), "又一个", PASSWORD),
        lambda: keepers.change("纪检委员", Keeper("书记"), PASSWORD),
        lambda: keepers.change("书记", Keeper("书记", KeeperRole.ENTERING), PASSWORD),
        lambda: keepers.change("书记", Keeper("书记", sees_confidential=False), PASSWORD),
        lambda: keepers.remove("书记", PASSWORD),
        lambda: keepers.remove("没有这个人", PASSWORD),
        lambda: keepers.hand_over(SECOND, "又一个", PASSWORD),
    ):
        with pytest.raises(DataProblems) as told:
            refused()
        assert str(told.value).endswith("。")
    keepers.add(Keeper("副书记"), "又一个", PASSWORD)
    with pytest.raises(EnvironmentProblem) as oneself:
        keepers.remove("书记", PASSWORD)
    assert complete(oneself.value)
    with pytest.raises(WrongPassword):
        keepers.remove("副书记", WORD)
    with pytest.raises(WrongPassword):
        keepers.confirm(WORD)
    keepers.confirm(PASSWORD)
    keepers.remove("副书记", PASSWORD)
    assert [each.name for each in keepers.all()] == ["书记", "纪检委员"]
    assert before != (book.folder / "keys.json").read_bytes()


def test_who_only_enters_says_not_who_keeps_the_book(
    book: EncryptedBook, books: EncryptedBooks
) -> None:
    book.keepers.add(SECOND, WORD, PASSWORD)
    folder: Path = book.folder
    book.close()
    opened = books.open(folder, WORD)
    opened.keepers.confirm(WORD)
    for refused in (
        lambda: opened.keepers.add(Keeper("副书记"), "又一个", WORD),
        lambda: opened.keepers.remove("纪检委员", WORD),
    ):
        with pytest.raises(EnvironmentProblem) as told:
            refused()
        assert "权限" in told.value.happened and complete(told.value)
    opened.change_password(WORD, "自己换的")
    opened.close()
    books.open(folder, "自己换的", keeper="纪检委员").close()


Deed = Callable[[EncryptedBook], object]
BLIND = Keeper("副书记", KeeperRole.ALL, sees_confidential=False)
LETTING_IN: dict[str, Deed] = {
    "themselves": lambda book: book.keepers.change("副书记", Keeper("副书记"), WORD),
    "one more": lambda book: book.keepers.add(Keeper("组织委员"), "再一个口令-2026", WORD),
    "by another's password": lambda book: book.keepers.set_password("书记", "换过的-2026", WORD),
    "a successor": lambda book: book.keepers.hand_over(Keeper("新来的"), "新来的-2026", WORD),
    "by a new code": lambda book: book.new_recovery_code(WORD),
}


@pytest.mark.parametrize("deed", LETTING_IN.values(), ids=LETTING_IN)
def test_who_does_not_see_lets_nobody_see(
    book: EncryptedBook, books: EncryptedBooks, deed: Deed
) -> None:
    book.keepers.add(BLIND, WORD, PASSWORD)
    folder = book.folder
    book.close()
    opened = books.open(folder, WORD)
    before = (folder / "keys.json").read_bytes()
    with pytest.raises(NotAllowed, match="看不到谈话和体检") as told:
        deed(opened)
    assert complete(told.value)
    assert (folder / "keys.json").read_bytes() == before
    opened.keepers.add(SECOND, "再一个口令-2026", WORD)
    opened.close()


def test_the_recovery_code_opens_for_one_who_sees_all(
    tmp_path: Path, books: EncryptedBooks
) -> None:
    book, code = books.create(tmp_path / "台账库", PASSWORD)
    book.keepers.add(Keeper("组织委员"), WORD, PASSWORD)
    book.keepers.change("书记", Keeper("书记", sees_confidential=False), PASSWORD)
    book.close()
    opened = books.open(tmp_path / "台账库", code)
    assert opened.keeper == Keeper("组织委员")
    opened.close()


@pytest.mark.parametrize("name", [" ", "\u202e", "名" * 31])
def test_a_book_is_not_begun_by_somebody_without_a_name(
    tmp_path: Path, books: EncryptedBooks, name: str
) -> None:
    with pytest.raises(DataProblems):
        books.create(tmp_path / "台账库", PASSWORD, Keeper(name))
    assert not (tmp_path / "台账库").exists()


def test_a_name_is_kept_without_what_is_not_seen(tmp_path: Path, books: EncryptedBooks) -> None:
    book, _ = books.create(tmp_path / "台账库", PASSWORD, Keeper(" 书\u202e\n记 "))
    assert book.keeper.name == "书 记"
    book.close()


READER = Keeper("孙处长", KeeperRole.READING, sees_confidential=False)
OWN = "自己换的口令-2026"


@pytest.fixture
def read(book: EncryptedBook, books: EncryptedBooks) -> EncryptedBook:
    """A book with a record, open by who only reads, in a program of their own."""
    book.keepers.add(READER, WORD, PASSWORD)
    book.keepers.add(SECOND, "第三个口令-2026", PASSWORD)
    add(book, event("甲"))
    book.back_up()
    book.close()
    return invented_books().open(book.folder, WORD, keeper=READER.name)


def lines(book: EncryptedBook) -> list[object]:
    with book.reading() as work:
        return [each.value("line") for each in work.records.fetch(EVERYTHING, range(1, 9))]


def test_who_only_reads_changes_their_own_password_and_nothing_else(
    read: EncryptedBook, books: EncryptedBooks
) -> None:
    folder, before = read.folder, lines(read)
    kept = (folder / "keys.json").read_bytes()
    with pytest.raises(WrongPassword):
        read.change_password("不是它", OWN)
    assert (folder / "keys.json").read_bytes() == kept
    read.change_password(WORD, OWN)
    assert lines(read) == before and read.read_only
    with pytest.raises(NotAllowed), read.writing():
        pass
    with pytest.raises(NotAllowed):
        read.keepers.remove(SECOND.name, OWN)
    with pytest.raises(WrongPassword):
        books.open(folder, WORD)
    for ring in folder.rglob("keys.json"):
        assert ring.read_bytes() == (folder / "keys.json").read_bytes()
    again = books.open(folder, PASSWORD)
    assert lines(again) == before and again.check() == [] and again.take_notices() == []
    again.close()
    read.close()
    opened = books.open(folder, OWN)
    assert opened.keeper == READER
    opened.close()


def test_who_only_reads_waits_for_another_pc_that_has_opened_it_since(
    read: EncryptedBook, books: EncryptedBooks
) -> None:
    read.close()
    # It was closed elsewhere then, as who opened it once more knew.
    again = books.open(read.folder, WORD, keeper=READER.name, is_closed_elsewhere=True)
    words = {"who": "周", "host": "另一台", "pid": 1, "since": "2026-11-23T10:05:00"}
    (read.folder / "in-use.lock").write_text(json.dumps(words))
    with pytest.raises(EnvironmentProblem, match="另一台") as told:
        again.change_password(WORD, OWN)
    assert complete(told.value)
    again.close()


def test_who_only_reads_waits_until_nobody_writes(
    read: EncryptedBook, books: EncryptedBooks
) -> None:
    writer = books.open(read.folder, PASSWORD)
    kept = (read.folder / "keys.json").read_bytes()
    with pytest.raises(EnvironmentProblem, match="打开着") as told:
        read.change_password(WORD, OWN)
    assert complete(told.value) and "只读打开" not in told.value.todo
    writer.keepers.change(SECOND.name, Keeper("组织委员"), PASSWORD)
    writer.close()
    with pytest.raises(EnvironmentProblem, match="别的窗口") as changed:
        read.change_password(WORD, OWN)
    assert complete(changed.value)
    assert KeyRing.of_bytes(kept) != KeyRing.read(read.folder / "keys.json")
    read.close()
    books.open(read.folder, PASSWORD).close()


def test_who_chose_to_read_changes_no_password(book: EncryptedBook, books: EncryptedBooks) -> None:
    reader = books.open(book.folder, PASSWORD, read_only=True)
    with pytest.raises(EnvironmentProblem, match="只读"):
        reader.change_password(PASSWORD, OWN)
    reader.close()
