"""Backups are whole books, verified, the last thirty kept, and can be put back."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.domain.errors import BookInUse, Cancelled, EnvironmentProblem
from qinglian_desktop.storage import backup
from qinglian_desktop.storage import book as open_book
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import PAGE
from qinglian_desktop.storage.keys import KeyRing
from tests.invented import EVERYTHING, INVENTED
from tests.storage.invented_books import CHEAP, FIRST, NOW, PASSWORD, WHO, add, event, full_values
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
    assert copied == folder / "backups" / "20261123-100500"
    assert {each.name for each in copied.iterdir()} == {"attachments.txt", "keys.json", "ledger.db"}
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
    assert (copied / "ledger.db").stat().st_size == done[-1] * PAGE


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

    def lossy(path: Path, key: bytes, mode: str) -> backup.RawConnection:
        """A disk that has lost a record by the time the copy is opened anew."""
        if mode == "ro":
            worn = connect(path, key, "rw")
            worn.execute("DELETE FROM history").close()
            worn.execute("PRAGMA journal_mode = DELETE").close()
            worn.close()
        return connect(path, key, mode)

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
    assert [each for each, _ in backup.backups(folder)] == made


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
    monkeypatch.setattr(open_book, "_PATIENCE", 0)
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
    assert [each for each, _ in backup.backups(folder)] == [second, first]


def test_the_last_thirty_backups_are_kept(tmp_path: Path) -> None:
    times = iter([NOW] * 2 + [NOW + timedelta(days=n) for n in range(99)])
    books = EncryptedBooks(INVENTED, lambda: next(times), WHO, migrations=(FIRST,), cost=CHEAP)
    book, _ = books.create(tmp_path / "book", PASSWORD)
    made = [book.back_up() for _ in range(32)]
    assert [each for each, _ in books.backups(tmp_path / "book")] == made[:1:-1]
    book.close()


def test_a_backup_cut_off_does_not_count_and_is_cleared_away(
    book: EncryptedBook, folder: Path
) -> None:
    leftover = folder / "backups" / "20261122-090000.unfinished"
    leftover.mkdir()
    (leftover / "ledger.db").write_bytes(b"half")
    assert book.last_backup() is None
    book.back_up()
    assert not leftover.exists()


def test_yesterday_is_put_back_and_today_put_aside(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, event("昨天"))
    yesterday = book.back_up()
    add(book, event("今天"))
    with pytest.raises(BookInUse):
        books.restore(folder, yesterday)
    book.change_password(PASSWORD, "新的密码")
    book.close()
    today = books.restore(folder, yesterday)
    restored = books.open(folder, "新的密码")
    assert lines(restored) == ["昨天"]
    assert restored.check() == []
    restored.close()
    books.restore(folder, today)
    restored = books.open(folder, "新的密码")
    assert lines(restored) == ["昨天", "今天"]
    restored.close()


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
    today = books.restore(folder, yesterday)
    assert ours.read_text(encoding="utf-8") == "昨天"
    assert newer.read_text(encoding="utf-8") == "今天新建"
    books.restore(folder, today)
    assert ours.read_text(encoding="utf-8") == "今天"


def test_a_broken_book_is_restored_with_the_backups_keys(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, event("昨天"))
    yesterday = book.back_up()
    book.close()
    (folder / "ledger.db").write_bytes(b"broken")
    (folder / "keys.json").write_bytes(b"broken")
    books.restore(folder, yesterday)
    # What is broken was set aside; it never replaces the keys that lie beside the backups.
    assert KeyRing.read(folder / "backups" / "keys.json") == KeyRing.read(yesterday / "keys.json")
    restored = books.open(folder, PASSWORD)
    assert lines(restored) == ["昨天"]
    restored.close()


def test_a_book_that_crashed_is_put_aside_with_its_log(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, tmp_path: Path
) -> None:
    add(book, event("昨天"))
    yesterday = book.back_up()
    add(book, event("今天"))
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    book.close()
    assert (crashed / "ledger.db-wal").stat().st_size > 0
    today = books.restore(crashed, crashed / "backups" / yesterday.name)
    restored = books.open(crashed, PASSWORD)
    assert lines(restored) == ["昨天"]
    restored.close()
    books.restore(crashed, today)
    restored = books.open(crashed, PASSWORD)
    assert lines(restored) == ["昨天", "今天"]
    restored.close()


def test_what_is_no_backup_is_not_put_back(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentProblem):
        books.restore(folder, tmp_path / "没有")
    books.open(folder, PASSWORD).close()
