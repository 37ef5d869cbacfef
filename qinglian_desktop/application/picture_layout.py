"""A chart of bars, upright or lying, laid out as shapes; the number is written at each bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.drawing import (
    Anchor,
    Box,
    Drawing,
    Shape,
    Spot,
    Stroke,
    Tone,
    Words,
    em_width,
)

# Lengths below are in em, the size of the chart's text.
_HEAD = 3.2
"""Title and the line below it."""
_UPRIGHT = 7.0
"""The highest of the upright bars."""
_THICKEST = 2.6
_LEAST = 0.12
"""What is more than nothing is seen."""
_GAP = 0.4
_ENDING = "，。、；：！？）》”’…"
_HATCH = 0.42
_SMALL = 0.88


@dataclass(frozen=True, slots=True)
class Bar:
    """``said`` is written at the bar; ``leads`` says whether there is something behind it."""

    label: str
    said: str
    length: float = 0.0
    hatched: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title; ``below`` says of when they are, and what a hatched one means."""

    title: str
    below: str
    bars: tuple[Bar, ...]
    upright: bool = False


def lay_out(chart: Chart, width: float, size: float) -> Drawing:
    """The chart in a box ``width`` wide, with text of ``size``; it is as high as it needs.

    Both in one unit, points on paper or pixels on a screen. No label is cut: long ones go on
    in the next line.
    """
    place = _upright if chart.upright else _lying
    head = (
        Words(0, 1.1 * size, chart.title, size, bold=True),
        Words(0, 2.5 * size, chart.below, _SMALL * size, tone=Tone.MUTED),
    )
    shapes, spots, height = place(chart.bars, width, size)
    return Drawing(width, height, (*head, *shapes), spots)


def _upright(
    bars: Sequence[Bar], width: float, size: float
) -> tuple[list[Shape], tuple[Spot, ...], float]:
    top = (_HEAD + 1.3) * size
    ground = top + _UPRIGHT * size
    share = width / max(len(bars), 1)
    thick = min(0.62 * share, _THICKEST * size)
    per = _UPRIGHT * size / _longest(bars)
    said = _fitting((bar.said for bar in bars), share, size)
    named = _fitting((bar.label for bar in bars), share, _SMALL * size)
    foot = ground + 1.5 * size
    shapes: list[Shape] = []
    for place, bar in enumerate(bars):
        middle = (place + 0.5) * share
        high = max(bar.length * per, _LEAST * size) if bar.length else 0.0
        if high:
            shapes.append(_box(middle - thick / 2, ground - high, thick, high, bar, size))
        tone = Tone.INK if bar.leads else Tone.MUTED
        above = ground - high - _GAP * size
        shapes.append(Words(middle, above, bar.said, said, Anchor.MIDDLE, tone, bar.leads))
        shapes.append(Words(middle, foot - 0.3 * size, bar.label, named, Anchor.MIDDLE, Tone.MUTED))
    shapes.append(Stroke(0, ground, width, ground))
    spots = (
        Spot(place * share, _HEAD * size, share, foot - _HEAD * size, place)
        for place, bar in enumerate(bars)
        if bar.leads
    )
    return shapes, tuple(spots), foot


def _lying(
    bars: Sequence[Bar], width: float, size: float
) -> tuple[list[Shape], tuple[Spot, ...], float]:
    widest = max((em_width(bar.label) for bar in bars), default=0.0) * size
    room = min(widest, 0.4 * width)
    left = room + _GAP * 2 * size
    said = max((em_width(bar.said) for bar in bars), default=0.0) * size
    per = max(width - left - said - 2 * _GAP * size, size) / _longest(bars)
    shapes: list[Shape] = []
    spots: list[Spot] = []
    top = _HEAD * size
    for place, bar in enumerate(bars):
        lines = wrapped(bar.label, room / size)
        high = (1.3 * len(lines) + 0.7) * size
        middle = top + high / 2
        first = middle - 1.3 * size * (len(lines) - 1) / 2 + 0.36 * size
        shapes += [
            Words(room, first + 1.3 * size * line, text, size, Anchor.END)
            for line, text in enumerate(lines)
        ]
        long = max(bar.length * per, _LEAST * size) if bar.length else 0.0
        if long:
            shapes.append(_box(left, middle - 0.6 * size, long, 1.2 * size, bar, size))
        tone = Tone.INK if bar.leads else Tone.MUTED
        at = left + long + _GAP * size
        shapes.append(Words(at, middle + 0.36 * size, bar.said, size, tone=tone, bold=bar.leads))
        if bar.leads:
            spots.append(Spot(0, top, width, high, place))
        top += high
    shapes.append(Stroke(left, _HEAD * size, left, top))
    return shapes, tuple(spots), top + 0.2 * size


def wrapped(text: str, room: float) -> list[str]:
    """The text in lines at most ``room`` em wide, none of which begins with a sign that ends."""
    lines = [""]
    for sign in text:
        if lines[-1] and em_width(lines[-1] + sign) > room + 0.01:
            taken = lines[-1][-1] if sign in _ENDING and len(lines[-1]) > 1 else ""
            lines[-1] = lines[-1].removesuffix(taken)
            lines.append(taken)
        lines[-1] += sign
    return lines


def _longest(bars: Sequence[Bar]) -> float:
    return max((bar.length for bar in bars), default=0.0) or 1.0


def _fitting(texts: Iterator[str], room: float, size: float) -> float:
    """The size at which all of them fit side by side."""
    widest = max(map(em_width, texts), default=0.0)
    return min(size, 0.96 * room / widest) if widest else size


def _box(x: float, y: float, width: float, height: float, bar: Bar, size: float) -> Box:
    return Box(x, y, width, height, _HATCH * size if bar.hatched else 0.0)
