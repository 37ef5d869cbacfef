"""Which editor a field gets: one match over the closed union of field types."""

from __future__ import annotations

from typing import assert_never

from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
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
from qinglian_desktop.ui.editors.attachments_editor import AttachmentsEditor
from qinglian_desktop.ui.editors.attendance_editor import AttendanceEditor
from qinglian_desktop.ui.editors.choice_editors import ChecksEditor, choice_editor
from qinglian_desktop.ui.editors.day_editors import DayEditor, SpanEditor
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.flow_editor import FlowEditor
from qinglian_desktop.ui.editors.link_editor import LinkEditor
from qinglian_desktop.ui.editors.people_editors import (
    NameEditor,
    PeopleEditor,
    PersonEditor,
)
from qinglian_desktop.ui.editors.rows_editor import RowsEditor
from qinglian_desktop.ui.editors.step_editor import StepEditor
from qinglian_desktop.ui.editors.text_editors import (
    LineEditor,
    LongEditor,
    remembering,
)


def editor_of(context: FieldContext) -> FieldEditor:
    """A new editor for the field."""
    kind = context.field.type
    match kind:
        case Text():
            return (
                remembering(context)
                if kind.remembered and not context.in_row
                else LineEditor(context)
            )
        case Name() if context.ledger.roster is None:
            return NameEditor(context)
        case Name() | Month() | Moment():
            return LineEditor(context)
        case LongText():
            return LongEditor(context)
        case Integer(ordinal=True):
            return LineEditor(context, before="第", unit=kind.unit)
        case Integer() | Money():
            return LineEditor(context, unit=kind.unit or "个")
        case Day():
            return DayEditor(context)
        case Span():
            return SpanEditor(context)
        case Choice():
            return choice_editor(context)
        case Choices():
            return ChecksEditor(context)
        case PersonRef():
            return PersonEditor(context)
        case PeopleRef():
            return AttendanceEditor(context) if kind.attendance else PeopleEditor(context)
        case RecordRef():
            return LinkEditor(context)
        case Flow():
            return FlowEditor(context)
        case StepRef():
            return StepEditor(context)
        case Rows():
            return RowsEditor(context, editor_of)
        case Attachments():
            return AttachmentsEditor(context)
        case _:
            assert_never(kind)
