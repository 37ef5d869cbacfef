"""Who leaves the chart for the form and comes back goes on as one left it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.hands import CONTROL, write
from tests.ui.chart_panels import drawn, panel_of_first
from tests.ui.flow_pages import key


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> RecordPanel:
    return panel_of_first(session, qtbot)


def test_who_comes_back_to_the_chart_goes_on_where_one_was(panel: RecordPanel) -> None:
    page = drawn(panel)
    before = page.work.chart
    page.outline.step_by(2)
    write(page.outline.line, "一遍")
    mine, row = page.work.chart, page.work.row
    key(page, Qt.Key.Key_Escape)
    page = drawn(panel)
    assert (page.work.chart, page.work.row) == (mine, row)
    key(page, Qt.Key.Key_Z, CONTROL)
    assert page.work.chart == before


@pytest.mark.reads
def test_what_was_done_to_the_chart_of_another_record_is_not_taken_back(
    panel: RecordPanel, session: Session
) -> None:
    page = drawn(panel)
    page.outline.step_by(2)
    key(page, Qt.Key.Key_Escape)
    ledger = session.desk.catalogue["flows"]
    with session.desk.book.reading() as work:
        other = work.records.page(Query(ledger.key), 1, 1)[0]
    panel.open(other)
    page = drawn(panel)
    assert page.work.row == page.work.chart.steps[0].id
    assert page.work.history.steps == ()
