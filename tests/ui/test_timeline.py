"""The timeline: bars over the months, how each piece of work stands, and the way to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.boards import Step, TimelineBar
from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.places import ToNew, ToRecord
from qinglian_desktop.application.timeline_words import latest_words, place_of, status_words
from qinglian_desktop.domain.lenses import Timeline
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.timeline import TimelineView
from qinglian_desktop.ui.lenses.timeline_model import (
    CHART,
    STATUS,
    TITLE,
    TimelineModel,
)
from qinglian_desktop.ui.look.palette import LIGHT
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.invented import EVERYTHING
from tests.ui.finding import part
from tests.ui.invented_session import invented_session, keep_event

LENS = next(lens for lens in EVERYTHING.lenses if isinstance(lens, Timeline))
START, DUE = date(2026, 3, 1), date(2026, 6, 30)
STEP = Step(date(2026, 4, 5), 60, "缝了一半")
IDLE = TimelineBar(1, "看灯", START, DUE)
GOING = TimelineBar(2, "补帆", START, DUE, (STEP,))
LATE = TimelineBar(3, "擦甲板", START, DUE, (STEP,), days_over=12)
DONE = TimelineBar(4, "唱歌", START, DUE, (STEP,), is_done=True)


@pytest.fixture
def model(dressed: object) -> TimelineModel:
    made = TimelineModel(EVERYTHING)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show([IDLE, GOING, LATE, DONE])
    return made


@pytest.fixture
def session(tmp_path: Path, tools: Tools, theme: Theme) -> Iterator[Session]:
    with invented_session(tmp_path / "航海簿", tools, theme) as made:
        yield made


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> TimelineView:
    made = lens_view(session, EVERYTHING, LENS)
    assert isinstance(made, TimelineView)
    qtbot.addWidget(made)
    made.resize(1334, 560)
    return made


def titles(view: TimelineView) -> list[str]:
    model = view.table.model()
    return [model.index(row, TITLE).data() for row in range(model.rowCount())]


def chart_colours(view: TimelineView, row: int, day: date) -> Counter[str]:
    """How many pixels of each colour a row's chart has, top to bottom, where a day begins."""
    area = view.table.visualRect(view.table.model().index(row, CHART))
    image = view.table.viewport().grab().toImage()
    x = round(place_of(day, day.year, area.left(), area.width()))
    return Counter(
        QColor(image.pixel(x, y)).name().upper() for y in range(area.top(), area.bottom() + 1)
    )


def test_how_work_stands_is_said_in_words(model: TimelineModel) -> None:
    said = [model.index(row, STATUS).data() for row in range(4)]
    assert said == ["未启动", "推进中 60%", "逾期12天", "已完成"]
    assert model.summary() == "共4项：已完成1项，推进中1项，未启动1项，逾期1项"


def test_work_that_is_late_is_late_whether_it_began_or_not() -> None:
    assert status_words(TimelineBar(1, "看灯", START, DUE, days_over=1)) == "逾期1天"


def test_the_latest_step_is_told(model: TimelineModel) -> None:
    assert latest_words(GOING) == "2026-04-05 60% 缝了一半"
    assert latest_words(IDLE) == "2026-03-01 至 2026-06-30"
    tip = model.index(1, CHART).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "补帆\n2026-03-01 至 2026-06-30，推进中 60%\n2026-04-05 60% 缝了一半"
    said = model.index(2, CHART).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("擦甲板，2026-03-01 至 2026-06-30，逾期12天")


def test_months_are_of_even_width_and_days_lie_within_them() -> None:
    assert place_of(date(2026, 1, 1), 2026, 100, 1200) == 100
    assert place_of(date(2026, 7, 1), 2026, 100, 1200) == 700
    assert place_of(date(2026, 4, 16), 2026, 0, 1200) == pytest.approx(350)
    assert place_of(date(2025, 12, 1), 2026, 100, 1200) == 0
    assert place_of(date(2027, 2, 1), 2026, 0, 1200) == 1300


