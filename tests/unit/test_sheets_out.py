"""What tables out of a book say so that they mean the same again: namesakes, links, void."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from qinglian_desktop.application.sheets_out import SheetsOut
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.projection import screen_columns
from qinglian_desktop.domain.query import Query
from tests.invented import EVERYTHING, INVENTED_ROSTER
from tests.unit.conftest import Voyage


@pytest.fixture
def sheets(voyage: Voyage) -> SheetsOut:
    desk = voyage.desk
    return SheetsOut(desk.book, desk.catalogue, desk.clock, TableWorkbook())


def lines(path: Path) -> list[dict[str, Any]]:
    headings, *rows = load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def test_namesakes_and_what_is_called_alike_are_told_apart(
    voyage: Voyage, sheets: SheetsOut, tmp_path: Path
) -> None:
    one = voyage.crew("韦强", cabin="甲板")
    other = voyage.crew("韦强", cabin="厨房", came="2021-01-01")
    voyage.crew("莫依", came="2021-01-01")
    record = voyage.event(
        chief={"name": "韦强", "id": other},
        hands={
            "people": [
                {"name": "韦强", "id": one},
                {"name": "莫依"},
                {"name": "韦强", "id": other, "present": False, "reason": "出差"},
            ]
        },
        about={"id": one, "label": "韦强"},
    )
    sheets.whole(Query(EVERYTHING.key), "", tmp_path / "全.xlsx")
    said = lines(tmp_path / "全.xlsx")[0]
    assert said["领头"] == "韦强（厨房）"
    assert said["应到/实到/缺席"] == "韦强（甲板）、莫依；缺席：韦强（厨房）（出差）"
    kept = voyage.desk.records.get(EVERYTHING, record)
    roster = voyage.desk.records.get(INVENTED_ROSTER, one)
    assert kept is not None and roster is not None and said["说的谁"] == roster.number
    plain = {key: said[EVERYTHING.field(key).label] for key in ("chief", "hands", "about")}
    typed = {**voyage.desk.records.plain(EVERYTHING, kept), **plain}
    checked = voyage.desk.records.check(EVERYTHING, typed, record)
    assert {key: checked.values[key] for key in plain} == {key: kept.value(key) for key in plain}


def test_what_is_void_stays_and_the_list_says_what_it_shows(
    voyage: Voyage, sheets: SheetsOut, tmp_path: Path
) -> None:
    voyage.event(line="=1+1", day="2026-09-30")
    voyage.desk.records.void(EVERYTHING, voyage.event(line="作废的"), "写错了")
    query, columns = Query(EVERYTHING.key), screen_columns(EVERYTHING)
    assert sheets.listed(query, columns, "", tmp_path / "列.xlsx") == 1
    assert [line["一行字"] for line in lines(tmp_path / "列.xlsx")] == ["=1+1"]
    assert sheets.whole(query, "", tmp_path / "全.csv") == 1
    assert "'=1+1" in (tmp_path / "全.csv").read_text("utf-8-sig")


def test_who_gives_up_leaves_what_stood_there(
    voyage: Voyage, sheets: SheetsOut, tmp_path: Path
) -> None:
    voyage.event()
    target = tmp_path / "列.xlsx"
    target.write_bytes(b"before")
    with pytest.raises(Cancelled):
        sheets.listed(Query(EVERYTHING.key), (), "", target, lambda done, total: False)
    assert target.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["列.xlsx"]
