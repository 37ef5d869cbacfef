"""Reading what can still be read of a damaged database, record by record and row by row.

A connection that met a broken page answers nothing right any more, so each question has one of
its own; a question about many is asked again about each half of them until the broken ones are
alone. Every page is authenticated: what can be read is what was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Connection, Row, Table, column, create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.record import Record, title_of
from qinglian_desktop.storage.engine import RawConnection
from qinglian_desktop.storage.statements import among
from qinglian_desktop.storage.unreadable import UNREADABLE, UnreadableContent

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.layout import Layout

T = TypeVar("T")
_AT_ONCE = 250
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"

AnyRow = Row[Any]


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """A record, and the rows that it is made of: its own, and its children's by field key."""

    record: Record
    main: Mapping[str, Any]
    children: Mapping[str, list[Mapping[str, Any]]]


class Salvage:
    """What can be read through connections that ``opened`` gives, a new one each time."""

    def __init__(
        self, layout: Layout, opened: Callable[[], RawConnection], progress: Progress
    ) -> None:
        self._layout = layout
        self._progress = progress
        self._engine = create_engine("sqlite://", module=dbapi2, creator=opened, poolclass=NullPool)

    def ask(self, question: Callable[[Connection], T]) -> T | None:
        """The answer; None where it lies on a broken page, or makes no sense."""
        if not self._progress(0, 0):
            raise Cancelled
        try:
            with self._engine.connect() as connection:
                return question(connection)
        except (DBAPIError, dbapi2.Error, UnreadableContent, *UNREADABLE):
            return None

    def columns(self) -> dict[str, set[str]] | None:
        """The columns of every table; None where that cannot be read, and so nothing can."""

        def read(connection: Connection) -> dict[str, set[str]]:
            names = list(connection.exec_driver_sql(_TABLES).scalars())
            # No row is asked for, so no page of the table is read.
            empty = {name: f'SELECT * FROM "{name}" LIMIT 0' for name in names}
            return {
                name: set(connection.exec_driver_sql(asked).keys()) for name, asked in empty.items()
            }

        return self.ask(read)

    def last_id(self, ledger: Ledger) -> int | None:
        """The id of the ledger's last record, by whatever still tells; None if nothing does."""
        schema = self._layout.schema
        main = schema.ledgers[ledger.key].main.name
        of_ledger = "SELECT coalesce(max(record_id), 0) FROM"
        sources: tuple[tuple[str, dict[str, object]], ...] = (
            (f"SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '{main}'", {}),
            (f"SELECT coalesce(max(id), 0) FROM {main}", {}),
            (f"{of_ledger} history WHERE ledger = :key", {"key": ledger.key}),
            (f"{of_ledger} search_entries WHERE ledger = :key", {"key": ledger.key}),
        )
        told = [self.ask(_first(*each)) for each in sources]
        known = [found for found in told if found is not None]
        return max(known) if known else None

    def records(
        self, ledger: Ledger, ids: Sequence[int]
    ) -> Iterator[tuple[list[SavedRecord], list[int]]]:
        """Part by part, the records that can be read and the ids of those that cannot."""

        def read(connection: Connection, some: Sequence[int]) -> list[SavedRecord]:
            return list(self._whole_records(connection, ledger, some))

        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found = self._by_halves(some, read)
            known = {each.record.id for each in found}
            yield found, [each for each in some if each not in known]

    def rows(self, table: Table) -> tuple[list[dict[str, Any]], int]:
        """The rows of a table that has row ids, and how many places cannot be read."""
        last = self._last_rowid(table)
        wanted = select(column("rowid"), table)
        found: list[AnyRow] = []
        amiss = 0
        for start in range(1, last + 1, _AT_ONCE):
            places = range(start, min(start + _AT_ONCE, last + 1))

            def read(connection: Connection, some: Sequence[int]) -> list[AnyRow]:
                between = column("rowid").between(some[0], some[-1])
                return list(connection.execute(wanted.where(between)))

            broken: list[int] = []
            found += self._by_halves(places, read, broken)
            amiss += len(broken)
        names = [each.name for each in table.columns]
        return [dict(zip(names, row[1:], strict=True)) for row in found], amiss

    def rows_of(self, table: Table, ledger: str, column_name: str, ids: Sequence[int]) -> list[Any]:
        """The rows of a table kept by ledger and a number, for these numbers."""

        def read(connection: Connection, some: Sequence[int]) -> list[dict[str, Any]]:
            of_these = table.c[column_name].in_(among(some))
            rows = connection.execute(select(table).where(table.c.ledger == ledger, of_these))
            return [dict(row) for row in rows.mappings()]

        return self._by_halves(ids, read)

    def name(self, ledger: Ledger, record_id: int) -> str:
        """What a record that cannot be read is called, as far as anything tells."""
        main = self._layout.schema.ledgers[ledger.key].main
        number = self.ask(
            _first(f"SELECT number FROM {main.name} WHERE id = :id", {"id": record_id})
        )
        last = (
            "SELECT after FROM history WHERE ledger = :key AND record_id = :id"
            " ORDER BY id DESC LIMIT 1"
        )
        after = self.ask(_first(last, {"key": ledger.key, "id": record_id}))
        return called(ledger, record_id, number, self.ask(lambda _: _title(ledger, after)) or "")

    def _whole_records(
        self, connection: Connection, ledger: Ledger, ids: Sequence[int]
    ) -> Iterator[SavedRecord]:
        tables = self._layout.schema.ledgers[ledger.key]
        of_these = tables.main.c.id.in_(among(ids))
        rows = connection.execute(select(tables.main).where(of_these)).mappings()
        main = {row["id"]: dict(row) for row in rows}
        children: dict[int, dict[str, list[Mapping[str, Any]]]] = {each: {} for each in main}
        for key, child in tables.children.items():
            mine = select(child).where(child.c.record_id.in_(among(ids)))
            for row in connection.execute(mine).mappings():
                children[row["record_id"]].setdefault(key, []).append(dict(row))
        for record in self._layout.rows[ledger.key].fetch(connection, ids):
            at = record.id or 0
            yield SavedRecord(record, main[at], children[at])

    def _by_halves(
        self,
        ids: Sequence[int],
        read: Callable[[Connection, Sequence[int]], list[T]],
        broken: list[int] | None = None,
    ) -> list[T]:
        """What can be read of these; adds those to ``broken`` that cannot."""
        found = self.ask(lambda connection: read(connection, ids)) if ids else []
        if found is not None:
            return found
        if len(ids) == 1:
            if broken is not None:
                broken.append(ids[0])
            return []
        half = len(ids) // 2
        return self._by_halves(ids[:half], read, broken) + self._by_halves(ids[half:], read, broken)

    def _last_rowid(self, table: Table) -> int:
        """From the table or one of its indexes; else the last before the first broken page."""
        name = table.name
        for index in ("", *self._indexes(name)):
            by = f"INDEXED BY {index}" if index else "NOT INDEXED"
            last = self.ask(_first(f"SELECT coalesce(max(rowid), 0) FROM {name} {by}", {}))
            if last is not None:
                return last
        reached = [0]

        def walk(connection: Connection) -> None:
            for row in connection.exec_driver_sql(f"SELECT rowid FROM {name} ORDER BY rowid"):
                reached[0] = row[0]

        self.ask(walk)
        return reached[0]

    def _indexes(self, name: str) -> list[str]:
        asked = f"SELECT name FROM pragma_index_list('{name}') WHERE NOT partial"
        names = self.ask(lambda connection: list(connection.exec_driver_sql(asked).scalars()))
        return [str(each) for each in names or ()]


def called(ledger: Ledger, record_id: int, number: str | None, title: str) -> str:
    """A record's ledger, number and title in words, as far as they are known."""
    which = number or f"第 {record_id} 条（编号读不出来）"
    return f"{ledger.label} {which}" + (f"{quoted(title)}" if title else "")


def _first(statement: str, values: Mapping[str, object]) -> Callable[[Connection], Any]:
    return lambda connection: connection.execute(text(statement), values).scalar()


def _title(ledger: Ledger, after: str | None) -> str:
    plain = cast("dict[str, object]", json.loads(after or "{}"))
    fields = [ledger.field(key) for key in ledger.title if key in plain]
    return title_of(ledger, {each.key: from_plain(each.type, plain[each.key]) for each in fields})
