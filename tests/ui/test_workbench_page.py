"""The workbench: painted at once, filled from another thread, every line leads on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Book
from qinglian_desktop.application.statistics import FigureLine
from qinglian_desktop.application.workbench import ToBackup, Todo, ToList, ToNew, Urgency, Workbench
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.ui.figures_model import FiguresModel
from qinglian_desktop.ui.figures_panel import FiguresPanel
from qinglian_desktop.ui.place_table import LinkRole
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.theme import Theme
from qinglian_desktop.ui.todo_list import TodoModel
from qinglian_desktop.ui.workbench_page import WorkbenchPage
from tests.invented import EVERYTHING, INVENTED_ROSTER
from tests.ui.finding import part


class Quiet:
    """A workbench on which nothing is due."""

    def todos(self) -> list[Todo]:
        return []

    def last_backup(self) -> datetime | None:
        return datetime(2026, 11, 20, 17, 30)


@pytest.fixture
def empty_session(empty_desk: Desk, theme: Theme) -> Iterator[Session]:
    made = Session(empty_desk, theme)
    yield made
    made.background.close()


def shown(session: Session, qtbot: QtBot) -> WorkbenchPage:
    page = WorkbenchPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    return page


def read(session: Session, qtbot: QtBot) -> WorkbenchPage:
    page = shown(session, qtbot)
    qtbot.waitUntil(lambda: not session.background.is_busy, timeout=10_000)
    return page


def row_of(panel: FiguresPanel, label: str) -> int:
    model = panel.model()
    labels = [model.index(row, 0).data() for row in range(model.rowCount())]
    return labels.index(label)


def test_it_is_painted_before_anything_is_read(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    assert part(page, QLabel, "todo_count").text() == "正在读取…"
    assert page.todos.model().rowCount() == 0
    qtbot.waitUntil(lambda: page.todos.model().rowCount() > 0, timeout=10_000)


def test_the_heading_names_the_day_and_the_unit(session: Session, qtbot: QtBot) -> None:
    page = read(session, qtbot)
    heading = part(page, QLabel, "heading").text()
    assert heading == "2026年11月23日 星期一 · 示例市委机关工委"


def test_it_lists_what_the_use_case_lists(session: Session, qtbot: QtBot) -> None:
    page = read(session, qtbot)
    model = page.todos.model()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert texts == [todo.text for todo in session.desk.workbench.todos()]


def test_enter_and_click_lead_to_the_place_of_the_line(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    page = read(session, qtbot)
    first, second = session.desk.workbench.todos()[:2]
    page.todos.setFocus()
    qtbot.keyClick(page.todos, Qt.Key.Key_Return)
    centre = page.todos.visualRect(page.todos.model().index(1, 0)).center()
    qtbot.mouseClick(page.todos.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert visited() == [first.place, second.place]


def test_a_change_of_records_is_read_anew(session: Session, qtbot: QtBot) -> None:
    page = read(session, qtbot)
    panel = part(page, FiguresPanel, "figures")
    row = row_of(panel, "廉洁家书")
    family, desk = session.desk.catalogue["family"], session.desk
    newest = next(
        record
        for record in desk.searching.fetch(family, range(1, 40))
        if record.values["kind"] == "廉洁家书"
    )
    plain = desk.records.plain(family, newest)
    desk.records.save(family, plain | {family.occurred: "2026-11-20"})
    before = panel.model().index(row, 2).data()
    session.records_changed.emit("family")
    qtbot.waitUntil(lambda: panel.model().index(row, 2).data() != before, timeout=10_000)


def test_a_number_leads_to_the_records_behind_it(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    page = read(session, qtbot)
    panel = part(page, FiguresPanel, "figures")
    row = row_of(panel, "谈心谈话次数")
    assert [panel.model().index(row, n).data() for n in (2, 3, 4)] == ["0", "3", "29"]
    for column in (2, 3, 4):
        panel.setCurrentIndex(panel.model().index(row, column))
        qtbot.keyClick(panel, Qt.Key.Key_Return)
    # A counted nothing has no records, so it leads nowhere.
    before, year = visited()
    assert isinstance(before, ToList) and isinstance(year, ToList)
    assert (before.words, len(before.ids)) == ("2026年10月 谈心谈话次数", 3)
    assert (year.words, len(year.ids)) == ("2026年 谈心谈话次数", 29)


def test_a_calm_sentence_stands_where_nothing_is_due(session: Session, qtbot: QtBot) -> None:
    desk = replace(session.desk, workbench=cast("Workbench", Quiet()))
    calm = Session(desk, session.theme)
    page = read(calm, qtbot)
    assert part(page, QLabel, "calm").isVisible()
    assert not page.todos.isVisible()
    assert "2026-11-20 17:30" in part(page, QLabel, "backup_words").text()
    calm.background.close()


def test_an_empty_book_says_what_to_do_first(empty_session: Session, qtbot: QtBot) -> None:
    places: list[object] = []
    empty_session.place_wanted.connect(places.append)
    page = read(empty_session, qtbot)
    unit = part(page, QPushButton, "begin_unit")
    people = part(page, QPushButton, "begin_people")
    assert unit.isVisible() and people.isVisible() and not page.todos.isVisible()
    qtbot.mouseClick(unit, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(people, Qt.MouseButton.LeftButton)
    assert places == [ToNew("unit", {}), ToNew("people", {})]


def test_a_backup_is_made_and_told_of(session: Session, qtbot: QtBot) -> None:
    page = read(session, qtbot)
    assert part(page, QLabel, "backup_words").text() == "还没有做过备份"
    with qtbot.waitSignal(session.said, timeout=20_000) as said:
        qtbot.mouseClick(part(page, QPushButton, "back_up"), Qt.MouseButton.LeftButton)
        assert not part(page, QPushButton, "back_up").isEnabled()
    assert said.args is not None and "备份做好了" in said.args[0]
    assert session.desk.book.last_backup() is not None
    qtbot.waitUntil(lambda: not session.background.is_busy, timeout=10_000)
    assert part(page, QLabel, "backup_words").text().startswith("上次备份：")
    texts = [todo.place for todo in session.desk.workbench.todos()]
    assert ToBackup() not in texts


def test_a_backup_that_fails_is_told_of_and_can_be_tried_again(
    session: Session, qtbot: QtBot
) -> None:
    problem = EnvironmentProblem("磁盘满了。", "记录没有受影响。", "请清理后再备份。")

    class FullDisk:
        folder = Path("满")
        read_only = False

        def back_up(self) -> Path:
            raise problem

    told: list[BaseException] = []
    full = Session(replace(session.desk, book=cast("Book", FullDisk())), session.theme)
    full.tell = lambda error, parent=None: told.append(error)
    page = read(full, qtbot)
    page.back_up()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == [problem]
    assert part(page, QPushButton, "back_up").isEnabled()
    full.background.close()


def test_figures_show_zero_as_counted_and_nothing_as_a_dash(dressed: object) -> None:
    model = FiguresModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rate, heads = EVERYTHING.measure("rate"), EVERYTHING.measure("heads")
    model.show(
        [
            FigureLine(EVERYTHING, rate, Figure(None), Figure(Decimal("66.7"), (1,)), Figure(None)),
            FigureLine(EVERYTHING, heads, Figure(0), Figure(3, (1, 2)), Figure(12345, (1, 2, 3))),
        ]
    )
    said = [[model.index(row, column).data() for column in range(5)] for row in range(3)]
    assert said == [
        ["万事簿", "", "", "", ""],
        ["做完率", "%", "—", "66.7", "—"],
        ["来客", "人次", "0", "3", "12,345"],
    ]
    leads = [
        [bool(model.index(row, column).data(LinkRole)) for column in (2, 3, 4)] for row in (1, 2)
    ]
    assert leads == [[False, True, False], [False, True, True]]


def test_the_list_says_the_urgency_in_words_too(dressed: object) -> None:
    model = TodoModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    place = ToNew(INVENTED_ROSTER.key, {})
    model.show([Todo(Urgency.OVERDUE, "补帆", "昨天到期", place)])
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "已过期：补帆。昨天到期"
    model.show([])
    assert model.rowCount() == 0
