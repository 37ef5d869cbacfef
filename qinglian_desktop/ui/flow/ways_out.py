"""How a chart leaves the window: on paper, as a document or as a picture"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from qinglian_desktop.ui import actions

OUTLINED = "outlined.svg"
"""A vector picture whose letters are drawn, for who lacks the font."""
_WAYS = {
    "print": f"打印，或存为PDF、Word…\t{actions.PRINT.shown}",
    ".png": "存为图片（PNG）…",
    ".svg": "存为矢量图（SVG）…",
    OUTLINED: "存为矢量图（SVG，文字转曲线）…",
}


def ways_out(over: QWidget, wanted: Callable[[str], object]) -> QMenu:
    """A menu, still to be shown.

    ``wanted`` is told of "print", how a picture's name ends, or OUTLINED.
    """
    menu = QMenu(over)
    menu.setObjectName("ways_out")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for how, words in _WAYS.items():
        menu.addAction(words).triggered.connect(lambda _=False, how=how: wanted(how))
    return menu
