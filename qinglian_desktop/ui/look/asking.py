"""A question before something is thrown away: the step in its own words, or back"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qinglian_desktop.ui.look.message_box import message_box

T = TypeVar("T")
_ACROSS, _DOWN = 36, 8
"""汉字 and lines that are seen at once of what is typed."""


def ask_lines(parent: QWidget, step: str, words: str, offered: str = "") -> str | None:
    """Ask for several lines, until something is said; None if the step is not wanted after all.

    What is ``offered`` stands there already.
    """
    said, is_agreed = ask_until_said(parent, step, words, offered, typed_lines)
    return said if is_agreed else None


def ask_until_said(
    parent: QWidget,
    step: str,
    words: str,
    offered: str,
    typed: Callable[[QWidget, str, str, str], tuple[str, bool]],
) -> tuple[str, bool]:
    """What was said, and whether the step is wanted; one that is wanted says something."""
    said, is_agreed = typed(parent, step, words, offered)
    while is_agreed and not said.strip():
        again = f"请写上原因，不能空着。\n{words}"
        said, is_agreed = typed(parent, step, again, offered)
    return said, is_agreed


def typed_line(parent: QWidget, step: str, words: str, offered: str) -> tuple[str, bool]:
    """What was typed in one line, and whether it was agreed to."""
    asking = QInputDialog(parent)
    asking.setWindowTitle(step)
    asking.setLabelText(words)
    asking.setTextValue(offered)
    is_agreed = asking.exec() == QDialog.DialogCode.Accepted
    asking.deleteLater()
    return asking.textValue().strip(), is_agreed


def typed_lines(parent: QWidget, step: str, words: str, offered: str) -> tuple[str, bool]:
    """The same in several lines."""
    asking = LinesAsking(parent, step, words, offered)
    agreed = asking.exec() == QDialog.DialogCode.Accepted
    asking.deleteLater()
    return asking.lines.toPlainText(), agreed


class LinesAsking(QDialog):
    """Several lines to be typed; long ones are broken, and what is ``offered`` is added to."""

    def __init__(self, parent: QWidget, step: str, words: str, offered: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(step)
        self.lines = QPlainTextEdit(offered)
        self.lines.setAccessibleName(words)
        self.lines.setTabChangesFocus(True)
        self.lines.moveCursor(QTextCursor.MoveOperation.End)
        one = self.lines.fontMetrics()
        self.lines.setMinimumSize(_ACROSS * one.horizontalAdvance("一"), _DOWN * one.lineSpacing())
        button = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(button.Ok | button.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for each in (QLabel(words), self.lines, buttons):
            layout.addWidget(each)
        self.lines.setFocus()


def ask_first(parent: QWidget, words: str, step: str, act: Callable[[], object]) -> None:
    """Say what will be gone; ``act`` is done only if the button ``step`` is pressed."""
    box = message_box(parent, step, words)
    box.setObjectName("asking")
    agreed = box.addButton(step, QMessageBox.ButtonRole.DestructiveRole)
    back = box.addButton("返回", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.buttonClicked.connect(lambda chosen: act() if chosen is agreed else None)
    box.open()


def ask_or_look(
    parent: QWidget,
    words: str,
    step: tuple[str, Callable[[], object]],
    looks: Sequence[tuple[str, T]],
    go: Callable[[T], object],
) -> None:
    """As ``ask_first``, where one may also look first: each of ``looks`` leads somewhere."""
    box = message_box(parent, step[0], words)
    box.setObjectName("asking")
    agreed = box.addButton(step[0], QMessageBox.ButtonRole.DestructiveRole)
    role = QMessageBox.ButtonRole.ActionRole
    ways = {box.addButton(said, role): place for said, place in looks}
    back = box.addButton("返回", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)

    def answered(chosen: QAbstractButton) -> None:
        if chosen is agreed:
            step[1]()
        elif isinstance(chosen, QPushButton) and chosen in ways:
            go(ways[chosen])

    box.buttonClicked.connect(answered)
    box.open()


def ask_to_keep(
    parent: QWidget, words: str, back: str, keep: Callable[[], None], lose: Callable[[], None]
) -> None:
    """Say what was not kept yet: it is kept, or lost, or one goes ``back`` to it."""
    box = message_box(parent, parent.windowTitle(), words)
    kept = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
    lost = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
    box.setEscapeButton(box.addButton(back, QMessageBox.ButtonRole.RejectRole))

    def answered(chosen: QAbstractButton) -> None:
        if chosen is lost:
            lose()
        elif chosen is kept:
            keep()

    box.buttonClicked.connect(answered)
    box.open()
