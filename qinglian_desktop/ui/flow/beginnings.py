"""What an empty chart offers: the common ones to begin with, and what was copied elsewhere"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from qinglian_desktop.ui.look.parts import button, column, frame, label
from qinglian_desktop.ui.look.theme import Theme

_ACROSS = 2


class Beginnings(QScrollArea):
    """Names of charts, each a button; ``begin`` is told of the one that was pressed."""

    def __init__(
        self,
        theme: Theme,
        names: Sequence[str],
        begin: Callable[[str], object],
        paste: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("beginnings")
        px = theme.px
        intro = label(
            "在左边写第一步，Enter 写下一步，右边就画出来。写成问题的一步自动成为判断。",
            wrap=True,
        )
        body = column(intro, spacing=px(10), margins=px(16))
        if names:
            body.addWidget(label("从样例开始", "head"))
            body.addWidget(
                label("样例是一般的做法，改成本单位的步骤、岗位和时限再用。", "muted", wrap=True)
            )
            grid = QGridLayout()
            grid.setSpacing(px(8))
            for place, name in enumerate(names):
                made = button(name, lambda name=name: begin(name))
                grid.addWidget(made, place // _ACROSS, place % _ACROSS)
            body.addLayout(grid)
        body.addWidget(label("已经有文字或表格", "head"))
        words = "复制 Word、Excel 里的步骤，一行一步，缩进是分支；表格可以有步骤、岗位、时限几列。"
        body.addWidget(label(words, "muted", wrap=True))
        body.addWidget(button("粘贴成步骤", paste, "", "copy", theme))
        inner = QWidget()
        inner.setObjectName("canvas")
        inner.setLayout(column(frame("card", body), 1, margins=px(8)))
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
