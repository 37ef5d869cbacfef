"""The panel of a record with a chart in its form, and the page that draws over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.editors.flow_editor import FlowEditor
from qinglian_desktop.ui.flow.flow_page import FlowPage
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session


def panel_of_first(session: Session, qtbot: QtBot) -> RecordPanel:
    """The panel of the first chart of the sample, as it was saved."""
    made = RecordPanel(session, session.desk.catalogue["flows"])
    qtbot.addWidget(made)
    made.resize(1300, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open(first(session))
    return made


def first(session: Session) -> Record:
    ledger = session.desk.catalogue["flows"]
    with session.desk.book.reading() as work:
        found = work.records.page(Query(ledger.key), 0, 1)
    return found[0]


def editor_of(panel: RecordPanel) -> FlowEditor:
    return panel.findChildren(FlowEditor)[0]


def page_over(panel: RecordPanel) -> FlowPage:
    found = panel.findChild(FlowPage)
    assert found is not None
    return found


def drawn(panel: RecordPanel) -> FlowPage:
    """The page, opened by its button."""
    QTest.mouseClick(editor_of(panel).button, Qt.MouseButton.LeftButton)
    return page_over(panel)
