"""A chart as a small picture, as much of it as there is room for, opened by a click or a key"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_pages import chart_picture
from qinglian_desktop.ui.look.drawn_shapes import draw_shape
from qinglian_desktop.ui.look.letter_widths import letter_widths
from qinglian_desktop.ui.look.theme import Theme

_HIGH, _LOW = 170, 56
"""Pixels at 100 % of the picture, and of its place while there is none."""
_LEAST = 0.62
"""Pixels a point below which nothing could be told from it: then its lower end is cut off."""
_PAD = 6


class ChartPreview(QWidget):
    """``wanted`` is called by a click, Enter or Space."""

    def __init__(self, theme: Theme, wanted: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        self._wanted = wanted
        self._chart = FlowChart()
        self._drawing: Drawing | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_chart(self, chart: FlowChart) -> None:
        """Draw this one when it is seen."""
        self._chart, self._drawing = chart, None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(_HIGH if self._chart.steps else _LOW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        colours, pad = theme.colours, theme.px(_PAD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.paper))
        has_keys = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if has_keys else colours.border), 1 + has_keys))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
        inner = self.rect().adjusted(pad, pad, -pad, -pad)
        if not self._chart.steps:
            painter.setPen(QColor(colours.muted))
            painter.setFont(theme.font("small"))
            words = "点这里，或按 Enter，一步一步写出来就画好"
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
            return
        self._draw_chart(painter, inner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._wanted()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_here = self.rect().contains(event.position().toPoint())
        if is_here and event.button() is Qt.MouseButton.LeftButton:
            self._wanted()

    def _draw_chart(self, painter: QPainter, inner: QRect) -> None:
        drawing = self._drawing
        if drawing is None:
            drawing = self._drawing = chart_picture(self._chart, (), letter_widths())
        if not drawing.width:
            return
        least = _LEAST * self._theme.scale / 100
        across, down = inner.width() / drawing.width, inner.height() / drawing.height
        zoom = min(across, max(down, least), 2 * least)
        painter.setClipRect(inner)
        left = inner.left() + (inner.width() - drawing.width * zoom) / 2
        painter.translate(left, inner.top())
        painter.scale(zoom, zoom)
        for shape in drawing.shapes:
            draw_shape(painter, shape, self._theme)
