"""修改经过 says whose it is, and its headings stand over what they head."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.ui.dialogs.history_view import HistoryView
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part

pytestmark = pytest.mark.reads


def test_it_says_whose_history_it_is(session: Session, qtbot: QtBot) -> None:
    for ledger in list(session.desk.catalogue)[:3]:
        record = session.desk.searching.first(Query(ledger.key), 1)[0][0]
        changes = session.desk.records.history(ledger, record.id or 0)
        panel = RecordPanel(session, ledger)
        qtbot.addWidget(panel)
        shown = HistoryView(session.theme, ledger, record, changes, panel)
        heading = part(shown, QLabel, "whose_history").text()
        assert heading == f"{ledger.label} {record.number} {title_of(ledger, record.values)}"
        (table,) = shown.findChildren(QTableWidget)
        assert table.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft
