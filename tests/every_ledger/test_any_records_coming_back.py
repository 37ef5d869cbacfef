"""Any records of real ledgers come back out of real files as what they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.entry_columns import entry_columns, entry_lines
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.understanding import understand
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.projection import NUMBER
from qinglian_desktop.domain.values import Values
from tests.read_sheets import KNOWING
from tests.unit.field_values import values_of

LEDGERS = [KNOWING[key] for key in ("people", "meetings", "talks", "risks", "problems", "service")]


def records_of(ledger: Ledger) -> st.SearchStrategy[list[Values]]:
    asked = [each for each in ledger.fields if not isinstance(each.type, Attachments)]
    values = {each.key: values_of(each.type, ids=False) for each in asked}
    told = ledger.title[0]
    always = {told: values.pop(told)}
    return st.lists(st.fixed_dictionaries(always, optional=values), min_size=1, max_size=3)


@pytest.mark.parametrize("name", ["全.xlsx", "全.csv"])
@settings(max_examples=8)
@given(
    said=st.sampled_from(LEDGERS).flatmap(lambda each: st.tuples(st.just(each), records_of(each)))
)
def test_any_records_come_back(
    name: str, said: tuple[Ledger, list[Values]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    ledger, records = said
    columns, path = entry_columns(ledger), tmp_path_factory.getbasetemp() / name
    rows = [
        (f"2026-{at:03}" if place == 0 else None, *line)
        for at, values in enumerate(records)
        for place, line in enumerate(entry_lines(columns, values))
    ]
    heads = (NUMBER.heading, *(each.heading for each in columns))
    table = Table(ledger.label, heads, tuple(5 for _ in heads), rows, ledger.label)
    if path.suffix == ".csv":
        TableWorkbook().write_lines(table, path)
    else:
        TableWorkbook().write([table], path)
    found = understand(ledger, SheetReader().read(path), ImportPlan())
    told = list(found.records())
    assert [each.problems for each in told] == [()] * len(records)
    read = [
        {key: from_plain(ledger.field(key).type, plain) for key, plain in each.typed.items()}
        for each in told
    ]
    assert read == records
