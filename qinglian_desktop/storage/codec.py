"""Values ↔ columns: how each field type goes into the tables and comes back out of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never, cast

from qinglian_desktop.domain import field_types as kinds
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_plain import chart_from_plain, chart_to_plain
from qinglian_desktop.domain.values import (
    Attached,
    Attendee,
    Interval,
    Link,
    People,
    Person,
    StepLink,
    Value,
    Values,
    is_blank,
)
from qinglian_desktop.storage.ledger_tables import (
    CENTS_IN_WAN,
    DUE,
    IS_GONE,
    PRESENT,
    REF_ID,
    SPAN_END,
    LedgerTables,
)

if TYPE_CHECKING:
    from sqlalchemy import Table

    from qinglian_desktop.domain.field_types import Field

Scalar: TypeAlias = "str | int | None"
Columns: TypeAlias = dict[str, Scalar]
Row: TypeAlias = "Sequence[Any]"
_CHART = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Encoded:
    """A record's own columns, and by field key its children, each with its place."""

    main: Columns
    children: dict[str, list[Columns]]


def encode(tables: LedgerTables, values: Values) -> Encoded:
    """The columns of all fields; blank ones are None."""
    main: Columns = dict.fromkeys(tables.own)
    children: dict[str, list[Columns]] = {key: [] for key in tables.children}
    fields = tables.ledger.by_key
    for key, value in values.items():
        field = fields.get(key)
        if field is None or is_blank(value):
            continue
        main.update(_columns(field, value))
        if key in children:
            rows = enumerate(_child_rows(field, value))
            children[key] = [{"place": place, **row} for place, row in rows]
    return Encoded(main, children)


class Decoder:
    """Reads rows of a ledger's tables back into values."""

    def __init__(self, tables: LedgerTables) -> None:
        at = _places(tables.main)
        self._scalars: list[tuple[str, Callable[[Row], Value]]] = []
        self._gathered: list[tuple[str, Callable[[Row, Sequence[Row]], Value]]] = []
        for field in tables.ledger.fields:
            child = tables.children.get(field.key)
            if child is None:
                self._scalars.append((field.key, _scalar_reader(field, at)))
            else:
                self._gathered.append((field.key, _child_reader(field, at, _places(child))))

    def values(self, row: Row, children: Mapping[str, Sequence[Row]]) -> dict[str, Value]:
        """The values of one row of the main table; ``children`` by field key, in order."""
        found: dict[str, Value] = {}
        for key, read in self._scalars:
            value = read(row)
            if value is not None:
                found[key] = value
        for key, gather in self._gathered:
            value = gather(row, children.get(key, ()))
            if value is not None:
                found[key] = value
        return found


def _columns(field: Field, value: Value) -> Iterator[tuple[str, Scalar]]:
    key = field.key
    match field.type:
        case kinds.Text() | kinds.Name() | kinds.LongText() | kinds.Choice():
            yield key, cast("str | None", value)
        case kinds.Integer():
            yield key, cast("int | None", value)
        case kinds.Money():
            yield key, None if value is None else to_cents(cast("Decimal", value))
        case kinds.Day() | kinds.Month():
            yield key, None if value is None else cast("date", value).isoformat()
        case kinds.Moment():
            yield key, None if value is None else moment_text(cast("datetime", value))
        case kinds.Span():
            span = cast("Interval | None", value)
            yield key, None if span is None else moment_text(span.start)
            end = None if span is None else span.end
            yield key + SPAN_END, None if end is None else moment_text(end)
        case kinds.PersonRef():
            person = cast("Person | None", value)
            yield key, None if person is None else person.name
            yield key + REF_ID, None if person is None else person.id
        case kinds.RecordRef():
            link = cast("Link | None", value)
            yield key, None if link is None else link.label
            yield key + REF_ID, None if link is None else link.id
        case kinds.PeopleRef():
            people = cast("People | None", value)
            yield key, None if people is None else people.present
            yield key + DUE, None if people is None else people.due_count
            yield key + PRESENT, None if people is None else people.present_count
        case kinds.Flow():
            chart = cast("FlowChart | None", value)
            yield (
                key,
                None if chart is None else _CHART(chart_to_plain(chart)),
            )
        case kinds.StepRef():
            step = cast("StepLink | None", value)
            yield key, None if step is None else step.label
            yield key + REF_ID, None if step is None or not step.id else step.id
            yield key + IS_GONE, None if step is None or not step.is_gone else 1
        case kinds.Choices() | kinds.Rows() | kinds.Attachments():
            pass
        case _:
            assert_never(field.type)


