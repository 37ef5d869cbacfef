"""The tables that migrations make are those that the declarations ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.migration_runner import applied, migrate
from qinglian_desktop.storage.migrations import MIGRATIONS, Migration
from qinglian_desktop.storage.schema import ddl
from qinglian_desktop.storage.schema_changes import Changes, changes, shapes
from tests.storage.invented_books import NOW

KEY = b"k" * 32


def test_migrations_make_the_tables_of_all_ledgers() -> None:
    """On failure: the tables and indexes to be made or altered by a new migration."""
    declared = Migration(1, "declared", tuple(ddl(Catalogue(ALL_LEDGERS))))
    wanted, made = shapes((declared,)), shapes(MIGRATIONS)
    lacking = changes(Catalogue(ALL_LEDGERS), MIGRATIONS)
    hint = "python3 packaging/dev.py migration NAME writes this:\n" + "\n".join(lacking.statements)
    assert {
        name: (shape, made.get(name)) for name, shape in wanted.items() if made.get(name) != shape
    } == {}, hint
    assert sorted(made.keys() - wanted.keys()) == []
    assert lacking == Changes((), ())


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [each.number for each in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    good = Migration(1, "good", ("CREATE TABLE one (a)",))
    bad = Migration(2, "bad", ("CREATE TABLE two (a)", "CREATE TABLE two (a)"))
    connection = connect(tmp_path / "book.db", KEY, "rwc")
    with pytest.raises(Exception, match="two"):
        migrate(connection, (good, bad), 0, NOW)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    migrate(connection, (good,), 0, NOW)
    with pytest.raises(Exception, match="two"):
        migrate(connection, (good, bad), 1, NOW)
    names = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    assert names == [("migrations",), ("one",)]
    assert applied(connection) == 1
    connection.close()


def test_everything_on_the_disk_is_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    connection = connect(path, KEY, "rwc")
    migrate(connection, MIGRATIONS, 0, NOW)
    connection.execute("INSERT INTO settings VALUES ('谁也不该看见', '谁也不该看见')")
    for file in (path, path.with_name("book.db-wal")):
        data = file.read_bytes()
        assert b"SQLite format" not in data
        assert "谁也不该看见".encode() not in data
        assert b"CREATE TABLE" not in data
    connection.close()
    with pytest.raises(dbapi2.DatabaseError):
        connect(path, b"x" * 32, "rw")
