"""A picture as shapes: boxes, lines and words in points, the same on screen and paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Tone(Enum):
    """What a shape is to the eye; each painter has its colour for it."""

    INK = "ink"
    MUTED = "muted"
    RULE = "rule"
    BAR = "bar"


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


Shape: TypeAlias = Box | Stroke | Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a picture that leads somewhere: to what the ``place``-th bar stands for."""

    x: float
    y: float
    width: float
    height: float
    place: int

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


def em_width(text: str) -> float:
    """About how wide text is in em: a Chinese character is one, a figure a little over half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.58 for sign in text)
