"""What the declarations ask for and the migrations do not make yet, as statements for the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, cast

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateColumn
from sqlcipher3 import dbapi2

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.storage.migration_runner import migrate
from qinglian_desktop.storage.migrations import Migration
from qinglian_desktop.storage.schema import Schema, ddl

_ANY_DAY = datetime(2026, 1, 1)
_Row: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SchemaShape:
    """What a table or an index is, in whichever order its columns came to be.

    ``columns`` by name: type, whether it must not be empty, place in the primary key.
    ``rest`` is what else holds: links and the like of a table, the words of an index.
    """

    is_index: bool
    rest: frozenset[object]
    columns: dict[str, _Row] = field(default_factory=dict[str, _Row])


@dataclass(frozen=True, slots=True)
class Changes:
    """Statements in their order, and the tables over whose data a person must decide."""

    statements: tuple[str, ...]
    by_hand: tuple[str, ...]


def changes(catalogue: Catalogue, migrations: Sequence[Migration]) -> Changes:
    """What brings the tables that the migrations make to those that the catalogue asks for.

    New tables, columns and indexes are made, indexes that are no more are dropped. A column
    that is otherwise now or must not be empty, and all that would throw data away, is left to
    a person.
    """
    asked = ddl(catalogue)
    tables = Schema(catalogue).metadata.tables
    wanted, made = shapes((Migration(1, "declared", tuple(asked)),)), shapes(migrations)
    statements: list[str] = []
    by_hand: list[str] = []
    # Each statement makes one table or index, and the database keeps them in that order.
    for statement, (name, shape) in zip(asked, wanted.items(), strict=True):
        before = made.get(name)
        if before is None:
            statements.append(statement)
        elif shape.is_index and before != shape:
            statements += [f"DROP INDEX {name}", statement]
        elif before != shape:
            added = {key: shape.columns[key] for key in shape.columns if key not in before.columns}
            statements += [_add(tables[name], key) for key in added]
            grown = SchemaShape(before.is_index, before.rest, {**before.columns, **added})
            if grown != shape or any(must or key for _, must, key in added.values()):
                by_hand.append(name)
    for name, shape in made.items():
        if name not in wanted and shape.is_index:
            statements.append(f"DROP INDEX {name}")
        elif name not in wanted:
            by_hand.append(name)
    return Changes(tuple(statements), tuple(by_hand))


def shapes(migrations: Sequence[Migration]) -> dict[str, SchemaShape]:
    """The tables and indexes that the migrations make, by name."""
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, migrations, 0, _ANY_DAY)
        kept = connection.execute(
            "SELECT name, type, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT IN ('migrations', 'sqlite_sequence')"
            # The tables within the search index are its own.
            " AND name NOT LIKE 'search\\_text\\__%' ESCAPE '\\' ORDER BY rowid"
        ).fetchall()
        return {name: _shape(connection, name, kind, sql) for name, kind, sql in kept}


def _shape(connection: dbapi2.Connection, name: str, kind: str, sql: str) -> SchemaShape:
    if kind == "index" or sql.startswith("CREATE VIRTUAL"):
        return SchemaShape(kind == "index", frozenset({re.sub(r"\s+", " ", sql)}))
    columns = cast("list[_Row]", connection.execute(f'PRAGMA table_info("{name}")').fetchall())
    links = cast("list[_Row]", connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall())
    keeps = ("WITHOUT ROWID" in sql, "AUTOINCREMENT" in sql)
    shapes_of_columns = {key: (kind, must, place) for _, key, kind, must, _, place in columns}
    return SchemaShape(False, frozenset({*links, keeps}), shapes_of_columns)


def _add(table: Table, column: str) -> str:
    made = CreateColumn(table.columns[column]).compile(dialect=sqlite.dialect())
    return f"ALTER TABLE {table.name} ADD COLUMN {made}"
