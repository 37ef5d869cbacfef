"""What the program writes as a table is understood by its own import, in every ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.importing import Looked
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import cell, screen_columns
from qinglian_desktop.domain.query import Query, usual_order
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Value
from qinglian_desktop.ledgers import ALL_LEDGERS

EACH = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)


def brought_in(desk: Desk, ledger: Ledger, path: Path) -> tuple[Understanding, tuple[Looked, ...]]:
    importing = desk.importing
    found = importing.understand(ledger, importing.read(path), ImportPlan())
    return found, importing.look(found)


def kept(desk: Desk, ledger: Ledger) -> tuple[Query, list[Record]]:
    query = Query(ledger.key, sort=usual_order(ledger))
    return query, list(desk.searching.fetch(ledger, desk.searching.ids(query)))


def without_files(ledger: Ledger, values: Mapping[str, Value]) -> dict[str, Value]:
    files = {each.key for each in ledger.of_type(Attachments)}
    return {key: value for key, value in values.items() if key not in files}


@EACH
@pytest.mark.parametrize("name", ["全.xlsx", "全.csv"])
def test_all_of_it_is_understood_as_what_it_was(
    desk: Desk, ledger: Ledger, tmp_path: Path, name: str
) -> None:
    query, records = kept(desk, ledger)
    desk.sheets_out.whole(query, "", tmp_path / name)
    found, looked = brought_in(desk, ledger, tmp_path / name)
    assert [each.head for each in found.columns if not each.target] == []
    assert all(each.is_sure for each in found.columns)
    assert [each.record.number for each in looked] == [each.number for each in records]
    for record, each in zip(records, looked, strict=True):
        assert each.record.problems == ()
        assert dict(each.values) == without_files(ledger, record.values)


@EACH
def test_the_list_as_it_is_shown_shows_the_same_again(
    desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    query, records = kept(desk, ledger)
    columns = screen_columns(ledger)
    desk.sheets_out.listed(query, columns, "今年", tmp_path / "列.xlsx")
    found, looked = brought_in(desk, ledger, tmp_path / "列.xlsx")
    gone = {"", "记录状态"} | {each.label for each in ledger.of_type(Attachments)}
    assert {each.head for each in found.columns if not each.target} <= gone
    for record, each in zip(records, looked, strict=True):
        again = replace(record, values=each.values)
        told = [c for c in columns if c.heading not in gone]
        assert [cell(again, c) for c in told] == [cell(record, c) for c in told]
        assert [each.message for each in each.record.problems] == []
