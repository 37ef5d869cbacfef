"""Cells that no field can take, left blank where they may be, with their words in the remarks"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qinglian_desktop.application.looked_records import Looked, cell_of
from qinglian_desktop.domain.field_types import Field, Rows
from qinglian_desktop.domain.importing.cells import text_of_cell
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Said, with_words_noted
from qinglian_desktop.domain.importing.remarks import remarks_field
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.validation import errors


def unread_left(found: Understanding, looked: Sequence[Looked]) -> ImportPlan:
    """The plan by which they are; without remarks to keep the words nothing is left."""
    remarks = remarks_field(found.ledger)
    if remarks is None:
        return found.plan
    wrong = dict.fromkeys(said for each in looked for said in _wrong(found, each))
    return with_words_noted(found.plan, [s for s in wrong if _may_be_left(found, s, remarks)])


def _wrong(found: Understanding, looked: Looked) -> Iterator[Said]:
    for cell in looked.record.problems:
        if cell.said is not None:
            yield cell.said
    targets = {each.at: each.target for each in found.columns}
    for problem in errors(looked.problems):
        if (at := cell_of(looked.record, problem)) is not None:
            yield targets.get(at[1], ""), text_of_cell(found.grid.said(*at))


def _may_be_left(found: Understanding, said: Said, remarks: Field) -> bool:
    target = found.known.get(said[0])
    field = found.ledger.by_key.get(target.field) if target else None
    if target is None or field is None or not said[1] or field == remarks:
        return False
    if isinstance(field.type, Rows) and target.part:
        field = next((each for each in field.type.fields if each.key == target.part), field)
    return not field.required
