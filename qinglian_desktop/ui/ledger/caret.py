"""Where in a form the keyboard is, so that another form of the same ledger goes on from there"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget


@dataclass(frozen=True, slots=True)
class Caret:
    """A field, which of its parts has the keyboard, and after how many signs one types."""

    field: str
    part: int
    after: int


def caret_in(fields: Mapping[str, QWidget]) -> Caret | None:
    """Where the keyboard is, once their window is in front; None when it is elsewhere."""
    for key, field in fields.items():
        focus = field.window().focusWidget()
        if focus is not None and (focus is field or field.isAncestorOf(focus)):
            return Caret(key, _parts(field).index(focus), _after(focus))
    return None


def put_caret(fields: Mapping[str, QWidget], caret: Caret) -> None:
    """Give the keyboard to the same part of the same field, if there is one."""
    parts = _parts(fields[caret.field]) if caret.field in fields else []
    if caret.part >= len(parts):
        return
    part = parts[caret.part]
    part.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(part, QLineEdit):
        part.setCursorPosition(caret.after)
    elif isinstance(part, QPlainTextEdit | QTextEdit):
        cursor = part.textCursor()
        cursor.setPosition(min(caret.after, len(part.toPlainText())))
        part.setTextCursor(cursor)


def _parts(field: QWidget) -> list[QWidget]:
    """In the order in which they were made, which is the same for the same declaration."""
    return [field, *field.findChildren(QWidget)]


def _after(focus: QWidget) -> int:
    if isinstance(focus, QLineEdit):
        return focus.cursorPosition()
    if isinstance(focus, QPlainTextEdit | QTextEdit):
        return focus.textCursor().position()
    return 0
