"""Whoever types without a pause has a draft, too: in a record, a summary, a cover, the settings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.ui.dialogs.settings_view import SettingsView
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.reports.returns_page import ReturnsPage
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.typing_pause import AT_MOST, TypingPause
from tests.hands import write
from tests.ui.finding import part, settled
from tests.ui.prompt_operations import PromptOperations


def typed_without_pause(pause: TypingPause, key: Callable[[], object]) -> None:
    """Key after key while the pause never comes, until the longest wait is over."""
    for _ in range(3):
        key()
        assert pause.pause.isActive() and pause.at_most.isActive()
    run_out(pause.at_most)


def run_out(timer: QTimer) -> None:
    timer.stop()
    timer.timeout.emit()


def test_the_longest_wait_is_not_begun_anew_by_a_key(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, times, begun = QObject(), list[int](), list[int]()
    pause = TypingPause(owner)
    pause.over.connect(lambda: times.append(1))
    start = pause.at_most.start

    def counted() -> None:
        begun.append(1)
        start()

    monkeypatch.setattr(pause.at_most, "start", counted)
    for _ in range(5):
        pause.note_key()
    assert begun == [1] and AT_MOST < 2_000
    run_out(pause.at_most)
    assert times == [1]
    assert not pause.pause.isActive()
    pause.note_key()
    run_out(pause.pause)
    assert times == [1, 1] and not pause.at_most.isActive()


def test_a_record_has_a_draft_while_one_types_on(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["talks"])
    qtbot.addWidget(panel)
    panel.begin()
    panel.show()
    content = panel.form._lines["content"].editor.main
    typed_without_pause(panel.writing.pause, lambda: write(content, "谈"))
    (draft,) = session.desk.records.drafts()
    assert draft.typed["content"] == "谈谈谈"


def test_rows_have_a_draft_while_one_types_on(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["meetings"])
    qtbot.addWidget(panel)
    panel.begin({"kind": "主题党日", "agenda": [{"item": "学习"}]})
    panel.show()
    rows = panel.form._lines["agenda"].editor
    line = next(each for each in rows.findChildren(QLineEdit) if each.text() == "学习")
    typed_without_pause(panel.writing.pause, lambda: write(line, "一"))
    (draft,) = session.desk.records.drafts()
    assert "一一一学习" in str(draft.typed["agenda"])


def test_a_summary_is_kept_while_one_types_on(session: Session, qtbot: QtBot) -> None:
    tab = ReportsPage(session)
    qtbot.addWidget(tab)
    tab.show()
    tab.show_page(1)
    settled(qtbot, session)
    page = tab.summary
    page.text.moveCursor(QTextCursor.MoveOperation.End)
    typed_without_pause(page.pause, lambda: page.text.insertPlainText("写"))
    kept = session.desk.summarising.drafts.get(page.period)
    assert kept is not None and str(kept.paragraphs[-1]).count("写写写") == 1


def test_who_reports_is_kept_while_one_types_on(session: Session, qtbot: QtBot) -> None:
    page = ReturnsPage(session, list)
    qtbot.addWidget(page)
    page.show()
    settled(qtbot, session)
    page.preview.reporter.clear()
    typed_without_pause(page.pause, lambda: write(page.preview.reporter, "李"))
    assert session.desk.preferences.cover().reporter == "李李李"


def test_changed_words_are_there_again_after_a_power_cut(
    theme: Theme, empty_desk: Desk, qtbot: QtBot
) -> None:
    def settings() -> SettingsView:
        made = SettingsView(
            theme, empty_desk, PromptOperations(empty_desk.book), None, is_read_only=False
        )
        qtbot.addWidget(made)
        made.show_list("talks", "category")
        return made

    view = settings()
    line = part(view, QLineEdit, "new_word")

    def add() -> None:
        line.setText(f"新词{len(view.editor.wording.words)}")
        line.returnPressed.emit()

    typed_without_pause(view.pause, add)
    typed = view.editor.wording
    again = settings()
    assert again.editor.wording == typed
    again.save()
    assert empty_desk.wordings.drafts.all() == {}
    assert settings().editor.wording == typed
