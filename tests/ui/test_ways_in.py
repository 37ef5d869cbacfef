"""The ways to where records are brought in, and back to the list that shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.ledger.ways_in import WaysIn
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.tab_page import TabPage
from tests.ui.finding import part
from tests.ui.import_pages import HEADS, ROWS, count, result_of, sheet


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> TabPage:
    """The tab of the roster, which goes where its pages ask to."""
    catalogue = session.desk.catalogue
    found = catalogue.tab_of(catalogue["people"])
    assert found is not None
    made = TabPage(session, found)
    qtbot.addWidget(made)
    session.place_wanted.connect(made.bring_in)
    made.resize(1200, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_all_is_kept_as_one_step_and_the_rest_saved_with_its_reason(
    tab: TabPage, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count(session)
    tab.bring_in(ToImport("people", sheet(tmp_path, HEADS, *ROWS)))
    page = tab.findChild(BringingInPage)
    assert page is not None and tab.page_in_front is None and tab.help_key == "importing"
    result_of(page, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: tab.page_in_front is not None)
    assert count(session) == before + 1
    said = part(tab, QLabel, "imported")
    assert said.text() == "花名册：导入了 1 条，没导入 2 条。不对的话，按 Ctrl+Z 全部撤销。"
    target = tmp_path / "没导入.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    part(tab, QPushButton, "save_rejected").click()
    qtbot.waitUntil(lambda: said.text().startswith("没有导入的 2 条存成了“没导入.xlsx”"))
    page_of = load_workbook(target).active
    assert page_of is not None
    rows = list(page_of.iter_rows(values_only=True))
    assert [str(row[-1]) for row in rows[-2:]] == ["“秀才”不在选项里，请选一个。"] * 2
    session.undo()
    qtbot.waitUntil(lambda: count(session) == before)
    qtbot.waitUntil(lambda: not said.isVisible())


def test_a_dropped_file_and_copied_cells_open_the_page(
    tab: TabPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tab.page
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sheet(tmp_path, HEADS, *ROWS)))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, buttons, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    ways_in = page.findChild(WaysIn)
    assert ways_in is not None
    ways_in.eventFilter(page, QDropEvent(QPointF(50, 50), copy, mime, buttons, keys))
    importing = tab.findChild(BringingInPage)
    assert importing is not None
    assert len(result_of(importing, qtbot).records) == 3
    importing.left.emit()
    assert tab.page_in_front is page
    QApplication.sendPostedEvents(None, 52)
    QGuiApplication.clipboard().setText("姓名\t性别\n钟离䶮\t男\n")
    page.take_keys_to_list()
    QTest.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: tab.page_in_front is None)
    importing = tab._importing["people"]
    assert len(result_of(importing, qtbot).records) == 1
    assert importing.work.file is not None and importing.work.file.name == ""
