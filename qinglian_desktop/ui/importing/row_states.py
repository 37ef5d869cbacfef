"""Left of the rows: the number of each in the file, and what becomes of it, always in sight"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView

from qinglian_desktop.ui.importing.rows_model import RowsModel
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, SPACE, Theme

_LONGEST = "88888　已有，照样新增"


class RowStates(QHeaderView):
    """As wide as the longest that may be said."""

    def __init__(self, theme: Theme, model: RowsModel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._theme = theme
        self._sheet = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self.setMinimumSectionSize(theme.px(ROW_HEIGHT))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        self.setFont(self._theme.font("small"))
        wide = self.fontMetrics().horizontalAdvance(_LONGEST)
        return QSize(wide + self._theme.px(2 * SPACE), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter.fillRect(rect, QColor(colours.ground))
        vertical = Qt.Orientation.Vertical
        words = str(self._sheet.headerData(logicalIndex, vertical) or "")
        ink = self._sheet.headerData(logicalIndex, vertical, Qt.ItemDataRole.ForegroundRole)
        number, _, state = words.partition("　")
        painter.setFont(self._theme.font("small"))
        painter.setPen(QColor(colours.muted))
        wide = painter.fontMetrics().horizontalAdvance("88888")
        middle = Qt.AlignmentFlag.AlignVCenter
        first = QRect(rect.left(), rect.top(), wide, rect.height())
        painter.drawText(first, middle | Qt.AlignmentFlag.AlignRight, number)
        painter.setPen(QColor(ink) if isinstance(ink, QColor) else QColor(colours.muted))
        rest = rect.adjusted(wide + px(SPACE), 0, -px(4), 0)
        painter.drawText(rest, middle | Qt.AlignmentFlag.AlignLeft, state)
        painter.setPen(QColor(colours.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
