"""How a row of the outline looks: its indent, its number, the mark of its kind, its words"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qinglian_desktop.domain.flow.chart import StepKind
from qinglian_desktop.domain.flow.chart_rows import ChartRow
from qinglian_desktop.ui.flow.outline_model import OutlineModel, RowRole, row_words
from qinglian_desktop.ui.look.painting import draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import Index
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, Theme

_INDENT, _NUMBER, _MARK, _GAP = 14, 26, 18, 6
"""Pixels at 100 %: of one level, of the number, of the mark, and between them."""
_DEEPEST_SHOWN = 8
"""Levels that are still set in further; what is deeper stands below each other."""
_WRONG = 20
_BESIDE = 0.42
"""The most of a row's width that is taken by what stands behind its words."""


class OutlinePainting(QStyledItemDelegate):
    """Paints rows, and says where the words of one stand."""

    def __init__(self, model: OutlineModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px, row = self._theme.px, index.data(RowRole)
        wrong = px(_WRONG) if row is not None and self._model.wrong(row) else 0
        return QSize(px(80), px(ROW_HEIGHT) + wrong)

    def words_area(self, area: QRect, row: ChartRow) -> QRect:
        """Where the words of a row stand, which may be typed there."""
        px = self._theme.px
        left = area.left() + self._indent(row) + px(_NUMBER + _MARK + 3 * _GAP)
        beside = self._beside_width(area, row)
        height = px(ROW_HEIGHT)
        return QRect(left, area.top(), area.right() - px(_GAP) - beside - left, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        if row is None:
            return
        theme, colours, px = self._theme, self._theme.colours, self._theme.px
        area, is_current = rect_of(option), bool(flags_of(option) & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current:
            painter.fillRect(area, QColor(colours.accent_soft))
        painter.setPen(QColor(colours.hairline))
        for level in range(1, min(row.indent, _DEEPEST_SHOWN) + 1, 2):
            x = area.left() + px(level * _INDENT + _GAP)
            painter.drawLine(x, area.top(), x, area.bottom())
        left, top, height = area.left() + self._indent(row), area.top(), px(ROW_HEIGHT)
        if row.number:
            number = QRect(left, top, px(_NUMBER), height)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_line(painter, number, str(row.number), theme.font("small"), colours.muted, align)
        at = QRectF(left + px(_NUMBER + _GAP), top, px(_MARK), height)
        self._draw_mark(painter, at, row)
        words = self.words_area(area, row)
        shown = row_words(row)
        ink = colours.ink if shown else colours.muted
        if row.branch is not None:
            shown = f"[{shown}]" if shown else "[并行]"
            ink = colours.accent
        draw_line(painter, words, shown or "（还没有写）", theme.font(), ink)
        if beside := self._model.beside(row):
            width = self._beside_width(area, row)
            behind = QRect(area.right() - px(_GAP) - width, top, width, height)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_line(painter, behind, beside, theme.font("small"), colours.muted, align)
        if wrong := self._model.wrong(row):
            width = area.right() - words.left()
            below = QRect(words.left(), top + height - px(4), width, px(_WRONG))
            draw_line(painter, below, wrong, theme.font("small"), colours.warn)
        painter.restore()

    def _indent(self, row: ChartRow) -> int:
        return self._theme.px(_INDENT) * min(row.indent, _DEEPEST_SHOWN)

    def _beside_width(self, area: QRect, row: ChartRow) -> int:
        words = self._model.beside(row)
        if not words:
            return 0
        width = QFontMetrics(self._theme.font("small")).horizontalAdvance(words)
        return min(width + self._theme.px(_GAP), round(area.width() * _BESIDE))

    def _draw_mark(self, painter: QPainter, at: QRectF, row: ChartRow) -> None:
        colours = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle, wide = at.center(), at.width()
        box = QRectF(at.left(), middle.y() - wide * 0.3, wide, wide * 0.6)
        if row.step is None:
            corner = QPointF(at.left() + wide * 0.35, middle.y())
            painter.drawPolyline(
                QPolygonF(
                    [
                        QPointF(corner.x(), middle.y() - wide * 0.4),
                        corner,
                        QPointF(at.right(), middle.y()),
                    ]
                )
            )
        else:
            draw_kind(painter, box, row.step.kind)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def draw_kind(painter: QPainter, box: QRectF, kind: StepKind) -> None:
    """The shape that a kind of step has on the chart, with the painter's own pen."""
    match kind:
        case StepKind.ENDPOINT:
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        case StepKind.WORK:
            painter.drawRect(box)
        case StepKind.DECISION:
            middle, high = box.center(), box.height() * 0.68
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(middle.x(), middle.y() - high),
                        QPointF(box.right(), middle.y()),
                        QPointF(middle.x(), middle.y() + high),
                        QPointF(box.left(), middle.y()),
                    ]
                )
            )
        case StepKind.MATERIAL:
            lean = box.width() * 0.22
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(box.left() + lean, box.top()),
                        box.topRight(),
                        QPointF(box.right() - lean, box.bottom()),
                        box.bottomLeft(),
                    ]
                )
            )
