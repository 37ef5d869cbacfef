"""汇总: the page and its views, as returns of units come in."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.collection import Gathered
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.unit_months import unit_collects
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import MonthState
from qinglian_desktop.domain.field_types import Choice
from qinglian_desktop.domain.ledger import Section
from qinglian_desktop.ui import session as session_module
from qinglian_desktop.ui.collecting.collecting_page import CollectingPage
from qinglian_desktop.ui.collecting.collecting_views import (
    FIGURES,
    FILES,
    PROBLEMS,
    REMINDER,
)
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.reports.report_switch import COLLECTING
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.session import Session
from tests.collected_corpus import code_of, name_of
from tests.hands import write
from tests.ui.collecting_pages import (
    OCTOBER,
    SEPTEMBER,
    collected,
    page_over,
    state,
    stick,
    words_beside,
)
from tests.ui.finding import part, settled

__all__ = ["collected", "stick"]
pytestmark = pytest.mark.writes


@pytest.fixture
def page(desk: Desk, theme: Theme, stick: Path, qtbot: QtBot) -> Iterator[CollectingPage]:
    """The page before anything was collected, the stick plugged in."""
    with page_over(desk, theme, qtbot, stick) as shown:
        yield shown


def test_an_empty_page_says_what_to_do_first(page: CollectingPage) -> None:
    assert "收月报" in part(page, QLabel, "collecting_first").text()
    assert not page.views.isVisible()
    assert part(page, QPushButton, "collect").isEnabled()


def test_a_list_of_units_is_looked_at_before_it_is_kept(
    page: CollectingPage, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "名单.csv"
    table.write_text(
        "单位名称,单位编码,类别\n教育局支部,0001,党支部\n民政局支部,0002,党支部\n", "utf-8"
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
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


def test_a_list_with_something_wrong_is_not_kept(
    page: CollectingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "名单.csv"
    table.write_text("单位名称,单位编码\n教育局支部,0001\n民政局支部,0001\n", "utf-8")
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
    assert line.cells[1:3] == ("10月", "没有收")
    assert "有人改动过" in line.cells[3]
    assert [state(page, each, OCTOBER) for each in (1, 2, 3, 4)] == [
        MonthState.HANDED_IN,
        MonthState.DOUBTFUL,
        MonthState.HANDED_IN,
        MonthState.MISSING,
    ]


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


def test_a_problem_shows_its_unit_beside_and_stays_in_the_list(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    page.views.go_to(PROBLEMS)
    lines = page.views.problems.shown.lines
    at = next(at for at, each in enumerate(lines) if each.unit_code == code_of(2))
    page.views.problems.index_chosen.emit(page.views.problems.shown.index(at, 0))
    settled(qtbot, page.session)
    assert page.views.front == PROBLEMS
    now = page.views.states.currentIndex()
    assert (now.row(), now.column()) == (1, 9)
    assert name_of(2) in words_beside(page)


def test_large_letters_have_room_on_a_small_screen(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    theme.set_scale(125)
    with page_over(desk, theme, qtbot) as page:
        page.setMinimumWidth(1)
        page.resize(1024, 620)
        settled(qtbot, page.session)
        assert page.minimumSizeHint().width() <= 1024
    theme.set_scale(100)


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


def test_a_stick_that_is_plugged_in_is_offered_by_name(
    page: CollectingPage, stick: Path, qtbot: QtBot
) -> None:
    part(page, QPushButton, "collect").click()
    settled(qtbot, page.session)
    menu = part(page, QMenu, "places")
    assert [each.text() for each in menu.actions()][1:] == ["选文件夹…"]
    menu.actions()[0].trigger()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    assert "收下5份" in page.under_way.notice.words


def test_a_collection_that_is_stopped_says_so(
    desk: Desk, theme: Theme, stick: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "Operations", Operations)
    collects, pressed = desk.collection.collect, threading.Event()

    def waits(folder: Path, passwords: Sequence[str], progress: Progress) -> Gathered:
        pressed.wait(10)
        return collects(folder, passwords, progress)

    monkeypatch.setattr(desk.collection, "collect", waits)
    with page_over(desk, theme, qtbot) as page:
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
    page.resize(1366, 620)
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


def test_a_kind_that_the_unit_calls_otherwise_collects_all_the_same(desk: Desk) -> None:
    unit = desk.catalogue["unit"]

    def called(*former: tuple[str, str]) -> Catalogue:
        kind = Choice(("机关党支部", "其他"), former=former)
        basics, *more = unit.sections
        fields = tuple(
            replace(each, type=kind) if each.key == "type" else each for each in basics.fields
        )
        sections = (Section(basics.label, fields), *more)
        return Catalogue((replace(unit, sections=sections),), ())

    # The sample unit is a 机关党支部.
    assert not unit_collects(desk.book, called())
    assert unit_collects(desk.book, called(("机关工委", "机关党支部")))
