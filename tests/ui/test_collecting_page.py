"""汇总: the page over a committee's book, with returns of units as they come in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QListWidget,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.collection import Gathered
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import MonthState
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui import session as session_module
from qinglian_desktop.ui.collecting.collecting_page import CollectingPage
from qinglian_desktop.ui.collecting.collecting_views import (
    FIGURES,
    FILES,
    PROBLEMS,
    REMINDER,
    STATES,
)
from qinglian_desktop.ui.collecting.state_grid import StateRole
from qinglian_desktop.ui.dialogs.return_reading import ReturnReading
from qinglian_desktop.ui.look.place_table import LinkRole
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.reports.report_switch import COLLECTING, ReportSwitch
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.session import Session
from tests.collected_corpus import SMALL, Flaw, code_of, months_of, name_of, write_corpus
from tests.hands import write
from tests.ui.finding import part, settled

SEPTEMBER, OCTOBER = Period.parse("2026-09"), Period.parse("2026-10")
FLAWS = {(2, "2026-10"): Flaw.EDITED, (3, "2026-10"): Flaw.REVISED}
Show = Callable[..., CollectingPage]

pytestmark = pytest.mark.writes


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months of three units: one changed by hand, one with a second revision."""
    made = tmp_path_factory.mktemp("sticks") / "收月报"
    made.mkdir()
    write_corpus(made, 3, months_of(2026, 10)[8:], FLAWS, shape=SMALL)
    return made


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, desk: Desk) -> Iterator[Show]:
    sessions: list[Session] = []

    def make(*sticks: Path) -> CollectingPage:
        session = Session(desk, theme)
        sessions.append(session)
        found = [Stick(folder, folder.name, 1 << 33) for folder in sticks]
        page = CollectingPage(session, ReportSwitch(COLLECTING), lambda: found)
        qtbot.addWidget(page)
        page.resize(1366, 620)
        page.show()
        settled(qtbot, session)
        return page

    yield make
    for session in sessions:
        session.operations.wait()


@pytest.fixture
def collected(show: Show, desk: Desk, stick: Path, qtbot: QtBot) -> CollectingPage:
    """The page once the stick was collected, with a fourth unit that never sent anything."""
    with desk.book.writing() as work:
        units = [ListedUnit(code_of(each), name_of(each), "党支部") for each in (1, 2, 3)]
        work.collected.put_units([*units, ListedUnit("0099", "没有报的党委", "机关党委")])
    page = show()
    page.work.collect(stick)
    settled(qtbot, page.session)
    return page


def state(page: CollectingPage, unit: int, month: Period) -> MonthState:
    grid = page.views.states.shown
    found = grid.index(unit - 1, month.index - 1).data(StateRole)
    assert isinstance(found, MonthState)
    return found


def go(page: CollectingPage, unit: int, month: Period, qtbot: QtBot) -> None:
    grid = page.views.states
    grid.index_chosen.emit(grid.shown.index(unit - 1, month.index - 1))
    settled(qtbot, page.session)


def words_beside(page: CollectingPage) -> str:
    shown = [each for each in page.side.findChildren(QLabel) if each.isVisibleTo(page.side)]
    return "\n".join(each.text() for each in shown)


def reading() -> ReturnReading:
    (found,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, ReturnReading) and each.isVisible()
    )
    return found


def test_an_empty_page_says_what_to_do_first(show: Show) -> None:
    page = show()
    assert "收月报" in part(page, QLabel, "collecting_first").text()
    assert not page.views.isVisible()
    assert part(page, QPushButton, "collect").isEnabled()


