"""What a secretary does, counted in keys and clicks beyond the text (budgets of the design)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.values import People
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.panel_head import PanelHead
from qinglian_desktop.ui.lenses.coverage import CoverageView
from qinglian_desktop.ui.lenses.month_grid import MonthGridView
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.tab_page import TabPage
from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage
from tests.hands import CONTROL, Hands, write
from tests.ui.finding import settled


def tab_click(hands: Hands, window: MainWindow, label: str) -> QWidget:
    bar = window.tabs.tabBar()
    place = [bar.tabText(n) for n in range(bar.count())].index(label)
    hands.click(bar, bar.tabRect(place).center())
    tab = window.session.desk.catalogue.tabs[place]
    return window.page(tab.key)


def page_of(tab: QWidget) -> LedgerPage:
    assert isinstance(tab, TabPage)
    return tab.page


def button(inside: QWidget, words: str) -> QPushButton:
    return next(b for b in inside.findChildren(QPushButton) if b.text() == words and b.isVisible())


def click_cell(hands: Hands, table: QTableView, row: int, column: int) -> None:
    index = table.model().index(row, column)
    table.scrollTo(index)
    hands.click(table.viewport(), table.visualRect(index).center())


def test_an_activity_with_everyone_present_takes_at_most_8(
    window: MainWindow, qtbot: QtBot
) -> None:
    hands = Hands()
    page = page_of(tab_click(hands, window, "八个一"))
    hands.click(button(page, "月度完成表"))
    grid = page.findChild(MonthGridView)
    assert grid is not None
    click_cell(hands, grid.table, 2, 10)
    panel = page.panel
    assert panel.isVisible()
    hands.text("读《红星照耀中国》")
    summary = panel.form._lines["summary"].editor.main
    panel.form.ensureWidgetVisible(summary)
    hands.click(summary)
    hands.text("集体诵读第三章，三位同志交流体会。")
    hands.key(Qt.Key.Key_S, CONTROL)
    assert hands.count <= 8
    qtbot.waitUntil(lambda: not window.session.operations.is_changing)
    record = panel.record
    assert record is not None, panel._notice.text()
    people = record.values["people"]
    assert isinstance(people, People) and people.present >= 12
    assert record.values["items"] == ("读一本红色书籍",)
    assert str(record.values["day"]) == "2026-11-23"


def test_a_talk_kept_and_printed_takes_at_most_10(window: MainWindow, qtbot: QtBot) -> None:
    hands = Hands()
    page = page_of(tab_click(hands, window, "谈心谈话"))
    hands.key(Qt.Key.Key_N, CONTROL)
    panel = page.panel
    hands.text("zc")
    hands.key(Qt.Key.Key_Return)
    panel.form.settle()
    focus = panel.form._lines["focus"].editor
    panel.form.ensureWidgetVisible(focus)
    hands.click(focus.main)
    content = panel.form._lines["content"].editor.main
    panel.form.ensureWidgetVisible(content)
    hands.click(content)
    hands.text("谈岗位职责和廉政风险点。")
    hands.key(Qt.Key.Key_S, CONTROL)
    # The second key does not wait for what the first one does.
    hands.key(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: page.findChild(PrintPreview) is not None, timeout=20_000)
    assert panel.record is not None, panel._notice.text()
    assert panel.record.revision == 1
    preview = page.findChild(PrintPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.document.pageCount() >= 1, timeout=30_000)
    # Ctrl+P in the preview and Enter in the system's own dialog are still to come.
    assert hands.count + 2 <= 10
    preview.close()


def test_who_was_not_talked_to_takes_one(window: MainWindow, qtbot: QtBot) -> None:
    hands = Hands()
    page = window.page("workbench")
    assert isinstance(page, WorkbenchPage)
    todos = page.todos

    def wanted() -> list[int]:
        model = todos.model()
        rows = range(model.rowCount())
        return [row for row in rows if "人没有" in str(model.index(row, 0).data())]

    qtbot.waitUntil(lambda: bool(wanted()), timeout=30_000)
    settled(qtbot, window.session)
    index = todos.model().index(wanted()[0], 0)
    todos.setCurrentIndex(index)
    QApplication.processEvents()
    hands.click(todos.viewport(), todos.visualRect(index).center())
    assert hands.count == 1
    talks = page_of(window.page("talks"))
    qtbot.waitUntil(lambda: len(talks.findChildren(CoverageView)) == 1, timeout=30_000)
    qtbot.waitUntil(talks.findChildren(CoverageView)[0].isVisible, timeout=30_000)


def test_the_months_return_on_a_stick_takes_at_most_3(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    hands = Hands()
    tab = tab_click(hands, window, "月报与总结")
    assert isinstance(tab, ReportsPage)
    page = tab.returns
    page.target.take(stick)
    write_button = button(page, "写到U盘并核对")
    qtbot.waitUntil(write_button.isEnabled, timeout=30_000)
    hands.click(write_button)
    qtbot.waitUntil(lambda: len(list(stick.glob("清廉月报_*.xlsx"))) == 1, timeout=30_000)
    assert hands.count <= 3
    found = next(iter(stick.glob("*.xlsx")))
    assert verify(ReturnWorkbook(), found).findings == ()


def test_every_record_that_names_a_person_takes_one_and_the_name(
    window: MainWindow, qtbot: QtBot
) -> None:
    hands = Hands()
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.text("罗文渊")
    results = window.header.results
    assert results is not None
    qtbot.waitUntil(results.isVisible, timeout=30_000)
    assert hands.count == 1
    hits = window.session.desk.searching.find("罗文渊", 1000)
    assert len({(hit.ledger, hit.record_id) for hit in hits}) == len(hits) > 10


def test_a_day_is_kept_printed_returned_and_found_after_a_restart(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, books: Books, tools: Tools
) -> None:
    """Enter, search, return, lock, open again: everything is there."""
    page = page_of(tab_click(Hands(), window, "家风行动"))
    page.begin_record({"kind": "廉政倡议"})
    panel = page.panel
    people = panel.form._lines["people"].editor.main
    people.setFocus()
    write(people, "罗文渊")
    qtbot.keyClick(people, Qt.Key.Key_Return)
    copies = panel.form._lines["copies"].editor.main
    assert isinstance(copies, QLineEdit)
    copies.setFocus()
    write(copies, "3")
    panel.save()
    qtbot.waitUntil(lambda: panel.record is not None, timeout=20_000)
    desk = window.session.desk
    before = desk.searching.first(Query("family"), 1)[1]
    folder = desk.book.folder
    window.session.operations.wait()
    window.close()
    again = books.open(folder, "测试口令-2026")

    later = Desk(again, tools)
    assert later.searching.first(Query("family"), 1)[1] == before
    assert [hit.ledger for hit in later.searching.find("罗文渊", 2)] == ["people", "family"]
    again.close()


def test_the_button_of_the_unit_promises_no_second_one(window: MainWindow) -> None:
    tab = window.show_tab("people")
    assert isinstance(tab, TabPage)
    page = tab.show_ledger(window.session.desk.catalogue["unit"])
    Hands().click(button(page, "登记单位信息"))
    assert page.panel.record is not None
    ledger = window.session.desk.catalogue["unit"]
    head = PanelHead(window.session, ledger, QPushButton, QPushButton)
    head.show_record(None, None, "", "plain")
    assert "登记单位信息" in [each.text() for each in head.findChildren(QLabel)]
