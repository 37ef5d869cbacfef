"""An earlier version of a record beside that of today, field by field in the order of the form"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from qinglian_desktop.domain.field_types import (
    Attachments,
    Field,
    FieldType,
    Flow,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
)
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_difference import what_changed
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import plain_to_text
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.validation import read_partly
from qinglian_desktop.domain.values import Value, Values, is_blank
from qinglian_desktop.domain.words import Reading, words

_OTHER: Mapping[type, str] = {
    PersonRef: "同名的另一个人",
    PeopleRef: "名单里有同名的另一个人，或者到场不同",
    RecordRef: "同名的另一条记录",
    Attachments: "名称一样，文件不一样",
}
"""What differs where both say the same words."""


class ThenAndNow(NamedTuple):
    """A field as it was then and is now, in the words of the form; "" where it said nothing.

    The first of a section has its ``heading``. ``note`` says what differs where words do not.
    """

    key: str
    heading: str
    label: str
    then: str
    now: str
    differs: bool
    note: str = ""


def then_and_now(
    ledger: Ledger, then: Mapping[str, object], now: Values
) -> tuple[Sequence[ThenAndNow], Sequence[str]]:
    """A version as plain input beside the values of today, and what the form has no place for.

    Fields of which neither says anything are left out, as are those hidden in both.
    """
    known = {key: plain for key, plain in then.items() if key in ledger.by_key}
    gone = [_as_it_stands(plain) for key, plain in then.items() if key not in known]
    values, unread = read_partly(ledger, known)
    unreadable = {each.field for each in unread}
    lines: list[ThenAndNow] = []
    for section in ledger.sections:
        heading = section.label
        for field in section.fields:
            was, is_ = values.get(field.key), now.get(field.key)
            as_kept = field.key in unreadable
            if not as_kept and is_blank(was) and is_blank(is_):
                continue
            differs = as_kept or not (was == is_ or (is_blank(was) and is_blank(is_)))
            old = _unread(field, known[field.key]) if as_kept else _said(field.type, was)
            new = _said(field.type, is_)
            note = _note(field.type, was, is_, old == new) if differs and not as_kept else ""
            lines.append(ThenAndNow(field.key, heading, field.label, old, new, differs, note))
            heading = ""
    return lines, gone


def _said(kind: FieldType, value: Value) -> str:
    """A value as the form says it; of rows one to a line, with the names of their columns."""
    if is_blank(value):
        return ""
    match kind:
        case Rows(fields=fields):
            rows = cast("tuple[Values, ...]", value)
            return "\n".join(f"{place}. {_row(fields, row)}" for place, row in enumerate(rows, 1))
        case Flow():
            return format_text(kind, value).strip()
        case _:
            return words(kind, value, Reading.FORM).strip()


def _row(fields: Sequence[Field], row: Values) -> str:
    told = ((each.label, _said(each.type, row.get(each.key))) for each in fields)
    return "；".join(f"{label}：{text}" for label, text in told if text)


def _note(kind: FieldType, was: Value, now: Value, is_same_text: bool) -> str:
    if isinstance(was, FlowChart) and isinstance(now, FlowChart):
        return f"现在{what_changed(was, now)}"
    if not is_same_text:
        return ""
    return _OTHER.get(type(kind), "写法一样，指的不一样")


def _unread(field: Field, plain: object) -> str:
    return f"{plain_to_text(field.type, plain)}（现在读不懂）"


def _as_it_stands(plain: object) -> str:
    """What a field held that the form no longer has, without the names of its parts."""
    match plain:
        case Mapping():
            return _as_it_stands(list(cast("Mapping[str, object]", plain).values()))
        case list():
            return "、".join(filter(None, map(_as_it_stands, cast("list[object]", plain))))
        case None:
            return ""
        case _:
            return str(plain)


def unlike(one: str, other: str) -> tuple[int, int, int]:
    """Where two texts differ: how much is the same before, where that ends in one and the other.

    From the first sign that differs to the last: ``one[before:end]`` and ``other[before:end_]``.
    """
    short = min(len(one), len(other))
    before = next((at for at in range(short) if one[at] != other[at]), short)
    most = short - before
    after = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    return before, len(one) - after, len(other) - after
