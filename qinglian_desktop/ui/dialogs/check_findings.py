"""检查发现的问题: what is damaged, which backup has it whole, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from qinglian_desktop.application.checking_up import Checkup
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

_MOST = 500
"""Lines shown; of a book that lost more one does not read each."""


class CheckFindings(QDialog):
    """One line for each finding, and the advice below."""

    def __init__(self, theme: Theme, checkup: Checkup, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("检查发现了问题")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines, day = checkup.lines, checkup.day
        shown = lines[:_MOST]
        if len(lines) > _MOST:
            shown.append(f"……另外还有 {len(lines) - _MOST} 处。")
        self.lines = QPlainTextEdit("\n".join(shown))
        self.lines.setObjectName("findings")
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        said = f"{day.year}年{day.month}月{day.day}日检查，发现 {len(lines)} 处问题"
        kept = "检查只是看，什么也没有改动。"
        self.advice = label(checkup.advice, wrap=True)
        copy = button("复制", self._on_copy)
        close = button("知道了", self.accept, "primary")
        close.setObjectName("close")
        self.setLayout(
            column(
                label(said, "head"),
                label(kept, "muted", wrap=True),
                self.lines,
                label("怎么办", "head"),
                self.advice,
                row(1, copy, close),
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        self.resize(theme.px(640), theme.px(420))
        close.setFocus()

    def _on_copy(self) -> None:
        words = f"{self.lines.toPlainText()}\n\n{self.advice.text()}"
        QApplication.clipboard().setText(words)
