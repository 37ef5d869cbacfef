"""Charts as lines on pages of A4."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.application.along_charts import ChartLine
from qinglian_desktop.application.along_drawing import (
    found_words,
    line_drawing,
    line_height,
    line_name,
)
from qinglian_desktop.application.picture_layout import wrapped
from qinglian_desktop.domain.drawing import (
    Anchor,
    Drawing,
    Polyline,
    Shape,
    Tone,
    Words,
    transformed,
)

_WIDE, _HIGH, _SIDE = 842.0, 595.0, 42.0
_EM, _SIZE, _NAME = 10.5, 9.0, 90.0


def along_pages(
    lines: Sequence[ChartLine],
    title: str,
    heading: Sequence[str],
    heads: tuple[str, str],
    none: str,
) -> tuple[Drawing, ...]:
    """The lines on pages, below ``heading`` and the ``heads`` of names and lines, in points.

    What was found at the steps follows each line by name. ``none`` is said where there is no line.
    """
    said = [line for each in heading for line in wrapped(each, (_WIDE - 2 * _SIDE) / _EM)]
    begin = 62.0 + 1.5 * _EM * (len(said) + 1) + 8
    pages: list[list[Shape]] = [_head(title, said, heads)]
    y = begin
    for line in lines:
        room = _WIDE - 2 * _SIDE - _NAME
        high = line_height(line, room, _SIZE)
        found = wrapped("；".join(found_words(line)), room / _SIZE - 1)
        deep = high + 1.5 * _SIZE * len(found) + 8
        if y + deep > _HIGH - _SIDE and y > begin:
            pages.append(_head(title, said, heads))
            y = begin
        pages[-1].append(Polyline(((_SIDE, y), (_WIDE - _SIDE, y)), Tone.RULE))
        for at, text in enumerate(wrapped(line_name(line), _NAME / _EM - 0.5)):
            pages[-1].append(Words(_SIDE, y + (2 + 1.4 * at) * _EM, text, _EM, bold=True))
        drawn = line_drawing(line, room, _SIZE)
        pages[-1] += (transformed(each, 1.0, _SIDE + _NAME, y + 4) for each in drawn.shapes)
        pages[-1] += (
            Words(_SIDE + _NAME + 0.5 * _SIZE, y + high + (1 + 1.5 * at) * _SIZE, each, _SIZE)
            for at, each in enumerate(found)
        )
        y += deep
    if not lines:
        pages[0].append(Words(_WIDE / 2, begin + 24, f"{none}。", _EM, Anchor.MIDDLE))
    return tuple(Drawing(_WIDE, _HIGH, tuple(shapes)) for shapes in pages)


def _head(title: str, said: Sequence[str], heads: tuple[str, str]) -> list[Shape]:
    shapes: list[Shape] = [Words(_WIDE / 2, 46, title, 18, Anchor.MIDDLE, bold=True)]
    shapes += (
        Words(_SIDE, 62 + (1 + 1.5 * at) * _EM, line, _EM, tone=Tone.MUTED)
        for at, line in enumerate(said)
    )
    foot = 62 + (1 + 1.5 * len(said)) * _EM + 4
    shapes += (
        Words(x, foot, head, _EM, bold=True)
        for x, head in zip((_SIDE, _SIDE + _NAME + 0.5 * _SIZE), heads, strict=True)
    )
    return shapes
