"""What a workbook of somebody else shows before it is filled, and which are refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from qinglian_desktop.documents.filling import form_package
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.documents.filling.shown_values import shown_number
from qinglian_desktop.domain.errors import EnvironmentProblem, NeedsPassword
from qinglian_desktop.domain.filling.seen_form import FormCell, FormKind, FormTable
from tests.bad_sheets import ODD_SHEETS, parts_of, with_row, workbook_of, zip_of
from tests.documents.form_packages import BOOK, MAIN, SHEET, with_part, with_shared_text
from tests.documents.rich_forms import TABLE, rich_form
from tests.encrypted_sheets import encrypted
from tests.office_pages import Page, workbook
from tests.office_sheets import OFFICE_SHEETS


def seen(data: bytes, at: int = 0) -> FormTable:
    return FormDocuments().see("表.xlsx", data).tables[at]


def cell(table: FormTable, at: str) -> FormCell:
    found = table.at(at)
    assert found is not None
    return found


def test_a_committees_form_is_seen_with_its_merges() -> None:
    form = FormDocuments().see("月报.xlsx", OFFICE_SHEETS["工委统计表模板（待填）.xlsx"]())
    assert (form.file_name, form.kind) == ("月报.xlsx", FormKind.WORKBOOK)
    assert [each.name for each in form.tables] == ["月报", "填表说明"]
    table = form.tables[0]
    assert (table.rows, table.columns) == (16, 8)
    title = cell(table, "A1")
    assert (title.row, title.column, title.rows, title.columns) == (0, 0, 1, 8)
    assert title.text == "清廉机关建设工作情况统计表"
    group = cell(table, "A5")
    assert (group.text, group.rows, group.columns) == ("教育", 3, 1)
    assert table.at("A6") is None
    assert cell(table, "D5") == FormCell("D5", 4, 3)
    assert cell(table, "D15").is_formula
    assert not cell(table, "D14").is_formula


@pytest.mark.parametrize("name", [each for each in OFFICE_SHEETS if each.endswith(".xlsx")])
def test_every_cell_of_the_rectangle_is_seen_once(name: str) -> None:
    table = seen(OFFICE_SHEETS[name]())
    covered = [
        (row, column)
        for each in table.cells
        for row in range(each.row, each.row + each.rows)
        for column in range(each.column, each.column + each.columns)
    ]
    assert sorted(covered) == [
        (row, column) for row in range(table.rows) for column in range(table.columns)
    ]


def test_looks_notes_and_hidden_sheets_are_seen() -> None:
    form = FormDocuments().see("表.xlsm", rich_form())
    table = form.tables[0]
    assert (cell(table, "A1").is_bold, cell(table, "A1").is_centred) == (True, True)
    assert (cell(table, "A2").is_bold, cell(table, "A2").is_centred) == (False, False)
    assert cell(table, "D4").tells == "按人次填"
    assert [each.is_hidden for each in form.tables] == [False, False, True]
    assert not table.is_protected
    assert not any(each.is_locked for each in table.cells)


def test_widths_are_in_the_signs_that_have_room() -> None:
    data = workbook(Page([["甲", "乙", "丙"]]))
    cols = '<cols><col min="1" max="1" width="20.7"/><col min="2" max="2" hidden="1"/></cols>'
    table = seen(with_part(data, SHEET, "<sheetData>", f"{cols}<sheetData>"))
    assert table.widths == (10, 0, 4)


def test_empty_frames_are_seen_as_far_as_they_are_near() -> None:
    assert (seen(workbook(Page(["表头"], styled="C30"))).rows) == 30
    assert (seen(workbook(Page(["表头"], styled="C300"))).rows) == 101


def test_cells_that_only_have_a_format_are_no_frames() -> None:
    assert seen(workbook(Page(["表头"], formats={"C30:C30": "@"}))).rows == 1


def test_a_formula_shows_what_it_showed_last() -> None:
    data = workbook(Page([["=1+1", "=A1"]]))
    data = with_part(data, SHEET, "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    table = seen(data)
    assert [each.text for each in table.cells] == ["2", ""]
    assert all(each.is_formula for each in table.cells)


def test_a_shared_text_is_seen_whole_and_without_how_it_is_spoken() -> None:
    text = "<r><t>谈心</t></r><r><t>谈话_x000D_\n_x0041_</t></r><rPh sb='0' eb='1'><t>tan</t></rPh>"
    assert cell(seen(with_shared_text(workbook(Page(["甲"])), text)), "A1").text == ("谈心谈话\nA")


def test_days_are_seen_as_they_are_written() -> None:
    data = workbook(
        Page(
            [[datetime(2026, 10, 31), datetime(2026, 10, 31, 9, 5)]],
            formats={"A1:A1": 'yyyy"年"m"月"d"日"', "B1:B1": "yyyy-mm-dd hh:mm"},
        )
    )
    assert [each.text for each in seen(data).cells] == ["2026年10月31日", "2026-10-31 09:05"]


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("12", "General", "12"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E3", "General", "1000"),
        ("-0", "General", "0"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0.125", "0.0%", "12.5%"),
        ("3", "000", "003"),
        ("3", '0"人次"', "3人次"),
        ("3", "¥#,##0.0_ ;[Red]-0", "¥3.0"),
        ("-3", "0;(0)", "(3)"),
        ("0", '0;-0;"—"', "—"),
        ("2.5", "0.##", "2.5"),
        ("2", "0.##", "2"),
        ("46326", "yyyy-mm-dd", "2026-10-31"),
        ("46326", "m/d/yy", "10/31/26"),
        ("46326", "[$-804]aaaa;@", "星期六"),
        ("46326", "yyyy.mm.dd dddd", "2026.10.31 星期六"),
        ("0.5", "h:mm:ss AM/PM", "12:00:00 下午"),
        ("46326.99999", "yyyy-m-d h:mm", "2026-10-31 23:59"),
        ("1E200", "0.00", "1E200"),
        ("壹", "0.00", "壹"),
    ],
)
def test_numbers_are_seen_as_their_format_shows_them(raw: str, code: str, text: str) -> None:
    assert shown_number(raw, code, from_1904=False) == text


def test_a_sheet_is_seen_as_far_as_a_form_goes() -> None:
    far = with_row('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    table = seen(far)
    assert (table.rows, table.columns, table.is_cut) == (2, 2, True)
    assert not seen(workbook(Page(["甲"]))).is_cut
    whole = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    table = seen(with_part(workbook(Page(["甲"])), SHEET, "</worksheet>", whole))
    assert [each.at for each in table.cells] == ["A1"]
    long = seen(workbook_of([[1]] * 2500))
    assert (long.rows, long.is_cut) == (2000, True)


def test_cells_that_do_not_say_where_they_are_stand_side_by_side() -> None:
    data = workbook(Page([["甲", "乙"], ["丙"]]))
    sheet = parts_of(data)[SHEET].decode()
    for said in (' r="1"', ' r="2"', ' r="A1"', ' r="B1"', ' r="A2"'):
        assert said in sheet
        sheet = sheet.replace(said, "")
    table = seen(zip_of(parts_of(data) | {SHEET: sheet}))
    assert [(each.at, each.text) for each in table.cells] == [
        ("A1", "甲"),
        ("B1", "乙"),
        ("A2", "丙"),
        ("B2", ""),
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("其实是旧格式.xlsx", "旧格式的表格"),
        ("金山.et", "旧格式的表格"),
        ("整页样式.ods", "LibreOffice 的表格"),
        ("嵌套很深.xlsx", "不完整或已经损坏"),
    ],
)
def test_other_kinds_are_refused_in_words(name: str, says: str) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        FormDocuments().see(name, ODD_SHEETS[name]())
    assert says in caught.value.happened
    assert "没有被改动" in caught.value.kept
    assert "另存为 .xlsx" in caught.value.todo


def test_text_and_pages_are_refused() -> None:
    for data in ("姓名,年龄\n".encode(), b"<table><tr><td>1</table>"):
        with pytest.raises(EnvironmentProblem, match="格式的表格，不能照原样填"):
            FormDocuments().see("表.csv", data)


def test_the_strict_format_is_refused() -> None:
    data = with_part(
        workbook(Page(["甲"])), BOOK, MAIN[1:-1], "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    with pytest.raises(EnvironmentProblem, match="严格格式"):
        seen(data)


def test_entities_that_grow_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "哈哈">]>'
    parts = parts_of(workbook(Page(["甲"])))
    for part in (SHEET, BOOK):
        text = parts[part].decode()
        with pytest.raises(EnvironmentProblem, match="已经损坏"):
            seen(zip_of(parts | {part: bomb + text}))
        with pytest.raises(EnvironmentProblem, match="已经损坏"):
            seen(zip_of(parts | {part: ("\ufeff" + bomb + text).encode("utf-16-le")}))


def test_more_xml_than_any_form_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(Page(["甲"]))
    for bound in ("LARGEST_XML", "LARGEST_PACKAGE"):
        with monkeypatch.context() as patched:
            patched.setattr(form_package, bound, len(parts_of(data)[SHEET]))
            with pytest.raises(EnvironmentProblem, match="太大，不像要填的表"):
                seen(data)


def test_an_encrypted_form_asks_for_its_password() -> None:
    data = encrypted("口令2026")
    files = FormDocuments()
    with pytest.raises(NeedsPassword, match="设了打开密码"):
        files.see("表.xlsx", data)
    with pytest.raises(NeedsPassword, match="密码不对"):
        files.unlocked("表.xlsx", data, "别的")
    opened = files.unlocked("表.xlsx", data, "口令2026")
    assert files.see("表.xlsx", opened).tables


def test_what_is_only_protected_against_changes_opens_unasked() -> None:
    assert FormDocuments().see("表.xlsx", encrypted("VelvetSweatshop")).tables


def test_a_hidden_sheet_of_codes_does_not_refuse_the_form() -> None:
    data = workbook(Page(["甲"]), Page([[row] for row in range(3000)], name="码表"))
    assert [each.is_cut for each in FormDocuments().see("表.xlsx", data).tables] == [False, True]


def test_the_name_of_a_sheet_has_no_case() -> None:
    assert seen(rich_form()).name == TABLE


def test_threads_of_comments_are_seen_instead_of_what_stands_for_them() -> None:
    kinds = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    said = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    data = with_part(
        rich_form(),
        "xl/worksheets/_rels/sheet1.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{kinds}" Target="../threads1.xml"/></Relationships>',
    )
    threads = (
        f'<ThreadedComments xmlns="{said}"><threadedComment ref="D4"><text>按人次填？</text>'
        '</threadedComment><threadedComment ref="D4"><text>是。</text></threadedComment>'
        "</ThreadedComments>"
    )
    data = zip_of(parts_of(data) | {"xl/threads1.xml": threads})
    assert cell(seen(data), "D4").tells == "按人次填？\n是。"


def test_yes_no_and_errors_are_seen_as_excel_says_them() -> None:
    data = workbook(Page([["甲", "乙"]]))
    sheet = parts_of(data)[SHEET].decode()
    row = sheet[sheet.index("<c ") : sheet.index("</row>")]
    cells = '<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c>'
    assert [each.text for each in seen(with_part(data, SHEET, row, cells)).cells] == [
        "TRUE",
        "#N/A",
    ]
