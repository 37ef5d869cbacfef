"""Plain workbooks: a table a sheet, text that stays text, and no sheet longer than Excel takes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qinglian_desktop.application.document_ports import BlankColumn, BlankTable, CellKind, Table
from qinglian_desktop.documents import tables
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.documents.tables import TableWorkbook


def test_each_table_is_a_sheet_and_cells_are_what_they_were(tmp_path: Path) -> None:
    first = Table("名/册", ("姓名", "数"), (6, 4), iter([("=韦", 3), (None, Decimal("1.50"))]))
    second = Table("名/册", ("日期",), (6,), [(date(2026, 10, 9),), ("@x",)])
    TableWorkbook().write([first, second], tmp_path / "一本.xlsx")
    book = load_workbook(tmp_path / "一本.xlsx")
    assert book.sheetnames == ["名_册", "名_册_2"]
    one, two = book.worksheets
    assert [[cell.value for cell in row] for row in one] == [
        ["姓名", "数"],
        ["=韦", 3],
        [None, 1.5],
    ]
    assert one["A2"].data_type == "s" and one["A2"].quotePrefix
    assert two["A2"].value.date() == date(2026, 10, 9) and two["A3"].value == "@x"
    assert one.freeze_panes == "A2" and one.print_title_rows == "$1:$1"
    assert one.page_setup.orientation == "landscape" and one.page_setup.fitToWidth == 1


def test_a_caption_stands_above_the_headings(tmp_path: Path) -> None:
    table = Table("册", ("姓名", "电话"), (6, 9), [("韦", "13800000000123456789")], "册（今年）")
    TableWorkbook().write([table], tmp_path / "册.xlsx")
    page = load_workbook(tmp_path / "册.xlsx").worksheets[0]
    assert [[cell.value for cell in row] for row in page] == [
        ["册（今年）", None],
        ["姓名", "电话"],
        ["韦", "13800000000123456789"],
    ]
    assert page["B3"].data_type == "s" and page["B3"].number_format == "@"
    assert page.freeze_panes == "A3" and page.print_title_rows == "$1:$2"
    assert [str(each) for each in page.merged_cells.ranges] == ["A1:B1"]


def test_a_caption_over_a_sheet_of_two_pages_stands_on_the_first(tmp_path: Path) -> None:
    widths = (16, 10, 8, 6, *(6 for _ in range(12)))
    table = Table("册", tuple("列" for _ in widths), widths, [], "十二个单位的一句长话")
    TableWorkbook().write([table], tmp_path / "册.xlsx")
    page = load_workbook(tmp_path / "册.xlsx").worksheets[0]
    assert page.page_setup.fitToWidth == 2
    # 112 and the first column again are 64 on each page.
    assert [str(each) for each in page.merged_cells.ranges] == ["A1:H1"]


def test_lines_say_in_text_what_the_cells_would(tmp_path: Path) -> None:
    row = ("=1+1", "-甲", "'@乙", "'丙", "一\n二", '"', 3, Decimal("-1.50"), date(2026, 1, 2), None)
    other = ("'12", "＝1+1", "－甲", "＠乙", "＋丙", "\t缩进", "'\t缩进", "'", "", "''丁")
    table = Table("册", tuple("甲乙丙丁戊己庚辛壬癸"), (4,) * 10, [row, other])
    TableWorkbook().write_lines(table, tmp_path / "册.csv")
    data = (tmp_path / "册.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    assert data.decode("utf-8-sig").splitlines()[1:] == [
        "'=1+1,'-甲,''@乙,'丙,\"一",
        '二","""",3,-1.5,2026-01-02,',
        "''12,'＝1+1,'－甲,'＠乙,'＋丙,'\t缩进,''\t缩进,',,''丁",
    ]


