"""Failures of the database are told apart by SQLite's codes, whatever their messages say."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug
from qinglian_desktop.storage import engine, failures, shelf
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import RawConnection, connect
from tests.storage.invented_books import PASSWORD
from tests.storage.sentences import complete

KEY = b"k" * 32


def failure(code: int, words: str = "words") -> dbapi2.OperationalError:
    error = dbapi2.OperationalError(words)
    error.sqlite_errorcode = code
    return error


# More detail (_FSYNC, _DBMOVED, _VTAB, _SNAPSHOT) stands in the second byte of a code.
@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (dbapi2.SQLITE_FULL, failures.full),
        (dbapi2.SQLITE_IOERR, failures.unreadable_disk),
        (dbapi2.SQLITE_IOERR | 4 << 8, failures.unreadable_disk),
        (dbapi2.SQLITE_CANTOPEN, failures.cannot_open),
        (dbapi2.SQLITE_READONLY, failures.not_writable),
        (dbapi2.SQLITE_READONLY | 4 << 8, failures.not_writable),
        (dbapi2.SQLITE_CORRUPT, failures.damaged),
        (dbapi2.SQLITE_CORRUPT | 1 << 8, failures.damaged),
        (dbapi2.SQLITE_NOTADB, failures.damaged),
        (dbapi2.SQLITE_BUSY, failures.busy),
        (dbapi2.SQLITE_BUSY | 2 << 8, failures.busy),
        (dbapi2.SQLITE_LOCKED, failures.busy),
    ],
)
def test_each_code_of_the_surroundings_is_a_problem_of_its_own(
    code: int, problem: Callable[[], EnvironmentProblem]
) -> None:
    error = failure(code)
    for raised in (error, OperationalError("SELECT", None, error)):
        with pytest.raises(EnvironmentProblem) as told, failures.as_problems():
            raise raised
        assert told.value.sentence == problem().sentence
        assert complete(told.value)


@pytest.mark.parametrize(
    "error",
    [
        failure(dbapi2.SQLITE_ERROR, "no such table: locked_accounts"),
        failure(dbapi2.SQLITE_ERROR, "disk I/O error, database is locked and malformed"),
        failure(dbapi2.SQLITE_CONSTRAINT, "database or disk is full"),
        failure(dbapi2.SQLITE_MISUSE),
        dbapi2.ProgrammingError("unable to open database file"),
    ],
)
def test_every_other_code_is_a_bug_whatever_its_words(error: dbapi2.Error) -> None:
    for raised in (error, OperationalError("SELECT", None, error)):
        with pytest.raises(ProgramBug), failures.database_as_problems():
            raise raised


def test_a_statement_about_a_table_called_locked_is_a_bug(tmp_path: Path) -> None:
    connection = connect(tmp_path / "book.db", KEY, "rwc")
    with pytest.raises(ProgramBug, match="locked_accounts"), failures.as_problems():
        connection.execute("SELECT * FROM locked_accounts")
    connection.close()


def test_what_the_driver_really_raises_carries_the_codes(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    one, other = connect(path, KEY, "rwc"), connect(path, KEY, "rw")
    one.execute("CREATE TABLE kept (a)").close()
    other.execute("PRAGMA busy_timeout = 0").close()
    one.execute("BEGIN IMMEDIATE").close()
    assert said(lambda: other.execute("BEGIN IMMEDIATE")) == failures.busy().happened
    one.execute("ROLLBACK").close()
    other.execute("PRAGMA query_only = ON").close()
    assert said(lambda: other.execute("DELETE FROM kept")) == failures.not_writable().happened
    one.execute("PRAGMA max_page_count = 2").close()
    assert said(lambda: fill(one)) == failures.full().happened
    one.close()
    other.close()
    nowhere = tmp_path / "没有" / "book.db"
    assert said(lambda: connect(nowhere, KEY, "rw")) == failures.cannot_open().happened
    assert said(lambda: connect(path, b"x" * 32, "rw")) == failures.damaged().happened


def test_a_flush_that_fails_at_the_end_is_not_told_as_not_saved() -> None:
    """What could not be flushed may be found in the log at the next opening."""
    for code in (dbapi2.SQLITE_IOERR, dbapi2.SQLITE_IOERR | 4 << 8):
        error = OperationalError("COMMIT", None, failure(code))
        with pytest.raises(EnvironmentProblem) as told, failures.while_committing():
            raise error
        assert "不能确定" in told.value.kept and complete(told.value)
    with pytest.raises(OperationalError), failures.while_committing():
        raise OperationalError("COMMIT", None, failure(dbapi2.SQLITE_FULL))


def test_a_disk_that_became_read_only_is_not_a_reader_that_was_asked_to_write() -> None:
    assert failures.is_refused_write(failure(dbapi2.SQLITE_READONLY))
    assert not failures.is_refused_write(failure(dbapi2.SQLITE_READONLY | 5 << 8))


def test_reading_from_a_disk_that_became_read_only_is_told(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> RawConnection:
        raise failure(dbapi2.SQLITE_READONLY)

    monkeypatch.setattr(engine, "connect", refuse)
    with pytest.raises(EnvironmentProblem, match="只读"), book.reading():
        pass


def test_a_database_that_does_not_go_over_to_a_log_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite does not raise it: it answers that there is a journal as before."""

    class Stubborn(dbapi2.Connection):
        def execute(self, *given: Any) -> dbapi2.Cursor:
            first, *rest = given
            asked = "PRAGMA journal_mode" if first == "PRAGMA journal_mode = WAL" else first
            return super().execute(asked, *rest)

    real = dbapi2.connect
    monkeypatch.setattr(dbapi2, "connect", partial(real, factory=Stubborn))
    told = said(lambda: connect(tmp_path / "book.db", KEY, "rwc"))
    assert told == failures.cannot_open().happened


def said(work: Callable[[], object]) -> str:
    with pytest.raises(EnvironmentProblem) as told, failures.as_problems():
        work()
    return told.value.happened


def fill(connection: RawConnection) -> None:
    connection.execute("INSERT INTO kept VALUES (randomblob(99999))").close()


def test_where_nothing_was_to_be_saved_nothing_is_said_of_it() -> None:
    kept = "放在一边的这一份还在。"
    with pytest.raises(EnvironmentProblem) as raised, failures.with_nothing_to_save(kept):
        raise OSError(errno.EIO, "no")
    assert raised.value.kept == kept
    # What knows better than that keeps its words.
    with pytest.raises(EnvironmentProblem) as raised, failures.with_nothing_to_save(kept):
        raise failures.damaged_copy()
    assert raised.value.kept == "现在的台账库和别的备份没有受影响。"


def test_what_could_not_be_deleted_is_said_to_be_there(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = books.open(folder, PASSWORD)
    copy = book.back_up()
    book.close()
    aside = books.restore(folder, copy, PASSWORD)

    def refused(_: Path) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(shelf, "drop", refused)
    with pytest.raises(EnvironmentProblem) as raised:
        books.let_go(folder, aside, PASSWORD)
    assert raised.value.kept == "放在一边的这一份还在，台账库和备份没有受影响。"
    assert "没有存进去" not in raised.value.sentence and aside.exists()
