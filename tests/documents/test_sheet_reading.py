"""Tables of anybody are read as far as their cells: each value where it stands."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.sheet import FileCell, FileSheet, Merged, SheetFile
from tests.bad_sheets import changed, open_document, small_workbook, with_row
from tests.office_sheets import OFFICE_SHEETS

Rows = tuple[tuple[FileCell, ...], ...]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes, str], SheetFile]:
    """Reads bytes that stand under a name."""

    def read_bytes(data: bytes, name: str = "表.xlsx") -> SheetFile:
        path = tmp_path / name
        path.write_bytes(data)
        return SheetReader().read(path)

    return read_bytes


Read = Callable[..., SheetFile]


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("name", OFFICE_SHEETS)
def test_every_file_of_an_office_is_read(read: Read, name: str) -> None:
    data = OFFICE_SHEETS[name]()
    file = read(data, name)
    assert file.name == name
    assert file.digest == hashlib.sha256(data).hexdigest()
    assert all(sheet.rows for sheet in file.sheets)


def test_heads_of_two_rows_come_with_what_is_merged(read: Read) -> None:
    sheet = read(OFFICE_SHEETS["党员花名册（两层表头）.xlsx"]()).sheets[0]
    assert sheet.rows[2][:2] == ("序号", "基本情况")
    assert sheet.rows[3][:3] == ("", "姓名", "性别")
    assert Merged(2, 1, 2, 6) in sheet.merged
    assert Merged(2, 0, 3, 0) in sheet.merged
    assert sheet.rows[4][1] == "覃 䶮"
    assert sheet.rows[5][5] == date(1979, 2, 14)
    assert sheet.rows[6][9:11] == (37805, 38171)
    assert sheet.rows[9][1] == "梁文海\u3000"
    assert sheet.rows[10] == ("合计", "6人")


def test_sections_and_moments_stand_in_their_rows(read: Read) -> None:
    sheet = read(OFFICE_SHEETS["谈心谈话台账（按季度分段）.xlsx"]()).sheets[0]
    assert sheet.name == "2026年"
    assert [row[:1] for row in sheet.rows[3:8]] == [("一季度",), (1,), (2,), (), ("二季度",)]
    assert sheet.rows[8][1] == datetime(2026, 5, 7, 9, 30)


def test_formulas_without_a_value_are_empty(read: Read) -> None:
    form, words = read(OFFICE_SHEETS["工委统计表模板（待填）.xlsx"]()).sheets
    assert form.rows[14] == ("合计",)
    assert words.name == "填表说明"


def test_values_of_a_workbook(read: Read) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["B2"], sheet["B3"], sheet["B4"] = 20, 1.5, 0.25
    sheet["B4"].number_format = "0%"
    sheet["C2"], sheet["C3"] = True, time(9, 30)
    sheet["C4"], sheet["C5"] = timedelta(hours=30), date(2026, 1, 2)
    sheet["C6"], sheet["D2"] = datetime(2026, 1, 2, 3, 4, 5), "上\r\n下"
    sheet["D3"], sheet["D4"] = "'=HYPERLINK(1)", "#N/A"
    sheet["D5"].value, sheet["D5"].data_type = "=不是公式", "s"
    sheet["D6"], sheet["B6"] = 450102197801010000, "'tis"
    sheet["B2"].comment = Comment("批注", "")
    assert read(saved(book)).sheets[0].rows == (
        (),
        ("", 20, True, "上\n下"),
        ("", 1.5, time(9, 30), "=HYPERLINK(1)"),
        ("", 0.25, timedelta(hours=30)),
        ("", "", date(2026, 1, 2), "=不是公式"),
        ("", "'tis", datetime(2026, 1, 2, 3, 4, 5), 4.5010219780101e17),
    )


def test_a_whole_number_is_one_and_a_number_without_its_last_digits_is_none(read: Read) -> None:
    file = read(with_row('<row r="3"><c r="A3"><v>20.0</v></c><c r="B3"><v>1.23E+17</v></c></row>'))
    (few, many) = file.sheets[0].rows[2]
    assert (few, type(few)) == (20, int)
    assert (many, type(many)) == (1.23e17, float)


def test_a_formula_gives_its_last_value(read: Read) -> None:
    row = (
        '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="str"><f>A1</f><v>甲</v></c></row>'
    )
    assert read(with_row(row)).sheets[0].rows[2] == (2, "甲")


def test_hidden_sheets_are_read_and_charts_are_not(read: Read) -> None:
    book = Workbook()
    book.worksheets[0].title = "看得见"
    book.create_chartsheet("图")
    for name, state in (("隐藏", "hidden"), ("藏得深", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet["A1"] = name
    assert read(saved(book)).sheets == (
        FileSheet("看得见", ()),
        FileSheet("隐藏", (("隐藏",),), (), is_hidden=True),
        FileSheet("藏得深", (("藏得深",),), (), is_hidden=True),
    )


def test_days_are_counted_from_1904_where_a_workbook_does(read: Read) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["A1"] = date(2026, 3, 5)
    assert read(saved(book)).sheets[0].rows == ((date(2026, 3, 5),),)


def test_a_workbook_of_97(read: Read) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    sheet.write_merge(0, 0, 0, 2, "标题")
    sheet.write(2, 1, 6)
    sheet.write(2, 2, date(2026, 3, 5), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.add_sheet("藏").visibility = 1
    kept = io.BytesIO()
    book.save(kept)
    assert read(kept.getvalue(), "台账.xls").sheets == (
        FileSheet("台账", (("标题",), (), ("", 6, date(2026, 3, 5))), (Merged(0, 0, 0, 2),)),
        FileSheet("藏", (), (), is_hidden=True),
    )


def test_an_open_document(read: Read) -> None:
    cell = '<table:table-cell office:value-type="{}" office:{}="{}"/>'
    data = open_document(
        '<table:table table:name="台账"><table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        '<table:table-row><table:table-cell/><table:table-cell office:value-type="string"'
        ' table:number-columns-spanned="2"><office:annotation><text:p>批注</text:p>'
        '</office:annotation><text:p>一<text:s text:c="2"/>二</text:p><text:p>三</text:p>'
        "</table:table-cell><table:covered-table-cell/>"
        + cell.format("float", "value", "6.0")
        + cell.format("date", "date-value", "2026-03-05")
        + cell.format("date", "date-value", "2026-03-05T15:30:00")
        + cell.format("time", "time-value", "PT09H30M00S")
        + cell.format("boolean", "boolean-value", "true")
        + "</table:table-row></table:table>"
    )
    moment = datetime(2026, 3, 5, 15, 30)
    row = ("", "一  二\n三", "", 6, date(2026, 3, 5), moment, time(9, 30), True)
    assert read(data, "台账.ods").sheets == (
        FileSheet("台账", ((), (), row), (Merged(2, 1, 2, 2),)),
    )


TEXT = '姓名,籍贯,备注\r\n黎𬱖,桂林,\r\n示例甲,,"一,二\n三"\r\n'
TEXT_ROWS = (("姓名", "籍贯", "备注"), ("黎𬱖", "桂林"), ("示例甲", "", "一,二\n三"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_in_every_encoding(read: Read, encoding: str) -> None:
    file = read(TEXT.encode(encoding), "名单.csv")
    assert file.sheets == (FileSheet("名单", TEXT_ROWS),)


def test_text_of_the_other_order_with_its_mark(read: Read) -> None:
    assert read(b"\xfe\xff" + TEXT.encode("utf-16-be"), "名单.csv").sheets[0].rows == TEXT_ROWS


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("姓名;备注\n甲;一,二\n乙;三", (("姓名", "备注"), ("甲", "一,二"), ("乙", "三"))),
        ("姓名\t备注\n甲\t一，二\n", (("姓名", "备注"), ("甲", "一，二"))),
        ("姓名，籍贯\n甲，桂林\n乙，柳州", (("姓名", "籍贯"), ("甲", "桂林"), ("乙", "柳州"))),
        ("姓名、籍贯\n甲、桂林\n乙、柳州", (("姓名", "籍贯"), ("甲", "桂林"), ("乙", "柳州"))),
        (
            "姓名,人员\n谈话,甲、乙\n会议,丙、丁",
            (("姓名", "人员"), ("谈话", "甲、乙"), ("会议", "丙、丁")),
        ),
        (
            "2026年台账\n姓名,年龄\n甲,41\n乙,42",
            (("2026年台账",), ("姓名", "年龄"), ("甲", "41"), ("乙", "42")),
        ),
        ("姓名,年龄,备注", (("姓名", "年龄", "备注"),)),
        ("sep=;\n甲;乙", (("甲", "乙"),)),
        (
            "一句话，没有别的。\n又一句话。\n再一句，长些，再长些。",
            (("一句话，没有别的。",), ("又一句话。",), ("再一句，长些，再长些。",)),
        ),
        ('甲,"没有收尾\n乙,二', (("甲", '"没有收尾'), ("乙", "二"))),
        ("甲,=1+1\n'=乙,'0451", (("甲", "=1+1"), ("=乙", "0451"))),
        ('电话,="0771"\n电话,="0772"', (("电话", "0771"), ("电话", "0772"))),
        ("甲,乙\r丙,丁\r\x1a", (("甲", "乙"), ("丙", "丁"))),
    ],
)
def test_what_parts_the_cells_of_a_text(read: Read, text: str, rows: Rows) -> None:
    assert read(text.encode(), "表.txt").sheets[0].rows == rows


EXCEL = """Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000003000\r\n
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {x: <b>}</style></head>
<body link=blue><table border=0><!--StartFragment--><col width=72>
 <tr height=19><td colspan=2 rowspan=2 class=xl65>甲<br>
  乙</td><td x:num="37805">2003/7/3</td></tr>
 <tr><td x:num="450102197801010000">4.5E+17</td></tr>
 <tr><td>一<span style='mso-spacerun:yes'>&nbsp; </span>二</td><td></td><td><p>三</p><p>四</p></td>
 </tr><!--EndFragment--></table></body></html>"""


def test_cells_copied_out_of_a_spreadsheet() -> None:
    file = SheetReader().pasted(EXCEL, "甲\t乙")
    assert file.name == ""
    assert file.sheets == (
        FileSheet(
            "",
            (("甲\n乙", "", "2003/7/3"), ("", "", 4.5010219780101e17), ("一 二", "", "三\n四")),
            (Merged(0, 0, 1, 1),),
        ),
    )


def test_html_under_the_name_of_a_workbook(read: Read) -> None:
    page = "<html><body><table><tr><th>姓名<th>年龄<tr><td>甲<td>41</table><table><tr><td>丙"
    file = read(page.encode("gb18030"), "导出.xls")
    assert file.sheets == (
        FileSheet("表1", (("姓名", "年龄"), ("甲", "41"))),
        FileSheet("表2", (("丙",),)),
    )


@pytest.mark.parametrize(
    "before",
    [
        "<html><head><meta charset=utf-8>",
        "<html><head><title>台账</head><body>",
        "<html><head><style>td {}</style><xml><x:Name>表</x:Name></xml><body>",
        "<html><style>td {}",
        "<html><script>var a = 1;",
        "<html><!-- 台账",
    ],
)
def test_what_is_never_closed_hides_no_table(read: Read, before: str) -> None:
    page = f"{before}<table><tr><th>姓名<th>年龄<tr><td>甲<style>a</style><td>41</table>"
    assert read(page.encode(), "导出.xls").sheets[0].rows == (("姓名", "年龄"), ("甲", "41"))


def test_text_is_taken_where_html_has_no_table() -> None:
    file = SheetReader().pasted("<p>甲</p>", '姓名\t备注\r\n甲\t"一\n二"\r\n')
    assert file.sheets == (FileSheet("", (("姓名", "备注"), ("甲", "一\n二"))),)


def test_the_same_paste_is_known_again() -> None:
    reader = SheetReader()
    assert reader.pasted("", "甲\t乙").digest == reader.pasted("", "甲\t乙").digest
    assert reader.pasted("", "甲\t乙").digest != reader.pasted("", "甲\t丙").digest


@pytest.mark.parametrize(("html", "text"), [("", ""), ("<p>", " \n"), ("<table></table>", "\t")])
def test_a_paste_without_cells_is_told(html: str, text: str) -> None:
    with pytest.raises(DataProblems, match="没有表格"):
        SheetReader().pasted(html, text)


def test_pictures_and_macros_do_not_matter(read: Read) -> None:
    data = changed("docProps/app.xml", "Properties", "其他")
    assert read(data).sheets == read(small_workbook()).sheets
