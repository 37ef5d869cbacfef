"""The heads of a sheet's columns, and below each where the column goes, chosen from a menu"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView

from qinglian_desktop.domain.importing.matching import MatchedColumn
from qinglian_desktop.ui.importing.rows_model import ColumnRole, RowsModel
from qinglian_desktop.ui.look.theme import SPACE, Theme


class ColumnHeads(QHeaderView):
    """``target_wanted`` carries the section whose target was clicked, and where its menu goes."""

    target_wanted = Signal(int, QPoint)

    def __init__(self, theme: Theme, model: RowsModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._sheet = model
        self._pressed_at = QPoint()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(56))
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        small = self._theme.font("small")
        lines = 3 * (small.pixelSize() + self._theme.px(5))
        return QSize(super().sizeHint().width(), lines + self._theme.px(3 * SPACE))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter.fillRect(rect, QColor(colours.ground))
        column = self._sheet.headerData(logicalIndex, Qt.Orientation.Horizontal, ColumnRole)
        words = str(self._sheet.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        inner = rect.adjusted(px(SPACE), px(4), -px(6), -px(4))
        foot = self._foot(rect)
        painter.setFont(self._theme.font("small", bold=True))
        painter.setPen(QColor(colours.ink))
        above = QRect(inner.left(), inner.top(), inner.width(), foot.top() - inner.top())
        wrapped = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | wrapped
        painter.drawText(above, flags, self._last_words(words))
        if isinstance(column, MatchedColumn):
            self._paint_target(painter, foot, column)
        painter.setPen(QColor(colours.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        near = (event.position().toPoint() - self._pressed_at).manhattanLength() < 6
        if event.button() is Qt.MouseButton.LeftButton and section >= 0 and near:
            self.target_wanted.emit(section, self.menu_place(section))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            return True
        return super().viewportEvent(event)

    def menu_place(self, section: int) -> QPoint:
        """Where the menu of a section hangs, on the screen."""
        at = QPoint(self.sectionViewportPosition(section), self.height())
        return self.viewport().mapToGlobal(at)

    def _foot(self, rect: QRect) -> QRect:
        px = self._theme.px
        high = self._theme.font("small").pixelSize() + px(10)
        return QRect(rect.left() + px(4), rect.bottom() - high - px(4), rect.width() - px(9), high)

    def _paint_target(self, painter: QPainter, foot: QRect, column: MatchedColumn) -> None:
        colours, px = self._theme.colours, self._theme.px
        goes = bool(column.target)
        is_unsure = goes and not column.is_sure
        ground = colours.warn_soft if is_unsure else colours.paper
        painter.setPen(QColor(colours.warn if is_unsure else colours.border))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(foot, px(3), px(3))
        ink = colours.warn if is_unsure else colours.accent if goes else colours.muted
        painter.setPen(QColor(ink))
        painter.setFont(self._theme.font("small"))
        room = foot.adjusted(px(6), 0, -px(16), 0)
        words = self._sheet.target_words(column)
        if is_unsure:
            words = f"{words}？"
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        arrow = foot.adjusted(foot.width() - px(16), 0, -px(3), 0)
        painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "▾")

    @staticmethod
    def _last_words(words: str) -> str:
        """The head's own words: of the groups above it there is no room to tell."""
        return words.rpartition("／")[2].replace("\n", "")