def _child_rows(field: Field, value: Value) -> Iterator[Columns]:
    match field.type:
        case kinds.PeopleRef():
            for each in cast("People", value).attendees:
                yield {
                    "person_id": each.person.id,
                    "name": each.person.name,
                    "is_present": int(each.present),
                    "reason": each.reason or None,
                }
        case kinds.Choices():
            for word in cast("tuple[str, ...]", value):
                yield {"word": word}
        case kinds.Rows(fields=fields):
            for row in cast("tuple[Values, ...]", value):
                columns: Columns = {}
                for each in fields:
                    cell = row.get(each.key)
                    columns.update(_columns(each, None if is_blank(cell) else cell))
                yield columns
        case kinds.Attachments():
            for file in cast("tuple[Attached, ...]", value):
                yield {
                    "name": file.name,
                    "digest": file.digest,
                    "media_type": file.media_type,
                    "size": file.size,
                }
        case _:
            raise ProgramBug(f"{field.key} has no child table")


def _scalar_reader(field: Field, at: Mapping[str, int]) -> Callable[[Row], Value]:
    """A reader of a field that lies in the row itself, by the places of its columns."""
    here = at[field.key]
    match field.type:
        case kinds.Text() | kinds.Name() | kinds.LongText() | kinds.Choice() | kinds.Integer():
            return lambda row: row[here]
        case kinds.Money():
            return lambda row: None if row[here] is None else from_cents(row[here])
        case kinds.Day() | kinds.Month():
            return lambda row: None if row[here] is None else date.fromisoformat(row[here])
        case kinds.Moment():
            return lambda row: None if row[here] is None else datetime.fromisoformat(row[here])
        case kinds.Span():
            end = at[field.key + SPAN_END]
            return lambda row: None if row[here] is None else _span(row[here], row[end])
        case kinds.PersonRef():
            person = at[field.key + REF_ID]
            return lambda row: None if row[here] is None else Person(row[here], row[person])
        case kinds.RecordRef():
            link = at[field.key + REF_ID]
            return lambda row: None if row[here] is None else Link(row[link], row[here])
        case kinds.Flow():
            return lambda row: (
                None if row[here] is None else chart_from_plain(json.loads(row[here]))
            )
        case kinds.StepRef():
            step, is_gone = at[field.key + REF_ID], at[field.key + IS_GONE]
            return lambda row: (
                None
                if row[here] is None
                else StepLink(row[here], row[step] or "", bool(row[is_gone]))
            )
        case kinds.PeopleRef() | kinds.Choices() | kinds.Rows() | kinds.Attachments():
            raise ProgramBug(f"{field.key} does not lie in the row itself")
        case _:
            assert_never(field.type)


def _child_reader(
    field: Field, at: Mapping[str, int], child: Mapping[str, int]
) -> Callable[[Row, Sequence[Row]], Value]:
    """A reader of a field with children; blank where there is neither child nor column."""
    match field.type:
        case kinds.PeopleRef():
            heads, due, present = (at[field.key + end] for end in ("", DUE, PRESENT))
            who, name, came, why = (
                child[key] for key in ("person_id", "name", "is_present", "reason")
            )

            def people(row: Row, children: Sequence[Row]) -> Value:
                if row[heads] is None:
                    return None
                attendees = (
                    Attendee(Person(each[name], each[who]), bool(each[came]), each[why] or "")
                    for each in children
                )
                return People(tuple(attendees), row[due], row[present])

            return people
        case kinds.Choices():
            word = child["word"]
            return lambda row, children: tuple(each[word] for each in children) or None
        case kinds.Rows(fields=fields):
            readers = [(each.key, _scalar_reader(each, child)) for each in fields]

            def rows(row: Row, children: Sequence[Row]) -> Value:
                cells = (
                    {key: cell for key, read in readers if (cell := read(each)) is not None}
                    for each in children
                )
                return tuple(cells) or None

            return rows
        case kinds.Attachments():
            parts = [child[key] for key in ("name", "digest", "media_type", "size")]

            def files(row: Row, children: Sequence[Row]) -> Value:
                return tuple(Attached(*(each[part] for part in parts)) for each in children) or None

            return files
        case _:
            raise ProgramBug(f"{field.key} has no child table")


def to_cents(amount: Decimal) -> int:
    """万元 as whole 分; ProgramBug for a fraction of one, which validation refuses."""
    cents = amount * CENTS_IN_WAN
    if cents != cents.to_integral_value():
        raise ProgramBug(f"{amount} 万元 is not whole 分")
    return int(cents)


def from_cents(cents: int) -> Decimal:
    """Whole 分 as 万元, without trailing zeros."""
    return (Decimal(cents) / CENTS_IN_WAN).normalize()


def from_sum(field: Field, total: int) -> int | Decimal:
    """What the sum over a field's column means: read as the column itself is."""
    read = _scalar_reader(field, {field.key: 0})
    return cast("int | Decimal", read((total,)))


def moment_text(moment: datetime) -> str:
    """A moment as ISO text that sorts as moments do; to the minute where that is exact."""
    exact = "minutes" if not moment.second and not moment.microsecond else "auto"
    return moment.isoformat(sep=" ", timespec=exact)


def _span(start: str, end: str | None) -> Interval:
    return Interval(
        datetime.fromisoformat(start), None if end is None else datetime.fromisoformat(end)
    )


def _places(table: Table) -> dict[str, int]:
    return {column.name: place for place, column in enumerate(table.columns)}
