"""The tables that migrations make are those that the declarations ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.migration_runner import applied, migrate
from qinglian_desktop.storage.migrations import MIGRATIONS, Migration
from qinglian_desktop.storage.schema import ddl
from tests.storage.invented_books import NOW

KEY = b"k" * 32


def made_by(migrations: tuple[Migration, ...], path: Path) -> dict[str, set[object]]:
    """By name: the columns of each table and the words of each index, in any order."""
    connection = connect(path, KEY, "rwc")
    migrate(connection, migrations, 0, NOW)
    kept = connection.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'migrations'"
    ).fetchall()
    made: dict[str, set[object]] = {}
    for name, kind, sql in kept:
        if kind == "table" and "VIRTUAL" not in sql:
            # A column that was added later stands elsewhere in the words of its table.
            columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
            links = connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            made[name] = {column[1:4] + column[5:] for column in columns} | {*links}
            made[name].add("WITHOUT ROWID" in sql)
        else:
            made[name] = {re.sub(r"\s+", " ", sql)}
    connection.close()
    return made


def test_migrations_make_the_tables_of_all_ledgers(tmp_path: Path) -> None:
    """On failure: the tables and indexes to be made or altered by a new migration."""
    declared = Migration(1, "declared", tuple(ddl(Catalogue(ALL_LEDGERS))))
    wanted = made_by((declared,), tmp_path / "declared.db")
    made = made_by(MIGRATIONS, tmp_path / "migrated.db")
    assert {
        name: parts ^ made.get(name, set())
        for name, parts in wanted.items()
        if made.get(name) != parts
    } == {}
    assert sorted(made.keys() - wanted.keys()) == []


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [each.number for each in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    good = Migration(1, "good", ("CREATE TABLE one (a)",))
    bad = Migration(2, "bad", ("CREATE TABLE two (a)", "CREATE TABLE two (a)"))
    connection = connect(tmp_path / "book.db", KEY, "rwc")
    with pytest.raises(Exception, match="two"):
        migrate(connection, (good, bad), 0, NOW)
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
