"""Rows of a form: written below each other, and inserted where there are more than have room."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.projection import CellValue
from tests.bad_sheets import parts_of
from tests.documents.form_packages import (
    BOOK,
    SHEET,
    but_for,
    changed_parts,
    filled,
    formulas,
    place,
    refs,
    rows_from,
    shown,
    with_part,
)
from tests.documents.rich_forms import OTHER, TABLE, rich_form
from tests.office_pages import Page, workbook
from tests.office_sheets import OFFICE_SHEETS

RICH = rich_form()
POSTS = OFFICE_SHEETS["12-委员及分工统计表.xlsx"]()
COLUMNS = "A5 B5 D5"


def numbered(count: int) -> list[tuple[CellValue, ...]]:
    """Rows of a number, a name and a figure."""
    return [(number, f"活动{number}", number * 10) for number in range(1, count + 1)]


def grown(folder: Path, count: int = 7) -> bytes:
    """The rich form with seven records in the room for four."""
    after, told = filled(folder, RICH, rows_from(TABLE, COLUMNS, numbered(count), 4))
    assert told == []
    return after


def test_rows_that_have_room_change_their_cells_only(tmp_path: Path) -> None:
    after, told = filled(tmp_path, RICH, rows_from(TABLE, COLUMNS, numbered(4), 4))
    assert told == []
    cells = {f"{column}{row}" for column in "ABD" for row in range(5, 9)}
    assert but_for(after, {SHEET: cells}) == but_for(RICH, {SHEET: cells})
    assert changed_parts(RICH, after) <= {SHEET, BOOK, "xl/worksheets/sheet2.xml"}
    said = shown(after)
    assert [said[f"D{row}"] for row in range(5, 9)] == ["10", "20", "30", "40"]


def test_rows_that_are_not_needed_are_emptied(tmp_path: Path) -> None:
    data, _ = filled(tmp_path, POSTS, place("Sheet1", "B13", "从前的"))
    after, _ = filled(tmp_path, data, rows_from("Sheet1", "A4 B4", [(1, "书记")], 10))
    said = shown(after)
    assert (said["A4"], said["B4"]) == ("1", "书记")
    assert not {f"{column}{row}" for column in "AB" for row in range(5, 14)} & set(said)
    assert "A14" in said


def test_no_rows_at_all_leave_the_form_empty(tmp_path: Path) -> None:
    after, told = filled(tmp_path, POSTS, rows_from("Sheet1", "A4 B4", [], 10))
    assert told == []
    assert "A4" not in shown(after)


def test_inserted_rows_are_filled_and_what_is_below_moves_down(tmp_path: Path) -> None:
    said = shown(grown(tmp_path))
    assert [said[f"A{row}"] for row in range(5, 12)] == [str(each) for each in range(1, 8)]
    assert [said[f"D{row}"] for row in range(5, 12)] == [str(each * 10) for each in range(1, 8)]
    assert said["A12"] == "合计"
    assert said["A14"] == "单位负责人："
    assert [said[f"H{row}"] for row in (13, 14, 15)] == ["10", "11", "12"]


def test_inserted_rows_look_like_the_last_one(tmp_path: Path) -> None:
    after = grown(tmp_path)
    merged = refs(after, "mergeCell")
    assert {f"B{row}:C{row}" for row in range(5, 12)} <= set(merged)
    assert {"A1:F1", "D14:F14", "G5:G11"} <= set(merged)
    assert len(merged) == 10
    assert refs(after, "mergeCells", "count") == ["10"]
    heights = dict(zip(refs(after, "row", "r"), refs(after, "row", "ht"), strict=True))
    assert {heights[str(row)] for row in range(5, 13)} == {"22.5"}
    styles = dict(zip(refs(after, "c", "r"), refs(after, "c", "s"), strict=True))
    for column in "ABCDEF":
        assert len({styles[f"{column}{row}"] for row in range(8, 12)}) == 1


def test_formulas_count_the_inserted_rows(tmp_path: Path) -> None:
    after = grown(tmp_path)
    said = formulas(after)
    assert said["D12"] == "SUM(D5:D11)"
    assert said["E12"] == "SUM(E5:E11)"
    assert said["F12"] == 'COUNTIF(D5:D11,">0")&"项（见A9）"'
    assert [said[f"E{row}"] for row in (5, 8, 9, 11)] == [
        f"IF(D$12=0,0,D{row}/D$12)" for row in (5, 8, 9, 11)
    ]
    elsewhere = formulas(after, "xl/worksheets/sheet2.xml")
    assert elsewhere == {
        "B1": f"'{TABLE}'!D12",
        "B2": f"SUM('{TABLE}'!D5:D11)",
        "B3": "SUM(B1:B2)+A5",
    }


def test_rules_notes_pictures_and_names_move_along(tmp_path: Path) -> None:
    after = grown(tmp_path)
    assert refs(after, "conditionalFormatting", "sqref")[:2] == ["D5:D11", "A12:F12"]
    assert refs(after, "dataValidation", "sqref") == ["F5:F11", "D5:D11"]
    sheet = parts_of(after)[SHEET].decode()
    for said in (
        "<formula>$D$12/2</formula>",
        "<formula>$D12=0</formula>",
        "<formula1>$D$12</formula1>",
        "<xm:f>$D12&gt;0</xm:f>",
        "<xm:sqref>D5:D11</xm:sqref>",
        f"location=\"'{TABLE}'!A12\"",
    ):
        assert said in sheet
    assert refs(after, "autoFilter") == ["A4:F11"]
    assert refs(after, "hyperlink") == ["A14"]
    assert refs(after, "brk", "id") == ["13"]
    assert refs(after, "pane", "topLeftCell") == ["B5"]
    assert refs(after, "comment", part="xl/comments/comment1.xml") == ["D4", "D12"]
    notes = parts_of(after)["xl/drawings/commentsDrawing1.vml"].decode()
    assert "Row>3</" in notes
    assert "Row>11</" in notes
    drawing = parts_of(after)["xl/drawings/drawing1.xml"].decode()
    assert drawing.count(">15</") == 2
    chart = parts_of(after)["xl/charts/chart1.xml"].decode()
    assert "$D$5:$D$11" in chart
    book = parts_of(after)[BOOK].decode()
    assert f"'{TABLE}'!$D$5:$D$11" in book
    assert f"'{TABLE}'!$A$1:$F$14" in book
    assert f"'{TABLE}'!$3:$4" in book


def test_what_rows_do_not_concern_keeps_its_bytes(tmp_path: Path) -> None:
    after = grown(tmp_path)
    assert changed_parts(RICH, after) == {
        SHEET,
        BOOK,
        "xl/worksheets/sheet2.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/drawings/drawing1.xml",
        "xl/charts/chart1.xml",
        # Whoever opens the file makes the order of reckoning anew.
        "xl/calcChain.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
    }
    for part in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        assert "calcChain" not in parts_of(after)[part].decode()


def test_places_below_are_filled_where_they_were_before_the_rows(tmp_path: Path) -> None:
    after, told = filled(
        tmp_path,
        RICH,
        rows_from(TABLE, COLUMNS, numbered(6), 4),
        place(TABLE, "A11", "示例甲", behind=True),
        place(OTHER, "C1", 5),
    )
    assert told == []
    assert shown(after)["A13"] == "单位负责人：示例甲"
    assert shown(after, OTHER)["C1"] == "5"


def test_several_lists_in_a_sheet_are_each_given_room(tmp_path: Path) -> None:
    data = workbook(Page(["甲", "", "合计", "乙", "", "", "=SUM(A2:A2)+SUM(A5:A6)"]))
    after, _ = filled(
        tmp_path,
        data,
        rows_from("Sheet1", "A2", [(1,), (2,), (3,)], 1),
        rows_from("Sheet1", "A5", [(4,), (5,), (6,)], 2),
        rows_from("Sheet1", "B5", [("a",), ("b",)], 2),
    )
    said = shown(after)
    column = [said.get(f"A{row}") for row in range(1, 11)]
    assert column == ["甲", "1", "2", "3", "合计", "乙", "4", "5", "6", None]
    assert formulas(after) == {"A10": "SUM(A2:A4)+SUM(A7:A9)"}
    assert (said["B7"], said["B8"]) == ("a", "b")


def test_lists_that_end_in_different_rows_beside_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="旁边还有要填的行"):
        filled(
            tmp_path,
            POSTS,
            rows_from("Sheet1", "A4", [(1,)] * 3, 2),
            rows_from("Sheet1", "B4", [("甲",)], 10),
        )
    assert not (tmp_path / "filled").exists()


_SHARED = "".join(
    f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}"><f t="shared" si="0"'
    f"{' ref=' + chr(34) + 'B1:B4' + chr(34) if row == 1 else ''}>"
    f"{'A1*A$5' if row == 1 else ''}</f><v>1</v></c></row>"
    for row in range(1, 5)
)


def test_formulas_that_cells_share_are_written_out(tmp_path: Path) -> None:
    data = workbook(Page([[1]]))
    sheet = parts_of(data)[SHEET].decode()
    row = sheet[sheet.index("<row") : sheet.index("</sheetData>")]
    data = with_part(data, SHEET, row, f'{_SHARED}<row r="5"><c r="A5"><v>2</v></c></row>')
    after, _ = filled(tmp_path, data, rows_from("Sheet1", "A1", [(9,)] * 3, 2))
    assert formulas(after) == {f"B{row}": f"A{row}*A$6" for row in range(1, 6)}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("</sheetData>", '</sheetData><sheetProtection sheet="1"/>', "这张工作表设了保护"),
        (
            "<f>SUM(D5:D8)</f>",
            '<f t="array" ref="D8:D9">SUM(D5:D8)</f>',
            "中间隔着整块的数组公式",
        ),
        (
            "</sheetData>",
            '<row r="1048575"><c r="A1048575"><v>1</v></c></row></sheetData>',
            "下面已经用到最后一行",
        ),
    ],
)
def test_rows_that_cannot_be_inserted_are_refused_with_nothing_written(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    data = with_part(RICH, SHEET, old, new)
    with pytest.raises(EnvironmentProblem) as caught:
        filled(tmp_path, data, rows_from(TABLE, COLUMNS, numbered(7), 4))
    assert caught.value.happened == (f"“{TABLE}”里要写7行，表上只有4行，{why}，不能再插入行。")
    assert not (tmp_path / "filled").exists()


def test_rows_at_the_end_in_which_nothing_stands_make_room(tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>'
    after, _ = filled(
        tmp_path,
        with_part(RICH, SHEET, "</sheetData>", last),
        rows_from(TABLE, COLUMNS, numbered(7), 4),
    )
    assert shown(after) == shown(grown(tmp_path))


def test_no_rows_are_inserted_through_a_table_of_excel(tmp_path: Path) -> None:
    rows = rows_from(OTHER, "D2 E2", [("甲", 1), ("乙", 2)], 1)
    with pytest.raises(EnvironmentProblem, match="超级表"):
        filled(tmp_path, RICH, rows)


def test_a_table_of_excel_below_moves_down(tmp_path: Path) -> None:
    data = with_part(RICH, "xl/tables/table1.xml", 'ref="D1:E2"', 'ref="D4:E5"')
    after, _ = filled(tmp_path, data, rows_from(OTHER, "A2", [("甲",), ("乙",)], 1))
    assert refs(after, "table", part="xl/tables/table1.xml") == ["D5:E6"]


def test_cells_of_formulas_in_rows_are_told_once(tmp_path: Path) -> None:
    after, told = filled(tmp_path, RICH, rows_from(TABLE, "D5 E5", [(1, 2)] * 3, 4))
    assert told == [f"{TABLE} E5：这一格是公式，没有改。"]
    assert shown(after)["D7"] == "1"
