"""The month grid: what it says, where its cells lead, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QHeaderView, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.statistics import Grid, GridCell, Mark
from qinglian_desktop.application.workbench import ToDraft, ToList, ToNew, ToRecord
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.month_grid import MonthGridView
from qinglian_desktop.ui.lenses.month_grid_model import MonthGridModel
from qinglian_desktop.ui.place_table import LinkRole
from qinglian_desktop.ui.session import Session
from tests.invented import EVERYTHING, TASKS
from tests.ui.finding import part

TODAY = date(2026, 3, 20)


def invented_grid() -> Grid:
    """January done once and twice, February planned and missing, March missing, later ahead."""
    ahead = tuple(GridCell(Mark.AHEAD) for _ in range(9))
    first = (GridCell(Mark.DONE, (7,)), GridCell(Mark.PLANNED, (), (3,)), GridCell(Mark.MISSING))
    second = (GridCell(Mark.DONE, (7, 8)), GridCell(Mark.MISSING), GridCell(Mark.MISSING))
    return Grid(TASKS[:2], {TASKS[0]: first + ahead, TASKS[1]: second + ahead})


@pytest.fixture
def model(dressed: object) -> MonthGridModel:
    lens = EVERYTHING.lenses[0]
    assert isinstance(lens, MonthGrid)
    made = MonthGridModel(EVERYTHING, lens)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show(invented_grid(), 2026, TODAY)
    return made


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> MonthGridView:
    ledger = session.desk.catalogue["eight_ones"]
    made = lens_view(session, ledger, ledger.lenses[0])
    assert isinstance(made, MonthGridView)
    qtbot.addWidget(made)
    made.resize(1334, 560)
    made.show()
    return made


def test_every_cell_says_in_words_what_it_is(model: MonthGridModel) -> None:
    said = [[model.index(row, column).data() for column in range(4)] for row in range(3)]
    assert said == [
        ["✓ 已完成", "计划中", "未完成", "未到"],
        ["✓ 2次", "空缺", "未完成", "未到"],
        ["2/2", "0/2", "0/2", "—"],
    ]


def test_the_current_month_stands_out_in_words(model: MonthGridModel) -> None:
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(12)]
    assert heads[2] == "3月\n本月"
    assert sum("本月" in head for head in heads) == 1


def test_cells_lead_to_the_record_the_draft_or_a_new_one(model: MonthGridModel) -> None:
    place = model.place
    assert place(model.index(0, 0)) == ToRecord("everything", 7)
    assert place(model.index(1, 0)) == ToList("everything", (7, 8), f"2026年1月“{TASKS[1]}”")
    assert place(model.index(0, 1)) == ToDraft("everything", 3)
    assert place(model.index(1, 1)) == ToNew(
        "everything", {"tasks": [TASKS[1]], "day": "2026-02-01"}
    )
    assert place(model.index(0, 2)) == ToNew(
        "everything", {"tasks": [TASKS[0]], "day": "2026-03-20"}
    )


def test_the_count_of_a_month_leads_to_its_records_each_once(model: MonthGridModel) -> None:
    assert model.place(model.index(2, 0)) == ToList("everything", (7, 8), "2026年1月")
    assert model.place(model.index(2, 1)) is None
    assert not model.index(2, 1).data(LinkRole)


def test_the_sample_year_shows_its_two_gaps(view: MonthGridView) -> None:
    words = part(view, QLabel, "year_words").text()
    assert "空缺 2 项" in words
    assert "4月" in words and "8月" in words


def test_the_sentence_follows_the_month_that_the_keyboard_is_on(
    view: MonthGridView, qtbot: QtBot
) -> None:
    words = part(view, QLabel, "month_words")
    assert words.text() == "2026年11月的8项都还没有完成。"
    table = view.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 4))
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert words.text().startswith("2026年4月还差1项：")


def test_enter_and_click_go_to_the_same_place(
    view: MonthGridView, session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    table = view.table
    index = table.model().index(0, 10)
    table.setCurrentIndex(index)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    centre = table.visualRect(index).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    first, second = visited()
    assert (
        first == second == ToNew("eight_ones", {"items": ["上一堂红色教育课"], "day": "2026-11-23"})
    )


def test_a_draft_shows_as_planned_after_a_change(view: MonthGridView, session: Session) -> None:
    typed: dict[str, object] = {"items": ["讲一段红色故事"], "day": "2026-11-28"}
    session.desk.records.keep_draft(Draft("eight_ones", typed))
    session.records_changed.emit("eight_ones")
    assert view.table.model().index(1, 10).data() == "计划中"


def test_another_year_can_be_chosen(view: MonthGridView, qtbot: QtBot) -> None:
    qtbot.mouseClick(part(view, QToolButton, "earlier_year"), Qt.MouseButton.LeftButton)
    assert view.table.model().index(8, 0).data() == "0/8"
    assert view.table.model().headerData(10, Qt.Orientation.Horizontal) == "11月"


@pytest.mark.parametrize("width", [720, 1334])
def test_all_months_are_in_view_without_scrolling(view: MonthGridView, width: int) -> None:
    view.resize(width, 560)
    table = view.table
    right = table.visualRect(table.model().index(0, 11)).right()
    assert right <= table.viewport().width()
    assert table.verticalHeader().sectionSize(0) >= 36
    assert table.horizontalHeader().sectionResizeMode(0) is QHeaderView.ResizeMode.Stretch
