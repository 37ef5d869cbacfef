"""Lock and log that are removed or exchanged while a book is open: no confirmed save is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.domain.errors import BookInUse, EnvironmentProblem
from qinglian_desktop.storage import open_files, transactions
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.books import EncryptedBooks
from tests.invented import EVERYTHING
from tests.storage.invented_books import (
    NOW,
    PASSWORD,
    add,
    event,
    invented_books,
    lines_in,
    mark,
    new_record,
)
from tests.storage.sentences import complete

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody remove an open file"
)
LOG, INDEX, LOCK = "ledger.db-wal", "ledger.db-shm", "in-use.lock"
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def kept(book: EncryptedBook) -> EncryptedBook:
    """An open book with three records, all of them in its log."""
    for line in ("一", "二", "三"):
        add(book, event(line))
    return book


def as_killed(folder: Path) -> list[str]:
    """What is in the book if all programs are killed now: as its files lie on the disk."""
    left = folder.with_name(f"{folder.name} 断电")
    shutil.copytree(folder, left)
    opened = invented_books().open(left, PASSWORD, is_closed_elsewhere=True)
    assert opened.check() == []
    found = lines_in(opened)
    opened.close()
    shutil.rmtree(left)
    return found


def remove(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).unlink()


def elsewhere(folder: Path, line: str) -> None:
    """Another program opens the book, keeps a record in it, and dies."""
    command = [sys.executable, "-m", "tests.storage.writing_elsewhere", str(folder), line]
    subprocess.run(command, cwd=PROJECT, check=True)


@pytest.mark.parametrize("names", [(LOG,), (INDEX,), (LOG, INDEX)], ids=["log", "index", "both"])
def test_a_log_that_vanished_is_put_back_at_the_next_save(
    kept: EncryptedBook, folder: Path, names: tuple[str, ...]
) -> None:
    told: list[Changed] = []
    kept.watch(told.append)
    remove(folder, *names)
    add(kept, event("四"))
    assert as_killed(folder) == sorted("一二三四")
    assert told[-1].notices
    (notice,) = kept.take_notices()
    assert complete(notice) and "已经补好" in notice.happened
    # All goes on as before, and the same is not told again.
    add(kept, event("五"))
    remove(folder, LOG)
    add(kept, event("六"))
    assert kept.take_notices() == [] and kept.check() == []
    assert as_killed(folder) == lines_in(kept) == sorted("一二三四五六")


def test_a_log_that_vanished_is_put_back_at_the_next_reading(
    kept: EncryptedBook, folder: Path
) -> None:
    remove(folder, LOG, INDEX)
    assert as_killed(folder) == []
    assert lines_in(kept) == sorted("一二三")
    assert as_killed(folder) == sorted("一二三")


def test_a_log_that_vanishes_during_a_save_is_back_before_it_is_confirmed(
    kept: EncryptedBook, folder: Path
) -> None:
    with kept.writing() as work:
        work.records.add(EVERYTHING, new_record(event("四")), mark())
        remove(folder, LOG)
    assert as_killed(folder) == sorted("一二三四")


def test_what_failed_while_a_log_was_put_back_is_not_taken_for_anothers_doing(
    kept: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log is in the database by then, which has changed by that."""

    def refused(_: Path) -> None:
        raise OSError(errno.EIO, "refused")

    remove(folder, LOG, INDEX)
    with monkeypatch.context() as broken:
        broken.setattr(open_files, "flush_folder", refused)
        with pytest.raises(EnvironmentProblem):
            add(kept, event("四"))
    assert as_killed(folder) == sorted("一二三")
    add(kept, event("五"))
    assert as_killed(folder) == lines_in(kept) == sorted("一二三五")


def test_a_log_that_vanished_is_put_back_at_closing(kept: EncryptedBook, folder: Path) -> None:
    reader = invented_books().open(folder, PASSWORD, read_only=True)
    assert lines_in(reader) == sorted("一二三")
    remove(folder, LOG)
    kept.close()
    assert as_killed(folder) == sorted("一二三")
    assert len(kept.take_notices()) == 1
    reader.close()


