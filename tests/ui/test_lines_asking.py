"""Lines to be typed into a dialog: what is offered stays, and long lines are broken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.look.asking import LinesAsking, ask_lines
from qinglian_desktop.ui.look.theme import Theme


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_typed_is_added_to_what_is_offered_and_nothing_runs_out_of_sight(
    page: QWidget,
) -> None:
    offered = "本年累计25，可是到8月累计24，加上本月0该是24。" * 3

    def type_and_agree() -> None:
        (asking,) = (each for each in QApplication.topLevelWidgets() if _is_asking(each))
        assert isinstance(asking, LinesAsking)
        QTest.keyClicks(asking.lines, "!")
        assert asking.lines.lineWrapMode() is QPlainTextEdit.LineWrapMode.WidgetWidth
        assert not asking.lines.horizontalScrollBar().maximum()
        asking.accept()

    QTimer.singleShot(0, type_and_agree)
    assert ask_lines(page, "退回", "原因：", offered) == f"{offered}!"


def test_nothing_comes_of_it_when_it_is_not_wanted_after_all(page: QWidget) -> None:
    def go_back() -> None:
        (asking,) = (each for each in QApplication.topLevelWidgets() if _is_asking(each))
        assert isinstance(asking, QDialog)
        asking.reject()

    QTimer.singleShot(0, go_back)
    assert ask_lines(page, "退回", "原因：", "一") is None


def test_tab_leads_from_the_lines_to_the_button(page: QWidget) -> None:
    passed: list[QWidget | None] = []

    def type_and_agree() -> None:
        (dialog,) = (each for each in QApplication.topLevelWidgets() if _is_asking(each))
        assert isinstance(dialog, LinesAsking)
        QTest.keyClicks(dialog.lines, "wrong")
        QTest.keyClick(dialog.lines, Qt.Key.Key_Return)
        QTest.keyClick(dialog.lines, Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())
        if isinstance(dialog.focusWidget(), QPushButton):
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        else:
            dialog.reject()

    QTimer.singleShot(0, type_and_agree)
    assert ask_lines(page, "退回", "原因") == "wrong\n"
    assert isinstance(passed[0], QPushButton)


def _is_asking(widget: QWidget) -> bool:
    return isinstance(widget, LinesAsking) and widget.isVisible()
