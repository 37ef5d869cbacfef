"""The shapes of a drawing in print; its words are set like any other text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from qinglian_desktop.domain.drawing import (
    DASHES,
    Box,
    Drawing,
    Panel,
    Point,
    Polygon,
    Polyline,
    Stroke,
    Tone,
    Words,
    arrow_head,
    hatching,
    line_points,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

COLOURS = {
    Tone.INK: (0.0, 0.0, 0.0),
    Tone.MUTED: (0.3, 0.3, 0.3),
    Tone.RULE: (0.55, 0.55, 0.55),
    # The accent of the screen, dark enough for a printer without colours.
    Tone.BAR: (0.06, 0.37, 0.55),
    Tone.PAPER: (1.0, 1.0, 1.0),
    Tone.SHADE: (0.93, 0.93, 0.93),
    # Dark, middling and pale on a printer without colours.
    Tone.HIGH: (0.80, 0.14, 0.12),
    Tone.MIDDLE: (0.97, 0.62, 0.18),
    Tone.LOW: (1.0, 0.94, 0.55),
    Tone.HIGH_GROUND: (0.97, 0.80, 0.77),
    Tone.MIDDLE_GROUND: (0.99, 0.90, 0.76),
    Tone.LOW_GROUND: (1.0, 0.98, 0.85),
}
"""Red, green and blue of each tone on white paper."""


class Drawn(NamedTuple):
    """A drawing with the place of its upper left corner on a page."""

    drawing: Drawing
    x: float
    top: float


def draw_shapes(canvas: Canvas, drawn: Drawn) -> None:
    """Draw all but the words."""
    for shape in drawn.drawing.shapes:
        match shape:
            case Box():
                _draw_box(canvas, shape, drawn)
            case Stroke():
                _draw_stroke(canvas, shape, drawn)
            case Panel():
                _draw_panel(canvas, shape, drawn)
            case Polygon():
                _draw_polygon(canvas, shape, drawn)
            case Polyline():
                _draw_line(canvas, shape, drawn)
            case Words():
                pass
            case _:
                assert_never(shape)


def _draw_box(canvas: Canvas, box: Box, at: Drawn) -> None:
    canvas.setFillColorRGB(*COLOURS[Tone.BAR])
    canvas.setStrokeColorRGB(*COLOURS[Tone.BAR])
    canvas.setLineWidth(0.7)
    x, y = at.x + box.x, at.top - box.y - box.height
    canvas.rect(x, y, box.width, box.height, stroke=1, fill=0 if box.hatch else 1)
    for stroke in hatching(box):
        _draw_stroke(canvas, stroke, at)


def _draw_stroke(canvas: Canvas, stroke: Stroke, at: Drawn) -> None:
    canvas.setStrokeColorRGB(*COLOURS[stroke.tone])
    canvas.setLineWidth(0.7)
    x, top = at.x, at.top
    canvas.lines([(x + stroke.x1, top - stroke.y1, x + stroke.x2, top - stroke.y2)])


def _draw_panel(canvas: Canvas, panel: Panel, at: Drawn) -> None:
    _dress(canvas, panel)
    x, y = at.x + panel.x, at.top - panel.y - panel.height
    size = (panel.width, panel.height)
    stroke, fill = int(panel.outline is not None), int(panel.ground is not None)
    if panel.dashed:
        canvas.setDash(*DASHES)
    if panel.radius:
        canvas.roundRect(x, y, *size, panel.radius, stroke=stroke, fill=fill)
    else:
        canvas.rect(x, y, *size, stroke=stroke, fill=fill)
    if panel.dashed:
        canvas.setDash()


def _draw_polygon(canvas: Canvas, polygon: Polygon, at: Drawn) -> None:
    _dress(canvas, polygon)
    outline = canvas.beginPath()
    _follow(outline, polygon.points, at)
    outline.close()
    stroke, fill = int(polygon.outline is not None), int(polygon.ground is not None)
    canvas.drawPath(outline, stroke=stroke, fill=fill)


def _draw_line(canvas: Canvas, line: Polyline, at: Drawn) -> None:
    canvas.setStrokeColorRGB(*COLOURS[line.tone])
    canvas.setLineWidth(line.thick)
    if line.dashed:
        canvas.setDash(*DASHES)
    way = canvas.beginPath()
    _follow(way, line_points(line), at)
    canvas.drawPath(way, stroke=1, fill=0)
    if line.dashed:
        canvas.setDash()
    if (head := arrow_head(line)) is not None:
        _draw_polygon(canvas, head, at)


def _dress(canvas: Canvas, shape: Panel | Polygon) -> None:
    if shape.outline is not None:
        canvas.setStrokeColorRGB(*COLOURS[shape.outline])
        canvas.setLineWidth(shape.thick)
    if shape.ground is not None:
        canvas.setFillColorRGB(*COLOURS[shape.ground])


def _follow(outline: PDFPathObject, points: tuple[Point, ...], at: Drawn) -> None:
    (x, y), *rest = points
    outline.moveTo(at.x + x, at.top - y)
    for x, y in rest:
        outline.lineTo(at.x + x, at.top - y)
