"""The form on paper as a ledger declares it, or else made of its sections, short fields in pairs"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.paper import PaperForm


def paper_form(ledger: Ledger) -> PaperForm:
    """The form of the ledger's records."""
    return ledger.paper or PaperForm(f"{ledger.noun}登记表", tuple(_paired(ledger)))


def headings_of(ledger: Ledger) -> dict[str, str]:
    """The label of each section by the key of its first field, where no form is declared."""
    if ledger.paper:
        return {}
    return {section.fields[0].key: section.label for section in ledger.sections if section.fields}


def _paired(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    for section in ledger.sections:
        waiting: Field | None = None
        for field in section.fields:
            if not _is_short(field.type):
                if waiting is not None:
                    yield (waiting.key,)
                yield (field.key,)
                waiting = None
            elif waiting is None:
                waiting = field
            else:
                yield (waiting.key, field.key)
                waiting = None
        if waiting is not None:
            yield (waiting.key,)


def _is_short(kind: FieldType) -> bool:
    """Whether the field does with half a line."""
    match kind:
        case LongText() | Choices() | PeopleRef() | Flow() | Rows() | Attachments() | Span():
            return False
        case Choice(options):
            return sum(len(option) + 2 for option in options) <= 10
        case Text(longest):
            return longest <= 60
        case Name() | Integer() | Money() | Day() | Month() | Moment() | PersonRef():
            return True
        case RecordRef() | StepRef():
            return True
        case _:
            assert_never(kind)
