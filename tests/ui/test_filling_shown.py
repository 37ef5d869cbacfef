"""A form on the page 填上级的表 as it looks with what goes into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QLabel, QTabBar
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.ui.filling.form_model import ShownTable
from qinglian_desktop.ui.look.theme import Theme
from tests.office_pages import Page, workbook
from tests.ui.finding import part
from tests.ui.form_pages import Show, opened, says, showing_forms

pytestmark = pytest.mark.writes


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    with showing_forms(qtbot, theme, []) as made:
        yield made


def test_rows_have_room_for_what_goes_into_them(
    show: Show, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["A3"] = "填报单位：", "填报日期：", "项目："
    sheet.column_dimensions["A"].width = 14
    book.save(tmp_path / "表.xlsx")
    page = opened(show(desk), tmp_path / "表.xlsx", qtbot)
    assert says(page, "A1").startswith("填报单位：示例")
    grid = page.grid
    line, one = grid.fontMetrics().lineSpacing(), grid.rowHeight(2)
    for row, at in enumerate(("A1", "A2")):
        needed = grid.fontMetrics().horizontalAdvance(says(page, at)) / grid.columnWidth(0)
        assert needed > 1
        assert grid.rowHeight(row) >= one + int(needed) * line
    # What does not go there any more needs no room.
    shown = page.grid.form.table
    assert shown is not None
    grid.show_table(ShownTable(shown))
    assert grid.rowHeight(0) == one


def test_a_sheet_that_is_too_large_to_be_shown_says_so(
    show: Show, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [["填报单位："], *[[at] for at in range(2200)]]
    (tmp_path / "表.xlsx").write_bytes(workbook(Page(["甲"], name="说明"), Page(rows, name="码表")))
    page = opened(show(desk), tmp_path / "表.xlsx", qtbot)
    told = part(page, QLabel, "form_cut")
    assert told.isHidden()
    part(page, QTabBar, "form_sheets").setCurrentIndex(1)
    assert told.isVisible()
    assert "只显示前2000行" in told.text() and "照原样留着" in told.text()
