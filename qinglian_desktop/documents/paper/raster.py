"""A drawing in dots: lines drawn twice as large and made smaller, words by the font's own hints."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import hypot
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from qinglian_desktop.documents.paper.drawn import COLOURS
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.text import tidy
from qinglian_desktop.domain.drawing import (
    DASHES,
    Anchor,
    Box,
    Drawing,
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
from qinglian_desktop.domain.flow.coordinates import Rect

DOTS = 300
"""Dots an inch."""
_FINER = 2
_STRIP = 512
"""Rows that are drawn larger at a time, so that a page of A3 does not fill the memory."""
_STRAIGHT = 4.0
"""Dots between two round corners."""
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def png_bytes(drawing: Drawing, fonts: Fonts, part: Rect | None = None, dots: int = DOTS) -> bytes:
    """A drawing, or a part of it, as PNG."""
    part = part or Rect(0.0, 0.0, drawing.width, drawing.height)
    times = dots / 72
    width, height = round(part.width * times), round(part.height * times)
    image = Image.new("RGB", (width, height), _colour(Tone.PAPER))
    for top in range(0, height, _STRIP):
        rows = min(_STRIP, height - top)
        strip = Image.new("RGB", (width * _FINER, rows * _FINER), _colour(Tone.PAPER))
        brush = _Brush(strip, times * _FINER, (part.x, part.y + top / times))
        for shape in drawing.shapes:
            brush.draw(shape)
        image.paste(strip.reduce(_FINER), (0, top))
    _write(image, drawing, fonts, part, times)
    kept = io.BytesIO()
    image.save(kept, "PNG", dpi=(dots, dots), optimize=False)
    return kept.getvalue()


class _Brush:
    """Draws shapes of points onto dots."""

    def __init__(self, image: Image.Image, times: float, corner: Point) -> None:
        self._draw = ImageDraw.Draw(image)
        self._times, self._corner = times, corner
        self._height = image.height

    def draw(self, shape: Shape) -> None:
        """All but words."""
        match shape:
            case Box():
                self._rectangle(shape, None if shape.hatch else Tone.BAR, Tone.BAR, 0.0, 0.7)
                for stroke in hatching(shape):
                    self.draw(stroke)
            case Stroke():
                ends = ((shape.x1, shape.y1), (shape.x2, shape.y2))
                self._line(ends, shape.tone, 0.7)
            case Words():
                pass
            case Panel():
                outline = None if shape.dashed else shape.outline
                self._rectangle(shape, shape.ground, outline, shape.radius, shape.thick)
                if shape.dashed and shape.outline is not None:
                    for ends in _dashes(_around(shape)):
                        self._line(ends, shape.outline, shape.thick)
            case Polygon():
                points = [self._at(point) for point in shape.points]
                if shape.ground is not None:
                    self._draw.polygon(points, fill=_colour(shape.ground))
                if shape.outline is not None:
                    closed = (*shape.points, *shape.points[:2])
                    self._line(closed, shape.outline, shape.thick)
            case Polyline():
                points = line_points(shape)
                for piece in _dashes(points) if shape.dashed else (points,):
                    self._line(piece, shape.tone, shape.thick)
                if (head := arrow_head(shape)) is not None:
                    self.draw(head)
            case _:
                assert_never(shape)

    def _rectangle(
        self,
        shape: Box | Panel,
        ground: Tone | None,
        outline: Tone | None,
        radius: float,
        thick: float,
    ) -> None:
        left, top = self._at((shape.x, shape.y))
        right, bottom = self._at((shape.x + shape.width, shape.y + shape.height))
        half = thick * self._times / 2 if outline else 0.0
        edges = (left - half, top - half, right + half, bottom + half)
        self._draw.rounded_rectangle(
            edges,
            _rounding(radius * self._times, edges[2] - edges[0], edges[3] - edges[1]),
            fill=_colour(ground) if ground else None,
            outline=_colour(outline) if outline else None,
            width=round(thick * self._times) if outline else 0,
        )

    def _line(self, points: tuple[Point, ...], tone: Tone, thick: float) -> None:
        width = max(1, round(thick * self._times))
        places = [self._at(point) for point in points]
        self._draw.line(places, fill=_colour(tone), width=width, joint="curve")

    def _at(self, point: Point) -> Point:
        return (
            (point[0] - self._corner[0]) * self._times,
            (point[1] - self._corner[1]) * self._times,
        )


def _rounding(radius: float, wide: float, high: float) -> float:
    """The radius of corners, or a little less where hardly anything straight is between them.

    Pillow draws a side of less than a dot from its end to its start, and raises ValueError.
    """
    shorter, longer = sorted((wide, high))
    across = min(2 * radius, shorter)
    is_circle = across == shorter and longer - shorter < 0.01
    left = (longer - across, shorter - across or _STRAIGHT)
    return radius if is_circle or min(left) >= _STRAIGHT else max(0.0, shorter - _STRAIGHT) / 2


def _around(panel: Panel) -> tuple[Point, ...]:
    right, bottom = panel.x + panel.width, panel.y + panel.height
    start = (panel.x, panel.y)
    return (start, (right, panel.y), (right, bottom), (panel.x, bottom), start)


def _dashes(points: tuple[Point, ...]) -> Iterator[tuple[Point, Point]]:
    """The pieces of a line that are drawn; dashes go on around its corners."""
    whole = sum(DASHES)
    so_far = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        length = hypot(x2 - x1, y2 - y1)
        at = 0.0
        while at < length:
            within = (so_far + at) % whole
            is_drawn = within < DASHES[0]
            end = min(length, at + (DASHES[0] - within if is_drawn else whole - within) + 1e-6)
            if is_drawn:
                first, last = at / length, end / length
                yield (
                    (x1 + (x2 - x1) * first, y1 + (y2 - y1) * first),
                    (x1 + (x2 - x1) * last, y1 + (y2 - y1) * last),
                )
            at = end
        so_far += length


def _write(image: Image.Image, drawing: Drawing, fonts: Fonts, part: Rect, times: float) -> None:
    draw = ImageDraw.Draw(image)
    for words in drawing.shapes:
        if not isinstance(words, Words):
            continue
        face = fonts[Role.LABEL if words.bold else Role.BODY]
        text = tidy(words.text)
        x = words.x - face.width(text, words.size) * _SHARES[words.anchor] - part.x
        for name, piece in face.runs(text):
            font = _font(name.removeprefix("paper-"), words.size * times)
            at = (x * times, (words.y - part.y) * times)
            draw.text(at, piece, fill=_colour(words.tone), font=font, anchor="ls")
            x += face.width(piece, words.size)


@cache
def _font(path: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _colour(tone: Tone) -> tuple[int, int, int]:
    red, green, blue = COLOURS[tone]
    return round(255 * red), round(255 * green), round(255 * blue)
