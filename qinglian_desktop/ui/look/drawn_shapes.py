"""The shapes of a drawing on the screen, in the colours and the type of the window."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from qinglian_desktop.domain.drawing import (
    DASHES,
    Anchor,
    Box,
    Panel,
    Point,
    Polygon,
    Polyline,
    Shape,
    Stroke,
    Tone,
    Words,
    arrow_head,
    hatching,
    line_points,
)
from qinglian_desktop.ui.look.theme import Theme


def draw_shape(painter: QPainter, shape: Shape, theme: Theme) -> None:
    """One shape; a drawing is its shapes one after the other."""
    match shape:
        case Box():
            painter.setPen(QPen(_colour(Tone.BAR, theme), 1))
            painter.setBrush(
                Qt.BrushStyle.NoBrush if shape.hatch else QBrush(_colour(Tone.BAR, theme))
            )
            painter.drawRect(QRectF(shape.x, shape.y, shape.width, shape.height))
            for stroke in hatching(shape):
                draw_shape(painter, stroke, theme)
        case Stroke():
            painter.setPen(QPen(_colour(shape.tone, theme), 1))
            painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
        case Words():
            _draw_words(painter, shape, theme)
        case Panel():
            _dress(painter, shape, theme, dashed=shape.dashed)
            area = QRectF(shape.x, shape.y, shape.width, shape.height)
            painter.drawRoundedRect(area, shape.radius, shape.radius)
        case Polygon():
            _dress(painter, shape, theme)
            painter.drawPolygon(_polygon(shape.points))
        case Polyline():
            _set_line(painter, shape.tone, shape.thick, theme, dashed=shape.dashed)
            painter.drawPolyline(_polygon(line_points(shape)))
            if (head := arrow_head(shape)) is not None:
                draw_shape(painter, head, theme)
        case _:
            assert_never(shape)


def _draw_words(painter: QPainter, words: Words, theme: Theme) -> None:
    font = theme.font(bold=words.bold)
    # A size in pixels would have to be whole.
    font.setPointSizeF(max(1.0, words.size) * 72 / painter.device().logicalDpiY())
    painter.setFont(font)
    painter.setPen(_colour(words.tone, theme))
    width = QFontMetricsF(font, painter.device()).horizontalAdvance(words.text)
    before = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[words.anchor]
    painter.drawText(QPointF(words.x - before, words.y), words.text)


def _dress(
    painter: QPainter, shape: Panel | Polygon, theme: Theme, *, dashed: bool = False
) -> None:
    if shape.outline is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        _set_line(painter, shape.outline, shape.thick, theme, dashed=dashed)
    if shape.ground is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(_colour(shape.ground, theme))


def _set_line(
    painter: QPainter, tone: Tone, thick: float, theme: Theme, *, dashed: bool = False
) -> None:
    pen = QPen(_colour(tone, theme), thick)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashed:
        pen.setDashPattern([part / thick for part in DASHES])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)


def _polygon(points: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _colour(tone: Tone, theme: Theme) -> QColor:
    c = theme.colours
    by_tone = {
        Tone.INK: c.ink,
        Tone.MUTED: c.muted,
        Tone.RULE: c.border,
        Tone.BAR: c.accent,
        Tone.PAPER: c.paper,
        Tone.SHADE: c.ground,
        Tone.HIGH: c.bad,
        Tone.MIDDLE: c.orange,
        Tone.LOW: c.yellow,
        Tone.HIGH_GROUND: c.red,
        Tone.MIDDLE_GROUND: c.orange,
        Tone.LOW_GROUND: c.yellow,
    }
    return QColor(by_tone[tone])
