"""The boxes and lines of a drawing in print; its words are set like any other text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from qinglian_desktop.domain.drawing import Box, Drawing, Stroke, Tone, Words, hatching

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_COLOURS = {
    Tone.INK: (0.0, 0.0, 0.0),
    Tone.MUTED: (0.3, 0.3, 0.3),
    Tone.RULE: (0.55, 0.55, 0.55),
    # The accent of the screen, dark enough for a printer without colours.
    Tone.BAR: (0.06, 0.37, 0.55),
}


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
            case Words():
                pass
            case _:
                assert_never(shape)


def _draw_box(canvas: Canvas, box: Box, at: Drawn) -> None:
    canvas.setFillColorRGB(*_COLOURS[Tone.BAR])
    canvas.setStrokeColorRGB(*_COLOURS[Tone.BAR])
    canvas.setLineWidth(0.7)
    x, y = at.x + box.x, at.top - box.y - box.height
    canvas.rect(x, y, box.width, box.height, stroke=1, fill=0 if box.hatch else 1)
    for stroke in hatching(box):
        _draw_stroke(canvas, stroke, at)


def _draw_stroke(canvas: Canvas, stroke: Stroke, at: Drawn) -> None:
    canvas.setStrokeColorRGB(*_COLOURS[stroke.tone])
    canvas.setLineWidth(0.7)
    x, top = at.x, at.top
    canvas.lines([(x + stroke.x1, top - stroke.y1, x + stroke.x2, top - stroke.y2)])
