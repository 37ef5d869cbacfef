"""Forms to be filled by hand: which a ledger has, what stands on each, what in its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import assert_never

from qinglian_desktop.domain.conditions import holds, named_fields
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
from qinglian_desktop.domain.form_content import Entries, Entry, FormLine, FormReader, Setting
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.domain.usual_form import paper_form
from qinglian_desktop.domain.values import People, Value, Values, is_blank

_LINES = 3
"""Lines for the names of those who came."""
_BLANK = "\u3000"
_DAY = f"{_BLANK * 2}年{_BLANK}月{_BLANK}日"
_HOUR = "\u00a0\u00a0\u00a0时\u00a0\u00a0\u00a0分"
"""Stays in one line."""


def blank_forms(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The forms that a ledger has, each by the word of the kind and its title; the usual by ""."""
    form = paper_form(ledger)
    yield "", form.title
    for kind in form.kinds:
        # One of a title that there is would be told apart by nobody.
        if kind.title != form.title:
            yield kind.word, kind.title


class BlankFormReader(FormReader):
    """Reads what stands on a form before anything is on it: every line that may have to be filled.

    Its record is a ``blank_record``.
    """

    def _is_empty(self, fields: Sequence[Field], values: Values) -> bool:
        return False

    def _applies(self, field: Field, values: Values) -> bool:
        return may_apply(self._ledger, field, values)

    def _said(self, field: Field, record: Record) -> tuple[Field, Value]:
        shown, value = super()._said(field, record)
        words = to_fill(field.type) if is_blank(value) else ""
        return (replace(field, type=Text()), words) if words else (shown, value)

    def _attendance(self, people: People) -> Iterator[FormLine]:
        yield from super()._attendance(people)
        yield Entries((Entry("参加人员", (), Setting.LONG, _LINES),))


def blank_record(ledger: Ledger, word: str, rows: int) -> Record:
    """What a form of this kind holds before it is filled: its word, and so many empty rows."""
    values: dict[str, Value] = {
        field.key: tuple({} for _ in range(rows)) for field in ledger.of_type(Rows)
    }
    if word and ledger.paper:
        values[ledger.paper.kind] = word
    return Record(ledger.key, values, date.min, Stamp(datetime.min, ""))


def may_apply(ledger: Ledger, field: Field, values: Values) -> bool:
    """Whether somebody who fills a form of this kind may have to fill the field.

    Only the kind is known; what depends on another field stands on the form.
    """
    kind = ledger.paper.kind if ledger.paper else ""
    asked = field.shown_when
    if asked is None or kind not in values:
        return True
    return any(leaf.field != kind for leaf in named_fields(asked)) or holds(asked, values)


def to_fill(kind: FieldType) -> str:
    """What stands in an empty field for the hand that fills it: 年, 月 and 日, or the unit."""
    match kind:
        case Day():
            return _DAY
        case Month():
            return f"{_BLANK * 2}年{_BLANK}月"
        case Moment():
            return f"{_DAY} {_HOUR}"
        case Span():
            return f"{_DAY} {_HOUR}至{_HOUR}"
        case Integer(ordinal=True):
            return f"第{_BLANK * 2}{kind.unit}"
        case Integer() | Money():
            return f"{_BLANK * 3}{kind.unit}"
        case Attachments():
            return f"附后{_BLANK * 2}份"
        case (
            Text()
            | LongText()
            | Name()
            | Choice()
            | Choices()
            | PersonRef()
            | PeopleRef()
            | RecordRef()
            | Flow()
            | StepRef()
            | Rows()
        ):
            return ""
        case _:
            assert_never(kind)
