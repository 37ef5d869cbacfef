"""One writes and others read: locks, read-only books, folders that vanish."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from qinglian_desktop.domain.errors import (
    BookInUse,
    EnvironmentProblem,
    LeftOpenElsewhere,
    ProgramBug,
)
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage import book_lock
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.invented import EVERYTHING
from tests.storage.invented_books import (
    NOW,
    PASSWORD,
    add,
    event,
    full_values,
    invented_books,
    mark,
    new_record,
)
from tests.storage.sentences import complete

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def sealed(folder: Path) -> Iterator[Path]:
    """A closed book with one record, in a folder that takes no files."""
    opened = invented_books().open(folder, PASSWORD)
    with opened.writing() as work:
        file = work.attachments.put("灯.txt", b"light")
    add(opened, event(files=(file,)))
    opened.close()
    if not ROOT:
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)
        return
    bind = ["mount", "--bind", str(folder), str(folder)]
    if subprocess.run(bind, capture_output=True, check=False).returncode:
        pytest.skip("the machine lets nobody mount")
    subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_second_writer_is_told_who_and_since_when(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    with pytest.raises(BookInUse) as raised:
        invented_books(who="另一位").open(folder, PASSWORD)
    assert raised.value.since == NOW
    assert "周𬭚（本机）" in raised.value.happened
    reader = books.open(folder, PASSWORD, read_only=True)
    kept = add(book, event())
    with reader.reading() as work:
        assert work.records.get(EVERYTHING, 1) == kept
    reader.close()
    book.close()
    invented_books(who="另一位").open(folder, PASSWORD).close()


def test_the_lock_of_a_program_that_died_is_free(books: EncryptedBooks, folder: Path) -> None:
    died = (
        "import os; from pathlib import Path; from tests.storage.invented_books import *;"
        f"invented_books().open(Path({str(folder)!r}), PASSWORD); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", died], cwd=Path(__file__).parents[2], check=False)
    assert (folder / "in-use.lock").read_bytes()
    books.open(folder, PASSWORD).close()


def test_what_somebody_wrote_into_a_lock_is_told_in_a_short_sentence(
    books: EncryptedBooks, folder: Path
) -> None:
    words = {"who": "乱\u202e\n" * 4000, "host": "9" * 9000, "since": 4}
    (folder / "in-use.lock").write_text(json.dumps(words))
    with pytest.raises(LeftOpenElsewhere) as raised:
        books.open(folder, PASSWORD)
    assert complete(raised.value)
    assert len(raised.value.sentence) < 500
    assert raised.value.sentence.isprintable()


def test_a_book_that_another_pc_left_open_is_asked_about(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a folder that is kept in step: the words of the other PC come, its lock does not."""
    with monkeypatch.context() as patched:
        patched.setattr("platform.node", lambda: "另一台")
        there = books.open(folder, PASSWORD)
    words = (folder / "in-use.lock").read_bytes()
    there.close()
    assert (folder / "in-use.lock").read_bytes() == b""
    books.open(folder, PASSWORD).close()
    (folder / "in-use.lock").write_bytes(words)
    with pytest.raises(LeftOpenElsewhere) as raised:
        books.open(folder, PASSWORD)
    assert complete(raised.value)
    assert "电脑 另一台（周𬭚）" in raised.value.happened
    # Nothing of it was changed, and it can be read.
    assert (folder / "in-use.lock").read_bytes() == words
    books.open(folder, PASSWORD, read_only=True).close()
    books.open(folder, PASSWORD, is_closed_elsewhere=True).close()
    books.open(folder, PASSWORD).close()


def test_a_folder_without_locks_is_told(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(book_lock, "_lock", refuse)
    with pytest.raises(EnvironmentProblem, match="不支持加锁") as raised:
        books.open(folder, PASSWORD)
    assert complete(raised.value)
    books.open(folder, PASSWORD, read_only=True).close()


def test_a_book_opened_to_read_is_not_written(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, full_values())
    book.close()
    before = (folder / "ledger.db").read_bytes()
    reader = books.open(folder, PASSWORD, read_only=True)
    assert reader.read_only
    with pytest.raises(EnvironmentProblem, match="只读"), reader.writing():
        pass
    with pytest.raises(EnvironmentProblem, match="只读"):
        reader.back_up()
    with pytest.raises(EnvironmentProblem, match="只读"):
        reader.change_password(PASSWORD, "新的")
    with reader.reading() as work:
        assert len(work.records.find("补帆")) == 1
    reader.close()
    assert (folder / "ledger.db").read_bytes() == before


def test_a_read_only_folder_opens_to_read_and_refuses_to_write(
    books: EncryptedBooks, sealed: Path
) -> None:
    with pytest.raises(EnvironmentProblem, match="只读") as raised:
        books.open(sealed, PASSWORD)
    assert complete(raised.value)
    reader = books.open(sealed, PASSWORD, read_only=True)
    assert reader.check() == []
    with reader.reading() as work:
        assert work.records.count(Query("everything")) == 1
        assert work.attachments.read(hashlib.sha256(b"light").hexdigest()) == b"light"
    reader.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody move an open file")
def test_a_folder_that_vanishes_is_noticed_before_anything_is_confirmed(
    book: EncryptedBook, folder: Path
) -> None:
    add(book, event("还在"))
    moved = folder.rename(folder.with_name("拔掉了"))
    with pytest.raises(EnvironmentProblem, match="找不到了") as raised:
        add(book, event("没有存上"))
    assert complete(raised.value)
    moved.rename(folder)
    add(book, event("又插上了"))
    book.close()
    again = invented_books().open(folder, PASSWORD)
    with again.reading() as work:
        lines = [record.value("line") for record in work.records.page(Query("everything"), 0, 9)]
    assert lines == ["又插上了", "还在"]
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody move an open file")
@pytest.mark.parametrize("what", ["moved", "replaced"])
def test_a_folder_that_vanishes_during_a_write_confirms_nothing(
    book: EncryptedBook, folder: Path, what: str
) -> None:
    aside = folder.with_name("拔掉了")
    with pytest.raises(EnvironmentProblem, match="找不到了") as raised, book.writing() as work:
        work.records.add(EVERYTHING, new_record(event("没有存上")), mark())
        folder.rename(aside)
        if what == "replaced":
            # Another book of the same name: ours is still not the one that stands there.
            shutil.copytree(aside, folder)
    assert complete(raised.value)
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    with book.reading() as work:
        assert work.records.count(Query("everything")) == 0
    assert add(book, event("又插上了")).id == 1


def test_what_is_confirmed_has_reached_the_disk(book: EncryptedBook) -> None:
    """A log of its own and FULL: each commit waits for the disk, so no power cut undoes it."""
    with book.writing() as work:
        connection = cast("Any", work.records)._connection
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_closed_book_is_not_used_any_more(book: EncryptedBook) -> None:
    book.close()
    book.close()
    with pytest.raises(ProgramBug), book.reading():
        pass
    with pytest.raises(ProgramBug), book.writing():
        pass
