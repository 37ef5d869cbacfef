"""The return as a workbook: what is written is read back, and an edit shows."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.return_content import (
    CUT_SHORT,
    Printed,
    ReturnContent,
    SummaryLine,
    content_of,
    foot_of,
)
from tests.documents.return_contents import any_content, as_kept, month_content

DATA = Path(__file__).parents[1] / "data" / "returns"


def written(content: ReturnContent, folder: Path) -> Path:
    target = folder / "return.xlsx"
    ReturnWorkbook().write(content, target)
    return target


@pytest.fixture
def month_file(tmp_path: Path) -> Path:
    return written(month_content(), tmp_path)


def sheet_of(path: Path, name: str) -> Worksheet:
    return openpyxl.load_workbook(path)[name]


def test_a_month_is_read_back_as_it_was_written(month_file: Path):
    read = ReturnWorkbook().read(month_file)
    assert as_kept(read.content) == as_kept(month_content())
    assert read.content.digest == read.stated_digest == month_content().digest


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_content())
def test_any_content_is_read_back_equal(content: ReturnContent):
    with tempfile.TemporaryDirectory() as folder:
        read = ReturnWorkbook().read(written(content, Path(folder)))
    assert as_kept(read.content) == as_kept(content)
    assert read.content.digest == read.stated_digest == content.digest


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, month_file: Path):
    again = tmp_path / "again.xlsx"
    ReturnWorkbook().write(month_content(), again)
    assert again.read_bytes() == month_file.read_bytes()


def test_widths_do_not_count_in_the_digest():
    content = month_content()
    wider = tuple(replace(sheet, widths=tuple(9 for _ in sheet.keys)) for sheet in content.sheets)
    assert replace(content, sheets=wider).digest == content.digest


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("封面", "C5", "2026年9月"),
        ("汇总", "B3", "参加人数"),
        ("汇总", "D3", 1),
        ("汇总", "D3", None),
        ("汇总", "D4", 0),
        ("汇总", "D4", "不详"),
        ("汇总", "E4", "不详"),
        ("汇总", "E5", 1300.5),
        ("活动", "A1", "会议"),
        ("活动", "B2", "题目"),
        ("活动", "B3", "改过的主题"),
        ("活动", "C3", date(2026, 10, 2)),
        ("活动", "D3", 100),
        ("活动", "D3", "1"),
        ("活动", "E3", None),
        ("活动", "A30", "2026-100"),
        ("汇总", "A6", "本月没有记录、不另列表的：没有。"),
        ("汇总", "B8", "另外"),
        ("校验", "C13", "走访"),
        ("校验", "B2", "另一个编码"),
        ("校验", "B4", "2026-09"),
        ("校验", "B5", "3"),
    ],
)
def test_an_edit_changes_the_digest(month_file: Path, sheet: str, cell: str, value: object):
    workbook = openpyxl.load_workbook(month_file)
    workbook[sheet][cell] = value  # pyright: ignore
    workbook.save(month_file)
    read = ReturnWorkbook().read(month_file)
    assert read.content.digest != read.stated_digest == month_content().digest


def test_a_removed_row_or_sheet_changes_the_digest(month_file: Path):
    workbook = openpyxl.load_workbook(month_file)
    sheet = workbook["活动"]
    sheet.delete_rows(sheet.max_row)
    workbook.save(month_file)
    read = ReturnWorkbook().read(month_file)
    assert read.content.digest != read.stated_digest
    workbook.remove(sheet)
    workbook.save(month_file)
    assert ReturnWorkbook().read(month_file).content.sheets[0].headings == ("",) * 6


def test_saving_again_elsewhere_keeps_the_digest(month_file: Path):
    workbook = openpyxl.load_workbook(month_file)
    workbook["活动"].column_dimensions["B"].width = 60
    workbook["活动"]["B3"].font = Font(bold=True)
    workbook.save(month_file)
    read = ReturnWorkbook().read(month_file)
    assert read.content.digest == read.stated_digest


def test_figures_and_days_are_real_and_text_stays_text(month_file: Path):
    sheet = sheet_of(month_file, "活动")
    assert sheet["C3"].is_date
    assert sheet["C3"].number_format == "yyyy-mm-dd"
    assert (sheet["D3"].value, sheet["D3"].data_type) == (1, "n")
    assert (sheet["E3"].value, sheet["E3"].data_type) == (1.5, "n")
    for row in range(3, 3 + 18):
        assert sheet.cell(row, 2).data_type == "s"
    digits = sheet["B8"]
    assert (digits.value, digits.number_format) == ("00123456789012345678", "@")


def test_text_that_begins_like_a_formula_carries_the_quote_mark(month_file: Path):
    sheet = sheet_of(month_file, "活动")
    assert [bool(sheet.cell(row, 2).quotePrefix) for row in range(3, 9)] == [True] * 5 + [False]


def test_nothing_kept_differs_from_a_counted_nothing(month_file: Path):
    sheet = sheet_of(month_file, "汇总")
    assert [sheet["D3"].value, sheet["D4"].value] == [0, "—"]


def test_a_ledger_without_rows_has_no_sheet_and_is_named_below_the_summary(month_file: Path):
    workbook = openpyxl.load_workbook(month_file)
    assert "走访_调研" not in workbook.sheetnames
    assert workbook["汇总"]["A6"].value == "本月没有记录、不另列表的：走访/调研。"
    sheet = ReturnWorkbook().read(month_file).content.sheets[1]
    assert (sheet.ledger, sheet.title, sheet.rows) == ("visits", "走访/调研", ())


def with_zeros() -> ReturnContent:
    """A return with measures of which there is nothing, and parts of measures."""
    lines = (
        SummaryLine("visits", "trips", "走访", "次", 0, 0),
        SummaryLine("visits", "homes", "其中：家访", "次", 0, 0),
        SummaryLine("talks", "talks", "谈话", "人次", 3, 9),
        SummaryLine("talks", "new", "其中：任前", "人次", 0, 0),
        SummaryLine("talks", "kept", "回访", "人次", None, None),
        SummaryLine("money", "money", "资金", "万元", Decimal("0.0"), 0),
    )
    content = replace(month_content(), summary=lines)
    return replace(content, foot=foot_of(lines, content.sheets, content.printed))


def test_measures_of_which_there_is_nothing_are_named_in_a_line_and_kept_in_hidden_rows(
    tmp_path: Path,
):
    path = written(with_zeros(), tmp_path)
    sheet = sheet_of(path, "汇总")
    hidden = [row for row in range(3, 11) if sheet.row_dimensions[row].hidden]
    assert hidden == [3, 4, 8]
    assert [sheet.cell(row, 1).value for row in range(3, 9)] == [None, None, 1, 2, 3, None]
    assert sheet["A9"].value == "其余2项本月和本年累计都是0：走访、资金。"
    assert sheet["A10"].value == "本月没有记录、不另列表的：走访/调研。"
    assert sheet.print_area == "'汇总'!$A$1:$F$10"
    read = ReturnWorkbook().read(path)
    assert read.content.summary == with_zeros().summary
    assert read.content.digest == read.stated_digest


def test_a_unit_may_have_zeros_and_sheets_on_paper(tmp_path: Path):
    printed = Printed(zeros=True, sheets=True)
    content = with_zeros()
    content = replace(
        content, printed=printed, foot=foot_of(content.summary, content.sheets, printed)
    )
    path = written(content, tmp_path)
    assert [row for row, d in sheet_of(path, "汇总").row_dimensions.items() if d.hidden] == []
    assert content.foot == ("本月没有记录、不另列表的：走访/调研。",)
    assert sheet_of(path, "活动").print_area == "'活动'!$A$1:$F$21"


def test_a_ledgers_sheet_does_not_come_when_the_workbook_is_printed(month_file: Path):
    """What it would print is a hidden column beyond the last, where nothing is."""
    sheet = sheet_of(month_file, "活动")
    assert sheet.print_area == "'活动'!$G$1"
    assert sheet.column_dimensions["G"].hidden
    assert all(sheet.cell(row, 7).value is None for row in range(1, 25))


def test_a_return_of_the_first_layout_is_read_as_it_was_written():
    path = DATA / "layout1.xlsx"
    read = ReturnWorkbook().read(path)
    assert read.content.schema == 1
    assert read.content.digest == read.stated_digest
    assert read.stated_digest.startswith("cea910eb769c4071")
    assert read.content.sheets[1].headings == ("编号", "主题", "日期")
    assert content_of(read.content.told).digest == read.stated_digest


def test_the_check_sheet_is_hidden_but_can_be_shown(month_file: Path):
    workbook = openpyxl.load_workbook(month_file)
    assert workbook.sheetnames == ["封面", "汇总", "活动", "校验"]
    assert workbook["校验"].sheet_state == "hidden"
    assert workbook.active is workbook["封面"]


def test_pages_are_a4_with_repeated_heads_and_numbers(month_file: Path):
    workbook = openpyxl.load_workbook(month_file)
    for name in ("封面", "汇总", "活动"):
        sheet = workbook[name]
        assert int(sheet.page_setup.paperSize or 0) == 9
        pages = 2 if name == "汇总" else 0
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, pages)
        assert "第&P页 共&N页" in str(sheet.HeaderFooter.oddFooter)
        assert sheet.print_area
    for name in ("汇总", "活动"):
        assert workbook[name].print_title_rows == "$1:$2"
        assert workbook[name].freeze_panes == "A3"
    assert workbook["活动"].page_setup.orientation == "landscape"


def test_high_rows_hold_long_text(month_file: Path):
    sheet = sheet_of(month_file, "活动")
    width = sheet.column_dimensions["B"].width
    long_row = 3 + 17
    assert (sheet.row_dimensions[long_row].height or 0) > 300
    assert width > 60
    assert (sheet.row_dimensions[3].height or 0) < 30


def test_the_unit_is_the_documents_author_and_no_clock_is_in_it(month_file: Path):
    properties = openpyxl.load_workbook(month_file).properties
    assert properties.creator == "示例市委机关工委"
    assert properties.created is not None
    assert properties.created.date() == date(2026, 10, 31)


def test_text_beyond_what_a_cell_holds_is_cut_and_says_so(tmp_path: Path):
    content = month_content()
    long = replace(content.sheets[1], rows=(("1", "𬭎" * 20_000, None),))
    content = replace(content, sheets=(long,))
    read = ReturnWorkbook().read(written(content, tmp_path))
    kept = read.content.sheets[0].rows[0][1]
    assert isinstance(kept, str)
    assert kept.endswith(CUT_SHORT)
    assert len(kept.encode("utf-16-le")) <= 2 * 32_767
    assert read.content.digest == read.stated_digest == content.digest
