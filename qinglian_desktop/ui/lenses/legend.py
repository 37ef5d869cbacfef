"""What the colours mean, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qinglian_desktop.ui.look.painting import MIDDLE
from qinglian_desktop.ui.look.theme import Theme


class Legend(QWidget):
    """A line of coloured squares, each with its word; empty where it does not fit whole."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show these words, each with its colour."""
        self._entries = tuple(entries)
        self.setAccessibleName("图例：" + "、".join(words for words, _ in entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        self.setFont(self._theme.font("small"))
        px, metrics = self._theme.px, self.fontMetrics()
        width = sum(metrics.horizontalAdvance(words) + px(38) for words, _ in self._entries)
        return QSize(width - px(14), metrics.height() + px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() < self.sizeHint().width():
            return  # Half a legend misleads; whatever is coloured says its word itself.
        painter = QPainter(self)
        painter.setFont(self._theme.font("small"))
        px, left = self._theme.px, 0
        for words, colour in self._entries:
            square = QRect(left, (self.height() - px(14)) // 2, px(14), px(14))
            painter.fillRect(square, QColor(colour))
            painter.setPen(QColor(self._theme.colours.border))
            painter.drawRect(square)
            painter.setPen(QColor(self._theme.colours.muted))
            width = painter.fontMetrics().horizontalAdvance(words) + px(4)
            painter.drawText(QRect(left + px(20), 0, width, self.height()), MIDDLE, words)
            left += width + px(34)
