"""The workbench: painted at once, filled from another thread, every line leads on.

Over 300 lines because todos, measures, pictures and the year are told on one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.figures import FigureLine
from qinglian_desktop.application.places import ToBackup, ToList, ToNew, ToReturn
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.application.workbench import DayNews, Workbench
from qinglian_desktop.application.year_overview import MonthOfYear, YearOverview
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.keeper import FIRST_KEEPER
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.look.place_table import LinkRole
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.workbench.figures_model import FiguresModel, NoteRole
from qinglian_desktop.ui.workbench.figures_panel import FiguresPanel
from qinglian_desktop.ui.workbench.picture_view import PictureView
from qinglian_desktop.ui.workbench.todo_list import TodoList, TodoModel, TodoRole
from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage
from qinglian_desktop.ui.workbench.year_strip import YearModel, YearStrip, held_words, sent_words
from tests.desk_parts import desk_with
from tests.glances import todos_of
from tests.invented import EVERYTHING, INVENTED_ROSTER
from tests.ui.finding import part, settled

pytestmark = pytest.mark.reads


class Quiet:
    """A workbench on which nothing is due."""

    def __init__(self, told: Workbench) -> None:
        self._told = told

    def of_day(self) -> DayNews:
        return replace(self._told.of_day(), todos=[], last_backup=self.last_backup())

    def last_backup(self) -> datetime | None:
        return datetime(2026, 11, 20, 17, 30)


@pytest.fixture
def empty_session(empty_desk: Desk, theme: Theme) -> Iterator[Session]:
    made = Session(empty_desk, theme)
    yield made
    made.operations.wait()


def shown(session: Session, qtbot: QtBot) -> WorkbenchPage:
    page = WorkbenchPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    return page


def read(session: Session, qtbot: QtBot) -> WorkbenchPage:
    page = shown(session, qtbot)
    settled(qtbot, session)
    return page


def row_of(panel: FiguresPanel, label: str) -> int:
    model = panel.model()
    labels = [model.index(row, 0).data() for row in range(model.rowCount())]
    return labels.index(label)


def test_it_is_painted_before_anything_is_read(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    assert part(page, QLabel, "todo_count").text() == "正在读取…"
    assert page.todos.model().rowCount() == 0
    qtbot.waitUntil(lambda: page.todos.model().rowCount() > 0, timeout=30_000)


def test_the_heading_names_the_day(session: Session, qtbot: QtBot) -> None:
    page = read(session, qtbot)
    assert part(page, QLabel, "heading").text() == "2026年11月23日 星期一"


def test_it_lists_what_the_use_case_lists(session: Session, qtbot: QtBot) -> None:
    page = read(session, qtbot)
    model, todos = page.todos.model(), todos_of(session.desk)
    rows = [model.index(row, 0).data(TodoRole) for row in range(model.rowCount())]
    assert [row for row in rows if row is not None] == todos
    assert part(page, QLabel, "todo_count").text() == f"{len(todos)} 件"


def test_enter_and_click_lead_to_the_place_of_the_line(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    page = read(session, qtbot)
    first, second = todos_of(session.desk)[:2]
    page.todos.setFocus()
    qtbot.keyClick(page.todos, Qt.Key.Key_Return)
    centre = page.todos.visualRect(page.todos.model().index(2, 0)).center()
    qtbot.mouseClick(page.todos.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert visited() == [first.place, second.place]


@pytest.mark.writes
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
    session.changed.emit(Changed(ledgers=frozenset({"family"})))
    qtbot.waitUntil(lambda: panel.model().index(row, 2).data() != before, timeout=30_000)


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
    desk = desk_with(session.desk, workbench=cast("Workbench", Quiet(session.desk.workbench)))
    calm = Session(desk, session.theme)
    page = read(calm, qtbot)
    assert part(page, QLabel, "calm").isVisible()
    assert not page.todos.isVisible()
    assert part(page, QLabel, "backup_words").text() == ""
    assert part(page, QPushButton, "back_up").toolTip() == "上次备份：2026-11-20 17:30"
    calm.operations.wait()


def test_an_empty_book_says_what_to_do_first(empty_session: Session, qtbot: QtBot) -> None:
    places: list[object] = []
    empty_session.place_wanted.connect(places.append)
    page = read(empty_session, qtbot)
    unit = part(page, QPushButton, "begin_unit")
    people = part(page, QPushButton, "begin_people")
    assert unit.isVisible() and people.isVisible() and not page.todos.isVisible()
    # The unit names its secretary: whoever is on the roster can be picked there.
    assert people.mapTo(page, QPoint()).y() < unit.mapTo(page, QPoint()).y()
    assert (people.property("kind"), unit.property("kind")) == ("primary", "")
    qtbot.mouseClick(unit, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(people, Qt.MouseButton.LeftButton)
    assert places == [ToNew("unit", {}), ToNew("people", {})]


@pytest.mark.writes
def test_a_backup_is_made_and_told_of(session: Session, qtbot: QtBot) -> None:
    page = read(session, qtbot)
    assert part(page, QLabel, "backup_words").text() == "还没有做过备份"
    with qtbot.waitSignal(session.said, timeout=30_000) as said:
        qtbot.mouseClick(part(page, QPushButton, "back_up"), Qt.MouseButton.LeftButton)
        assert not part(page, QPushButton, "back_up").isEnabled()
    assert said.args is not None and "备份做好了" in said.args[0]
    assert session.desk.book.last_backup() is not None
    settled(qtbot, session)
    assert part(page, QPushButton, "back_up").toolTip().startswith("上次备份：")
    texts = [todo.place for todo in todos_of(session.desk)]
    assert ToBackup() not in texts


def test_a_backup_that_fails_is_told_of_and_can_be_tried_again(
    session: Session, qtbot: QtBot
) -> None:
    problem = EnvironmentProblem("磁盘满了。", "记录没有受影响。", "请清理后再备份。")

    class FullDisk:
        folder = Path("满")
        keeper = FIRST_KEEPER
        read_only = False
        copy = None

        def pace(self, wait: object) -> None:
            """It does nothing that one could wait before."""

        def watch(self, heard: object) -> None:
            """Nothing is ever changed."""

        def back_up(self, progress: Progress) -> Path:
            raise problem

        def close(self) -> None:
            """There is nothing to close."""

    told: list[BaseException] = []
    full = Session(desk_with(session.desk, book=cast("Book", FullDisk())), session.theme)
    full.tell = lambda error, parent=None: told.append(error)
    page = read(full, qtbot)
    page.back_up()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told == [problem]
    assert part(page, QPushButton, "back_up").isEnabled()
    full.operations.wait()


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


def test_ledgers_without_records_are_named_in_one_line_at_the_end(dressed: object) -> None:
    model = FiguresModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    other = replace(EVERYTHING, key="other", label="另一簿")
    empty = replace(EVERYTHING, key="empty", label="空簿")
    heads = EVERYTHING.measure("heads")
    nothing = (Figure(0), Figure(None), Figure(0))
    model.show(
        [
            FigureLine(empty, heads, *nothing),
            FigureLine(EVERYTHING, heads, *nothing),
            FigureLine(other, heads, *nothing),
        ],
        {EVERYTHING.key},
    )
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "万事簿",
        "来客",
        "今年还没有记录的台账：空簿、另一簿。",
    ]
    notes = [bool(model.index(row, 0).data(NoteRole)) for row in range(3)]
    assert notes == [False, False, True]
    assert not model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_the_list_is_grouped_by_urgency_and_says_it_in_words_too(dressed: object) -> None:
    model = TodoModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    place = ToNew(INVENTED_ROSTER.key, {})
    late = [Todo(Urgency.OVERDUE, words, "昨天到期", place) for words in ("补帆", "看灯")]
    model.show([*late, Todo(Urgency.SOON, "唱歌", "还有3天", place)])
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert texts == ["已过期 2 件", "补帆", "看灯", "将到期 1 件", "唱歌"]
    said = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "已过期：补帆。昨天到期"
    model.show([])
    assert model.rowCount() == 0


def many(count: int) -> list[Todo]:
    words = "把从船头到船尾的每一面帆都补好并且登记在簿上，再请大副逐一看过签字" * 2
    urgencies = [Urgency.OVERDUE] * count + [Urgency.DUE] * count
    return [
        Todo(each, f"{place} {words if place % 2 else '补帆'}", f"第{place}天", ToBackup())
        for place, each in enumerate(urgencies)
    ]


def test_the_keyboard_passes_over_the_heads_of_groups(session: Session, qtbot: QtBot) -> None:
    todos = TodoList(session)
    qtbot.addWidget(todos)
    todos.resize(400, 300)
    todos.show()
    todos.show_todos(many(20))
    todos.setFocus()
    qtbot.keyClick(todos, Qt.Key.Key_Home)
    for _ in range(20):
        qtbot.keyClick(todos, Qt.Key.Key_Down)
    assert todos.currentIndex().data(TodoRole) == many(20)[20]
    assert todos.visualRect(todos.currentIndex()).intersects(todos.viewport().rect())
    # The line stays current when others above it are done.
    todos.show_todos(many(20)[5:])
    assert todos.currentIndex().data(TodoRole) == many(20)[20]
    # If it is done itself, the keyboard stays about where it was, on a line.
    todos.show_todos(many(20)[:20])
    assert todos.currentIndex().data(TodoRole) is not None


def test_a_long_line_takes_two_lines_of_text(session: Session, qtbot: QtBot) -> None:
    todos = TodoList(session)
    qtbot.addWidget(todos)
    todos.resize(400, 300)
    todos.show()
    todos.show_todos(many(2))
    short, long = (todos.visualRect(todos.model().index(row, 0)).height() for row in (1, 2))
    assert long > short
    todos.resize(4000, 300)
    qtbot.waitUntil(
        lambda: todos.visualRect(todos.model().index(2, 0)).height() == short, timeout=30_000
    )


def test_the_year_says_of_each_month_what_it_holds_and_whether_it_was_sent(
    dressed: object,
) -> None:
    month = Period.parse("2026-10")
    sent = MonthOfYear(month, 57, (("八个一", 1), ("警示教育", 2)), 2, False, True, True)
    owed = replace(sent, sent=0, missing=())
    running = replace(owed, month=month.next, is_owed=False)
    ahead = MonthOfYear(month.next.next, 0, (), 0, False, False, False)
    assert held_words(sent) == ("57条 缺3项", "57条·缺3", "缺3项")
    assert [held_words(each)[0] for each in (owed, running, ahead)] == ["57条", "57条", "—"]
    assert [sent_words(each) for each in (sent, owed, running, ahead)] == [
        "已报第2次",
        "未报",
        "—",
        "—",
    ]
    model = YearModel(month.next)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(YearOverview((sent, running, ahead), frozenset()))
    said = [model.index(0, n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said == [
        "2026年10月：57条记录，缺3项（八个一1项、警示教育2项），月报已报第2次",
        "2026年11月（本月）：57条记录，月报还没有到报的时候",
        "2026年12月还没有到",
    ]


def test_a_month_of_the_year_leads_to_its_return(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    page = read(session, qtbot)
    strip = part(page, YearStrip, "year_strip")
    assert strip.model().columnCount() == 12
    strip.setFocus()
    assert strip.currentIndex().column() == 10
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    for column in (9, 11):
        at = strip.visualRect(strip.model().index(0, column)).center()
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=at)
    # December has not come, so it leads nowhere.
    assert visited() == [ToReturn(Period.parse("2026-11")), ToReturn(Period.parse("2026-10"))]


def looked_at(session: Session, qtbot: QtBot) -> WorkbenchPage:
    page = read(session, qtbot)
    assert page.pictures.views == []
    qtbot.mouseClick(part(page, QPushButton, "view_1"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.pictures.views), timeout=30_000)
    return page


def view_of(page: WorkbenchPage, label: str) -> PictureView:
    return next(view for view in page.pictures.views if view.reading.picture.label == label)


def test_pictures_are_read_when_they_are_looked_at(session: Session, qtbot: QtBot) -> None:
    page = looked_at(session, qtbot)
    assert not part(page, FiguresPanel, "figures").isVisible()
    assert part(page, QPushButton, "print_pictures").isVisible()
    shown = [view.reading.picture.label for view in page.pictures.views]
    declared = [each.label for ledger in session.desk.catalogue for each in ledger.pictures]
    blank = [each.picture.label for each in session.desk.pictures.of_year(2026) if each.is_blank]
    assert shown == [label for label in declared if label not in blank]
    assert "谈心谈话" in shown
    qtbot.mouseClick(part(page, QPushButton, "view_0"), Qt.MouseButton.LeftButton)
    assert part(page, FiguresPanel, "figures").isVisible()


def test_a_bar_leads_to_its_records_by_click_and_by_keys(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    page = looked_at(session, qtbot)
    view = view_of(page, "谈心谈话")
    page.pictures.ensureWidgetVisible(view)
    spot = next(each for each in view.drawing.spots if each.place == 9)
    at = QPoint(round(spot.x + spot.width / 2), round(spot.y + spot.height / 2))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    # Beside the bars there is nothing to go to.
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    october, september = visited()
    assert isinstance(october, ToList) and isinstance(september, ToList)
    assert (october.words, len(october.ids)) == ("2026年10月 谈心谈话人次", 3)
    assert september.words == "2026年9月 谈心谈话人次"


def test_a_picture_is_higher_where_it_is_narrower_or_the_type_larger(
    session: Session, qtbot: QtBot
) -> None:
    page = looked_at(session, qtbot)
    view = view_of(page, "谈心谈话")
    before = view.heightForWidth(500)
    session.theme.set_scale(150)
    assert view.heightForWidth(500) > before
    session.theme.set_scale(100)


def test_pictures_change_with_the_records_and_the_year(session: Session, qtbot: QtBot) -> None:
    page = looked_at(session, qtbot)
    first = page.pictures.views[0]
    session.changed.emit(Changed(ledgers=frozenset({"talks"})))
    qtbot.waitUntil(lambda: page.pictures.views[:1] not in ([], [first]), timeout=30_000)
    page.pictures.show_year(1999)
    qtbot.waitUntil(lambda: not page.pictures.views, timeout=30_000)
    said = [each.text() for each in page.pictures.findChildren(QLabel)]
    assert any("1999年还没有数可画" in words for words in said)


def test_pictures_are_seen_before_they_are_printed(session: Session, qtbot: QtBot) -> None:
    page = looked_at(session, qtbot)
    qtbot.mouseClick(part(page, QPushButton, "print_pictures"), Qt.MouseButton.LeftButton)
    preview = page.findChild(PrintPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.is_ready, timeout=30_000)
    text = preview.document.getAllText(0).text()
    assert "2026年台账图" in text and "示例市委机关工委" in text
    preview.close()


def test_a_picture_is_told_in_words(session: Session, qtbot: QtBot) -> None:
    page = looked_at(session, qtbot)
    said = view_of(page, "谈心谈话").accessibleDescription()
    assert said.startswith("1月 ") and said.endswith("12月 未到")
    assert page.grab().width() == page.width()
