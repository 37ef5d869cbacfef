"""What a record can say in a form of somebody else: its columns, by key"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from qinglian_desktop.domain.field_types import Field, InReturn, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import (
    CellValue,
    Column,
    Part,
    cell,
    export_columns,
    row_cells,
)
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Values

PLACE = ".place"
"""The key of the column that numbers rows: 序号."""
_AWAY = "缺席人员及原因"
_NAMING = (Part.KEPT, Part.ABSENT)
"""Parts that tell names, where the others of people only count."""


def form_columns(ledger: Ledger) -> dict[str, Column]:
    """By key, in the order of the ledger's form; numbers of people and those away before names."""
    found: dict[str, Column] = {}
    for each in export_columns(ledger):
        if each.part is Part.STATE:
            continue
        found[each.key] = each
        if each.part is Part.PRESENT and each.field is not None:
            away = f"{each.field.key}.absent"
            found[away] = Column(away, _AWAY, Part.ABSENT, 8, each.field)
    return found


def row_columns(ledger: Ledger) -> dict[str, Column]:
    """What rows in a form can say: ``form_columns``, and ``rows.field`` of child rows.

    Where a column of child rows is asked for, each of them has a row in the form.
    """
    found: dict[str, Column] = {}
    for key, column in form_columns(ledger).items():
        found[key] = column
        if column.field is not None and isinstance(kind := column.field.type, Rows):
            for each in kind.fields:
                inner = f"{key}.{each.key}"
                found[inner] = Column(
                    inner, f"{column.heading}：{each.label}", Part.KEPT, each.width or 8, each
                )
    return found


def rows_asked(ledger: Ledger, keys: Iterable[str]) -> tuple[str, ...]:
    """The fields whose child rows have a row each, by the keys of the columns: one, or none."""
    found = (key.partition(".")[0] for key in keys if "." in key)
    return tuple(
        dict.fromkeys(
            each
            for each in found
            if each in ledger.by_key and isinstance(ledger.field(each).type, Rows)
        )
    )


def told_rows(
    ledger: Ledger, records: Iterable[Record], keys: Sequence[str]
) -> Iterator[tuple[CellValue, ...]]:
    """The cells of the rows that records make in a form, by the keys of its columns."""
    known = row_columns(ledger)
    asked = rows_asked(ledger, keys)
    inside = {key for key in keys if key.partition(".")[0] in asked and "." in key}
    number = 0
    for record in records:
        children = cast("tuple[Values, ...]", record.value(asked[0]) or ()) if asked else (None,)
        for child in children:
            number += 1
            yield tuple(
                number
                if key == PLACE
                else row_cells([cast("Field", known[key].field)], child)[0]
                if key in inside and child is not None
                else cell(record, known[key])
                for key in keys
            )


def withheld(ledger: Ledger, key: str) -> InReturn | None:
    """What of a column the monthly return withholds: its words, or all of it; None if nothing."""
    column = row_columns(ledger).get(key)
    if column is None or column.field is None or column.part not in _NAMING:
        return None
    outer = ledger.by_key.get(key.partition(".")[0])
    told = {column.field.in_return, outer.in_return if outer else InReturn.WORDS}
    return next((each for each in (InReturn.NOTHING, InReturn.COUNT) if each in told), None)
