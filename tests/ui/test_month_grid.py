"""The month grid: what it says, where its cells lead, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QHeaderView, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.month_grids import Grid, GridCell, GridMark
from qinglian_desktop.application.places import ToDraft, ToList, ToNew, ToRecord
from qinglian_desktop.domain.lenses import Every, MonthGrid
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.month_grid import MonthGridView
from qinglian_desktop.ui.lenses.month_grid_model import MonthGridModel
from qinglian_desktop.ui.look.place_table import LinkRole
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.invented import EVERYTHING, TASKS
from tests.ui.finding import part
from tests.ui.invented_session import invented_session, keep_event

pytestmark = pytest.mark.reads

TODAY = date(2026, 3, 20)


def cell(month: int, mark: GridMark, *records: int, drafts: tuple[int, ...] = ()) -> GridCell:
    return GridCell(Period(PeriodKind.MONTH, 2026, month), mark, records, drafts)


def invented_grid() -> Grid:
    """January done once and twice, February planned and missing, March running, later ahead."""
    march = cell(3, GridMark.RUNNING)
    rest = (march, *(cell(month, GridMark.AHEAD) for month in range(4, 13)))
    first = (cell(1, GridMark.DONE, 7), cell(2, GridMark.PLANNED, drafts=(3,)))
    second = (cell(1, GridMark.DONE, 7, 8), cell(2, GridMark.MISSING))
    return Grid(TASKS[:2], {TASKS[0]: first + rest, TASKS[1]: second + rest})


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
        ["✓ 已完成", "计划中", "本期未完成", "未到"],
        ["✓ 2次", "空缺", "本期未完成", "未到"],
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


@pytest.mark.writes
def test_a_plan_shows_after_a_change_and_a_form_left_half_done_does_not(
    view: MonthGridView, session: Session
) -> None:
    typed: dict[str, object] = {"items": ["讲一段红色故事"], "day": "2026-11-28"}
    other = {**typed, "items": ["上一堂红色教育课"]}
    session.desk.records.keep_draft(Draft("eight_ones", typed, is_plan=True))
    session.desk.records.keep_draft(Draft("eight_ones", other))
    session.changed.emit(Changed(ledgers=frozenset({"eight_ones"})))
    assert [view.table.model().index(row, 10).data() for row in (0, 1)] == ["本期未完成", "计划中"]


def test_another_year_can_be_chosen(view: MonthGridView, qtbot: QtBot) -> None:
    qtbot.mouseClick(part(view, QToolButton, "earlier_year"), Qt.MouseButton.LeftButton)
    # The sample's unit keeps its book since this year: nothing is owed of the one before.
    assert view.table.model().index(8, 0).data() == "—"
    assert view.table.model().index(0, 0).data() == "未启用"
    assert view.table.model().headerData(10, Qt.Orientation.Horizontal) == "11月"


@pytest.mark.parametrize("width", [720, 1334])
def test_all_months_are_in_view_without_scrolling(view: MonthGridView, width: int) -> None:
    view.resize(width, 560)
    table = view.table
    right = table.visualRect(table.model().index(0, 11)).right()
    assert right <= table.viewport().width()
    assert table.verticalHeader().sectionSize(0) >= 36
    assert table.horizontalHeader().sectionResizeMode(0) is QHeaderView.ResizeMode.Stretch


@pytest.fixture
def watch(tmp_path: Path, tools: Tools, theme: Theme, qtbot: QtBot) -> Iterator[MonthGridView]:
    """An invented ledger seen in weeks, quarters and a year; the words are a single choice."""
    lens = MonthGrid(
        "值更表",
        rows="colour",
        every=(("红", Every.WEEK), ("黄", Every.QUARTER), ("蓝", Every.YEAR)),
    )
    with invented_session(tmp_path / "航海簿", tools, theme) as session:
        keep_event(session, colour="红", day="2026-03-04")
        keep_event(session, colour="黄", day="2026-02-01")
        made = lens_view(session, EVERYTHING, lens)
        assert isinstance(made, MonthGridView)
        qtbot.addWidget(made)
        made.resize(1334, 560)
        made.show()
        yield made


def test_a_longer_turn_is_one_cell_over_its_months(watch: MonthGridView) -> None:
    table = watch.table
    spans = [(table.columnSpan(row, 0), table.columnSpan(row, 9)) for row in range(4)]
    assert spans == [(1, 1), (3, 3), (12, 12), (1, 1)]
    said = [table.model().index(1, column).data() for column in (0, 3, 9)]
    assert said == ["✓ 已完成", "空缺", "本期未完成"]


def test_a_weekly_word_counts_its_weeks(watch: MonthGridView) -> None:
    model = watch.table.model()
    assert [model.index(0, column).data() for column in (2, 10, 11)] == ["1/5周", "0/5周", "未到"]
    whole = model.index(0, 10).data(Qt.ItemDataRole.AccessibleTextRole)
    assert whole.startswith("红，2026年11月：本期未完成，0/5周，还差 11月2日、11月9日、")


def test_the_count_of_a_month_is_of_what_is_due_by_its_end(watch: MonthGridView) -> None:
    model = watch.table.model()
    assert [model.index(3, column).data() for column in (0, 2, 5, 11)] == ["0/1", "1/2", "0/2", "—"]


def test_the_sentence_of_a_longer_turn_names_it(watch: MonthGridView, qtbot: QtBot) -> None:
    table, words = watch.table, part(watch, QLabel, "month_words")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 10))
    assert words.text() == "2026年11月还差1项：红。"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    # The quarter under way is followed by its month, at whichever of its months the cell begins.
    assert words.text() == ("2026年第四季度的黄还没有登记，12月31日前完成。2026年11月还差1项：红。")
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert words.text() == "2026年第三季度的黄还没有登记。"
    # Ten months that are over lack weeks, and two quarters; the month under way is no gap yet.
    assert part(watch, QLabel, "year_words").text().startswith("以前空缺 12 项：1月 红（缺4周）；")
    assert not any(gap.startswith("11月") for gap in watch._model.shown.gaps())


def test_a_missing_turn_begins_a_record_within_it(watch: MonthGridView) -> None:
    model = watch.table.model()
    assert isinstance(model, MonthGridModel)
    given = [model.place(model.index(row, column)) for row, column in ((0, 2), (1, 7), (2, 0))]
    assert given == [
        ToNew("everything", {"colour": "红", "day": "2026-03-09"}),
        ToNew("everything", {"colour": "黄", "day": "2026-07-01"}),
        ToNew("everything", {"colour": "蓝", "day": "2026-11-23"}),
    ]
    assert isinstance(model.place(model.index(1, 2)), ToRecord)
