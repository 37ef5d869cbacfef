"""The chart as it is drawn: clicked to choose a step, dragged to arrange, clicked twice to write"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from qinglian_desktop.domain.drawing import Drawing, Spot
from qinglian_desktop.domain.flow.chart_drawing import LANE
from qinglian_desktop.ui.flow.dragging import lane_under, spots_of_steps
from qinglian_desktop.ui.look.drawn_shapes import draw_shape
from qinglian_desktop.ui.look.theme import Theme

_HOW_STEP = "拖中间可以改位置，拖边框到另一步可以连线，点两下改文字"
_HOW_LINE = "拖动可以让连线改走另一边"
_RIM = 4.0
"""Points inside the border of a box from which a line is drawn."""
_WRONG = 8.0
"""Points of the words that say on the chart what is wrong."""


class ChartCanvas(QWidget):
    """``zoom`` is how many pixels a point has.

    ``chosen`` carries the id of a step that was clicked, ``written`` of one that is to be written
    in, ``dropped`` the Spot of a step or line with where it was taken hold of and let go, in
    points; ``menu_wanted`` the id of what was clicked with the other button. Who takes hold of the
    rim of a box draws a line: ``joined`` carries both steps, "" where it ended at none.
    ``missed`` comes where nothing was clicked, and when something is dragged: what hangs over the
    chart is in the way.
    """

    chosen = Signal(str)
    written = Signal(str)
    dropped = Signal(object, QPointF, QPointF)
    joined = Signal(str, str)
    missed = Signal()
    menu_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("chart")
        self.setAccessibleName("流程图")
        self.setMouseTracking(True)
        self._theme = theme
        self.drawing = Drawing(0.0, 0.0, ())
        self.boxes: Mapping[str, Spot] = {}
        self.zoom = 1.0
        self._row = ""
        self._wrong: Mapping[str, str] = {}
        self._pressed: tuple[Spot, QPointF] | None = None
        self._dragged: QPointF | None = None
        self._is_joining = False
        theme.changed.connect(self.update)

    def show_drawing(self, drawing: Drawing, wrong: Mapping[str, str]) -> None:
        """Paint this, with what is wrong at steps."""
        self.drawing, self._wrong = drawing, wrong
        self.boxes = spots_of_steps(drawing)
        self._pressed = self._dragged = None
        self.fit()

    def show_row(self, row: str) -> None:
        """Frame the step that one is at."""
        if row != self._row:
            self._row = row
            self.update()

    def fit(self) -> None:
        """As large as the drawing at this zoom."""
        width, height = self.needed
        self.setFixedSize(QSize(round(width * self.zoom), round(height * self.zoom)))
        self.update()

    @property
    def needed(self) -> tuple[float, float]:
        """Points of the drawing, with room below it for what may be wrong at its lowest step."""
        room = 2 * _WRONG if self._wrong and self.drawing.height else 0.0
        return self.drawing.width, self.drawing.height + room

    def areas_beside(self, step: str) -> list[QRect]:
        """Where anything else stands that can be clicked as a step, in pixels."""
        spots = (spot for spot in self.drawing.spots if spot.place >= 0 and spot.key)
        own = self.boxes.get(step)
        return [_scaled(spot, self.zoom).toAlignedRect() for spot in spots if spot is not own]

    def area_of(self, step: str) -> QRect | None:
        """Where a step stands, in pixels."""
        spot = self.boxes.get(step)
        return _scaled(spot, self.zoom).toAlignedRect() if spot is not None else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(colours.paper))
        painter.scale(self.zoom, self.zoom)
        for shape in self.drawing.shapes:
            draw_shape(painter, shape, self._theme)
        for step, words in self._wrong.items():
            if (spot := self.boxes.get(step)) is not None:
                self._draw_wrong(painter, spot, words)
        painter.resetTransform()
        if (spot := self.boxes.get(self._row)) is not None:
            self._frame(painter, _scaled(spot, self.zoom))
        if self._pressed is not None and self._dragged is not None:
            spot, start = self._pressed
            area = _scaled(spot, self.zoom).translated((self._dragged - start) * self.zoom)
            if self._is_joining:
                self._draw_joining(painter, spot, start, self._dragged)
            elif spot.place >= 0:
                self._frame(painter, area, dashed=True)
                lane = lane_under(self.drawing, area.center().x() / self.zoom)
                if lane is not None:
                    self._frame(painter, _scaled(lane, self.zoom).adjusted(5, 5, -5, -5))
            else:
                at = self._dragged * self.zoom
                painter.setBrush(QColor(colours.accent))
                painter.drawEllipse(at, 5.0, 5.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot, at = self._spot(event.position())
        if spot is None:
            self.missed.emit()
            super().mousePressEvent(event)
            return
        if event.button() is Qt.MouseButton.RightButton:
            self.chosen.emit(spot.key)
            self.menu_wanted.emit(spot.key)
        elif event.button() is Qt.MouseButton.LeftButton:
            self._pressed = (spot, at)
            self._is_joining = self._is_rim(spot, at)
            if spot.place >= 0:
                self.chosen.emit(spot.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot, at = self._spot(event.position())
        if self._pressed is None:
            over_line = Qt.CursorShape.SizeAllCursor if spot else Qt.CursorShape.ArrowCursor
            is_step = spot is not None and spot.place >= 0
            over_step = Qt.CursorShape.PointingHandCursor
            if spot is not None and self._is_rim(spot, at):
                over_step = Qt.CursorShape.CrossCursor
            self.setCursor(over_step if is_step else over_line)
            return
        moved = (at - self._pressed[1]) * self.zoom
        if self._dragged is not None or moved.manhattanLength() > QApplication.startDragDistance():
            if self._dragged is None:
                self.missed.emit()
            self._dragged = at
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        self.update()
        if pressed is not None and dragged is not None:
            spot, start = pressed
            at = dragged
            if self._is_joining:
                self.joined.emit(spot.key, self._step_at(at))
                return
            if spot.place >= 0:
                # A box is where its middle is.
                box = self.boxes.get(spot.key, spot)
                at = QPointF(box.x + box.width / 2, box.y + box.height / 2) + dragged - start
            self.dropped.emit(spot, start, at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot, _ = self._spot(event.position())
        if spot is not None and spot.place >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = None
            self.chosen.emit(spot.key)
            self.written.emit(spot.key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot, _ = self._spot(QPointF(event.pos()))
            words = ""
            if spot is not None:
                wrong = self._wrong.get(spot.key, "")
                how = _HOW_STEP if spot.place >= 0 else _HOW_LINE
                words = "\n".join(filter(None, (wrong, how)))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _is_rim(self, spot: Spot, at: QPointF) -> bool:
        """Whether the point lies at the border of the box of a step."""
        box = self.boxes.get(spot.key) if spot.place >= 0 else None
        if box is None or not box.holds(at.x(), at.y()):
            return False
        away = (at.x() - box.x, box.x + box.width - at.x())
        return min(*away, at.y() - box.y, box.y + box.height - at.y()) <= _RIM

    def _step_at(self, at: QPointF) -> str:
        found = (key for key, box in self.boxes.items() if box.holds(at.x(), at.y()))
        return next(found, "")

    def _draw_joining(self, painter: QPainter, spot: Spot, start: QPointF, at: QPointF) -> None:
        target = self._step_at(at)
        if target and target != spot.key:
            self._frame(painter, _scaled(self.boxes[target], self.zoom))
        painter.setPen(QPen(QColor(self._theme.colours.accent), 2, Qt.PenStyle.DashLine))
        painter.drawLine(start * self.zoom, at * self.zoom)
        painter.setBrush(QColor(self._theme.colours.accent))
        painter.drawEllipse(at * self.zoom, 4.0, 4.0)

    def _spot(self, at: QPointF) -> tuple[Spot | None, QPointF]:
        point = QPointF(at.x() / self.zoom, at.y() / self.zoom)
        spot = self.drawing.spot_at(point.x(), point.y())
        return spot if spot is None or spot.place != LANE else None, point

    def _frame(self, painter: QPainter, area: QRectF, *, dashed: bool = False) -> None:
        pen = QPen(QColor(self._theme.colours.accent), 2)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-4, -4, 4, 4), 4, 4)

    def _draw_wrong(self, painter: QPainter, spot: Spot, words: str) -> None:
        """Below the left corner of the box, as far as there is room; the tip says all of it."""
        colours = self._theme.colours
        font = self._theme.font("small")
        font.setPointSizeF(_WRONG * 72 / self.logicalDpiY())
        painter.setFont(font)
        metrics = QFontMetricsF(font, self)
        shown = metrics.elidedText(f"！{words}", Qt.TextElideMode.ElideRight, spot.width + 24)
        width = metrics.horizontalAdvance(shown) + 6
        area = QRectF(spot.x, spot.y + spot.height + 1, width, metrics.height() + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.warn_soft))
        painter.drawRoundedRect(area, 2, 2)
        painter.setPen(QColor(colours.warn))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)


def _scaled(spot: Spot, zoom: float) -> QRectF:
    return QRectF(spot.x * zoom, spot.y * zoom, spot.width * zoom, spot.height * zoom)
