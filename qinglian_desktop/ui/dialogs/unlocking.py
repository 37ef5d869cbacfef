"""The password of a file that somebody encrypted, asked for where one stands"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from qinglian_desktop.domain.errors import NeedsPassword
from qinglian_desktop.ui.doorway.passwords import SecretLine
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme


class UnlockLine(QFrame):
    """Hidden until a file asks for its password."""

    def __init__(self, theme: Theme, opened: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._opened = opened
        self._words = label("", wrap=True)
        self.line = SecretLine(theme, "文件的密码")
        self.line.setObjectName("file_password")
        self.line.returnPressed.connect(self._on_wanted)
        px = theme.px
        parts = row(self.line, button("打开", self._on_wanted, "primary"), 1, spacing=px(SPACE))
        self.setLayout(column(self._words, parts, spacing=px(SPACE), margins=px(12)))
        self.hide()

    def ask(self, problem: NeedsPassword) -> None:
        """Say that it is encrypted, or that the password was another, and take the keyboard."""
        self._words.setText(problem.sentence)
        self.show()
        self.line.try_again()

    def take_keys(self) -> None:
        """Give the keyboard to the line."""
        self.line.setFocus()

    def _on_wanted(self) -> None:
        if self.line.text():
            self._opened(self.line.text())
