"""Books that kept attachments in their database give them to the folder, and lose none by it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import migration_runner
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.migrations import Migration, m0004_attachments_as_files
from tests.invented import INVENTED
from tests.storage.invented_books import CHEAP, FIRST, NOW, PASSWORD, WHO, add, event
from tests.storage.sentences import complete

OLD = Migration(
    1,
    "as it was",
    tuple(
        each.replace("loose_since INTEGER", "bytes BLOB NOT NULL")
        if each.startswith("CREATE TABLE attachments ")
        else each
        for each in FIRST.statements
    ),
)
OUT = Migration(
    2, "out", m0004_attachments_as_files.STATEMENTS, m0004_attachments_as_files.move_out
)
CONTENTS = [bytes([n]) * 600_000 for n in range(1, 5)]


def books_with(*migrations: Migration) -> EncryptedBooks:
    return EncryptedBooks(INVENTED, lambda: NOW, WHO, migrations=migrations, cost=CHEAP)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a book of records with attachments, as versions before kept it."""
    folder = tmp_path / "old"
    book, _ = books_with(OLD, OUT).create(folder, PASSWORD)
    for number, data in enumerate(CONTENTS):
        with book.writing() as work:
            file = work.attachments.put(f"{number}.bin", data)
        add(book, event(files=(file,)))
    book.close()
    key = KeyRing.read(folder / "keys.json").unlock(PASSWORD)
    files = AttachmentFiles(folder, (key,))
    with closing(connect(folder / "ledger.db", key, "rw")) as connection:
        connection.execute("ALTER TABLE attachments DROP COLUMN loose_since")
        connection.execute("ALTER TABLE attachments ADD COLUMN bytes BLOB NOT NULL DEFAULT x''")
        for (digest,) in connection.execute("SELECT digest FROM attachments").fetchall():
            row = (files.read(digest), digest)
            connection.execute("UPDATE attachments SET bytes = ? WHERE digest = ?", row)
        connection.execute("DELETE FROM migrations WHERE number = 2")
    shutil.rmtree(folder / "attachments")
    assert (folder / "ledger.db").stat().st_size > sum(map(len, CONTENTS))
    return folder


@pytest.fixture
def opened(old: Path) -> Iterator[EncryptedBook]:
    book = books_with(OLD, OUT).open(old, PASSWORD)
    yield book
    book.close()


def contents(book: EncryptedBook) -> list[bytes]:
    with book.reading() as work:
        records = work.records.fetch(INVENTED["everything"], range(1, 9))
        return [work.attachments.read(record.value("files")[0].digest) for record in records]  # type: ignore[index,union-attr]


def test_every_attachment_becomes_a_file(opened: EncryptedBook, old: Path) -> None:
    assert contents(opened) == CONTENTS
    assert opened.check() == []
    assert len(list((old / "attachments").glob("*/*"))) == len(CONTENTS)


def test_the_database_shrinks(opened: EncryptedBook, old: Path) -> None:
    assert (old / "ledger.db").stat().st_size < 600_000
    assert not (old / "ledger.db-wal").exists()


def test_they_stay_when_the_book_is_closed(opened: EncryptedBook, old: Path) -> None:
    opened.close()
    again = books_with(OLD, OUT).open(old, PASSWORD)
    assert contents(again) == CONTENTS
    assert again.check() == []
    again.close()


def test_the_copy_made_before_has_them_inside(opened: EncryptedBook, old: Path) -> None:
    opened.close()
    (copy,) = books_with(OLD, OUT).backups(old)
    shutil.rmtree(old / "attachments")
    books_with(OLD, OUT).restore(old, copy.folder, PASSWORD)
    again = books_with(OLD, OUT).open(old, PASSWORD)
    assert contents(again) == CONTENTS
    assert again.check() == []
    again.close()


def test_a_look_into_the_copy_made_before_shows_them(opened: EncryptedBook, old: Path) -> None:
    opened.close()
    books = books_with(OLD, OUT)
    (copy,) = books.backups(old)
    before = {each.name for each in copy.folder.iterdir()}
    shutil.rmtree(old / "attachments")
    looked = books.look(old, copy.folder, PASSWORD)
    assert contents(looked) == CONTENTS
    assert looked.check() == []
    looked.close()
    assert {each.name for each in copy.folder.iterdir()} == before
    assert not (old / "looking").exists()
    assert not (old / "attachments").exists()


def test_a_full_disk_at_any_moment_loses_nothing(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush, failures = os.fsync, 0
    book = None
    while book is None:
        left = [None] * failures

        def fills_up(handle: int, left: list[None] = left) -> None:
            if not left:
                raise OSError(errno.ENOSPC, "full")
            left.pop()
            flush(handle)

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", fills_up)
            try:
                book = books_with(OLD, OUT).open(old, PASSWORD)
            except EnvironmentProblem as problem:
                assert "没有更新完" in problem.happened and complete(problem)
                failures += 1
        assert list((old / "attachments").rglob("*.new")) == []
    assert failures > 10
    # No copy of the old book for each of the attempts.
    assert len(books_with(OLD, OUT).backups(old)) < 6
    assert contents(book) == CONTENTS
    assert book.check() == []
    book.close()


def test_a_failure_while_the_bytes_are_dropped_loses_nothing(old: Path) -> None:
    spoiled = Migration(2, "out", (*OUT.statements, "SELECT 1 FROM nowhere"), OUT.prepare)
    with pytest.raises(Exception, match="nowhere"):
        books_with(OLD, spoiled).open(old, PASSWORD)
    book = books_with(OLD, OUT).open(old, PASSWORD)
    assert contents(book) == CONTENTS
    assert book.check() == []
    book.close()


def test_a_database_that_could_not_shrink_does_so_at_the_next_opening(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(migration_runner, "_WORTH_IT", 1 << 30)
        book = books_with(OLD, OUT).open(old, PASSWORD)
        assert contents(book) == CONTENTS
        book.close()
    assert (old / "ledger.db").stat().st_size > 2_400_000
    book = books_with(OLD, OUT).open(old, PASSWORD)
    assert (old / "ledger.db").stat().st_size < 600_000
    assert contents(book) == CONTENTS
    assert book.check() == []
    book.close()


def test_what_fails_while_shrinking_is_no_failure(old: Path) -> None:
    # Opened with another key, so that whatever is asked of it fails, as on a broken disk.
    with closing(connect(old / "ledger.db", b"k" * 32, "ro")) as connection:
        migration_runner.give_back_space(connection)
