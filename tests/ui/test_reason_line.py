"""Why a reported month is changed is asked for in one line, where one saves, and once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.row_lists import RowLists
from qinglian_desktop.domain.errors import ReasonNeeded
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look import asking
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.hands import Hands
from tests.invented import EVERYTHING, INVENTED_UNIT, ship_input
from tests.ui.finding import part, settled
from tests.ui.invented_session import invented_session, keep_event
from tests.ui.test_row_list import click, opened

OCTOBER = Period.parse("2026-10")


@pytest.fixture
def sent(tmp_path: Path, tools: Tools, theme: Theme) -> Iterator[Session]:
    """October was reported, with one record."""
    with invented_session(tmp_path / "book", tools, theme) as made:
        made.desk.records.save(INVENTED_UNIT, ship_input())
        keep_event(made)
        made.desk.returning.deliver(OCTOBER, tmp_path)
        yield made


@pytest.fixture
def panel(sent: Session, qtbot: QtBot) -> RecordPanel:
    made = RecordPanel(sent, EVERYTHING)
    qtbot.addWidget(made)
    made.resize(640, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open(record(sent))
    QApplication.processEvents()
    return made


def record(session: Session, record_id: int = 1) -> Record:
    found = session.desk.records.get(EVERYTHING, record_id)
    assert found is not None
    return found


def typed(panel: RecordPanel, weight: str) -> None:
    line = panel.form.line("weight").editor.main
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    Hands().text(weight)


def test_a_correction_is_saved_with_its_reason_by_enter(sent: Session, panel: RecordPanel) -> None:
    hands, why = Hands(), panel.writing.why
    typed(panel, "9")
    panel.save()
    assert why.isVisible() and why.line.hasFocus()
    assert record(sent).value("weight") == 3
    # Nothing said is no reason.
    hands.key(Qt.Key.Key_Return)
    assert record(sent).value("weight") == 3
    hands.text("数错了")
    hands.key(Qt.Key.Key_Return)
    assert record(sent).value("weight") == 9
    assert not why.isVisible() and not panel.has_edits
    assert sent.desk.records.history(EVERYTHING, 1)[0].reason == "数错了"
    # The next time of the month it stands there already: one key more.
    count = hands.count
    typed(panel, "8")
    panel.save()
    assert why.line.text() == "数错了"
    hands.key(Qt.Key.Key_Return)
    assert hands.count == count + 1
    assert record(sent).value("weight") == 8


def test_what_is_no_correction_is_not_asked_for(sent: Session, panel: RecordPanel) -> None:
    story = panel.form.line("story").editor.main
    story.setFocus()
    Hands().text("后来的事")
    panel.save()
    assert not panel.writing.why.isVisible()
    assert not panel.has_edits


def test_given_up_it_stays_a_draft(sent: Session, panel: RecordPanel) -> None:
    typed(panel, "9")
    panel.save()
    panel.writing.why.hide()
    assert panel.has_edits
    assert record(sent).value("weight") == 3
    assert [each.typed["weight"] for each in sent.desk.records.drafts(EVERYTHING)] == ["9"]


def test_reviving_asks_too(sent: Session, panel: RecordPanel) -> None:
    sent.desk.records.void(EVERYTHING, 1, "记错了")
    panel.open(record(sent))
    panel._foot.revive_wanted.emit()
    why = panel.writing.why
    assert why.isVisible() and why.line.text() == "记错了"
    Hands().text("没有记错")
    Hands().key(Qt.Key.Key_Return)
    assert sent.desk.records.history(EVERYTHING, 1)[0].reason == "没有记错"
    assert not why.isVisible()


def test_voiding_offers_the_last_reason_of_the_month(
    sent: Session, panel: RecordPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def answer(_p: QWidget, _t: str, _w: str, typed: str) -> tuple[str, bool]:
        offered.append(typed)
        return typed, False

    monkeypatch.setattr(asking, "typed_line", answer)
    panel._foot.void_wanted.emit()
    typed(panel, "9")
    panel.save()
    Hands().text("数错了")
    Hands().key(Qt.Key.Key_Return)
    panel._foot.void_wanted.emit()
    # Of a month that was never reported no reason is known.
    panel.open(record(sent, keep_event(sent, day="2026-09-30")))
    panel._foot.void_wanted.emit()
    assert offered == ["", "数错了", ""]


def test_a_tick_in_a_list_asks_above_it(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick = RowLists.tick

    def refuse(self: RowLists, *args: object, reason: str = "", **more: object) -> object:
        if not reason:
            raise ReasonNeeded(("2026年10月",), "落实了")
        return tick(self, *args, reason=reason, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(RowLists, "tick", refuse)
    view = opened(session, qtbot)
    with qtbot.waitActive(view):
        view.activateWindow()
    click(view, qtbot, 0, 0)
    why = view.findChild(ReasonLine)
    assert why is not None and why.isVisible()
    assert part(view, QLineEdit, "why").text() == "落实了"
    with qtbot.waitSignal(session.said):
        Hands().key(Qt.Key.Key_Return)
    settled(qtbot, session)
    assert not why.isVisible()
