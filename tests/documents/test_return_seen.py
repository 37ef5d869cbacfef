"""A return's file as the eye sees it: every change of what is read is told, and nothing else."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook

from qinglian_desktop.documents.returns.arranged import arranged
from qinglian_desktop.domain.return_content import (
    SCHEMA,
    Printed,
    ReturnContent,
    SummaryLine,
    foot_of,
)
from tests.documents.month_files import FILES, findings, month_bytes, month_file
from tests.documents.return_contents import any_content, month_content
from tests.documents.return_tampering import (
    edge,
    in_parts,
    no_shape,
    saved,
    without_prompt,
)
from tests.documents.tampered_returns import TAMPERED

DATA = Path(__file__).parents[1] / "data" / "returns"
__all__ = ["month_bytes", "month_file"]


def seen(path: Path) -> tuple[str, ...]:
    return tuple(FILES.seen_otherwise(path, FILES.read(path)))


@pytest.mark.parametrize("what", TAMPERED)
def test_what_is_changed_is_told_with_its_sheet_and_cell(month_file: Path, what: str) -> None:
    change, told = TAMPERED[what]
    change(month_file)
    assert any(each.startswith(told) for each in findings(month_file)), findings(month_file)


def test_what_was_written_is_seen_as_it_was_written(month_file: Path) -> None:
    assert findings(month_file) == ()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_content())
def test_any_return_is_seen_as_it_was_written(content: ReturnContent) -> None:
    content = replace(content, foot=foot_of(content.summary, content.sheets, content.printed))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        FILES.write(content, path)
        assert seen(path) == ()


@pytest.mark.parametrize("is_whole", [False, True])
def test_measures_of_nothing_may_be_hidden_or_not(tmp_path: Path, is_whole: bool) -> None:
    lines = (
        SummaryLine("visits", "trips", "走访", "次", 0, 0),
        SummaryLine("visits", "homes", "其中：家访", "次", 0, 0),
        SummaryLine("talks", "talks", "谈话", "人次", 3, 9),
        SummaryLine("talks", "kept", "回访", "人次", None, None),
        SummaryLine("money", "money", "资金", "万元", Decimal("0.0"), 0),
    )
    printed = Printed(zeros=is_whole, sheets=is_whole)
    content = replace(month_content(), summary=lines, printed=printed)
    content = replace(content, foot=foot_of(lines, content.sheets, printed))
    path = tmp_path / content.file_name
    FILES.write(content, path)
    assert findings(path) == ()
    saved(lambda book: book["汇总"].row_dimensions.pop(3))(path)
    saved(lambda book: setattr(book["汇总"].row_dimensions[5], "hidden", True))(path)
    # That a line shows which need not is no harm; that one does not is.
    assert findings(path) == ("“汇总”页第5行隐藏了。",)


def test_the_words_of_a_layout_stay_as_long_as_its_number() -> None:
    """Returns of other versions of the program are compared with these: see decision 0085."""
    cover, summary, _ = arranged(month_content())
    assert SCHEMA == 2
    assert cover.name == "封面"
    assert cover.rows[:3] == ((), (None, "清廉机关建设工作月报表"), ())
    assert summary.name == "汇总"
    assert summary.rows[:2] == (
        ("汇总",),
        ("序号", "指标", "计量单位", "本月", "本年累计", "备注"),
    )
    assert summary.rows[3] == (2, "其中：新入职", "人次", "—", "—", "没有统计")
    assert summary.header == "示例市委机关工委 2026年10月"


def test_the_first_ten_are_told_and_how_many_more(month_file: Path) -> None:
    def change(book: Workbook) -> None:
        for row in range(1, 10):
            book["封面"].cell(row, 5, "另有")
            book["封面"].cell(row, 6, "另有")
        book["汇总"].row_dimensions[3].hidden = True

    saved(change)(month_file)
    told = findings(month_file)
    assert told[0] == "“汇总”页第3行隐藏了。"
    assert told[1] == "“封面”页E1写着“另有”，写出时是空的。"
    assert told[10:] == ("另外还有9处和写出时不一样。",)


def test_beyond_the_tables_each_cell_is_told_beside_the_changed_digest(month_file: Path) -> None:
    def change(book: Workbook) -> None:
        book["活动"]["H4"] = book["活动"]["A40"] = book["汇总"]["B7"] = "另有"
        book["封面"]["E12"] = "另有"

    saved(change)(month_file)
    first, *told = findings(month_file)
    assert first.startswith("内容与写出时不一样")
    assert told == [
        f"“{sheet}”页{cell}写着“另有”，写出时是空的。"
        for sheet, cell in (("封面", "E12"), ("汇总", "B7"), ("活动", "H4"), ("活动", "A40"))
    ]


def test_a_long_text_is_cut_in_what_is_told(month_file: Path) -> None:
    saved(lambda book: book["汇总"].cell(3, 8, "很" * 500))(month_file)
    (told,) = findings(month_file)
    assert len(told) < 80


DAYS = (
    "yyyy/m/d",
    r"yyyy\-mm\-dd;@",
    'yyyy"年"m"月"d"日"',
    "[$-804]yyyy/mm/dd",
    # Kept as number 14, which shows a day as the PC is set.
    "mm-dd-yy",
)


def resaved(book: Workbook) -> None:
    """As other programs save what nobody changed: other widths, fonts, print, blank styles."""
    page = book["汇总"]
    page.column_dimensions["B"].width = 60
    page.row_dimensions[3].height = 60
    page.print_area = None
    page.print_title_rows = None
    edge(book, "汇总", "oddHeader").right.text = None
    page.auto_filter.ref = "A2:F5"
    page.sheet_view.zoomScale = 85
    page["H9"].font = Font(color="FFFFFFFF")
    for row in page["A3:F5"]:
        for cell in row:
            cell.font = Font(name="等线", size=11, color="FF333333", bold=True)
            cell.alignment = Alignment(horizontal="left")
    for row, form in enumerate(
        ("yyyy/m/d", r"yyyy\-mm\-dd;@", 'yyyy"年"m"月"d"日"', "[$-804]yyyy/mm/dd"), 3
    ):
        book["活动"].cell(row, 3).number_format = form
    book["活动"]["C7"].number_format = "mm-dd-yy"  # 14, which shows as the PC is set
    for cell, form in (("E3", "General"), ("E5", "#,##0.00"), ("D3", "0_ "), ("D5", "@")):
        page[cell].number_format = form
    book["活动"]["D3"].number_format = "0_);[Red](0)"
    book.active = 2


def test_saved_again_by_other_programs_it_is_sound(month_file: Path) -> None:
    saved(resaved)(month_file)
    assert findings(month_file) == ()


def _as_wps(parts: dict[str, bytes]) -> None:
    """Formats under other numbers, colours by theme and index, headers with their fonts."""
    styles = parts["xl/styles.xml"].decode()
    styles = re.sub(r'numFmtId="16(\d)"', r'numFmtId="17\1"', styles)
    styles = styles.replace("<name val", '<color indexed="8"/><name val').replace(
        '<b val="1"/>', '<b/><color theme="1"/>'
    )
    parts["xl/styles.xml"] = styles.encode()
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        sheet = parts[name].decode()
        sheet = sheet.replace("&amp;R示", "&amp;R&amp;&quot;宋体,常规&quot;&amp;10示")
        sheet = sheet.replace("<sheetData>", '<sheetData xml:space="preserve">')
        parts[name] = sheet.replace(
            "</worksheet>", '<phoneticPr fontId="1"/><extLst/></worksheet>'
        ).encode()
    parts["docProps/custom.xml"] = b"<Properties/>"


def test_saved_again_as_wps_does_it_is_sound(month_file: Path) -> None:
    saved(lambda book: None)(month_file)
    in_parts(_as_wps)(month_file)
    in_parts(no_shape)(month_file)
    assert findings(month_file) == ()
    saved(without_prompt)(month_file)
    assert findings(month_file) == ()


def test_a_return_of_the_first_layout_is_seen_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "layout1.xlsx"
    path.write_bytes((DATA / "layout1.xlsx").read_bytes())
    assert findings(path) == ()
    read = FILES.read(path)
    (empty,) = [
        name
        for sheet, (name, _) in zip(read.content.sheets, read.sheets, strict=True)
        if not sheet.rows
    ]
    sheet = openpyxl.load_workbook(path)[empty]
    assert sheet["A3"].value == "本月无记录"
    saved(lambda book: setattr(book[empty]["A3"], "value", None))(path)
    assert findings(path) == (f"“{empty}”页A3是空的，写出时是“本月无记录”。",)


def changed_cells(path: Path, part: slice) -> list[str]:
    """The cells of visible sheets, and blank ones around, whose change nobody notices."""
    book = openpyxl.load_workbook(path)
    places = [
        (sheet.title, row, column)
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for row in range(1, sheet.max_row + 2)
        for column in range(1, sheet.max_column + 2)
    ]
    unnoticed: list[str] = []
    for title, row, column in places[part]:
        cell = book[title].cell(row, column)
        if isinstance(cell, MergedCell):
            continue
        kept = cell.value
        cell.value = 98 if kept != 98 else 97
        book.save(path)
        cell.value = kept
        if not findings(path):
            unnoticed.append(f"{title} {cell.coordinate}")
    return unnoticed


def test_no_changed_cell_goes_unnoticed(month_file: Path) -> None:
    """A few of them; all are tried by the slow test."""
    assert changed_cells(month_file, slice(7, None, 61)) == []


@pytest.mark.slow
def test_no_changed_cell_goes_unnoticed_anywhere(month_file: Path) -> None:
    assert changed_cells(month_file, slice(None)) == []
