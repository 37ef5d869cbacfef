"""Any record is understood again from the lines in which it goes out."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from qinglian_desktop.domain.entry_columns import entry_columns, entry_lines
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.understanding import understand
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.projection import NUMBER, CellValue, cell_text
from qinglian_desktop.domain.sheet import FileCell, FileSheet, SheetFile
from qinglian_desktop.domain.values import Values
from tests.invented import EVERYTHING
from tests.unit.field_values import values_of


def as_in_file(content: CellValue) -> FileCell:
    return cell_text(content) if isinstance(content, Decimal) else content


COLUMNS = entry_columns(EVERYTHING)
ASKED = [each for each in EVERYTHING.fields if not isinstance(each.type, Attachments)]
RECORDS = st.fixed_dictionaries(
    {"line": values_of(EVERYTHING.field("line").type, ids=False)},
    optional={each.key: values_of(each.type, ids=False) for each in ASKED if each.key != "line"},
)


@settings(max_examples=15)
@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_any_records_are_understood_as_what_they_were(records: list[Values]) -> None:
    heads = (NUMBER.heading, *(column.heading for column in COLUMNS))
    rows = [
        (f"2026-{at:03}" if place == 0 else None, *map(as_in_file, line))
        for at, values in enumerate(records)
        for place, line in enumerate(entry_lines(COLUMNS, values))
    ]
    sheet = FileSheet(EVERYTHING.label, (heads, *rows))
    found = understand(EVERYTHING, SheetFile("全.xlsx", "", (sheet,)), ImportPlan())
    told = list(found.records())
    assert [each.problems for each in told] == [()] * len(records)
    read = [
        {key: from_plain(EVERYTHING.field(key).type, plain) for key, plain in each.typed.items()}
        for each in told
    ]
    assert read == records
