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
from tests.lists_from_above import done, line, meeting, now, told
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


def history_of(panel: RecordPanel) -> HistoryView:
    panel._foot._past.click()
    return panel.findChildren(HistoryView)[-1]


def row_of(shown: HistoryView, words: str) -> int:
    """The latest line that says so."""
    table = shown.table
    cells = ((place, table.item(place, 5)) for place in range(table.rowCount()))
    return next(place for place, cell in cells if cell is not None and cell.text() == words)


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> RecordPanel:
    """A talk whose place was changed twice after its entry."""
    ledger = session.desk.catalogue["talks"]
    made = RecordPanel(session, ledger)
    qtbot.addWidget(made)
    made.resize(600, 640)
    made.show()
    record = session.desk.searching.first(Query("talks"), 1)[0][0]
    for place in ("二楼小会议室", "三楼谈话室"):
        typed = session.desk.records.plain(ledger, record) | {"place": place}
        record = session.desk.records.save(ledger, typed, record_id=record.id).record
    made.open(record)
    return made


@pytest.mark.writes
def test_an_earlier_version_comes_back_as_a_change_that_can_be_undone(
    panel: RecordPanel, session: Session
) -> None:
    before = panel.record
    assert before is not None
    shown = history_of(panel)
    assert not shown.back.isEnabled()
    shown.table.selectRow(row_of(shown, "三楼谈话室"))
    # As it stands already.
    assert not shown.back.isEnabled()
    shown.table.selectRow(row_of(shown, "二楼小会议室"))
    assert shown.back.isEnabled()
    assert "会变的有：地点。" in shown.said.text()
    shown.back.click()
    assert panel.form.typed()["place"] == "二楼小会议室"
    # Looked at first: nothing is changed before it is saved.
    assert session.desk.records.get(panel._ledger, before.id or 0) == before
    assert "还没有保存" in panel._notice.text()
    panel.save()
    assert panel.record is not None
    assert panel.record.value("place") == "二楼小会议室"
    assert panel.record.revision == before.revision + 1
    session.undo((panel._ledger.key, before.id or 0))
    assert panel.record.value("place") == "三楼谈话室"


@pytest.mark.writes
def test_what_is_typed_is_not_replaced_by_an_earlier_version(panel: RecordPanel) -> None:
    typed = panel.form.typed() | {"place": "正在打的字"}
    panel.form.show_typed(typed, is_saved=True)
    panel.writing.note_edit()
    shown = history_of(panel)
    shown.table.selectRow(row_of(shown, "二楼小会议室"))
    shown.back.click()
    assert panel.form.typed()["place"] == "正在打的字"
    assert "请先保存" in panel._notice.text()


@pytest.mark.writes
def test_a_void_record_goes_back_to_no_version(panel: RecordPanel, session: Session) -> None:
    assert panel.record is not None
    panel.open(session.desk.records.void(panel._ledger, panel.record.id or 0, "写重了"))
    assert history_of(panel).back.isHidden()


def test_a_record_that_follows_from_another_goes_back_there(session: Session, qtbot: QtBot) -> None:
    desk = session.desk
    for ledger in desk.catalogue:
        for record in desk.searching.first(Query(ledger.key), 200)[0]:
            if desk.records.source(ledger, record) is not None:
                made = RecordPanel(session, ledger)
                qtbot.addWidget(made)
                made.open(record)
                assert history_of(made).back.isHidden()
                return
    pytest.fail("no record follows from another")


@pytest.mark.writes
def test_an_earlier_version_of_a_ticked_line_is_shown_with_its_tick(
    session: Session, qtbot: QtBot
) -> None:
    ledger, asking = session.desk.catalogue["assignments"], line(session.desk)
    typed = session.desk.records.plain(ledger, asking)
    session.desk.records.save(ledger, {**typed, "remarks": "带上材料"}, record_id=asking.id)
    done(session.desk, asking, meeting(session.desk))
    made = RecordPanel(session, ledger)
    qtbot.addWidget(made)
    made.open(now(session.desk, asking))
    shown = history_of(made)
    shown.table.selectRow(shown.table.rowCount() - 1)
    assert "会变的有：备注。" in shown.said.text()
    shown.back.click()
    made.save()
    back = now(session.desk, asking)
    assert (back.value("remarks"), back.value("status")) == (None, "已完成")
    assert len(told(back)) == 1
