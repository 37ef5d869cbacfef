"""The heads of a painted grid: words in full, one of them set off."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView

from qinglian_desktop.ui.look.theme import Theme

AccentRole = int(Qt.ItemDataRole.UserRole) + 30
"""Whether a head is set off from the others (the month that it is)."""
_WIDEST = 230
"""Pixels of a row's head at 100 %."""


class WordHeader(QHeaderView):
    """Heads that share the room evenly; a line feed in the words begins a second line.

    ``least`` is a width in pixels at 100 %; the least height of a row stays at large type,
    as far as a line fits, so that more rows are in view.
    """

    def __init__(self, orientation: Qt.Orientation, theme: Theme, least: int) -> None:
        super().__init__(orientation)
        self._theme = theme
        self._least = least
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self._arrange()
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        theme.changed.connect(self._arrange)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        metrics = self.fontMetrics()
        lines = self._words(logicalIndex).split("\n")
        px = self._theme.px
        width = max(metrics.horizontalAdvance(line) for line in lines) + px(20)
        return QSize(min(width, px(_WIDEST)), metrics.height() * len(lines) + px(10))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = self._theme.colours
        is_set_off = bool(self._data(logicalIndex, AccentRole))
        painter.fillRect(rect, QColor(colours.accent_soft if is_set_off else colours.ground))
        font = self._theme.font("small" if self._is_across else "body", bold=is_set_off)
        painter.setFont(font)
        painter.setPen(QColor(colours.accent if is_set_off else colours.ink))
        inner = rect.adjusted(self._theme.px(10), 0, -self._theme.px(6), 0)
        if self._is_across:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words(logicalIndex))
        else:
            painter.drawText(
                inner,
                Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap,
                self._words(logicalIndex),
            )
        painter.setPen(QColor(colours.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    @property
    def _is_across(self) -> bool:
        return self.orientation() is Qt.Orientation.Horizontal

    def _words(self, section: int) -> str:
        return str(self._data(section, Qt.ItemDataRole.DisplayRole) or "")

    def _data(self, section: int, role: int) -> object:
        model = self.model()
        return model.headerData(section, self.orientation(), role) if model else None

    def _arrange(self) -> None:
        self.setFont(self._theme.font("small" if self._is_across else "body", bold=True))
        least = self._theme.px(self._least) if self._is_across else self._least
        self.setMinimumSectionSize(max(least, self.fontMetrics().height() + self._theme.px(8)))
        self.viewport().update()