def test_whoever_is_killed_while_it_is_put_back_loses_nothing(
    kept: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    fold = open_files.fold_log

    def watched(*of: object) -> None:
        seen.append(as_killed(folder))
        fold(*of)  # type: ignore[arg-type]
        seen.append(as_killed(folder))

    monkeypatch.setattr(open_files, "fold_log", watched)
    remove(folder, LOG)
    add(kept, event("四"))
    assert seen == [sorted("一二三")] * 2


def test_who_reads_for_long_is_not_torn_away_and_nothing_is_lost(
    kept: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "_PAUSE", 0.01)
    begun, may_end = threading.Event(), threading.Event()
    found: list[int] = []

    def read() -> None:
        with kept.reading() as work:
            begun.set()
            may_end.wait(10)
            found.append(len(work.records.find("三")))

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait(10)
    remove(folder, LOG, INDEX)
    with pytest.raises(EnvironmentProblem, match="正在备份") as raised:
        add(kept, event("四"))
    assert complete(raised.value)
    may_end.set()
    reader.join()
    add(kept, event("四"))
    assert found == [1] and as_killed(folder) == sorted("一二三四")


@pytest.fixture
def reader(kept: EncryptedBook, folder: Path) -> Iterator[Callable[[], list[str]]]:
    """Reads in another program, which has the book open for that."""
    command = [sys.executable, "-m", "tests.storage.writing_elsewhere", str(folder), "read"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True) as child:
        assert child.stdin is not None and child.stdout is not None
        asked, answers = child.stdin, child.stdout

        def read() -> list[str]:
            asked.write("\n")
            asked.flush()
            return answers.readline().split()

        assert answers.readline() == "open\n"
        yield read
        child.kill()


def test_another_program_that_reads_goes_on(
    kept: EncryptedBook, folder: Path, reader: Callable[[], list[str]]
) -> None:
    assert reader() == sorted("一二三")
    for line, names in (("四", (LOG,)), ("五", (INDEX,)), ("六", (LOG, INDEX))):
        remove(folder, *names)
        add(kept, event(line))
        assert line in as_killed(folder)
        assert reader() == lines_in(kept)
        add(kept, event(f"{line}后"))
        assert reader() == as_killed(folder) == lines_in(kept)
    assert len(lines_in(kept)) == 9


def test_what_somebody_else_saved_meanwhile_is_set_aside_whole(
    kept: EncryptedBook, books: EncryptedBooks, folder: Path
) -> None:
    with kept.writing() as work:
        work.attachments.put("灯.txt", b"light")
    remove(folder, LOCK, LOG, INDEX)
    elsewhere(folder, "那边")
    add(kept, event("四"))
    assert lines_in(kept) == as_killed(folder) == sorted("一二三四")
    (notice,) = kept.take_notices()
    assert complete(notice) and "放在一边" in notice.kept
    (aside,) = books.set_aside(folder)
    there = books.look(folder, aside.folder, PASSWORD)
    assert lines_in(there) == ["那边"]
    there.close()


def test_a_former_state_of_the_log_that_was_put_back_is_nobody_elses(
    kept: EncryptedBook, folder: Path
) -> None:
    former = (folder / LOG).read_bytes()
    add(kept, event("四"))
    remove(folder, LOG)
    (folder / LOG).write_bytes(former)
    add(kept, event("五"))
    assert as_killed(folder) == sorted("一二三四五")
    assert not (folder / "aside").exists()


def test_pages_of_two_logs_are_never_mixed(kept: EncryptedBook, folder: Path) -> None:
    assert lines_in(kept) == sorted("一二三")
    remove(folder, LOG)
    os.utime(folder / "ledger.db")
    with pytest.raises(EnvironmentProblem, match="被别的程序写过") as raised:
        add(kept, event("四"))
    assert complete(raised.value)
    assert lines_in(kept) == sorted("一二三")


def test_a_lock_that_was_removed_is_taken_again(kept: EncryptedBook, folder: Path) -> None:
    remove(folder, LOCK)
    add(kept, event("四"))
    with pytest.raises(BookInUse, match="周𬭚（本机）"):
        invented_books(who="另一位").open(folder, PASSWORD)
    kept.close()
    assert (folder / LOCK).read_bytes() == b""


def test_who_took_the_lock_that_was_removed_keeps_it(kept: EncryptedBook, folder: Path) -> None:
    remove(folder, LOCK)
    taken = BookLock.take(folder, "另一位", NOW)
    with pytest.raises(EnvironmentProblem, match="另一位（本机）打开着") as raised:
        add(kept, event("四"))
    assert complete(raised.value) and "没有存进去" in raised.value.kept
    taken.release()
    add(kept, event("五"))
    assert as_killed(folder) == sorted("一二三五")


def test_where_locks_reach_nobody_else_the_words_in_it_do(
    kept: EncryptedBook, folder: Path
) -> None:
    mine = (folder / LOCK).read_bytes()
    (folder / LOCK).write_bytes(mine.replace("周𬭚".encode(), "另一位".encode()))
    with pytest.raises(EnvironmentProblem, match="另一位"):
        add(kept, event("四"))
    (folder / LOCK).write_bytes(b"")
    add(kept, event("五"))
    assert lines_in(kept) == sorted("一二三五")


def test_a_book_whose_lock_another_has_is_not_swept_at_closing(
    kept: EncryptedBook, folder: Path
) -> None:
    with kept.writing() as work:
        work.attachments.put("灯.txt", b"light")
    remove(folder, LOCK)
    taken = BookLock.take(folder, "另一位", NOW)
    kept.close()
    assert len([each for each in (folder / "attachments").rglob("*") if each.is_file()]) == 1
    taken.release()
