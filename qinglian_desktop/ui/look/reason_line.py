"""Why a month that was reported is changed, asked for where one saves, in one line"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLineEdit

from qinglian_desktop.domain.errors import ReasonNeeded
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme, mark


class ReasonLine(QFrame):
    """Hidden until a reason is needed; the last one of the month stands in it already."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        mark(self, "tone", "warn")
        self._again: Callable[[str], object] | None = None
        self._words = label("", wrap=True)
        self.line = QLineEdit()
        self.line.setObjectName("why")
        self.line.setAccessibleName("更正原因")
        self.line.setPlaceholderText("更正原因，例如：核对时发现人数写错")
        self.line.returnPressed.connect(self._on_said)
        self._say = button("写明原因并保存", self._on_said, "primary")
        self._say.setObjectName("say_why")
        self._say.setAutoDefault(False)
        back = button("先不改", self.hide, "quiet")
        back.setAutoDefault(False)
        parts = row(self.line, self._say, back, spacing=SPACE)
        parts.setStretch(0, 1)
        layout = column(self._words, parts, spacing=theme.px(4))
        layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self.setLayout(layout)
        self.hide()

    def takes(self, problem: BaseException, again: Callable[[str], object]) -> bool:
        """Ask where a reason is what is needed: ``again`` does with it what was refused.

        False for any other problem, which is then to be told.
        """
        self.setVisible(isinstance(problem, ReasonNeeded))
        if not isinstance(problem, ReasonNeeded):
            return False
        self._again = again
        self._words.setText(str(problem))
        if not self.line.text().strip():
            self.line.setText(problem.offered)
        self.line.selectAll()
        self.line.setFocus()
        return True

    def _on_said(self) -> None:
        again, why = self._again, self.line.text().strip()
        if not why:
            self.line.setFocus()
        elif again is not None:
            self.hide()
            again(why)
