"""复制名单: the names of a field joined by 、 onto the clipboard, by a button or by Ctrl+C"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.look.parts import button, row


class NameCopying(QWidget):
    """The button; Ctrl+C in ``line`` copies the names too while nothing in it is selected.

    Hidden until there are people to copy.
    """

    def __init__(
        self, context: FieldContext, line: QLineEdit, people: Callable[[], Sequence[Person]]
    ) -> None:
        super().__init__(line)
        self._session = context.session
        self._line = line
        self._people = people
        self.button: QPushButton = button(
            actions.COPY_NAMES.label,
            self.copy,
            "quiet",
            actions.COPY_NAMES.icon,
            context.session.theme,
        )
        self.button.setObjectName("copy_names")
        self.button.setToolTip(f"把姓名复制下来，粘贴到别处（{actions.COPY_NAMES.shown}）")
        # Enter goes from field to field, past the button.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(row(self.button))
        line.installEventFilter(self)
        self.hide()

    def copy(self) -> None:
        """Put the names on the clipboard and say how many."""
        names = [person.name for person in self._people()]
        if names:
            QGuiApplication.clipboard().setText("、".join(names))
            self._session.said.emit(f"已复制 {len(names)} 个人的姓名，可以粘贴到别处。")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Copy)
            and not self._line.hasSelectedText()
        ):
            self.copy()
            return True
        return super().eventFilter(watched, event)
