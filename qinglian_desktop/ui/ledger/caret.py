"""Where in a form the keyboard is, so that one goes on there once the same is shown anew"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from qinglian_desktop.ui.editors.field_editor import FieldEditor, Whereabouts


@dataclass(frozen=True, slots=True)
class Caret:
    """A field, which of its parts has the keyboard, and after how many signs one types."""

    field: str
    place: Whereabouts
    after: int


def caret_in(editors: Mapping[str, FieldEditor]) -> Caret | None:
    """Where the keyboard is, once their window is in front; None when it is elsewhere."""
    for key, editor in editors.items():
        focus = editor.window().focusWidget()
        if focus is not None and (focus is editor or editor.isAncestorOf(focus)):
            return Caret(key, editor.place_of(focus), _after(focus))
    return None


def put_caret(editors: Mapping[str, FieldEditor], caret: Caret) -> None:
    """Give the keyboard to what stands at the same place of the same field, if there is one."""
    if caret.field not in editors:
        return
    part = editors[caret.field].part_at(caret.place)
    if not part.hasFocus():
        part.setFocus(Qt.FocusReason.OtherFocusReason)
    line = _line_of(part)
    if line is not None:
        line.setCursorPosition(caret.after)
    elif isinstance(part, QPlainTextEdit | QTextEdit):
        cursor = part.textCursor()
        cursor.setPosition(min(caret.after, len(part.toPlainText())))
        part.setTextCursor(cursor)


def _after(focus: QWidget) -> int:
    line = _line_of(focus)
    if line is not None:
        return line.cursorPosition()
    if isinstance(focus, QPlainTextEdit | QTextEdit):
        return focus.textCursor().position()
    return 0


def _line_of(part: QWidget) -> QLineEdit | None:
    """The line of what can be chosen and typed in; a list that is only chosen from has none."""
    if isinstance(part, QComboBox):
        return part.lineEdit()
    return part if isinstance(part, QLineEdit) else None