def test_a_list_of_units_is_looked_at_before_it_is_kept(
    show: Show, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "名单.csv"
    table.write_text(
        "单位名称,单位编码,类别\n教育局支部,0001,党支部\n民政局支部,0002,党支部\n", "utf-8"
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    page = show()
    part(page, QPushButton, "units").click()
    settled(qtbot, page.session)
    view = part(page, QDialog, "unit_list")
    assert any("共2个单位" in each.text() for each in view.findChildren(QLabel))
    part(view, QPushButton, "keep_units").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    with desk.book.reading() as work:
        assert [each.code for each in work.collected.units()] == ["0001", "0002"]
    assert state(page, 1, OCTOBER) is MonthState.MISSING


def test_a_list_with_something_wrong_is_not_kept(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "名单.csv"
    table.write_text("单位名称,单位编码\n教育局支部,0001\n民政局支部,0001\n", "utf-8")
    page = show()
    page.listing.look(table)
    settled(qtbot, page.session)
    view = part(page, QDialog, "unit_list")
    assert not part(view, QPushButton, "keep_units").isEnabled()
    assert any("0001" in each.text() for each in view.findChildren(QLabel) if each.isVisible())


def test_what_was_collected_is_told_and_what_was_not_stands_in_a_list(
    collected: CollectingPage, desk: Desk
) -> None:
    page = collected
    said = page.under_way.notice.words
    assert "收下5份" in said
    assert "1份有更新的一次" in said
    assert "1份没有收" in said
    assert page.views.front == FILES
    (line,) = page.views.files.shown.lines
    assert name_of(2) in line.cells[0]
    assert "有人改动过" in line.cells[2]
    assert [state(page, each, OCTOBER) for each in (1, 2, 3, 4)] == [
        MonthState.HANDED_IN,
        MonthState.DOUBTFUL,
        MonthState.HANDED_IN,
        MonthState.MISSING,
    ]


def test_a_line_of_a_file_leads_to_its_unit_and_the_file_can_be_looked_at(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    page.views.files.index_chosen.emit(page.views.files.shown.index(0, 0))
    settled(qtbot, page.session)
    assert name_of(2) in words_beside(page)
    assert "没有收的文件" in words_beside(page)
    part(page.side, QPushButton, "look_file").click()
    settled(qtbot, page.session)
    shown = reading()
    assert any("有人改动过" in each.text() for each in shown.findChildren(QLabel))
    assert shown.summary.model().index(0, 4).data() == "999"
    shown.close()


def test_a_cell_shows_revisions_and_opens_the_return_that_counts(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    page.views.go_to(STATES)
    go(page, 3, OCTOBER, qtbot)
    said = words_beside(page)
    assert "第2次" in said
    assert "签名码" in said
    assert part(page.side, QPushButton, "open_1").text() == "以前收过第1次，打开看"
    part(page.side, QPushButton, "open_return").click()
    settled(qtbot, page.session)
    assert "第2次" in reading().windowTitle()
    reading().close()


def test_a_return_is_given_back_with_reasons_and_the_receipt_lies_on_the_stick(
    collected: CollectingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = collected
    go(page, 1, OCTOBER, qtbot)
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("谈话次数不对", True))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    part(page.side, QPushButton, "give_back").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    (receipt,) = tmp_path.glob("清廉回执_*.txt")
    assert "谈话次数不对" in receipt.read_text("utf-8")
    assert state(page, 1, OCTOBER) is MonthState.GIVEN_BACK
    assert "退回。谈话次数不对" in words_beside(page)


def test_a_refused_file_is_given_back_with_what_was_found(
    collected: CollectingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = collected
    go(page, 2, OCTOBER, qtbot)
    typed: list[str] = []

    def ask(*asked: object) -> tuple[str, bool]:
        typed.append(str(asked[-1]))
        return str(asked[-1]), True

    monkeypatch.setattr(QInputDialog, "getMultiLineText", ask)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    part(page.side, QPushButton, "give_file_back").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    assert "有人改动过" in typed[0]
    (receipt,) = tmp_path.glob("清廉回执_*.txt")
    assert "退回" in receipt.name


def test_receipts_for_all_that_is_taken_are_written_once(
    collected: CollectingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = collected
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    for said in ("写好2份回执", "都已经写过"):
        part(page, QPushButton, "take_all").click()
        settled(qtbot, page.session)
        settled(qtbot, page.session)
        assert said in page.under_way.notice.words
    assert len(list(tmp_path.glob("*已接收.txt"))) == 2


def test_a_total_opens_its_units_and_a_unit_its_return_at_that_line(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    page.views.go_to(FIGURES)
    grid = page.views.figures
    column = next(
        at for at in range(grid.shown.columnCount()) if grid.shown.index(0, at).data(LinkRole)
    )
    grid.index_chosen.emit(grid.shown.index(0, column))
    units = part(page.side, QListWidget, "units_behind")
    assert units.count() >= 1
    units.itemClicked.emit(units.item(0))
    settled(qtbot, page.session)
    shown = reading()
    measure = grid.shown.measures[column]
    assert shown.summary.currentIndex().siblingAtColumn(1).data() == measure.label
    shown.close()


def test_units_are_filtered_by_kind_and_words_and_figures_by_ledger_and_span(
    collected: CollectingPage,
) -> None:
    page, views = collected, collected.views
    views.go_to(FIGURES)
    grid = views.figures.shown
    rows, month = grid.rowCount(), grid.index(0, 1).data()
    part(page, QPushButton, "of_year").click()
    assert int(grid.index(0, 1).data().replace(",", "")) > int(month)
    write(views.words, name_of(1))
    assert grid.rowCount() == rows - 3
    assert views.states.shown.rowCount() == 1
    views.words.clear()
    views.kinds.setCurrentText("机关党委")
    views.kinds.activated.emit(views.kinds.currentIndex())
    assert [each.unit.name for each in views.states.shown.units] == ["没有报的党委"]
    views.ledgers.setCurrentIndex(1)
    views.ledgers.activated.emit(1)
    hidden = [views.figures.isColumnHidden(at) for at in range(grid.columnCount())]
    assert not hidden[0]
    assert any(hidden)


def test_a_problem_leads_to_the_cell_of_its_unit(collected: CollectingPage, qtbot: QtBot) -> None:
    page = collected
    page.views.go_to(PROBLEMS)
    lines = page.views.problems.shown.lines
    at = next(at for at, each in enumerate(lines) if each.unit_code == code_of(2))
    page.views.problems.index_chosen.emit(page.views.problems.shown.index(at, 0))
    settled(qtbot, page.session)
    assert page.views.front == STATES
    now = page.views.states.currentIndex()
    assert (now.row(), now.column()) == (1, 9)
    assert name_of(2) in words_beside(page)


def test_the_reminder_is_copied_and_the_day_that_is_due_changes_it(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    page.views.go_to(REMINDER)
    part(page, QPushButton, "copy_reminder").click()
    copied = QGuiApplication.clipboard().text()
    assert "没有报的党委" in copied
    assert "11月5日" in copied
    page.views.due.activated.emit(9)
    settled(qtbot, page.session)
    assert "11月10日" in page.views.reminder.toPlainText()


def test_what_was_collected_of_a_month_is_taken_back_after_a_question(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    part(page, QPushButton, "take_back").click()
    (box,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QMessageBox) and each.isVisible()
    )
    next(each for each in box.buttons() if each.text() == "撤回").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    assert "已撤回2026年10月的3份月报" in page.under_way.notice.words
    assert state(page, 1, OCTOBER) is MonthState.MISSING
    assert state(page, 1, SEPTEMBER) is MonthState.HANDED_IN


def test_workbook_pictures_and_words_are_written_where_it_is_said(
    collected: CollectingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, target = collected, tmp_path / "汇总"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    part(page, QPushButton, "write_out").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    assert {each.suffix for each in target.iterdir()} == {".xlsx", ".pdf", ".docx"}


def test_a_stick_that_is_plugged_in_is_offered_by_name(
    show: Show, stick: Path, qtbot: QtBot
) -> None:
    page = show(stick)
    part(page, QPushButton, "collect").click()
    settled(qtbot, page.session)
    menu = part(page, QMenu, "places")
    assert [each.text() for each in menu.actions()][1:] == ["选文件夹…"]
    menu.actions()[0].trigger()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    assert "收下5份" in page.under_way.notice.words


def test_a_collection_that_is_stopped_says_so(
    show: Show, desk: Desk, stick: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "Operations", Operations)
    page = show()
    collect, pressed = desk.collection.collect, threading.Event()

    def waits(folder: Path, passwords: Sequence[str], progress: Progress) -> Gathered:
        pressed.wait(10)
        return collect(folder, passwords, progress)

    monkeypatch.setattr(desk.collection, "collect", waits)
    page.work.collect(stick)
    stop = part(page, QPushButton, "stop_work")
    assert stop.text() == "停下"
    stop.click()
    pressed.set()
    settled(qtbot, page.session)
    assert "已停下" in page.under_way.notice.words


def test_months_are_turned_and_the_models_keep_the_rules(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    views = page.views
    shown = (views.states.shown, views.figures.shown, views.problems.shown, views.files.shown)
    testers = [QAbstractItemModelTester(each, mode) for each in shown]
    part(page, QToolButton, "earlier_month").click()
    settled(qtbot, page.session)
    assert page.month == SEPTEMBER
    head = views.states.shown.headerData(8, Qt.Orientation.Horizontal)
    assert head == "9月\n3/4"
    assert not views.states.shown.rowCount(QModelIndex(views.states.shown.index(0, 0)))
    del testers


def test_the_switch_offers_it_once_there_is_a_list_of_units(
    desk: Desk, session: Session, qtbot: QtBot
) -> None:
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.show()
    settled(qtbot, session)
    fourth = part(page.returns, QPushButton, "report_3")
    assert not fourth.isVisible()

    def keep(_: object) -> None:
        with desk.book.writing() as work:
            work.collected.put_units([ListedUnit("0099", "没有报的党委", "机关党委")])

    session.change(page, keep)
    settled(qtbot, session)
    assert fourth.isVisible()
    fourth.click()
    settled(qtbot, session)
    assert page.front == COLLECTING
    assert page.help_key == "collecting"
    shown = page.shown()
    page.show_page(0)
    page.show_again(shown)
    assert page.front == COLLECTING
