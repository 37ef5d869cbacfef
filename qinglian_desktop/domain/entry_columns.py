"""The columns of a sheet on which records stand whole, to be filled in or read in again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import assert_never, cast

from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    FieldType,
    Flow,
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
from qinglian_desktop.domain.initial import Computed, FromPerson, NextOfYear
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import Value, Values

BETWEEN = "："
"""Between the label of rows and that of one of their fields; no label holds it."""
_LINE, _WORD, _PARAGRAPH = 10, 6, 16


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One field of a record, or of its child rows: then ``rows`` is the field that holds them."""

    field: Field
    rows: Field | None = None

    @property
    def heading(self) -> str:
        """The label of the form; that of a row's field stands behind the label of the rows."""
        return f"{self.rows.label}{BETWEEN}{self.field.label}" if self.rows else self.field.label

    @property
    def is_required(self) -> bool:
        """Whether no record can do without it; what is computed where it is blank is not."""
        if isinstance(self.field.initial, Computed):
            return False
        outer = self.rows or self.field
        return self.field.required and outer.required and outer.shown_when is None

    @property
    def width(self) -> int:
        """Room in 汉字 for what is usually written in it."""
        return max(self.field.width, _usual_width(self.field.type))


def entry_columns(ledger: Ledger) -> tuple[EntryColumn, ...]:
    """Every field that a cell can say, in the order of the form: files it cannot."""
    return tuple(column for field in ledger.fields for column in _columns_of(field))


def blank_columns(ledger: Ledger) -> tuple[EntryColumn, ...]:
    """Those of a sheet to be filled in: without the rows that the unit takes from its roster."""
    unit = ledger.unit
    led = (unit.committee, unit.groups) if unit is not None else ()
    return tuple(e for e in entry_columns(ledger) if e.rows is None or e.rows.key not in led)


def entry_lines(
    columns: tuple[EntryColumn, ...], values: Values
) -> Iterator[tuple[CellValue, ...]]:
    """The lines of a record: the first says all but further rows, which have a line each.

    In these nothing else is said again. ``read_input`` reads each cell as what it was.
    """
    cells = [_cells_below(column, values) for column in columns]
    return zip_longest(*cells) if cells else iter(())


def how_to_write(column: EntryColumn) -> str:
    """What the sheet says of a column: whether it must be filled, its rule, and how it is written.

    The help of a field that a form fills in by itself would not be true of a sheet.
    """
    field, rows = column.field, column.rows
    follows = isinstance(field.initial, FromPerson | NextOfYear)
    is_attendance = isinstance(field.type, PeopleRef) and field.type.attendance
    by_form = is_attendance or isinstance(field.type, RecordRef)
    is_first = rows is not None and isinstance(rows.type, Rows) and rows.type.fields[0] is field
    lines = [
        "必填" if column.is_required else "",
        rows.help if rows and is_first else "",
        "" if follows or by_form else field.help,
        "不填的，由程序算出" if isinstance(field.initial, Computed) else "",
        _way(field.type),
        "不适用的空着" if (rows or field).shown_when is not None else "",
        "每写一条都要填" if rows and field.required and not column.is_required else "",
        f"有几条的接着往下写，一条一行，下面的行只填“{rows.label}{BETWEEN}”的各栏" if rows else "",
    ]
    return "\n".join(line if line.endswith("。") else f"{line}。" for line in lines if line)


def _columns_of(field: Field) -> Iterator[EntryColumn]:
    match field.type:
        case Attachments():
            return
        case Rows(fields=inner):
            yield from (EntryColumn(each, field) for each in inner)
        case _:
            yield EntryColumn(field)


def _cells_below(column: EntryColumn, values: Values) -> list[CellValue]:
    kind = column.field.type
    if column.rows is None:
        return [_entry_cell(kind, values.get(column.field.key))]
    rows = cast("tuple[Values, ...]", values.get(column.rows.key) or ())
    return [_entry_cell(kind, row.get(column.field.key)) for row in rows]


def _entry_cell(kind: FieldType, value: Value) -> CellValue:
    if isinstance(value, int | Decimal):
        return value
    if isinstance(kind, Day):
        return cast("date | None", value)
    return format_text(kind, value) or None


def _usual_width(kind: FieldType) -> int:
    match kind:
        case LongText() | PeopleRef() | Flow():
            return _PARAGRAPH
        case Text() | Choices() | RecordRef() | StepRef() | Span() | Rows() | Attachments():
            return _LINE
        case Name() | Choice() | PersonRef() | Day() | Month() | Moment() | Integer() | Money():
            return _WORD
        case _:
            assert_never(kind)


def _way(kind: FieldType) -> str:
    match kind:
        case Text() | LongText() | Name() | Rows() | Attachments():
            return ""
        case Integer(ordinal=True):
            return "填数字，例如 3"
        case Integer() | Money():
            return f"填数字，单位是{kind.unit}" if kind.unit else "填数字"
        case Day():
            return "写日期，例如 2026-11-23"
        case Month():
            return "写年月，例如 2026-11"
        case Moment():
            return "写日期和时间，例如 2026-11-23 09:30"
        case Span():
            return "写起止时间，例如 2026-11-23 09:30 至 11:00"
        case Choice():
            return "从下拉里选一个"
        case Choices():
            return "从下拉里选；有几个的写在一格里，用顿号隔开"
        case PersonRef(outsiders=True):
            return "从下拉里选姓名，不在花名册上的直接写"
        case PersonRef():
            return "从下拉里选姓名"
        case PeopleRef(attendance=True):
            return (
                "写姓名，用顿号隔开；有人缺席的，后面接着写“；缺席：姓名（原因）”，"
                "例如 甲、乙；缺席：丙（出差）。没有名单的写人数，例如 应到10人；实到8人"
            )
        case PeopleRef():
            return "写姓名，用顿号隔开；只有一个人的可以从下拉里选"
        case RecordRef():
            return "从下拉里选，或者写那一条的编号"
        case Flow():
            return (
                "一行写一步，行首写“(”是起止，“-”是办理，“?”是判断，“=”是材料；"
                "判断下面缩进两格写“[是] 转到的步骤”"
            )
        case StepRef():
            return "写流程图里那一步的文字，或者写第几步，例如 第3步"
        case _:
            assert_never(kind)
