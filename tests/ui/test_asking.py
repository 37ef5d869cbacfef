"""A question for several lines: by the keys alone, from what is typed to the button."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.look.asking import ask_lines


def test_tab_leads_from_the_lines_to_the_button(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    passed: list[QWidget | None] = []

    def type_and_agree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        editor = dialog.findChild(QPlainTextEdit)
        assert editor is not None
        editor.setFocus()
        QTest.keyClicks(editor, "wrong")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())
        if isinstance(dialog.focusWidget(), QPushButton):
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        else:
            dialog.reject()

    QTimer.singleShot(0, type_and_agree)
    assert ask_lines(over, "退回", "原因") == "wrong\n"
    assert isinstance(passed[0], QPushButton)
