"""A line whose hint is never cut: the longest of several that there is room for."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

_SIDES = 2
"""Pixels that Qt leaves free at each side of the words."""


class HintedLine(QLineEdit):
    """Says what may be typed, in as many words as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[str, ...] = ()

    def set_hints(self, *hints: str) -> None:
        """What is said while the line is empty, the longest first."""
        self._hints = hints
        self._choose_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_hint()

    def _choose_hint(self) -> None:
        # As wide as the words may be: without the frame, and the button that clears it.
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = (
            self.style()
            .subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
            .marginsRemoved(self.textMargins())
        )
        room, metrics = inner.width() - 2 * _SIDES, self.fontMetrics()
        if self.isClearButtonEnabled():
            room -= self.height()
        fitting = (each for each in self._hints if metrics.horizontalAdvance(each) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1] if self._hints else ""))
