"""The rows and what mends them, beside each other or below, as there is room"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from qinglian_desktop.ui.look.theme import SPACE, Theme

_ROOM_FOR_BOTH = 720
"""Pixels at 100 % of a page on which both stand side by side; else below each other."""
_SIDE = 360


class RowsAndFixes(QSplitter):
    """The first has all the room that the second does not need."""

    def __init__(self, theme: Theme, first: QWidget, second: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.px(SPACE))
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(0, 1)
        self.setSizes([theme.px(3 * _SIDE), theme.px(_SIDE)])

    def turn(self, width: int) -> None:
        """Stand as there is room on a page of this width."""
        is_wide = width >= self._theme.px(_ROOM_FOR_BOTH)
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.orientation() is not wanted:
            self.setOrientation(wanted)
