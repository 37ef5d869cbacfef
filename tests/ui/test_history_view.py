"""修改经过: what changed, a version beside today's, and 恢复成这个样子 as a change to be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.ui.dialogs.history_view import HistoryView
from qinglian_desktop.ui.dialogs.version_view import DIFFERS
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.lists_from_above import done, line, meeting, now, told
from tests.ui.finding import part

pytestmark = pytest.mark.reads


def test_it_says_whose_history_it_is(session: Session, qtbot: QtBot) -> None:
    for ledger in list(session.desk.catalogue)[:3]:
        record = session.desk.searching.first(Query(ledger.key), 1)[0][0]
        panel = RecordPanel(session, ledger)
        qtbot.addWidget(panel)
        shown = HistoryView(session, ledger, record, panel)
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


def opened(session: Session, qtbot: QtBot, key: str) -> RecordPanel:
    made = RecordPanel(session, session.desk.catalogue[key])
    qtbot.addWidget(made)
    made.resize(600, 640)
    made.show()
    return made


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> RecordPanel:
    """A talk whose place was changed twice after its entry."""
    made = opened(session, qtbot, "talks")
    record = session.desk.searching.first(Query("talks"), 1)[0][0]
    for place in ("二楼小会议室", "三楼谈话室"):
        typed = session.desk.records.plain(made._ledger, record) | {"place": place}
        record = session.desk.records.save(made._ledger, typed, record_id=record.id).record
    made.open(record)
    return made


@pytest.mark.writes
def test_an_earlier_version_is_restored_in_three_clicks_and_taken_back(
    panel: RecordPanel, session: Session
) -> None:
    before = panel.record
    assert before is not None
    shown = history_of(panel)  # One click.
    assert not shown.back.isEnabled()
    shown.table.selectRow(row_of(shown, "三楼谈话室"))
    assert not shown.back.isEnabled()
    assert "现在就是这个样子" in shown.said.words
    shown.table.selectRow(row_of(shown, "二楼小会议室"))  # Two.
    assert shown.said.words == "恢复会变的有：地点。"
    beside = shown.beside.text.toPlainText()
    assert DIFFERS in beside and "二楼小会议室" in beside and "三楼谈话室" in beside
    shown.back.click()  # Three.
    assert panel.record is not None
    assert panel.record.value("place") == "二楼小会议室"
    assert panel.record.revision == before.revision + 1
    assert panel.form.typed()["place"] == "二楼小会议室"
    assert "已恢复成" in panel._notice.text()
    last = session.desk.records.history(panel._ledger, before.id or 0)[0]
    assert last.action == "修改" and last.reason.startswith("恢复成")
    session.undo((panel._ledger.key, before.id or 0))
    assert panel.record.value("place") == "三楼谈话室"


@pytest.mark.writes
def test_what_todays_rules_refuse_is_told_and_mended_in_the_form(
    session: Session, qtbot: QtBot
) -> None:
    """A field that is required by now, and was not there when the version was kept."""
    made = opened(session, qtbot, "talks")
    ledger, desk = made._ledger, session.desk
    record = desk.searching.first(Query("talks"), 1)[0][0]
    first = {**desk.records.plain(ledger, record)}
    with desk.book.writing() as work:
        lacking = {key: value for key, value in record.values.items() if key != "place"}
        kept = desk.records.keeper.keep(work, ledger, {**lacking, "content": "改过"}, record)
    saved = desk.records.save(ledger, first, record_id=kept.id).record
    made.open(saved)
    shown = history_of(made)
    shown.table.selectRow(row_of(shown, "改过"))
    assert not shown.back.isEnabled() and shown.into_form.isEnabled()
    assert "现在存不进去" in shown.said.words and "地点" in shown.said.words
    shown.into_form.click()
    assert made.form.typed()["content"] == "改过"
    assert "还没有保存" in made._notice.text()
    assert desk.records.get(ledger, saved.id or 0) == saved


@pytest.mark.writes
def test_what_is_typed_is_not_replaced_by_an_earlier_version(panel: RecordPanel) -> None:
    typed = panel.form.typed() | {"place": "正在打的字"}
    panel.form.show_typed(typed, is_saved=True)
    panel.writing.note_edit()
    shown = history_of(panel)
    shown.table.selectRow(row_of(shown, "二楼小会议室"))
    assert not shown.back.isEnabled() and not shown.into_form.isEnabled()
    assert "请先保存" in shown.said.words
    assert panel.form.typed()["place"] == "正在打的字"


@pytest.mark.writes
def test_a_void_record_goes_back_to_no_version(panel: RecordPanel, session: Session) -> None:
    assert panel.record is not None
    panel.open(session.desk.records.void(panel._ledger, panel.record.id or 0, "写重了"))
    shown = history_of(panel)
    shown.table.selectRow(row_of(shown, "二楼小会议室"))
    assert not shown.back.isEnabled() and not shown.into_form.isEnabled()
    assert "请先恢复这条记录" in shown.said.words
    assert "二楼小会议室" in shown.beside.text.toPlainText()


def test_in_a_copy_it_can_only_be_looked_at(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opened(session, qtbot, "talks")
    monkeypatch.setattr(type(session.desk.book), "read_only", property(lambda _: True))
    made.open(session.desk.searching.first(Query("talks"), 1)[0][0])
    shown = history_of(made)
    shown.table.selectRow(0)
    assert shown.back.isHidden() and shown.into_form.isHidden()
    assert shown.beside.text.toPlainText()


@pytest.mark.writes
def test_a_record_that_follows_from_another_goes_back_there(session: Session, qtbot: QtBot) -> None:
    desk = session.desk
    for ledger in desk.catalogue:
        for record in desk.searching.first(Query(ledger.key), 200)[0]:
            if desk.records.source(ledger, record) is None:
                continue
            with desk.book.writing() as work:
                text = next(f.key for f in ledger.fields if f.key in ledger.title)
                desk.records.keeper.keep(work, ledger, {**record.values, text: "改过"}, record)
            made = opened(session, qtbot, ledger.key)
            made.open(desk.records.get(ledger, record.id or 0) or record)
            shown = history_of(made)
            shown.table.selectRow(shown.table.rowCount() - 1)
            assert not shown.back.isEnabled()
            assert "请到那里办" in shown.said.words
            return
    pytest.fail("no record follows from another")


@pytest.mark.writes
def test_an_earlier_version_of_a_ticked_line_keeps_its_tick(session: Session, qtbot: QtBot) -> None:
    ledger, asking = session.desk.catalogue["assignments"], line(session.desk)
    typed = session.desk.records.plain(ledger, asking)
    session.desk.records.save(ledger, {**typed, "remarks": "带上材料"}, record_id=asking.id)
    done(session.desk, asking, meeting(session.desk))
    made = opened(session, qtbot, "assignments")
    made.open(now(session.desk, asking))
    shown = history_of(made)
    shown.table.selectRow(shown.table.rowCount() - 1)
    assert shown.said.words == "恢复会变的有：备注。"
    assert "不同，恢复也不变" in shown.beside.text.toPlainText()
    shown.back.click()
    back = now(session.desk, asking)
    assert (back.value("remarks"), back.value("status")) == (None, "已完成")
    assert len(told(back)) == 1
