"""The small pad at the step that was clicked on the chart: what one does with it next"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from qinglian_desktop.ui.look.parts import button, row
from qinglian_desktop.ui.look.theme import Theme

DEEDS = {"next": "下一步", "branch": "分支", "goto": "退回", "risk": "▲风险"}


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
