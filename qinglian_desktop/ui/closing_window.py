"""What stands there while a book is being closed"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qinglian_desktop.ui.look.parts import column, label
from qinglian_desktop.ui.look.theme import Theme


class ClosingWindow(QWidget):
    """Stands for the window of a book that is being closed; there is nothing to do but wait."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle("清廉机关台账")
        said = label("正在关闭台账库，请稍等…", "title")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        why = label("保存的都在；还没有做完的，正在做完或停下。", "muted")
        why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(1, said, why, 1, spacing=theme.px(8)))
        self.resize(theme.px(560), theme.px(220))
