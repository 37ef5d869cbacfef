"""The small pad at the step that was clicked on the chart: what one does with it next"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from qinglian_desktop.ui.look.parts import button, row
from qinglian_desktop.ui.look.theme import Theme

DEEDS = {"next": "下一步", "branch": "分支", "goto": "退回", "risk": "▲风险"}


def pad_place(area: QRect, size: QSize, seen: QRect, others: Sequence[QRect], apart: int) -> QPoint:
    """Where a pad hides no other step: at the right of its own, else at the left, below, above.

    Where there is no such place it is a corner of what is ``seen``, else it hides as few as it can.
    """
    middle = area.center().y() - size.height() // 2
    right, left = area.right() + apart, area.left() - apart - size.width()
    below, above = area.bottom() + apart, area.top() - apart - size.height()
    far = seen.right() - size.width()
    low = seen.bottom() - size.height()
    wished = [(right, middle), (left, middle), (area.left(), below), (area.left(), above)]
    wished += [(right, below), (left, below), (right, above), (left, above)]
    wished += [(far, middle), (seen.left(), middle), (far, seen.top()), (far, low)]

    def hidden(at: QPoint) -> int:
        own = QRect(at, size)
        return sum(own.intersects(other) for other in (*others, area))

    places = [
        QPoint(max(seen.left(), min(x, far)), max(seen.top(), min(y, low))) for x, y in wished
    ]
    return min(places, key=hidden)


class NodePad(QFrame):
    """``meant`` carries which of the four it is."""

    meant = Signal(str)

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("pad")
        self.setProperty("kind", "card")
        # What lies below it is not clicked through it.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.buttons = {
            key: button(words, lambda key=key: self.meant.emit(key), "quiet")
            for key, words in DEEDS.items()
        }
        for made in self.buttons.values():
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(row(*self.buttons.values(), spacing=0, margins=theme.px(2)))
        self.hide()
