"""Ledger and records → headings and cells, once for the list, the return and the list on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import assert_never, cast

from qinglian_desktop.domain.cell_values import CellValue
from qinglian_desktop.domain.cell_values import cell_text as cell_text
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    FieldType,
    Flow,
    InReturn,
    Integer,
    LongText,
    Moment,
    Money,
    Month,
    Name,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Span,
    StepRef,
    Text,
)
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.how_far import said_beside
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import People, Value, Values
from qinglian_desktop.domain.words import Reading, words


class Part(Enum):
    """Which side of a field a column shows.

    VALUE is what there is to say of it, be it the word in its place (``Field.or_else``); KEPT
    what it holds itself, so that the cells of a column are of one kind and can be read back.
    """

    VALUE = "value"
    KEPT = "kept"
    DUE = "due"
    PRESENT = "present"
    ABSENT = "absent"
    COUNT = "count"
    NUMBER = "number"
    STATE = "state"
    WORDS = "words"
    LATEST = "latest"
    BESIDE = "beside"


class _Shape(Enum):
    """What the cells of a field hold: something to reckon with, or words."""

    NUMBER = "number"
    DAY = "day"
    LINE = "line"
    LINES = "lines"


_RECKONED = (_Shape.NUMBER, _Shape.DAY)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` is stable (``field`` or ``field.part``), ``width`` in 汉字.

    ``field`` is None for envelope columns.
    """

    key: str
    heading: str
    part: Part
    width: int
    field: Field | None = None

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers, set flush right."""
        if self.part in (Part.DUE, Part.PRESENT, Part.COUNT):
            return True
        if self.part not in (Part.VALUE, Part.KEPT):
            return False
        return self.field is not None and _shape(self.field.type) is _Shape.NUMBER

    @property
    def is_long(self) -> bool:
        """Whether its cells may take several lines."""
        if self.field is None or self.is_number:
            return False
        return _shape(self.field.type) is _Shape.LINES


NUMBER = Column("number", "编号", Part.NUMBER, 6)
"""By which a record is known: the first column of every list on paper and in the return."""
_STATE = Column("state", "记录状态", Part.STATE, 5)


def screen_columns(ledger: Ledger) -> tuple[Column, ...]:
    """The list on the screen: the fields with a width, then the state, with room for its marks."""
    listed = (field for field in ledger.fields if field.width)
    has_marks = ledger.dues or ledger.gathering or ledger.publishing
    state = replace(_STATE, width=8) if has_marks else _STATE
    return (*(column for field in listed for column in _seen(field)), state)


def paper_columns(ledger: Ledger) -> tuple[Column, ...]:
    """The list on paper that no ledger declared: what the screen shows, numbered, stateless."""
    return (NUMBER, *screen_columns(ledger)[:-1])


def said(column: Column) -> Column:
    """The column for eyes alone: which it is of several (第3次) is read, not reckoned with."""
    kind = column.field.type if column.field else None
    is_ordinal = isinstance(kind, Integer) and kind.ordinal
    return replace(column, part=Part.WORDS) if is_ordinal else column


def return_columns(ledger: Ledger, turned_on: Iterable[str] = ()) -> tuple[Column, ...]:
    """The sheet of the monthly return: public fields, counts for people, no talk's words.

    ``turned_on`` are keys of fields whose words the user chose to send.
    """
    on = set(turned_on)
    columns = [NUMBER]
    for field in ledger.fields:
        if isinstance(field.type, Attachments):
            continue
        if field.in_return is InReturn.WORDS or field.key in on:
            columns.extend(_parts(field, names=field.key in on))
        elif field.in_return is InReturn.COUNT:
            heading = f"{field.label}人数" if isinstance(field.type, PeopleRef) else field.label
            columns.append(Column(f"{field.key}.count", heading, Part.COUNT, 5, field))
    return tuple(columns)


def all_columns(ledger: Ledger) -> tuple[Column, ...]:
    """Every field in one column each, with what it holds."""
    return tuple(Column(f.key, f.label, Part.KEPT, f.width or 8, f) for f in ledger.fields)


def export_columns(ledger: Ledger) -> tuple[Column, ...]:
    """All of a ledger, for whoever leaves the program: every field, and the numbers of a list."""
    columns = [NUMBER, _STATE]
    for whole in all_columns(ledger):
        counted = _parts(cast("Field", whole.field), names=False)
        columns += [each for each in counted if each.part is not Part.VALUE]
        columns.append(whole)
    return tuple(columns)


def cell(record: Record, column: Column) -> CellValue:
    """What a record shows in a column."""
    match column.part:
        case Part.NUMBER:
            return record.number
        case Part.STATE:
            return record.state.value
        case _:
            pass
    field = cast("Field", column.field)
    value = record.value(field.key)
    match column.part:
        case Part.VALUE if value is None and field.or_else:
            return cast("str | None", record.value(field.or_else))
        case Part.KEPT if isinstance(field.type, Flow):
            # What can be read back is the outline; a list has only its size.
            return format_text(field.type, value) or None
        case Part.VALUE | Part.KEPT:
            return _cell(field.type, value)
        case Part.WORDS:
            return words(field.type, value, Reading.LIST) or None
        case Part.LATEST:
            return words(field.type, _latest(field.type, value), Reading.FORM)
        case Part.BESIDE:
            return said_beside(field, record.values) or None
        case Part.DUE:
            return value.due if isinstance(value, People) else None
        case Part.PRESENT:
            return value.present if isinstance(value, People) else None
        case Part.ABSENT:
            return _absences(value) if isinstance(value, People) else None
        case _:
            if isinstance(value, People):
                return value.present
            if isinstance(field.type, Flow):
                return _steps(value)
            return len(value) if isinstance(value, tuple) else 0


def row_cells(fields: Sequence[Field], row: Values) -> list[CellValue]:
    """The cells of a child row, one a field."""
    return [_cell(field.type, row.get(field.key)) for field in fields]


def rows(records: Iterable[Record], columns: Sequence[Column]) -> list[tuple[CellValue, ...]]:
    """The cells of records, row by row."""
    return [tuple(cell(record, column) for column in columns) for record in records]


def _parts(field: Field, *, names: bool) -> Iterable[Column]:
    width = field.width or 8
    if isinstance(field.type, PeopleRef) and field.type.attendance:
        yield Column(f"{field.key}.due", "应到", Part.DUE, 3, field)
        yield Column(f"{field.key}.present", "实到", Part.PRESENT, 3, field)
        if names:
            yield Column(f"{field.key}.absent", "缺席", Part.ABSENT, 8, field)
    elif isinstance(field.type, Flow):
        # What a chart says takes a page; a list tells how large it is.
        yield Column(f"{field.key}.count", "步数", Part.COUNT, 3, field)
    else:
        yield Column(field.key, field.label, Part.VALUE, width, field)


def _seen(field: Field) -> Iterable[Column]:
    """The columns of a field in a list that is looked at: with what is said beside it."""
    yield from map(said, _parts(field, names=True))
    if (beside := field.beside) is not None:
        yield Column(f"{field.key}.beside", beside.heading, Part.BESIDE, beside.width, field)


def _steps(chart: Value) -> int | None:
    return sum(1 for _ in chart.every_step()) if isinstance(chart, FlowChart) else None


def _latest(kind: FieldType, value: Value) -> tuple[Values, ...]:
    """Of rows the one of the latest day, of several the last; where no row has one the last."""
    rows = cast("tuple[Values, ...]", value or ())
    fields = kind.fields if isinstance(kind, Rows) else ()
    day = next((each.key for each in fields if isinstance(each.type, Day)), "")
    return (latest_row(rows, day),) if rows else ()


def latest_row(rows: Sequence[Values], day: str) -> Values:
    """The row whose field ``day`` is the latest, of one day the last; at least one is given."""
    return sorted(rows, key=lambda row: str(row.get(day) or ""))[-1]


def _absences(people: People) -> str:
    return words(PeopleRef(), People(people.absent), Reading.LIST).removeprefix("缺席：")


def _cell(kind: FieldType, value: Value) -> CellValue:
    if value is None:
        return None
    if _shape(kind) in _RECKONED:
        return cast("int | Decimal | date", value)
    return words(kind, value, Reading.LIST) or None


def _shape(kind: FieldType) -> _Shape:
    match kind:
        case Text() | Name() | Choice() | PersonRef() | RecordRef() | Month() | Moment():
            return _Shape.LINE
        case Flow() | StepRef():
            return _Shape.LINE
        case LongText() | Choices() | PeopleRef() | Rows() | Span():
            return _Shape.LINES
        case Day():
            return _Shape.DAY
        case Integer() | Money():
            return _Shape.NUMBER
        case Attachments():
            return _Shape.LINE
        case _:
            assert_never(kind)