def test_what_is_done_of_a_bar_is_filled(view: TimelineView, session: Session) -> None:
    steps = [{"what": "量", "due": "2026-03-05", "times": 50}]
    keep_event(session, day="2026-01-01", plan="2026-12-31", steps=steps)
    view.show()
    filled = chart_colours(view, 0, date(2026, 3, 20))
    assert filled[LIGHT.accent] >= 15
    assert filled[LIGHT.ink] == 0
    assert chart_colours(view, 0, date(2026, 9, 20))[LIGHT.accent] == 2  # the outline
    # A tick hangs below the bar where a step was noted; a line crosses the whole row today.
    assert 3 <= chart_colours(view, 0, date(2026, 3, 5))[LIGHT.ink] <= 8
    assert chart_colours(view, 0, date(2026, 11, 23))[LIGHT.ink] == 48


def test_a_finished_bar_is_green_and_a_late_one_red_up_to_today(
    view: TimelineView, session: Session
) -> None:
    keep_event(session, day="2026-02-01", plan="2026-05-31", colour="黄")
    keep_event(session, day="2026-02-01", plan="2026-06-30")
    view.show()
    assert chart_colours(view, 0, date(2026, 4, 15))[LIGHT.good] >= 15
    assert chart_colours(view, 1, date(2026, 4, 15))[LIGHT.bad_soft] >= 12
    late = {c for day in range(1, 9) for c in chart_colours(view, 1, date(2026, 9, day))}
    assert LIGHT.bad in late
    assert LIGHT.bad not in chart_colours(view, 1, date(2026, 12, 20))


def test_a_bar_that_began_before_the_year_is_cut_there(
    view: TimelineView, session: Session
) -> None:
    keep_event(session, day="2025-10-01", plan="2026-02-28", colour="黄")
    view.show()
    assert chart_colours(view, 0, date(2026, 1, 20))[LIGHT.good] >= 15
    # Nothing runs over into the column of titles.
    area = view.table.visualRect(view.table.model().index(0, TITLE))
    image = view.table.viewport().grab().toImage()
    colour = QColor(image.pixel(area.right() - 4, area.center().y())).name().upper()
    assert colour in (LIGHT.paper, LIGHT.accent_soft)


def test_rows_are_sorted_by_time_limit_and_read_after_a_change(
    view: TimelineView, session: Session
) -> None:
    keep_event(session, line="后", plan="2026-12-30")
    keep_event(session, line="先", plan="2026-11-30")
    view.show()
    assert titles(view) == ["先", "后"]
    keep_event(session, line="更先", plan="2026-11-01")
    session.changed.emit(Changed(ledgers=frozenset({"everything"})))
    assert titles(view) == ["更先", "先", "后"]
    words = part(view, QLabel, "summary").text()
    assert words == "2026年共3项：已完成0项，推进中0项，未启动2项，逾期1项"


def test_click_and_enter_open_the_record(
    view: TimelineView, session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    keep_event(session, plan="2026-11-30")
    second = keep_event(session, plan="2026-12-30")
    view.show()
    table = view.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    centre = table.visualRect(table.model().index(1, CHART)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert visited() == [ToRecord("everything", second)] * 2


def test_an_empty_year_says_how_to_begin(
    view: TimelineView, session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    keep_event(session, plan="2026-12-30")
    view.show()
    assert view.table.isVisible()
    qtbot.mouseClick(part(view, QToolButton, "later_year"), Qt.MouseButton.LeftButton)
    assert not view.table.isVisible()
    words = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    assert any("填上“日期”和“期限”" in each for each in words)
    (new,) = (b for b in view.findChildren(QPushButton) if b.text() == "新增事")
    qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    assert visited() == [ToNew("everything", {})]


@pytest.mark.parametrize(
    ("scale", "width", "has_chart"),
    [(100, 1334, True), (100, 710, True), (150, 1318, True), (150, 390, False)],
)
def test_the_bars_give_way_before_the_words_do(
    view: TimelineView, session: Session, theme: Theme, scale: int, width: int, has_chart: bool
) -> None:
    keep_event(session, plan="2026-12-30")
    theme.set_scale(scale)
    view.resize(width, 400)
    view.show()
    table = view.table
    assert table.isColumnHidden(CHART) is not has_chart
    assert table.columnWidth(STATUS) == theme.px(116)
    shown = sum(table.columnWidth(column) for column in (TITLE, CHART, STATUS))
    assert shown <= table.viewport().width()
    assert table.columnWidth(TITLE) >= 200
    assert not view.grab().isNull()
