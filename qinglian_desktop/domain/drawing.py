"""A picture as shapes: boxes, lines and words in points, the same on screen and paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from math import hypot
from typing import TypeAlias, assert_never

Point: TypeAlias = tuple[float, float]
DASHES = (4.0, 3.0)
"""Points of line and of gap of whatever is dashed."""


class Tone(Enum):
    """What a shape is to the eye; each painter has its colour for it.

    HIGH, MIDDLE and LOW are levels of a risk, each paler than the one before without colours, too;
    the GROUNDs are those behind words.
    """

    INK = "ink"
    MUTED = "muted"
    RULE = "rule"
    BAR = "bar"
    PAPER = "paper"
    SHADE = "shade"
    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    HIGH_GROUND = "high ground"
    MIDDLE_GROUND = "middle ground"
    LOW_GROUND = "low ground"


class Anchor(Enum):
    """Which end of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A bar: filled, or with ``hatch`` points between the lines of its hatching."""

    x: float
    y: float
    width: float
    height: float
    hatch: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone = Tone.RULE


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = Anchor.START
    tone: Tone = Tone.INK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle with an outline, a ground, or both; its corners may be round."""

    x: float
    y: float
    width: float
    height: float
    ground: Tone | None = Tone.PAPER
    outline: Tone | None = Tone.INK
    radius: float = 0.0
    thick: float = 0.8
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed outline around a ground."""

    points: tuple[Point, ...]
    ground: Tone | None = Tone.PAPER
    outline: Tone | None = Tone.INK
    thick: float = 0.8


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line around corners; ``arrow`` is how long the head at its last point is."""

    points: tuple[Point, ...]
    tone: Tone = Tone.INK
    thick: float = 0.8
    dashed: bool = False
    arrow: float = 0.0


Shape: TypeAlias = Box | Stroke | Words | Panel | Polygon | Polyline


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a picture that leads somewhere: to what the ``place``-th bar stands for.

    ``key`` is the id of what is drawn there, where it has one.
    """

    x: float
    y: float
    width: float
    height: float
    place: int
    key: str = ""

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in a box of points, (0, 0) its upper left corner, later ones over earlier ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    spots: tuple[Spot, ...] = ()

    def spot_at(self, x: float, y: float) -> Spot | None:
        """The spot at a point, if there is one."""
        return next((spot for spot in self.spots if spot.holds(x, y)), None)


def hatching(box: Box) -> Iterator[Stroke]:
    """The slanting lines of a hatched box, cut at its edges; none of a filled one."""
    reach = box.hatch
    while 0 < reach < box.width + box.height:
        left, right = max(0.0, reach - box.height), min(reach, box.width)
        yield Stroke(
            box.x + left, box.y + reach - left, box.x + right, box.y + reach - right, Tone.BAR
        )
        reach += box.hatch


def arrow_head(line: Polyline) -> Polygon | None:
    """The filled head at the end of a line, if it has one."""
    if not line.arrow or len(line.points) < 2:
        return None
    (x1, y1), (x2, y2) = line.points[-2:]
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return None
    along, across = (x2 - x1) / length * line.arrow, (y2 - y1) / length * line.arrow
    wide = 0.36
    left = (x2 - along - across * wide, y2 - across + along * wide)
    right = (x2 - along + across * wide, y2 - across - along * wide)
    return Polygon((left, (x2, y2), right), line.tone, None)


def line_points(line: Polyline) -> tuple[Point, ...]:
    """The points of its line, which ends within the head that it has."""
    if (head := arrow_head(line)) is None:
        return line.points
    (x1, y1), _, (x2, y2) = head.points
    return (*line.points[:-1], ((x1 + x2) / 2, (y1 + y2) / 2))


def transformed(shape: Shape, times: float, x: float, y: float) -> Shape:
    """The shape ``times`` as large around (0, 0) and then moved."""
    match shape:
        case Box():
            return Box(
                x + shape.x * times,
                y + shape.y * times,
                shape.width * times,
                shape.height * times,
                shape.hatch * times,
            )
        case Stroke():
            start, end = (x + shape.x1 * times, y + shape.y1 * times), (shape.x2, shape.y2)
            return Stroke(*start, x + end[0] * times, y + end[1] * times, shape.tone)
        case Words():
            return replace(
                shape, x=x + shape.x * times, y=y + shape.y * times, size=shape.size * times
            )
        case Panel():
            return replace(
                shape,
                x=x + shape.x * times,
                y=y + shape.y * times,
                width=shape.width * times,
                height=shape.height * times,
                radius=shape.radius * times,
            )
        case Polygon():
            return replace(shape, points=_moved(shape.points, times, x, y))
        case Polyline():
            points = _moved(shape.points, times, x, y)
            return replace(shape, points=points, arrow=shape.arrow * times)
        case _:
            assert_never(shape)


def _moved(points: tuple[Point, ...], times: float, x: float, y: float) -> tuple[Point, ...]:
    return tuple((x + across * times, y + down * times) for across, down in points)


def em_width(text: str) -> float:
    """About how wide text is in em: a Chinese character is one, a figure a little over half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.58 for sign in text)
