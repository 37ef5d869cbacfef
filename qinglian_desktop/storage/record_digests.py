"""How a record is kept, all of its columns and children, in one digest that its history holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from qinglian_desktop.storage.chain import canonical

if TYPE_CHECKING:
    from qinglian_desktop.storage.engine import RawConnection
    from qinglian_desktop.storage.ledger_tables import LedgerTables

_AMONG = "IN (SELECT value FROM json_each(?))"
_Row: TypeAlias = "Sequence[Any]"
_Groups: TypeAlias = "Iterator[tuple[Any, Iterator[_Row]]]"
_AFTER_ALL = (float("inf"), ())


class RecordDigests:
    """Digests of one ledger's records, read from the rows as they stand in the tables.

    Columns count by their place, the last ones only where they hold something: a column that a
    migration adds stands last and changes no digest. One that moves columns makes digests anew.
    """

    def __init__(self, tables: LedgerTables) -> None:
        self._main = f'SELECT * FROM "{tables.main.name}"'
        self._children = [
            (key, f'SELECT * FROM "{child.name}"') for key, child in sorted(tables.children.items())
        ]

    def of(self, connection: RawConnection, ids: Sequence[int]) -> dict[int, bytes]:
        """By id, of those that are there."""
        among = (json.dumps(list(ids)),)
        children = [
            (key, connection.execute(_in_order(f"{said} WHERE record_id {_AMONG}"), among))
            for key, said in self._children
        ]
        main = connection.execute(f"{self._main} WHERE id {_AMONG} ORDER BY id", among)
        return dict(_merged(main, children))

    def all(self, connection: RawConnection) -> Iterator[tuple[int, bytes]]:
        """Of every record, in order of id; one pass over each table."""
        children = [(key, connection.execute(_in_order(said))) for key, said in self._children]
        return _merged(connection.execute(f"{self._main} ORDER BY id"), children)


def _merged(main: Any, children: Sequence[tuple[str, Any]]) -> Iterator[tuple[int, bytes]]:
    """Each record with its children, all of them in order of id."""
    groups: list[_Groups] = [groupby(rows, itemgetter(0)) for _, rows in children]
    keys = [key for key, _ in children]
    # Of each table of children the next record that has some there, and these.
    heads = [next(each, _AFTER_ALL) for each in groups]
    for row in main:
        record_id = row[0]
        below: dict[str, list[_Row]] = {}
        for place, head in enumerate(heads):
            while head[0] < record_id:
                head = heads[place] = next(groups[place], _AFTER_ALL)
            if head[0] == record_id:
                below[keys[place]] = [_filled(each) for each in head[1]]
                heads[place] = next(groups[place], _AFTER_ALL)
        yield record_id, sha256(canonical((_filled(row), below))).digest()


def _filled(row: _Row) -> _Row:
    """A row up to its last column that holds something."""
    end = len(row)
    while row[end - 1] is None:
        end -= 1
    return row[:end]


def _in_order(said: str) -> str:
    return f"{said} ORDER BY record_id, place"
