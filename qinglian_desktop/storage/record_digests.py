"""How a record is kept, all of its columns and children, in one digest that its history holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from sqlalchemy import Table

    from qinglian_desktop.storage.engine import RawConnection
    from qinglian_desktop.storage.ledger_tables import LedgerTables

_AMONG = "IN (SELECT value FROM json_each(?))"
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_Row: TypeAlias = "Sequence[Any]"
UNTELLABLE = b"-"
"""The digest of a record with values that no record has."""


class RecordDigests:
    """Digests of one ledger's records, read from the rows as they stand.

    Columns count by their names, and only where they hold something: a column that is new, or
    stands elsewhere, changes no digest.
    """

    def __init__(self, tables: LedgerTables) -> None:
        self._main, self._names = _select(tables.main, "id")
        self._by_id = f"WHERE id {_AMONG}"
        self._children = [
            (key, *_select(child, "record_id")) for key, child in sorted(tables.children.items())
        ]

    def of(self, connection: RawConnection, ids: Sequence[int]) -> dict[int, bytes]:
        """By id, of those that are there."""
        among = (json.dumps(list(ids)),)
        children = [
            (key, names, connection.execute(_in_order(said, f"WHERE record_id {_AMONG}"), among))
            for key, said, names in self._children
        ]
        main = connection.execute(f"{self._main} {self._by_id} ORDER BY id", among)
        return dict(self._merged(main, children))

    def all(self, connection: RawConnection) -> Iterator[tuple[int, bytes]]:
        """Of every record, in order of id; one pass over each table."""
        children = [
            (key, names, connection.execute(_in_order(said, "")))
            for key, said, names in self._children
        ]
        return self._merged(connection.execute(f"{self._main} ORDER BY id"), children)

    def _merged(self, main: Any, children: Sequence[tuple[str, _Row, Any]]) -> Iterator[Any]:
        waiting = [(key, _Gathered(names, rows)) for key, names, rows in children]
        names = self._names
        for row in main:
            record_id = row[0]
            kept = {
                name: value for name, value in zip(names, row, strict=True) if value is not None
            }
            below = {key: found for key, rows in waiting if (found := rows.of(record_id))}
            try:
                digest = sha256(_encoded([kept, below]).encode()).digest()
            except (TypeError, ValueError):
                digest = UNTELLABLE
            yield record_id, digest


class _Gathered:
    """The children of records that are asked for in order of id."""

    def __init__(self, names: _Row, rows: Iterator[_Row]) -> None:
        self._names = names
        self._rows = rows
        self._next = next(rows, None)

    def of(self, record_id: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        row = self._next
        while row is not None and row[0] <= record_id:
            if row[0] == record_id:
                pairs = zip(self._names, row[1:], strict=True)
                found.append({name: value for name, value in pairs if value is not None})
            row = self._next = next(self._rows, None)
        return found


def _select(table: Table, first: str) -> tuple[str, tuple[str, ...]]:
    """The statement that reads a table, and the names of what it gives, after ``first`` sorted.

    That of a main table gives its id as any other; a child's record is told by its place.
    """
    rest = sorted(column.name for column in table.columns if column.name != first)
    columns = ", ".join(f'"{each}"' for each in (first, *rest))
    is_main = first == "id"
    return f'SELECT {columns} FROM "{table.name}"', (first, *rest) if is_main else tuple(rest)


def _in_order(said: str, where: str) -> str:
    return f"{said} {where} ORDER BY record_id, place"
