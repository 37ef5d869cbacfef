"""Marked grounds on paper: a colour, and lines by which they differ without colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, assert_never

from qinglian_desktop.domain.drawing import Box, Stroke, hatching
from qinglian_desktop.domain.lens_paper import GroundMark

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Area = tuple[float, float, float, float]
"""Left and lower edge, width and height in points."""

_EDGE = 1.0
"""Between the lines of a table and a ground."""
_LINE = 0.45


class Marked(NamedTuple):
    """A marked ground; its lines leave out what is ``clear``, so that words stay legible."""

    mark: GroundMark
    area: Area
    clear: Sequence[Area] = ()


def draw_mark(canvas: Canvas, marked: Marked) -> None:
    """Draw the ground, its lines, and the clear places for words."""
    x, y, width, height = marked.area
    x, y, width, height = x + _EDGE, y + _EDGE, width - 2 * _EDGE, height - 2 * _EDGE
    ground, ink = _colours(marked.mark)
    canvas.saveState()
    canvas.setFillColorRGB(*ground)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setStrokeColorRGB(*ink)
    canvas.setLineWidth(_LINE)
    lines = [(x + s.x1, y + s.y1, x + s.x2, y + s.y2) for s in _lines(marked.mark, width, height)]
    if lines:
        canvas.lines(lines)
    for area in marked.clear:
        canvas.rect(*area, stroke=0, fill=1)
    canvas.restoreState()


def _colours(mark: GroundMark) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Of the ground, pale enough for black words on it, and of the lines."""
    match mark:
        case GroundMark.GOOD:
            return (0.88, 0.95, 0.89), (0.2, 0.5, 0.3)
        case GroundMark.PLANNED:
            return (0.88, 0.94, 0.98), (0.3, 0.5, 0.7)
        case GroundMark.WARNED:
            return (0.99, 0.95, 0.82), (0.6, 0.45, 0.1)
        case GroundMark.GRAVE:
            return (0.99, 0.89, 0.80), (0.7, 0.35, 0.1)
        case GroundMark.BAD:
            return (0.98, 0.87, 0.86), (0.65, 0.2, 0.2)
        case _:
            assert_never(mark)


def _lines(mark: GroundMark, width: float, height: float) -> Iterator[Stroke]:
    """None is good, level lines are planned, slanting ones warn, upright and crossed are grave."""
    match mark:
        case GroundMark.GOOD:
            return
        case GroundMark.PLANNED:
            yield from _level(width, height, 4.0)
        case GroundMark.WARNED:
            yield from hatching(Box(0.0, 0.0, width, height, 7.0))
        case GroundMark.GRAVE:
            yield from _upright(width, height, 3.5)
        case GroundMark.BAD:
            for stroke in hatching(Box(0.0, 0.0, width, height, 5.0)):
                yield stroke
                yield Stroke(width - stroke.x1, stroke.y1, width - stroke.x2, stroke.y2)
        case _:
            assert_never(mark)


def _level(width: float, height: float, gap: float) -> Iterator[Stroke]:
    y = gap / 2
    while y < height:
        yield Stroke(0.0, y, width, y)
        y += gap


def _upright(width: float, height: float, gap: float) -> Iterator[Stroke]:
    x = gap / 2
    while x < width:
        yield Stroke(x, 0.0, x, height)
        x += gap
