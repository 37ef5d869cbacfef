"""A look at every page can be seen going on, and ends when somebody says so."""

from __future__ import annotations

import errno
import sys
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import pytest

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.storage import backup, page_check
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import PAGE, connect
from qinglian_desktop.storage.page_check import are_seals_whole, stoppable
from tests.storage.invented_books import PASSWORD, add, event

KEY = bytes(range(32))


def are_whole(database: Path, progress: Progress = no_progress) -> bool:
    with database.open("rb", buffering=0) as file:
        return are_seals_whole(file, KEY, progress)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hundred pages, looked at ten at a time."""
    monkeypatch.setattr(page_check, "_AT_ONCE", 10)
    path = tmp_path / "ledger.db"
    with closing(connect(path, KEY, "fill")) as connection:
        connection.execute("CREATE TABLE t (a)").close()
        connection.execute("BEGIN").close()
        for _ in range(98):
            connection.execute("INSERT INTO t VALUES (zeroblob(3500))").close()
        connection.execute("COMMIT").close()
    assert path.stat().st_size == 100 * PAGE
    return path


def test_it_tells_the_pages_and_stops_between_them(database: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 40

    with pytest.raises(Cancelled):
        are_whole(database, progress)
    assert told == [(11, 100), (21, 100), (31, 100), (41, 100)]


@pytest.mark.parametrize("page", [1, 2, 10, 11, 100])
def test_one_bit_anywhere_is_seen(database: Path, page: int) -> None:
    assert are_whole(database)
    data = bytearray(database.read_bytes())
    data[page * PAGE - 1] ^= 1
    database.write_bytes(data)
    assert not are_whole(database)


def test_a_file_that_was_cut_off_within_a_page_is_not_whole(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:-5])
    assert not are_whole(database)


def test_a_page_that_is_just_being_written_is_looked_at_again(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, torn = page_check._read, [True]

    def once_torn(file: object, number: int, pages: int = 1) -> bytes:
        found = read(file, number, pages)  # pyright: ignore[reportArgumentType]
        if number == 21 and torn.pop():
            torn.append(False)
            return found[: 3 * PAGE] + bytes(PAGE) + found[4 * PAGE :]
        return found

    monkeypatch.setattr(page_check, "_read", once_torn)
    assert are_whole(database)
    assert torn == [False]


def test_a_page_that_the_disk_does_not_give_is_not_whole(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Worn:
        def seek(self, *_: int) -> int:
            raise OSError(errno.EIO, "bad sector")

    assert page_check._read(Worn(), 3) == b""  # pyright: ignore[reportArgumentType]


def test_a_question_ends_when_somebody_says_so(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_check, "_BETWEEN", 0.0)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    asked: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        asked.append((done, total))
        return len(asked) < 5

    with closing(connect(database, KEY, "immutable")) as connection:
        with pytest.raises(Cancelled), stoppable(connection, progress):
            connection.execute(endless).fetchone()
        assert asked == [(0, 0)] * 5
        # And whatever is asked later goes on to its end.
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (98,)


def test_every_look_at_a_copy_can_be_stopped_within_its_pages(
    books: EncryptedBooks, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = books.open(folder, PASSWORD)
    copy = book.back_up()
    seen: list[str] = []

    def stopped(database: BinaryIO, key: bytes, progress: Progress) -> bool:
        seen.append(database.name)
        raise Cancelled

    monkeypatch.setattr(backup, "are_seals_whole", stopped)
    with pytest.raises(Cancelled):
        book.back_up()
    with pytest.raises(Cancelled):
        books.look(folder, copy, PASSWORD)
    book.close()
    with pytest.raises(Cancelled):
        books.restore(folder, copy, PASSWORD)
    with pytest.raises(Cancelled):
        books.repair(folder, tmp_path / "修复", PASSWORD)
    assert len(seen) == 4
    assert [each.folder for each in books.backups(folder)] == [copy]
    assert not (tmp_path / "修复").exists() and not (folder / "restoring").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system for locks by its own lists")
def test_a_check_takes_no_lock_away_from_the_connections(
    books: EncryptedBooks, folder: Path
) -> None:
    def locks() -> int:
        # Of the system's list of all locks, read in pieces, a line may come twice or not at all
        # while others take and leave theirs; each open file's own list is read at once.
        inode = f":{(folder / 'ledger.db').stat().st_ino} "
        return sum(
            "lock:" in line and inode in line
            for each in Path("/proc/self/fdinfo").iterdir()
            if each.exists()
            for line in each.read_text(encoding="ascii").splitlines()
        )

    book = books.open(folder, PASSWORD)
    add(book, event())
    before = locks()
    assert before
    for _ in range(2):
        assert book.check() == []
        assert locks() == before
    book.close()
    assert locks() == 0
