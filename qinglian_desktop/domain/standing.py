"""How what is not finished stood on a month's last day, from what was dated by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import cast

from qinglian_desktop.domain.dues import is_overdue
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    Field,
    InReturn,
    LongText,
    Name,
    PersonRef,
    Rows,
)
from qinglian_desktop.domain.initial import Computed
from qinglian_desktop.domain.ledger import Ledger, Standing
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import NUMBER, CellValue, Column, Part, cell, latest_row
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.domain.wording import in_present_words
from qinglian_desktop.domain.words import Reading, words

STANDING = "standing"
"""Stands behind the ledger's key at its sheet of how things stand: ``tasks.standing``."""
_OVERDUE = "（逾期）"
_PUBLIC = (InReturn.WORDS, InReturn.STANDING)


def check_standing(ledger: Ledger, standing: Standing) -> None:
    """Reject a sheet of unknown fields, or of fields that may not go out."""
    kinds = {key: (Day,) for key in standing.ends} | {standing.state: (Choice,)}
    for key in (*standing.columns, *standing.ends, *standing.follow, *standing.with_end):
        field = ledger.by_key.get(key)
        if field is None:
            raise _bad(ledger, f"names the unknown field {key!r}")
        if key in kinds and not isinstance(field.type, kinds[key]):
            raise _bad(ledger, f"{key} is {type(field.type).__name__}")
        if key in standing.columns and field.in_return not in _PUBLIC:
            raise _bad(ledger, f"{key} may not go out")
        if key in standing.follow and not isinstance(field.initial, Computed):
            raise _bad(ledger, f"{key} follows from nothing")
    if not standing.ends or standing.state not in standing.columns:
        raise _bad(ledger, "has no end or no state")
    kind = ledger.by_key[standing.steps].type if standing.steps in standing.columns else None
    if not isinstance(kind, Rows) or not any(
        each.key == standing.day and isinstance(each.type, Day) for each in kind.fields
    ):
        raise _bad(ledger, "has no rows with a day that tell how it goes on")


def standing_columns(ledger: Ledger, standing: Standing) -> tuple[Column, ...]:
    """The columns of the sheet: the number first, of the rows only the latest."""
    return (NUMBER, *(_column(standing, ledger.field(key)) for key in standing.columns))


def standing_rows(
    ledger: Ledger, standing: Standing, records: Iterable[Record], month: Period
) -> list[tuple[CellValue, ...]]:
    """The rows of those of the records that stand on the month's sheet."""
    columns, day = standing_columns(ledger, standing), month.end
    found = (_row(ledger, standing, record, month, day, columns) for record in records)
    return [row for row in found if row is not None]


def standing_row(
    ledger: Ledger, standing: Standing, record: Record, month: Period
) -> tuple[CellValue, ...] | None:
    """What the month's sheet says of a record; None where it is not on it."""
    columns = standing_columns(ledger, standing)
    return _row(ledger, standing, record, month, month.end, columns)


def _row(
    ledger: Ledger,
    standing: Standing,
    record: Record,
    month: Period,
    day: date,
    columns: Sequence[Column],
) -> tuple[CellValue, ...] | None:
    """What these columns say of a record on the month's last ``day``."""
    if record.occurred_on > day:
        return None
    known = replace(record, values=known_on(ledger, standing, record.values, day))
    ends = [cast("date | None", known.value(key)) for key in standing.ends]
    if ends[0] is not None and not any(end is not None and month.contains(end) for end in ends):
        return None
    return tuple(_cell(ledger, standing, known, column, day) for column in columns)


class Otherwise(Enum):
    """What of a record a month's sheet would say otherwise."""

    NOTHING = 0
    WORDS = 1
    """What has no day of its own, and so is said as it is today."""
    DATED = 2
    """That it stands there at all, or what has a day: it was so in that month and no other."""


def told_otherwise(
    ledger: Ledger, before: Record | None, after: Record | None, month: Period
) -> Otherwise:
    """What the month's sheet says otherwise of a record after a change; None where it is void."""
    standing = ledger.standing
    if standing is None:
        return Otherwise.NOTHING
    was, now = (
        None if each is None else standing_row(ledger, standing, each, month)
        for each in (before, after)
    )
    if was == now:
        return Otherwise.NOTHING
    if was is None or now is None:
        return Otherwise.DATED
    dated = {*standing.ends, standing.steps, standing.state}
    columns = standing_columns(ledger, standing)
    is_dated = any(
        one != other and column.field is not None and column.field.key in dated
        for one, other, column in zip(was, now, columns, strict=True)
    )
    return Otherwise.DATED if is_dated else Otherwise.WORDS


def known_on(ledger: Ledger, standing: Standing, values: Values, day: date) -> Values:
    """A record's values without what is dated later than that day."""
    known: dict[str, Value] = dict(values)
    known[standing.steps] = tuple(_steps_until(standing, values, day))
    for key in standing.ends:
        end = known.get(key)
        if isinstance(end, date) and end > day:
            del known[key]
    for key in standing.follow:
        field = ledger.field(key)
        if isinstance(field.initial, Computed):
            known[key] = in_present_words(field.type, field.initial.by(known))
    if known.get(standing.ends[0]) is None:
        for key in standing.with_end:
            known.pop(key, None)
    return known


def _steps_until(standing: Standing, values: Values, day: date) -> Iterator[Values]:
    rows = values.get(standing.steps)
    for row in rows if isinstance(rows, tuple) else ():
        if isinstance(row, Mapping):
            of = row.get(standing.day)
            if not isinstance(of, date) or of <= day:
                yield row


def _cell(
    ledger: Ledger, standing: Standing, known: Record, column: Column, day: date
) -> CellValue:
    key = column.field.key if column.field else ""
    if key == standing.steps:
        return _latest(ledger, standing, known.values)
    said = cell(known, column)
    if key == standing.state and known.value(standing.ends[0]) is None:
        return f"{said or ''}{_OVERDUE if is_overdue(ledger, known.values, day) else ''}" or None
    return said


def _latest(ledger: Ledger, standing: Standing, known: Values) -> str | None:
    """The row of the latest day, of one day the last: 2026年10月30日 80% 走访5处。"""
    rows = cast("tuple[Values, ...]", known.get(standing.steps) or ())
    kind = cast("Rows", ledger.field(standing.steps).type)
    dated = [row for row in rows if isinstance(row.get(standing.day), date)]
    if not dated:
        return None
    last = latest_row(dated, standing.day)
    public = (each for each in kind.fields if each.in_return in _PUBLIC)
    said = (words(each.type, last.get(each.key), Reading.FORM) for each in public)
    return " ".join(text for text in said if text) or None


def _column(standing: Standing, field: Field) -> Column:
    if field.key == standing.steps:
        return Column(f"{field.key}.latest", f"最新{field.label}", Part.VALUE, 16, field)
    match field.type:
        case Choice() if field.key == standing.state:
            return Column(field.key, field.label, Part.VALUE, 7, field)
        case LongText():
            width = 14
        case Name() | PersonRef():
            width = 5
        case _:
            width = 6
    return Column(field.key, field.label, Part.VALUE, field.width or width, field)


def _bad(ledger: Ledger, what: str) -> BadDeclaration:
    return BadDeclaration(f"ledger {ledger.key}: standing {what}")
