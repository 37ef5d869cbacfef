"""Backups are whole books, each checked in full when it was made."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.storage import backup, engine, shelf, transactions
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import PAGE, RawConnection
from tests.invented import EVERYTHING
from tests.storage.invented_books import NOW, PASSWORD, add, event, full_values
from tests.storage.sentences import complete


def lines(book: EncryptedBook) -> list[object]:
    with book.reading() as work:
        found = work.records.fetch(EVERYTHING, range(1, 50))
        return [record.value("line") for record in found]


def test_a_backup_is_a_book_of_its_own(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    assert book.last_backup() is None
    kept = add(book, full_values())
    with book.writing() as work:
        photo = work.attachments.put("说明.txt", b"text")
    copied = book.back_up()
    add(book, event("备份之后"))
    assert copied == folder / "backups" / "000001-20261123-100500"
    assert {each.name for each in copied.iterdir()} == {
        "attachments.txt",
        "history.json",
        "keys.json",
        "ledger.db",
    }
    assert book.last_backup() == NOW
    again = books.open(copied, PASSWORD)
    with again.reading() as work:
        assert work.records.get(EVERYTHING, 1) == kept
        assert work.records.get(EVERYTHING, 2) is None
        assert work.attachments.read(photo.digest) == b"text"
    assert again.check() == []
    again.close()


class Halfway:
    """Progress that stops in its first step until it is let go on."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.steps: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> bool:
        self.steps.append((done, total))
        self.reached.set()
        return self.go_on.wait(60)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even an empty book is copied in many steps."""
    monkeypatch.setattr(backup, "STEP", 4)


@pytest.mark.usefixtures("small_steps")
def test_what_is_saved_during_a_backup_waits_for_nothing_and_is_not_in_it(
    books: EncryptedBooks, book: EncryptedBook
) -> None:
    add(book, event("备份之前"))
    halfway = Halfway()
    with ThreadPoolExecutor(1) as threads:
        copying = threads.submit(book.back_up, halfway)
        assert halfway.reached.wait(60)
        add(book, event("备份之中"))
        assert not copying.done()
        halfway.go_on.set()
        copied = copying.result()
    add(book, event("备份之后"))
    assert lines(book) == ["备份之前", "备份之中", "备份之后"]
    assert book.check() == []
    again = books.open(copied, PASSWORD)
    assert lines(again) == ["备份之前"]
    assert again.check() == []
    again.close()


@pytest.mark.usefixtures("small_steps")
def test_progress_of_a_backup_rises_to_all_its_pages(book: EncryptedBook) -> None:
    steps = Halfway()
    steps.go_on.set()
    copied = book.back_up(steps)
    done, totals = zip(*steps.steps, strict=True)
    assert len(done) > 2 and sorted(set(done)) == list(done)
    assert set(totals) == {done[-1]}
    # Each page is copied, and each is looked at.
    assert 2 * (copied / "ledger.db").stat().st_size == done[-1] * PAGE


@pytest.mark.usefixtures("small_steps")
def test_a_backup_that_is_cancelled_leaves_nothing(book: EncryptedBook, folder: Path) -> None:
    kept = book.back_up()
    with pytest.raises(Cancelled):
        book.back_up(lambda done, total: done < total / 2)
    assert sorted((folder / "backups").iterdir()) == [kept, folder / "backups" / "keys.json"]
    assert book.back_up().is_dir()


def test_only_a_backup_that_was_made_is_told(book: EncryptedBook) -> None:
    told: list[Changed] = []
    book.watch(told.append)
    with pytest.raises(Cancelled):
        book.back_up(lambda done, total: False)
    assert told == []
    book.back_up()
    assert told == [Changed(backups=True)]


def test_a_copy_that_differs_is_no_backup(
    book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(book, event())
    connect = backup.connect

    def lossy(path: Path, key: bytes, mode: str, salt: str = "") -> backup.RawConnection:
        """A disk that has lost a record by the time the copy is opened anew."""
        if mode == "immutable":
            worn = connect(path, key, "rw")
            worn.execute("DELETE FROM history").close()
            worn.execute("PRAGMA journal_mode = DELETE").close()
            worn.close()
        return connect(path, key, mode, salt)

    monkeypatch.setattr(backup, "connect", lossy)
    with pytest.raises(EnvironmentProblem, match="对不上") as raised:
        book.back_up()
    assert complete(raised.value)
    assert list((folder / "backups").iterdir()) == []
    assert book.last_backup() is None


@pytest.mark.usefixtures("small_steps")
def test_two_backups_at_once_are_made_one_after_the_other(
    book: EncryptedBook, folder: Path
) -> None:
    halfway = Halfway()
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(book.back_up, halfway)
        assert halfway.reached.wait(60)
        second = threads.submit(book.back_up)
        halfway.go_on.set()
        made = [second.result(), first.result()]
    assert [each.folder for each in shelf.copies(folder / "backups")] == made


@pytest.mark.usefixtures("small_steps")
def test_closing_waits_for_a_backup(books: EncryptedBooks, book: EncryptedBook) -> None:
    add(book, event())
    halfway = Halfway()
    with ThreadPoolExecutor(2) as threads:
        copying = threads.submit(book.back_up, halfway)
        assert halfway.reached.wait(60)
        closing = threads.submit(book.close)
        assert not closing.done()
        halfway.go_on.set()
        closing.result()
        assert book.last_backup() == NOW
    again = books.open(copying.result(), PASSWORD)
    assert len(lines(again)) == 1
    again.close()


@pytest.mark.usefixtures("small_steps")
def test_a_backup_for_which_closing_waits_no_longer_is_stopped(
    book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "_PATIENCE", 0)
    halfway = Halfway()
    with ThreadPoolExecutor(1) as threads:
        copying = threads.submit(book.back_up, halfway)
        assert halfway.reached.wait(60)
        book.close()
        halfway.go_on.set()
        with pytest.raises(Cancelled):
            copying.result()
    assert list((folder / "backups").iterdir()) == []


def test_two_backups_in_one_second_are_two(book: EncryptedBook, folder: Path) -> None:
    first, second = book.back_up(), book.back_up()
    assert first != second
    assert [each.folder for each in shelf.copies(folder / "backups")] == [second, first]


def test_a_backup_cut_off_does_not_count_and_is_cleared_away(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    leftover = folder / "backups" / "20261122-090000.unfinished"
    leftover.mkdir()
    (leftover / "ledger.db").write_bytes(b"half")
    assert book.last_backup() is None
    book.close()
    books.open(folder, PASSWORD).close()
    assert not leftover.exists()


def test_a_copy_that_cannot_be_written_is_told_and_the_book_stays_in_use(
    book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(book, full_values())

    def last_step(action: int, word: str | None, *_: object) -> int:
        is_last = action == dbapi2.SQLITE_PRAGMA and word == "journal_mode"
        return dbapi2.SQLITE_DENY if is_last else dbapi2.SQLITE_OK

    def connect(path: Path, key: bytes, mode: str, salt: str = "") -> RawConnection:
        made = engine.connect(path, key, mode, salt)
        made.set_authorizer(last_step)
        return made

    with monkeypatch.context() as patched:
        patched.setattr(backup, "connect", connect)
        with pytest.raises(EnvironmentProblem) as told:
            book.back_up()
    assert complete(told.value)
    assert [each.name for each in (folder / "backups").iterdir()] == []
    assert lines(book) and book.back_up().exists()


def test_one_bit_of_any_page_is_noticed(book: EncryptedBook) -> None:
    add(book, full_values())
    database = book.back_up() / "ledger.db"
    whole = database.read_bytes()
    rows = backup.check(database, book._keys.key)
    assert len(whole) > 40 * PAGE and sum(rows) > 5
    for page in range(len(whole) // PAGE):
        damaged = bytearray(whole)
        damaged[page * PAGE + page * 97 % PAGE] ^= 1 << page % 8
        database.write_bytes(damaged)
        with pytest.raises(EnvironmentProblem):
            backup.check(database, book._keys.key)
    database.write_bytes(whole)
    assert backup.check(database, book._keys.key) == rows


def test_a_copy_that_the_disk_has_not_kept_as_written_is_no_backup(
    book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(book, event())

    def worn(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(-1, 2)
            last = file.read(1)
            file.seek(-1, 2)
            file.write(bytes([last[0] ^ 1]))

    monkeypatch.setattr(backup, "flush_file", worn)
    with pytest.raises(EnvironmentProblem, match="对不上"):
        book.back_up()
    assert list((folder / "backups").iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="nobody counts what is written")
def test_each_page_of_a_copy_is_written_once(book: EncryptedBook) -> None:
    for _ in range(30):
        add(book, event(story="长" * 18_000))

    def written() -> int:
        (count,) = re.findall(r"wchar: (\d+)", Path("/proc/self/io").read_text())
        return int(count)

    before = written()
    copied = book.back_up()
    size = (copied / "ledger.db").stat().st_size
    assert size > 4_000_000 and written() - before < size * 1.05
