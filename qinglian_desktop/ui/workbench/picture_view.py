"""One picture on the screen; its bars lead to the records behind them, by click or by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qinglian_desktop.application.picture_layout import lay_out
from qinglian_desktop.application.pictures import PictureReading
from qinglian_desktop.domain.drawing import Drawing, Spot
from qinglian_desktop.ui.look.drawn_shapes import draw_shape
from qinglian_desktop.ui.look.theme import Theme

_SIZE = 14
"""Pixels of a picture's text at 100 %."""
_LEAST = 300
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PictureView(QWidget):
    """As wide as there is room and as high as the picture then needs.

    ``bar_chosen`` carries the place of a bar that was clicked or entered.
    """

    bar_chosen = Signal(int)

    def __init__(self, reading: PictureReading, theme: Theme) -> None:
        super().__init__()
        self._reading = reading
        self._theme = theme
        self._drawing: Drawing | None = None
        self._laid_out = (0, 0)
        self._lit: Spot | None = None
        self._current = -1
        chart = reading.chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(
            "，".join(f"{bar.label} {_spoken(bar.said)}" for bar in chart.bars)
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        if self.drawing.spots:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.updateGeometry)

    @property
    def reading(self) -> PictureReading:
        """The picture that it shows."""
        return self._reading

    @property
    def drawing(self) -> Drawing:
        """The picture as laid out for the width that it has."""
        return self._laid_out_for(max(self.width(), self._theme.px(_LEAST)))

    @property
    def current(self) -> Spot | None:
        """The spot that the keyboard is on."""
        spots = self.drawing.spots
        return spots[self._current] if 0 <= self._current < len(spots) else None

    def sizeHint(self) -> QSize:
        width = self._theme.px(_LEAST)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out_for(width).height) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = self.drawing
        if self._lit is not None:
            painter.fillRect(_rect(self._lit), QColor(colours.accent_soft))
        for shape in drawing.shapes:
            draw_shape(painter, shape, self._theme)
        if self.hasFocus() and (spot := self.current) is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(_rect(spot).adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spots = self.drawing.spots
        if event.key() in (*_BACK, *_ON) and spots:
            step = -1 if event.key() in _BACK else 1
            self._current = max(0, min(len(spots) - 1, self._current + step))
            self.update()
        elif event.key() in _ENTER and self.current is not None:
            self.bar_chosen.emit(self.current.place)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current < 0:
            # The latest month, or the first of several measures.
            self._current = len(self.drawing.spots) - 1 if self._reading.chart.upright else 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light(self._spot(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self._current = self.drawing.spots.index(spot)
            self.bar_chosen.emit(spot.place)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._light(None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot = self._spot(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(spot) if spot else "", self)
            return True
        return super().event(event)

    def _tip(self, spot: Spot) -> str:
        bar = self._reading.chart.bars[spot.place]
        return f"{bar.label}：{bar.said}，点开看记录"

    def _spot(self, at: QPointF) -> Spot | None:
        return self.drawing.spot_at(at.x(), at.y())

    def _light(self, spot: Spot | None) -> None:
        if spot != self._lit:
            self._lit = spot
            pointing, usual = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.setCursor(pointing if spot else usual)
            self.update()

    def _laid_out_for(self, width: int) -> Drawing:
        wanted = (width, self._theme.px(_SIZE))
        if self._drawing is None or wanted != self._laid_out:
            self._drawing = lay_out(self._reading.chart, *wanted)
            self._laid_out, self._lit = wanted, None
        return self._drawing


def _rect(spot: Spot) -> QRectF:
    return QRectF(spot.x, spot.y, spot.width, spot.height)


def _spoken(said: str) -> str:
    return {"·": "未到", "—": "没有记"}.get(said, said)
