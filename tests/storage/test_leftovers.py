"""What a kill leaves half made is swept when the book is next opened to be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import BookInUse
from qinglian_desktop.storage import leftovers
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD, invented_books

SCRAPS = (
    "keys.json.new",
    "ledger.db.new",
    "ledger.db-wal.new",
    "backups/keys.json.new",
    "backups/20261122-090000.unfinished/ledger.db",
    "templates/本单位模板1.txt.new",
    "templates/~本单位模板1.4711.tmp",
)
THEIRS = (
    "说明.txt.new",
    "~$说明.docx",
    "backups/说明.new",
    "templates/本单位模板1.txt",
    "templates/~$模板.tmp",
    "templates/~模板.tmp",
)


def put(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")


def files(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_scraps_are_swept_and_nothing_of_others(books: EncryptedBooks, folder: Path) -> None:
    put(folder, SCRAPS + THEIRS)
    books.open(folder, PASSWORD, read_only=True).close()
    assert {*SCRAPS, *THEIRS} <= files(folder)
    books.open(folder, PASSWORD).close()
    assert not {*SCRAPS} & files(folder)
    assert not (folder / "backups" / "20261122-090000.unfinished").exists()
    assert {*THEIRS, "keys.json", "ledger.db"} <= files(folder)


def test_nothing_is_swept_from_a_book_that_is_open_elsewhere(
    book: EncryptedBook, folder: Path
) -> None:
    put(folder, SCRAPS)
    with pytest.raises(BookInUse):
        invented_books(who="另一位").open(folder, PASSWORD)
    assert {*SCRAPS} <= files(folder)


def test_a_book_opens_beside_scraps_that_cannot_be_swept(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, SCRAPS)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(leftovers.Path, "unlink", refuse)
    books.open(folder, PASSWORD).close()


def test_half_a_repaired_book_is_swept_from_beside_the_damaged_one(
    books: EncryptedBooks, folder: Path
) -> None:
    ours = folder.with_name(f"{folder.name}-修复2.unfinished")
    others = folder.with_name(f"{folder.name}-修复 说明.unfinished")
    for each in (ours, others):
        each.mkdir()
    (ours / "damaged").mkdir()
    (others / "说明.txt").write_text("别人的", encoding="utf-8")
    books.open(folder, PASSWORD).close()
    assert not ours.exists() and others.exists()


def test_a_shelf_that_a_killed_restore_made_for_nothing_goes(
    books: EncryptedBooks, folder: Path
) -> None:
    (folder / "restoring" / "new").mkdir(parents=True)
    name = "ab" + "0" * 62
    (folder / "aside" / "attachments" / "ab").mkdir(parents=True)
    (folder / "aside" / "attachments" / "ab" / name).write_bytes(b"linked")
    books.open(folder, PASSWORD).close()
    assert not (folder / "aside").exists() and not (folder / "restoring").exists()
    # What somebody put there stays.
    (folder / "aside").mkdir()
    (folder / "aside" / "说明.txt").write_text("别人的", encoding="utf-8")
    books.open(folder, PASSWORD).close()
    assert (folder / "aside" / "说明.txt").exists()
