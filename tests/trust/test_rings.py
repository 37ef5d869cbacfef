"""Attacks on the key file by whoever can write to the book's folder: each is refused in words."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_problems import AlteredKeys, ForeignKeys
from qinglian_desktop.storage.keys import KeyRing
from tests.storage.invented_books import PASSWORD, add, event, invented_books
from tests.storage.sentences import complete

HIS = "他自己的口令"
CLERK = Keeper("纪检委员", KeeperRole.ENTERING, sees_confidential=False)
Plain = dict[str, Any]


@pytest.fixture
def books() -> EncryptedBooks:
    return invented_books()


@pytest.fixture
def folder(books: EncryptedBooks, tmp_path: Path) -> Path:
    """A closed book of two keepers, with a record and a backup."""
    return made(books, tmp_path / "book")


def made(books: EncryptedBooks, folder: Path) -> Path:
    book, _ = books.create(folder, PASSWORD)
    book.keepers.add(CLERK, HIS, PASSWORD)
    add(book, event("甲"))
    book.back_up()
    book.close()
    return folder


def forge(path: Path, alter: Callable[[Plain], object]) -> None:
    """Alter a key file, and its checksum, which anybody can reckon."""
    found: Plain = json.loads(path.read_bytes())
    del found["sha256"]
    alter(found)
    plain = json.dumps(found, sort_keys=True, separators=(",", ":"))
    path.write_text(json.dumps(found | {"sha256": hashlib.sha256(plain.encode()).hexdigest()}))


def refused(
    books: EncryptedBooks, folder: Path, secret: str, kind: type[EnvironmentProblem], name: str = ""
) -> EnvironmentProblem:
    """What is told; the database is not touched."""
    before = (folder / "ledger.db").read_bytes()
    for read_only in (True, False):
        with pytest.raises(EnvironmentProblem) as told:
            books.open(folder, secret, keeper=name, read_only=read_only)
        assert type(told.value) is kind and complete(told.value)
        assert "数据库" not in told.value.sentence
    assert (folder / "ledger.db").read_bytes() == before
    return told.value


def swap_names(found: Plain) -> None:
    one, two = found["slots"][0], found["slots"][-1]
    one["name"], two["name"] = two["name"], one["name"]


def swap_ways_in(found: Plain) -> None:
    """His password opens the slot of the one who may do all."""
    keepers = [slot for slot in found["slots"] if slot["kind"] == "password"]
    for key in ("name", "role", "sees_confidential"):
        keepers[0][key], keepers[1][key] = keepers[1][key], keepers[0][key]


def raise_role(found: Plain) -> None:
    found["slots"][-1]["role"] = "全部"


def see_more(found: Plain) -> None:
    found["slots"][-1]["sees_confidential"] = True


def call_another(found: Plain) -> None:
    found["slots"][-1]["name"] = "别人"


def drop_another(found: Plain) -> None:
    del found["slots"][0]


def count_on(found: Plain) -> None:
    found["serial"] += 1


def leave_no_seal(found: Plain) -> None:
    found["seal"] = ""


@pytest.mark.parametrize(
    "alter",
    [swap_ways_in, raise_role, see_more, call_another, drop_another, count_on, leave_no_seal],
)
def test_what_is_said_of_the_keepers_cannot_be_altered(
    books: EncryptedBooks, folder: Path, alter: Callable[[Plain], object]
) -> None:
    forge(folder / "keys.json", alter)
    refused(books, folder, HIS, AlteredKeys)


def test_cheaper_guesses_cannot_be_asked_for(books: EncryptedBooks, folder: Path) -> None:
    """A slot is bound to its own cost: another one does not open it, whatever the password."""
    forge(folder / "keys.json", lambda found: found["slots"][-1].update(iterations=2))
    refused(books, folder, HIS, WrongPassword)


def test_a_slot_of_another_book_opens_nothing(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    other = json.loads((made(books, tmp_path / "other") / "keys.json").read_bytes())
    forge(folder / "keys.json", lambda found: found["slots"].append(other["slots"][-1]))
    refused(books, folder, PASSWORD, AlteredKeys)
    forge(folder / "keys.json", lambda found: found.update(slots=other["slots"]))
    refused(books, folder, PASSWORD, WrongPassword)


def test_a_slot_of_the_same_book_is_not_put_into_a_ring_of_another_time(
    books: EncryptedBooks, folder: Path
) -> None:
    before = json.loads((folder / "keys.json").read_bytes())
    book = books.open(folder, PASSWORD)
    book.keepers.set_password(CLERK.name, "另一个", PASSWORD)
    book.close()
    forge(folder / "keys.json", lambda found: found["slots"].__setitem__(-1, before["slots"][-1]))
    refused(books, folder, HIS, AlteredKeys)
    refused(books, folder, PASSWORD, AlteredKeys)


def test_who_was_taken_away_does_not_come_back_by_the_old_slot(
    books: EncryptedBooks, folder: Path
) -> None:
    his = json.loads((folder / "keys.json").read_bytes())["slots"][-1]
    book = books.open(folder, PASSWORD)
    book.keepers.remove(CLERK.name, PASSWORD)
    book.close()
    forge(folder / "keys.json", lambda found: found["slots"].append(his))
    refused(books, folder, HIS, AlteredKeys)


def change_password(books: EncryptedBooks, folder: Path) -> None:
    book = books.open(folder, PASSWORD)
    book.change_password(PASSWORD, "新的口令")
    book.close()


def remove(books: EncryptedBooks, folder: Path) -> None:
    book = books.open(folder, PASSWORD)
    book.keepers.remove(CLERK.name, PASSWORD)
    book.close()


def change_code(books: EncryptedBooks, folder: Path) -> None:
    book = books.open(folder, PASSWORD)
    book.new_recovery_code(PASSWORD)
    book.close()


@pytest.mark.parametrize("change", [change_password, remove, change_code])
def test_an_old_key_file_opens_nothing_after_the_key_was_changed(
    books: EncryptedBooks,
    folder: Path,
    tmp_path: Path,
    change: Callable[[EncryptedBooks, Path], object],
) -> None:
    """T10: neither the one that somebody kept nor any that lies in the folder."""
    kept = (folder / "keys.json").read_bytes()
    change(books, folder)
    for ring in folder.rglob("keys.json"):
        assert ring.read_bytes() == (folder / "keys.json").read_bytes()
    (folder / "keys.json").write_bytes(kept)
    secret = HIS if change is remove else PASSWORD
    if change is not change_code:
        told = refused(books, folder, secret, WrongPassword)
        assert "钥匙文件被换成了别的" in told.happened
    shutil.rmtree(folder / "backups")
    refused(books, folder, secret, ForeignKeys)


def test_another_books_database_under_these_keys(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    other = made(books, tmp_path / "other")
    shutil.copy(other / "ledger.db", folder / "ledger.db")
    refused(books, folder, PASSWORD, ForeignKeys)


def test_another_books_keys_over_this_database(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    """Whoever knows this book's password comes in by the keys beside its backups."""
    book, _ = books.create(tmp_path / "other", "那一本的口令")
    book.close()
    shutil.copy(tmp_path / "other" / "keys.json", folder / "keys.json")
    refused(books, folder, "那一本的口令", WrongPassword)
    book = books.open(folder, PASSWORD)
    (notice,) = book.take_notices()
    assert "被换成了别的" in notice.happened and complete(notice)
    book.close()
    shutil.copy(tmp_path / "other" / "keys.json", folder / "keys.json")
    shutil.rmtree(folder / "backups")
    refused(books, folder, "那一本的口令", ForeignKeys)


def test_a_lost_key_file_comes_back_from_the_backups_after_the_key_was_changed(
    books: EncryptedBooks, folder: Path
) -> None:
    change_password(books, folder)
    (folder / "keys.json").unlink()
    book = books.open(folder, "新的口令")
    assert "不见了" in book.take_notices()[0].happened
    book.close()
    (folder / "keys.json").unlink()
    (folder / "backups" / "keys.json").unlink()
    books.open(folder, "新的口令").close()
    (folder / "keys.json").unlink()
    with pytest.raises(WrongPassword):
        books.open(folder, PASSWORD)


def test_who_kept_key_and_ring_does_not_find_the_next_key(
    books: EncryptedBooks, folder: Path
) -> None:
    """What was drawn from memory before: the key itself, and each slot's part under it."""
    before = KeyRing.read(folder / "keys.json")
    key = before.unlock(HIS)
    remove(books, folder)
    after = KeyRing.read(folder / "keys.json")
    with pytest.raises(WrongPassword):
        after.unlock(HIS)
    with pytest.raises(AlteredKeys):
        after.former_keys(key)
    assert key not in after.to_bytes() and after.unlock(PASSWORD) != key
