"""A drawing as SVG, its words as text that can be searched or as outlines that need no font."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics

from qinglian_desktop.documents.charts.glyph_outlines import curve_commands, outlines_of
from qinglian_desktop.documents.paper.drawn import COLOURS
from qinglian_desktop.documents.paper.fonts import Fonts, Role, Typeface
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

_BODY = "SimSun, 宋体, 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', serif"
_BOLD = "SimHei, 黑体, 'Heiti SC', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"
_ANCHORS = {Anchor.START: "start", Anchor.MIDDLE: "middle", Anchor.END: "end"}
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def svg_text(drawing: Drawing, title: str, fonts: Fonts, *, is_outlined: bool) -> str:
    """The whole file, in points on white paper."""
    width, height = _said(drawing.width), _said(drawing.height)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}">\n<title>{escape(tidy(title))}</title>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n',
    ]
    for shape in drawing.shapes:
        parts += _shape(shape, fonts, is_outlined)
    return "".join((*parts, "</svg>\n"))


def _shape(shape: Shape, fonts: Fonts, is_outlined: bool) -> Iterator[str]:
    match shape:
        case Box():
            dress = _dress(None if shape.hatch else Tone.BAR, Tone.BAR, 0.7)
            yield _rect(shape.x, shape.y, shape.width, shape.height, dress)
            for stroke in hatching(shape):
                yield from _shape(stroke, fonts, is_outlined)
        case Stroke():
            ends = ((shape.x1, shape.y1), (shape.x2, shape.y2))
            yield _line(ends, _dress(None, shape.tone, 0.7))
        case Words():
            face = fonts[Role.LABEL if shape.bold else Role.BODY]
            yield _outlined(shape, face) if is_outlined else _text(shape, face)
        case Panel():
            dress = _dress(shape.ground, shape.outline, shape.thick, shape.dashed)
            round_off = f' rx="{_said(shape.radius)}"' if shape.radius else ""
            yield _rect(shape.x, shape.y, shape.width, shape.height, round_off + dress)
        case Polygon():
            dress = _dress(shape.ground, shape.outline, shape.thick)
            yield f'<polygon points="{_points(shape.points)}"{dress}/>\n'
        case Polyline():
            yield _line(line_points(shape), _dress(None, shape.tone, shape.thick, shape.dashed))
            if (head := arrow_head(shape)) is not None:
                yield from _shape(head, fonts, is_outlined)
        case _:
            assert_never(shape)


def _rect(x: float, y: float, width: float, height: float, dress: str) -> str:
    at = f'x="{_said(x)}" y="{_said(y)}"'
    return f'<rect {at} width="{_said(width)}" height="{_said(height)}"{dress}/>\n'


def _line(points: tuple[Point, ...], dress: str) -> str:
    return f'<polyline points="{_points(points)}"{dress}/>\n'


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_said(x)},{_said(y)}" for x, y in points)


def _dress(ground: Tone | None, outline: Tone | None, thick: float, dashed: bool = False) -> str:
    fill = _colour(ground) if ground else "none"
    if outline is None:
        return f' fill="{fill}"'
    dashes = f' stroke-dasharray="{DASHES[0]:g} {DASHES[1]:g}"' if dashed else ""
    return f' fill="{fill}" stroke="{_colour(outline)}" stroke-width="{thick:g}"{dashes}'


def _text(words: Words, face: Typeface) -> str:
    """As wide as it was measured, whatever font its reader has."""
    text = tidy(words.text)
    width = face.width(text, words.size)
    at = f'x="{_said(words.x)}" y="{_said(words.y)}" font-size="{_said(words.size)}"'
    family = _BOLD if words.bold else _BODY
    fit = f'textLength="{_said(width)}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text {at} font-family="{family}" text-anchor="{_ANCHORS[words.anchor]}" {fit} '
        f'xml:space="preserve" fill="{_colour(words.tone)}">{escape(text)}</text>\n'
    )


def _outlined(words: Words, face: Typeface) -> str:
    text = tidy(words.text)
    x = words.x - face.width(text, words.size) * _SHARES[words.anchor]
    curves: list[str] = []
    for name, piece in face.runs(text):
        letters = pdfmetrics.getFont(name).face
        outlines = outlines_of(Path(name.removeprefix("paper-")))
        times = words.size / outlines.em
        for sign in piece:
            glyph = letters.charToGlyph.get(ord(sign), 0)
            for contour in outlines.contours(glyph):
                curves.append(curve_commands(contour, times, x, words.y))
            x += letters.getCharWidth(ord(sign)) / 1000 * words.size
    return f'<path d="{"".join(curves)}" fill="{_colour(words.tone)}"/>\n' if curves else ""


def _colour(tone: Tone) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in COLOURS[tone])


def _said(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
