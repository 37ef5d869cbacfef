"""What a hand does by mistake can be taken back, and a warning is not lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State
from qinglian_desktop.ui.ledger import record_voiding
from qinglian_desktop.ui.ledger.panel_banner import PanelBanner
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look import asking
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.ui.finding import saved


def said(panel: RecordPanel) -> str:
    return "\n".join(found.text() for found in panel.findChildren(QLabel) if not found.isHidden())


def editor(panel: RecordPanel, key: str) -> Any:
    return panel.form._lines[key].editor


def test_who_need_not_come_is_taken_off_the_list(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["eight_ones"])
    qtbot.addWidget(panel)
    panel.begin()
    panel.show()
    attendance = editor(panel, "people")
    due = len(attendance.typed()["people"])
    write(attendance.main, "罗文渊")
    qtbot.keyClick(attendance.main, Qt.Key.Key_Return)
    press(panel, "不用参加")
    assert len(attendance.typed()["people"]) == due - 1
    assert "罗文渊" not in str(attendance.typed())
    press(panel, "清空名单")
    assert attendance.typed() is None


def test_the_wheel_over_a_list_changes_nothing(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["meetings"])
    qtbot.addWidget(panel)
    panel.begin({"kind": "主题党日"})
    panel.show()
    combo = editor(panel, "kind").main
    turned = QWheelEvent(
        QPointF(5, 5),
        combo.mapToGlobal(QPointF(5, 5)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    combo.wheelEvent(turned)
    assert not turned.isAccepted()
    assert panel.form.typed()["kind"] == "主题党日"


def test_a_choice_that_need_not_be_made_is_taken_back_by_a_click(
    session: Session, qtbot: QtBot
) -> None:
    panel = RecordPanel(session, session.desk.catalogue["talks"])
    qtbot.addWidget(panel)
    panel.begin()
    panel.show()
    form = editor(panel, "form")._buttons["集体"]
    meetings = RecordPanel(session, session.desk.catalogue["meetings"])
    qtbot.addWidget(meetings)
    meetings.begin({"kind": "主题党日"})
    meetings.show()
    study = editor(meetings, "study")._buttons["业务竞赛"]
    for _ in range(2):
        qtbot.mouseClick(form, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        qtbot.mouseClick(study, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert panel.form.typed()["form"] == "集体"
    assert "study" not in meetings.form.typed()


def test_what_deserved_a_look_is_said_over_the_next_form(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["directives"])
    qtbot.addWidget(panel)
    panel.show()
    panel.begin({"title": "转发绝密电报", "day": "2026-11-20"})
    panel.save_and_new()
    assert panel.record is None
    assert "上一条已保存。请留意：" in said(panel)
    assert "绝密" in said(panel)


def test_saving_an_empty_form_leaves_no_draft_but_a_word_typed_does(
    session: Session, qtbot: QtBot
) -> None:
    ledger = session.desk.catalogue["talks"]
    panel = RecordPanel(session, ledger)
    qtbot.addWidget(panel)
    panel.show()
    panel.begin()
    assert not saved(panel)
    assert "填写的内容都还在" in said(panel)
    assert session.desk.records.drafts(ledger) == []
    write(editor(panel, "opinion").main, "只写了一句")
    assert not saved(panel)
    (draft,) = session.desk.records.drafts(ledger)
    assert draft.typed["opinion"] == "只写了一句"


def test_throwing_typed_words_away_asks_first(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["talks"])
    qtbot.addWidget(panel)
    panel.show()
    (talk,), _ = session.desk.searching.first(Query("talks"), 1)
    panel.open(talk)
    write(editor(panel, "opinion").main, "补一句")
    panel.put_away()
    panel.open(talk)
    for step, kept in (("返回", 1), ("放弃修改", 0)):
        press(panel, "放弃修改")
        box = panel.findChild(QMessageBox, "asking")
        assert isinstance(box, QMessageBox)
        press(box, step)
        box.setParent(None)
        assert len(session.desk.records.drafts(session.desk.catalogue["talks"])) == kept
    assert panel.record == talk


def test_voiding_without_a_reason_is_asked_again(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = RecordPanel(session, session.desk.catalogue["talks"])
    qtbot.addWidget(panel)
    (talk,), _ = session.desk.searching.first(Query("talks"), 1)
    panel.open(talk)
    void = next(each for each in panel.findChildren(QPushButton) if each.text() == "作废")
    asked: list[str] = []
    answers = iter([("", True), ("  ", True), ("", False), ("", True), ("登重了", True)])

    def answer(_parent: QWidget, _title: str, words: str, *_: object) -> tuple[str, bool]:
        asked.append(words)
        return next(answers)

    monkeypatch.setattr(asking, "typed_line", answer)
    monkeypatch.setattr(record_voiding, "ask_or_look", lambda _a, _b, step, *_: step[1]())
    void.click()
    assert panel.record is not None and panel.record.state is not State.VOID
    assert [words.startswith("请写上原因，不能空着。") for words in asked] == [False, True, True]
    void.click()
    assert panel.record.state is State.VOID
    latest = session.desk.records.history(session.desk.catalogue["talks"], talk.id or 0)[0]
    assert latest.reason == "登重了"


def test_throwing_all_away_is_not_offered_beside_what_is_wrong(
    session: Session, qtbot: QtBot
) -> None:
    panel = RecordPanel(session, session.desk.catalogue["talks"])
    qtbot.addWidget(panel)
    panel.show()
    panel.begin()
    write(editor(panel, "opinion").main, "补一句")
    assert not saved(panel)
    (discard,) = [b for b in panel.findChildren(QPushButton) if b.text() == "清空重填"]
    assert not discard.isHidden()
    (banner,) = (each for each in panel.findChildren(PanelBanner) if not each.isHidden())
    assert not banner.isAncestorOf(discard)


def press(inside: QWidget, words: str) -> None:
    found = (b for b in inside.findChildren(QPushButton) if b.text() == words)
    next(b for b in found if not b.isHidden()).click()
