"""A book whose first page is broken is read by the names of its tables in a backup."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import table_names
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import PAGE, connect
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.sealed_pages import PageSeal
from tests.invented import EVERYTHING
from tests.storage.invented_books import PASSWORD, add, event, invented_books


@pytest.fixture
def later(books: EncryptedBooks, folder: Path) -> Path:
    """A closed book that has grown since its backup."""
    book = books.open(folder, PASSWORD)
    add(book, event("备份以前的"))
    book.back_up()
    for number in range(20):
        add(book, event(f"后来第{number}次" + "补" * 300))
    book.close()
    return folder


def key_of(folder: Path) -> bytes:
    return KeyRing.read(folder / "keys.json").unlock(PASSWORD)


def lose(path: Path, start: int, end: int) -> None:
    """Zeros, as from a sector that the disk gave up."""
    data = bytearray(path.read_bytes())
    data[start:end] = bytes(end - start)
    path.write_bytes(data)


def lines_of(book: EncryptedBook) -> list[object]:
    with book.reading() as work:
        return [each.value("line") for each in work.records.fetch(EVERYTHING, range(1, 40))]


@pytest.mark.parametrize("lost", [(0, PAGE), (0, 16), (2000, 2001)])
def test_all_is_read_that_was_saved_after_the_backup_too(
    books: EncryptedBooks, later: Path, tmp_path: Path, lost: tuple[int, int]
) -> None:
    book = books.open(later, PASSWORD)
    whole = lines_of(book)
    book.close()
    lose(later / "ledger.db", *lost)
    with pytest.raises(EnvironmentProblem):
        books.open(later, PASSWORD)
    repaired = books.repair(later, tmp_path / "修复", PASSWORD)
    assert (repaired.records, repaired.lost) == (21, ())
    again = books.open(tmp_path / "修复", PASSWORD)
    assert lines_of(again) == whole and again.check() == []
    again.close()


def test_without_a_backup_it_is_said_that_nothing_can_be_read(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    lose(folder / "ledger.db", 0, PAGE)
    with pytest.raises(EnvironmentProblem, match="损坏"):
        books.repair(folder, tmp_path / "修复", PASSWORD)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_backup_in_which_the_tables_lie_elsewhere_is_not_used(later: Path) -> None:
    key = key_of(later)
    (copy,) = (path.parent for path in later.glob("backups/*/ledger.db"))
    with closing(connect(copy / "ledger.db", key, "rw")) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE INDEX%'")
        (name, *_), *_ = found.fetchall()
        connection.execute(f'DROP INDEX "{name}"').close()
        connection.execute("VACUUM").close()
    lose(later / "ledger.db", 0, PAGE)
    before = (later / "ledger.db").read_bytes()
    assert not table_names.put_back(later / "ledger.db", (key,), [copy], lambda _: True)
    assert (later / "ledger.db").read_bytes() == before


def test_pages_are_told_whole_and_broken_as_sqlcipher_tells_them(later: Path) -> None:
    key, path = key_of(later), later / "ledger.db"
    whole = path.read_bytes()
    for number in range(1, len(whole) // PAGE + 1):
        data = bytearray(whole)
        data[number * PAGE - PAGE // 2] ^= 1
        path.write_bytes(data)
        seal = PageSeal(key, bytes(data[:16]))
        pages = [bytes(data[at : at + PAGE]) for at in range(0, len(data), PAGE)]
        ours = [at for at, page in enumerate(pages, 1) if not seal.is_whole(at, page)]
        with closing(connect(path, key, "immutable")) as connection:
            theirs = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        assert ours == [number] and len(theirs) == 1


def test_what_was_closed_is_opened_by_sqlcipher(later: Path) -> None:
    key, path = key_of(later), later / "ledger.db"
    data = path.read_bytes()
    seal = PageSeal(key, data[:16])
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    again = [seal.closed(at, seal.opened(at, page)) for at, page in enumerate(pages, 1)]
    path.write_bytes(b"".join(again))
    assert all(new != old for new, old in zip(again, pages, strict=True))
    book = invented_books().open(later, PASSWORD)
    assert book.check() == []
    book.close()


def test_a_copy_begins_with_the_salt_of_its_book(later: Path) -> None:
    (copy,) = later.glob("backups/*/ledger.db")
    assert copy.read_bytes()[:16] == (later / "ledger.db").read_bytes()[:16]