def test_a_blank_sheet_offers_words_and_keeps_text_text(tmp_path: Path) -> None:
    many = tuple(f'第{n}组，"甲"' for n in range(300))
    columns = (
        BlankColumn("电话", 6, CellKind.TEXT, ""),
        BlankColumn("组", 6, CellKind.TEXT, "从下拉里选一个。", many, closed=True),
        BlankColumn("几组", 6, CellKind.TEXT, "", many, several=True),
        BlankColumn("时限", 6, CellKind.DAY, "写日期。"),
        BlankColumn("=数", 6, CellKind.NUMBER, "", ("一",)),
    )
    TableWorkbook().write_blank(BlankTable("名/册", "名册", columns), tmp_path / "空.xlsx")
    book = load_workbook(tmp_path / "空.xlsx")
    page, words = book.worksheets
    assert page.title == "名_册" and words.sheet_state == "hidden"
    assert [each.value for each in page[2]] == ["电话", "组", "几组", "时限", "=数"]
    assert page["E2"].data_type == "s"
    assert [each.number_format for each in page[3]] == ["@", "@", "@", "yyyy-mm-dd", "General"]
    assert [each.comment and each.comment.text for each in page[2]] == [
        None,
        "从下拉里选一个。",
        None,
        "写日期。",
        None,
    ]
    closed, several, open_ = page.data_validations.dataValidation
    # The same words stand once; a list in the cell itself could be neither so long nor hold ,.
    assert closed.formula1 == several.formula1 == "选项!$A$1:$A$300"
    assert open_.formula1 == "选项!$B$1:$B$1"
    assert closed.errorStyle == "stop" and closed.showErrorMessage
    assert not several.showErrorMessage
    assert open_.errorStyle == "warning" and open_.showErrorMessage


def test_what_is_too_long_for_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    for count, sheets in ((0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])):
        path = tmp_path / f"{count}.xlsx"
        TableWorkbook().write([Table("长", ("数",), (4,), [(n,) for n in range(count)])], path)
        book = load_workbook(path)
        assert [page.max_row - 1 for page in book.worksheets] == sheets
        said = [cell.value for page in book.worksheets for (cell,) in list(page)[1:]]
        assert said == list(range(count))


WORDS = (
    "'12",
    "''=1",
    "'",
    "'文",
    "=1+1",
    "-1",
    "＝1+1",
    "＋1",
    "－1",
    "＠甲",
    "\t缩进",
    "'\t",
    "'０",
)


@pytest.mark.parametrize("name", ["册.xlsx", "册.csv"])
def test_words_come_back_and_none_of_them_is_a_formula(tmp_path: Path, name: str) -> None:
    table = Table("册", tuple("甲乙丙丁戊己庚辛壬癸子丑寅"), (4,) * len(WORDS), [WORDS])
    if name.endswith("xlsx"):
        TableWorkbook().write([table], tmp_path / name)
        cells = load_workbook(tmp_path / name).worksheets[0][2]
        assert [each.data_type for each in cells] == ["s"] * len(WORDS)
        # Whoever edits it goes on with text.
        assert all(each.quotePrefix or str(each.value)[0] == "'" for each in cells)
    else:
        TableWorkbook().write_lines(table, tmp_path / name)
    assert SheetReader().read(tmp_path / name).sheets[0].rows[1] == WORDS


def test_lines_of_a_heading_fit_and_what_was_not_kept_stands_with_the_numbers(
    tmp_path: Path,
) -> None:
    table = Table("册", ("单位", "谈心谈话\n人次\n（人次）"), (8, 5), [("甲", 3), ("乙", "—")])
    TableWorkbook().write([table], tmp_path / "册.xlsx")
    page = load_workbook(tmp_path / "册.xlsx").worksheets[0]
    # As wide as the longest line, with the room that a column takes beside its text.
    assert page.column_dimensions["B"].width == 2 * 5 + 1
    # Three lines in a tall font, and the room that a cell keeps above and below.
    assert page.row_dimensions[1].height >= 3 * 14.5 + 4.5
    assert page["B3"].alignment.horizontal == page["B2"].alignment.horizontal == "right"


def test_of_a_wide_table_the_first_column_stays_in_sight(tmp_path: Path) -> None:
    heads = tuple(f"第{place}栏" for place in range(12))
    TableWorkbook().write([Table("册", heads, (20,) * 12, [])], tmp_path / "册.xlsx")
    page = load_workbook(tmp_path / "册.xlsx").worksheets[0]
    assert page.page_setup.fitToWidth == 3 and page.print_title_cols == "$A:$A"
    assert page.freeze_panes == "B2"
