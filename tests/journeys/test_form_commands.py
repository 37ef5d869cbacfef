"""Forms of committees at the command line: shown, kept, filled, forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from qinglian_desktop.domain.filling.seen_form import FormTable
from tests.form_tables import MONTHLY, drawn_table
from tests.journeys.office import Office

SMALL = drawn_table(
    "谈心谈话情况统计表|<|<",
    "项目|本月|备注",
    "谈心谈话次数||",
    "另外的事项||",
)


def drawn(folder: Path, table: FormTable = MONTHLY, name: str = "工委统计表.xlsx") -> Path:
    """The table as a workbook."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = table.name
    for each in table.cells:
        page[each.at] = each.text or None
        if each.rows > 1 or each.columns > 1:
            page.merge_cells(
                start_row=each.row + 1,
                start_column=each.column + 1,
                end_row=each.row + each.rows,
                end_column=each.column + each.columns,
            )
    path = folder / name
    book.save(path)
    return path


def test_a_form_is_shown_kept_filled_and_forgotten(office: Office, tmp_path: Path) -> None:
    form, out = drawn(tmp_path), tmp_path / "U盘"
    out.mkdir()
    assert office.run("forms").json == {"forms": []}
    shown = office.run("form", "show", form).json
    texts = {each["at"]: each["text"] for each in shown["places"]}
    assert texts["月报!D8"] == "{{谈心谈话.谈心谈话次数}}"
    assert texts["月报!G8"] == "{{谈心谈话.谈心谈话人次|本年累计}}"
    assert texts["月报!A2"] == "{{单位}}"
    assert {each["at"] for each in shown["unknown"]} >= {"月报!E6", "月报!E9"}
    assert shown["form"] == ""
    kept = office.run("form", "keep", form, "--name", "工委月报")
    assert (kept.code, kept.json["form"], kept.json["places"]) == (0, "工委月报", len(texts))
    (listed,) = office.run("forms").json["forms"]
    assert (listed["name"], listed["file"]) == ("工委月报", "工委统计表.xlsx")
    done = office.run("fill", "--form", "工委月报", "--month", "2026-10", "--to", out)
    (path,) = done.json["paths"]
    page = load_workbook(path)["月报"]
    counted = office.run("measures", "--period", "2026-10").json
    assert done.code == 0 and counted
    assert page["E2"].value == "2026年10月"
    assert isinstance(page["D8"].value, int) and page["D8"].value > 0
    again = drawn(tmp_path, name="上级又发来的.xlsx")
    sent = office.run("fill", "--file", again, "--month", "2026-09", "--to", out)
    assert sent.json["form"] == "工委月报"
    assert office.run("form", "forget", "工委月报").code == 0
    assert office.run("fill", "--form", "工委月报", "--month", "2026-10", "--to", out).code == 3


def test_what_goes_where_is_told_in_plain_words(office: Office, tmp_path: Path) -> None:
    form = drawn(tmp_path, SMALL, "小表.xlsx")
    words = tmp_path / "填什么.json"
    said = {"月报!B4": "共{{八个一活动.场次|本年累计}}场", "B3": "", "C3": "{{谈心谈话.人次}}"}
    words.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    kept = office.run("form", "keep", form, "--name", "小表", "--map", words)
    assert kept.code == 0
    shown = {e["at"]: e["text"] for e in office.run("form", "show", form).json["places"]}
    assert shown == {
        "月报!B4": "共{{八个一活动.“八个一”活动场次|本年累计}}场",
        "月报!C3": "{{谈心谈话.谈心谈话人次}}",
    }


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('{"月报!B4": "{{谈心话.次数}}"}', "没有“谈心话”这本台账，是不是“谈心谈话”"),
        ('{"月报!B4": "{{谈心谈话.谈心谈话次数|下月}}"}', "没有“下月”这种时段"),
        ('{"月报!Z9": "1"}', "表里没有“月报!Z9”这一格"),
        ('{"月报!B4": 1}', "一格一项"),
    ],
)
def test_words_that_mean_nothing_are_told_by_cell(
    office: Office, tmp_path: Path, text: str, part: str
) -> None:
    form, words = drawn(tmp_path, SMALL), tmp_path / "填什么.json"
    words.write_text(text, "utf-8")
    told = office.run("form", "keep", form, "--name", "表", "--map", words)
    assert told.code == 1
    assert part in told.json["problems"][0]["message"]
    assert office.run("forms").json == {"forms": []}


def test_a_form_that_nobody_kept_is_not_filled(office: Office, tmp_path: Path) -> None:
    form = drawn(tmp_path)
    told = office.run("fill", "--file", form, "--month", "2026-10", "--to", tmp_path)
    assert told.code == 3
    assert "没有保存过和“工委统计表.xlsx”一样的表" in told.json["error"]["happened"]
    assert office.run("fill", "--month", "2026-10", "--to", tmp_path).code == 2
    missing = office.run("form", "show", tmp_path / "没有.xlsx")
    assert (missing.code, missing.json["error"]["happened"]) == (3, "“没有.xlsx”打不开。")
