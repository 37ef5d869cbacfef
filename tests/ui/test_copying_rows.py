"""Ctrl+C in a list: its rows as a table, for spreadsheets and for letters."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.ledger import record_table
from qinglian_desktop.ui.ledger.record_table import RecordTable
from qinglian_desktop.ui.ledger.record_table_model import WINDOW, RecordTableModel
from qinglian_desktop.ui.session import Session


def test_many_rows_are_copied_as_cells_in_the_order_of_the_columns(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = session.desk.catalogue["talks"]
    model = RecordTableModel(session, ledger)
    table = RecordTable(session, ledger, model)
    qtbot.addWidget(table)
    model.refresh()
    table.show()
    table.horizontalHeader().moveSection(2, 0)
    said: list[str] = []
    session.said.connect(said.append)
    for most in (WINDOW, 3):
        # Whether at once or, as many are, off the window's thread.
        monkeypatch.setattr(record_table, "WINDOW", most)
        QGuiApplication.clipboard().setText("")
        table.selectAll()
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasHtml())
        lines = list(csv.reader(QGuiApplication.clipboard().text().split("\n"), delimiter="\t"))
        assert lines[0][:2] == ["起止时间", "类别"]
        assert len(lines) == 1 + model.rowCount()
        html = QGuiApplication.clipboard().mimeData().html()
        assert html.count("<tr>") == len(lines) and "<th>起止时间</th><th>类别</th>" in html
        assert said[-1] == f"已复制 {model.rowCount()} 行，可粘贴到 WPS 表格。"
    late = next(row for row in lines[1:] if "逾期" in row[-1])
    assert late[-1] == "已确认，逾期"
