"""A tab of ledgers still to come: what they will hold, and a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.coming_page import ComingPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part


def test_every_coming_tab_names_what_it_will_hold(session: Session, qtbot: QtBot) -> None:
    coming = [tab for tab in session.desk.catalogue.tabs if tab.holds]
    assert coming
    for tab in coming:
        page = ComingPage(session, tab)
        qtbot.addWidget(page)
        page.resize(1366, 640)
        page.show()
        texts = [each.text() for each in page.findChildren(QLabel)]
        assert [text for text in texts if text in tab.holds] == list(tab.holds)
        assert any("请先用" in text for text in texts)
        session.theme.set_dark(not session.theme.dark)
        again = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
        assert [text for text in again if text in tab.holds] == list(tab.holds)
    session.theme.set_dark(False)


def test_the_way_back_leads_to_the_workbench(session: Session, qtbot: QtBot) -> None:
    page = ComingPage(session, next(tab for tab in session.desk.catalogue.tabs if tab.holds))
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.workbench_wanted):
        qtbot.mouseClick(part(page, QPushButton, "back"), Qt.MouseButton.LeftButton)
