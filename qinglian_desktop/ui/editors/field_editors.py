"""Which editor a field gets: one match over the closed union of field types."""

from __future__ import annotations

from typing import assert_never

from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
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
    Text,
)
from qinglian_desktop.ui.editors.attachments_editor import AttachmentsEditor
from qinglian_desktop.ui.editors.choice_editors import ChecksEditor, choice_editor
from qinglian_desktop.ui.editors.field_editor import FieldEditor, Place
from qinglian_desktop.ui.editors.link_editor import LinkEditor
from qinglian_desktop.ui.editors.people_editors import (
    AttendanceEditor,
    NameEditor,
    PeopleEditor,
    PersonEditor,
)
from qinglian_desktop.ui.editors.rows_editor import RowsEditor
from qinglian_desktop.ui.editors.text_editors import (
    DayEditor,
    LineEditor,
    LongEditor,
    SpanEditor,
    remembering,
)


def editor_of(place: Place) -> FieldEditor:
    """A new editor for the field."""
    kind = place.field.type
    match kind:
        case Text():
            return remembering(place) if kind.remembered and not place.in_row else LineEditor(place)
        case Name() if place.ledger.roster is None:
            return NameEditor(place)
        case Name() | Month() | Moment():
            return LineEditor(place)
        case LongText():
            return LongEditor(place)
        case Integer() | Money():
            return LineEditor(place, unit=kind.unit or "个")
        case Day():
            return DayEditor(place)
        case Span():
            return SpanEditor(place)
        case Choice():
            return choice_editor(place)
        case Choices():
            return ChecksEditor(place)
        case PersonRef():
            return PersonEditor(place)
        case PeopleRef():
            return AttendanceEditor(place) if kind.attendance else PeopleEditor(place)
        case RecordRef():
            return LinkEditor(place)
        case Rows():
            return RowsEditor(place, editor_of)
        case Attachments():
            return AttachmentsEditor(place)
        case _:
            assert_never(kind)
