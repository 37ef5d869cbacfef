"""The bars of a timeline as shapes: what is done is filled, what is left is hatched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from qinglian_desktop.application.boards import TimelineBar
from qinglian_desktop.application.timeline_words import place_of
from qinglian_desktop.domain.drawing import Anchor, Box, Drawing, Shape, Stroke, Tone, Words

THICK = 9.0
"""Points of a bar."""
_LEAST = 3.0
_HATCH = 3.0
_TICK = 4.0
_DASH, _GAP = 2.4, 1.8
_SIZE = 7.5
KEY = (
    "条上实心的是已做的，斜线的是还没有做的；条下的短线是一次进展，"
    "条后的虚线是过了时限的日子，箭头是接着别的年份"
)
"""What the shapes mean."""
KEY_TODAY = "通长的黑线是今天"


def axis_drawing(width: float, height: float) -> Drawing:
    """The twelve months over the bars."""
    shapes: list[Shape] = [*_months(width, height)]
    for month in range(1, 13):
        middle = (month - 0.5) * width / 12
        shapes.append(Words(middle, height / 2 + 0.36 * _SIZE, f"{month}月", _SIZE, Anchor.MIDDLE))
    return Drawing(width, height, tuple(shapes))


def bar_drawing(bar: TimelineBar, year: int, today: date, width: float, height: float) -> Drawing:
    """A bar in a box over the months of a year; what lies in other years is cut off."""

    def x(day: date) -> float:
        return place_of(day, year, 0.0, width)

    top = (height - THICK) / 2
    start, end = x(bar.start), x(bar.due + timedelta(days=1))
    done = start + (end - start) * bar.percent / 100
    left = min(max(start, 0.0), width - _LEAST)
    right = max(min(end, width), left + _LEAST)
    shapes: list[Shape] = [*_months(width, height)]
    shapes.append(Box(left, top, right - left, THICK, _HATCH))
    if done > left:
        shapes.append(Box(left, top, min(done, right) - left, THICK))
    middle = height / 2
    if bar.days_over:
        until = min(x(today), width)
        shapes += _dashes(right, until, middle)
    for step in bar.steps:
        at = x(step.day)
        if 0 <= at <= width:
            shapes.append(Stroke(at, top + THICK + 1, at, top + THICK + 1 + _TICK, Tone.INK))
    if bar.start.year < year:
        shapes += _arrow(0.8, top - 3, 1)
    if bar.due.year > year:
        shapes += _arrow(width - 0.8, top - 3, -1)
    if today.year == year:
        shapes.append(Stroke(x(today), 0.0, x(today), height, Tone.INK))
    return Drawing(width, height, tuple(shapes))


def _months(width: float, height: float) -> Iterator[Stroke]:
    for month in range(1, 12):
        yield Stroke(month * width / 12, 0.0, month * width / 12, height)


def _dashes(start: float, end: float, y: float) -> Iterator[Stroke]:
    """How long work has been late, from its time limit on."""
    at = start + _GAP
    while at < end:
        yield Stroke(at, y, min(at + _DASH, end), y, Tone.INK)
        at += _DASH + _GAP


def _arrow(tip: float, y: float, inward: int) -> Iterator[Stroke]:
    """Above the bar's end: it goes on in another year."""
    base = tip + 3 * inward
    for up in (-2, 2):
        yield Stroke(tip, y, base, y + up, Tone.INK)
