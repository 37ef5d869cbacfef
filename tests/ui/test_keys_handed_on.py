"""What has the keyboard goes or rests: one goes on at what is nearest, not at any button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from tests.hands import CONTROL, Hands, write
from tests.ui.program import main, page_of, quiet


def link(inside: object, words: str) -> QPushButton:
    found = inside.findChildren(QPushButton)  # type: ignore[attr-defined]
    return next(each for each in found if each.text() == words and each.isVisible())


def test_after_all_is_shown_the_list_has_the_keys(program: Application, qtbot: QtBot) -> None:
    page = page_of(program, "talks")
    quiet(qtbot, program)
    write(page.listing._filters._text, "没有这样的事")
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 0)
    shown = link(page, "显示全部")
    shown.setFocus()
    Hands().key(Qt.Key.Key_Space)
    qtbot.waitUntil(page.table.hasFocus)


def test_a_filter_gives_way_to_the_record_that_is_opened(
    program: Application, qtbot: QtBot
) -> None:
    page = page_of(program, "talks")
    quiet(qtbot, program)
    record = page.listing.first_record()
    assert record is not None
    write(page.listing._filters._text, "没有这样的事")
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 0)
    page.open_record(record)
    assert page.listing.words == ""
    qtbot.waitUntil(lambda: page.listing.selected_ids() == [record.id])


def test_a_form_that_was_made_a_plan_is_gone_on_with(program: Application, qtbot: QtBot) -> None:
    page = page_of(program, "meetings")
    page.begin_record()
    quiet(qtbot, program)
    page.panel._notice.say("还有没有填的。", "bad", ("存为计划", page.panel._keep_plan))
    offer = link(page.panel, "存为计划")
    offer.setFocus()
    Hands().key(Qt.Key.Key_Return)
    quiet(qtbot, program)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None and page.panel.form.isAncestorOf(focus)


def test_after_a_step_was_done_again_one_is_at_the_record(
    program: Application, qtbot: QtBot
) -> None:
    page = page_of(program, "talks")
    record = page.listing.first_record()
    assert record is not None
    page.open_record(record)
    page.panel.writing.change(lambda: page.panel.writing.opened.void("试"), lambda _: None)
    page.panel._on_state_changed("已作废。")
    hands = Hands()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Z):
        hands.key(key, CONTROL)
        QApplication.processEvents()
        focus = main(program).focusWidget()
        assert focus is not None and page.panel.isAncestorOf(focus), focus
        assert isinstance(focus, QPushButton) and focus.text() in ("保存", "恢复")


def test_after_a_return_was_written_one_goes_on_beside_it(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    page = main(program).show_tab("returns")
    assert isinstance(page, ReportsPage)
    returns = page.returns
    quiet(qtbot, program)
    qtbot.waitUntil(returns.side.write.isEnabled)
    returns.side.write.setFocus()
    returns.write_to(tmp_path)
    quiet(qtbot, program)
    assert list(tmp_path.iterdir())
    focus = QApplication.focusWidget()
    assert focus is not None and returns.isAncestorOf(focus) and focus.isEnabled()
