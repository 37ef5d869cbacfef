"""What is typed in a question that nobody answers, because of a lock or a 取消, is there again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.half_typed import HalfTyped
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.half_typed import ask_why
from qinglian_desktop.ui.ledger.passing_on import PassingOn
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.ledger.registering import Registering
from qinglian_desktop.ui.look import asking
from qinglian_desktop.ui.look.asking import LinesAsking
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.hands import Hands, write
from tests.invented import EVERYTHING
from tests.ui.finding import part
from tests.ui.invented_session import invented_session, keep_event
from tests.ui.program import locked, main, quiet, unlocked
from tests.ui.test_reason_line import panel as panel
from tests.ui.test_reason_line import sent as sent
from tests.ui.test_reason_line import typed

VOID = "作废 talks 1"


@pytest.fixture
def invented(tmp_path: Path, tools: Tools, theme: Theme) -> Iterator[Session]:
    with invented_session(tmp_path / "book", tools, theme) as made:
        yield made


def over(dialog: type[QDialog], act: Callable[[QDialog], object]) -> None:
    """Act on the dialog once it is there."""

    def look() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, dialog)]
        if shown := [each for each in found if each.isVisible()]:
            act(shown[0])
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_a_reason_that_was_half_typed_at_the_lock_stands_there_again(
    qtbot: QtBot, program: Application
) -> None:
    quiet(qtbot, program)
    window, said = main(program), list[str | None]()

    def type_and_lock(dialog: QDialog) -> None:
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue("这一条和上月的登重了")
        program.lock()

    over(QInputDialog, type_and_lock)
    said.append(ask_why(window.session, VOID, window, "作废", "作废原因：", "记错"))
    assert said == [None]
    window = unlocked(qtbot, program, locked(qtbot, program))
    offered: list[str] = []

    def see(dialog: QDialog) -> None:
        assert isinstance(dialog, QInputDialog)
        offered.append(dialog.textValue())
        dialog.accept()

    over(QInputDialog, see)
    reason = ask_why(window.session, VOID, window, "作废", "作废原因：")
    assert offered == [reason] == ["这一条和上月的登重了"]
    quiet(qtbot, program)
    assert HalfTyped(window.session.desk.book).of(VOID) is None


def test_what_is_only_offered_is_not_kept(invented: Session, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    over(LinesAsking, lambda dialog: dialog.reject())
    lines = asking.typed_lines
    assert ask_why(invented, "退回 1", page, "退回", "原因：", "一", lines) is None
    assert HalfTyped(invented.desk.book).of("退回 1") is None


def test_a_reason_for_a_reported_month_is_there_after_one_looked_at_another_record(
    sent: Session, panel: RecordPanel
) -> None:
    other = keep_event(sent, day="2026-09-30")
    typed(panel, "9")
    panel.save()
    why = panel.writing.why
    assert why.isVisible()
    Hands().text("数错了")
    found = sent.desk.records.get(EVERYTHING, other)
    assert found is not None
    panel.open(found)
    assert not why.isVisible()
    first = sent.desk.records.get(EVERYTHING, 1)
    assert first is not None
    panel.open(first)
    panel.save()
    assert why.isVisible() and why.line.text() == "数错了"
    Hands().key(Qt.Key.Key_Return)
    assert sent.desk.records.history(EVERYTHING, 1)[0].reason == "数错了"
    assert HalfTyped(sent.desk.book).of("更正 everything 1") is None


def test_a_step_that_was_half_filled_in_is_there_again(session: Session, qtbot: QtBot) -> None:
    ledger = session.desk.catalogue["risks"]
    with session.desk.book.reading() as work:
        (risk,) = work.records.page(Query(ledger.key, words={"stage": ("初评",)}), 0, 1)
    page = QWidget()
    qtbot.addWidget(page)
    for stands, answer in (("", "reject"), ("同意，请再核一核", "pass_on"), ("", "reject")):
        window = PassingOn(session, ledger, [risk.id or 0], page)
        window.show()
        assert (window.lines["opinion"].editor.typed() or "") == stands
        if answer == "reject":
            write(window.lines["opinion"].editor.main, "同意，请再核一核")
            window.done(QDialog.DialogCode.Rejected)
        else:
            write(window.lines["by"].editor.main, "韦明谦")
            part(window, QPushButton, "pass_on").click()


def test_a_record_begun_over_a_form_is_a_draft_however_it_is_closed(
    session: Session, qtbot: QtBot
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    ledger = session.desk.catalogue["people"]
    window = Registering(session, ledger, {}, lambda _: None, page)
    window.show()
    write(window.panel.form.line("name").editor.main, "（样例）韦明")
    window.done(QDialog.DialogCode.Rejected)
    drafts = session.desk.records.drafts(ledger)
    assert [each.typed.get("name") for each in drafts] == ["（样例）韦明"]
