"""The sheets of a record whose form is printed once for each of those whom it is about"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Name, Rows, Text
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Value, Values


def sheets_of(ledger: Ledger, record: Record) -> Iterator[Record]:
    """The record as each of its sheets tells it; itself where there is one sheet for all."""
    each = None if ledger.paper is None else ledger.paper.sheet_each
    rows = () if each is None else _rows(record, each.rows)
    if each is None or len(rows) < 2:
        yield record
        return
    named = {_folded(row.get(each.name)) for row in rows}
    for row in rows:
        others = named - {_folded(row.get(each.name))}
        kept: dict[str, Value] = {**record.values, each.rows: (row,)}
        for key, name in each.sorted_out:
            kept[key] = tuple(
                one for one in _rows(record, key) if _folded(one.get(name)) not in others
            )
        yield replace(record, values=kept)


def check_sheets(ledger: Ledger) -> None:
    """BadDeclaration where the rows or the names, by which sheets are made, are none."""
    each = None if ledger.paper is None else ledger.paper.sheet_each
    for rows, name in ((each.rows, each.name), *each.sorted_out) if each else ():
        kind = ledger.by_key[rows].type if rows in ledger.by_key else None
        names = kind.fields if isinstance(kind, Rows) else ()
        if not any(f.key == name and isinstance(f.type, Text | Name) for f in names):
            raise BadDeclaration(f"ledger {ledger.key}: no sheets for each {rows}.{name}")


def _rows(record: Record, key: str) -> tuple[Values, ...]:
    return cast("tuple[Values, ...]", record.value(key) or ())


def _folded(name: Value) -> str:
    return folded(name) if isinstance(name, str) else ""
