"""The outlines of letters, read from the font itself: a picture that needs no font of its reader"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeAlias

_WORDS, _ARE_PLACES, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 0x20, 0x40, 0x80
_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEATED, _X_SAME, _Y_SAME = 1, 2, 4, 8, 0x10, 0x20
_DEEPEST = 6


class OutlinePoint(NamedTuple):
    """A point of an outline, in units of the font; one not ``on`` the curve pulls it."""

    x: float
    y: float
    on: bool


Contour: TypeAlias = Sequence[OutlinePoint]


class FontOutlines:
    """The outlines of a TrueType font, by the numbers of its glyphs."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        (count,) = struct.unpack_from(">4xH", self._data, 0)
        entries = (struct.unpack_from(">4s4xLL", self._data, 12 + 16 * at) for at in range(count))
        places = {name: place for name, place, _ in entries}
        head = places[b"head"]
        (self.em,) = struct.unpack_from(">H", self._data, head + 18)
        (self._is_long,) = struct.unpack_from(">h", self._data, head + 50)
        self._loca, self._glyf = places[b"loca"], places[b"glyf"]

    def contours(self, glyph: int, depth: int = 0) -> Sequence[Contour]:
        """The closed curves of a glyph; none for a blank."""
        start, end = self._span(glyph)
        if start == end or depth > _DEEPEST:
            return []
        at = self._glyf + start
        (count,) = struct.unpack_from(">h", self._data, at)
        return self._simple(at, count) if count >= 0 else list(self._composed(at + 10, depth))

    def _span(self, glyph: int) -> tuple[int, int]:
        if self._is_long:
            return struct.unpack_from(">LL", self._data, self._loca + 4 * glyph)
        start, end = struct.unpack_from(">HH", self._data, self._loca + 2 * glyph)
        return 2 * start, 2 * end

    def _simple(self, at: int, count: int) -> Sequence[Contour]:
        data = self._data
        ends = struct.unpack_from(f">{count}H", data, at + 10)
        (skipped,) = struct.unpack_from(">H", data, at + 10 + 2 * count)
        at += 12 + 2 * count + skipped
        total = ends[-1] + 1 if ends else 0
        flags: list[int] = []
        while len(flags) < total:
            flag, times, at = data[at], 1, at + 1
            if flag & _REPEATED:
                times, at = times + data[at], at + 1
            flags += [flag] * times
        xs, at = self._coordinates(flags, at, _X_SHORT, _X_SAME)
        ys, _ = self._coordinates(flags, at, _Y_SHORT, _Y_SAME)
        points = [
            OutlinePoint(x, y, bool(flag & _ON_CURVE))
            for x, y, flag in zip(xs, ys, flags, strict=True)
        ]
        return [points[first:last] for first, last in pairwise((0, *(end + 1 for end in ends)))]

    def _coordinates(
        self, flags: Sequence[int], at: int, short: int, same: int
    ) -> tuple[Sequence[int], int]:
        found: list[int] = []
        value = 0
        for flag in flags:
            if flag & short:
                value += self._data[at] if flag & same else -self._data[at]
                at += 1
            elif not flag & same:
                value += struct.unpack_from(">h", self._data, at)[0]
                at += 2
            found.append(value)
        return found, at

    def _composed(self, at: int, depth: int) -> Iterator[Contour]:
        """A glyph of other glyphs, each moved and perhaps made larger."""
        flags = _MORE
        while flags & _MORE:
            flags, glyph = struct.unpack_from(">HH", self._data, at)
            at += 4
            form = ">hh" if flags & _WORDS else ">bb"
            x, y = struct.unpack_from(form, self._data, at) if flags & _ARE_PLACES else (0, 0)
            at += struct.calcsize(form)
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            if flags & _SCALE:
                (a,) = (d,) = self._fractions(at, 1)
                at += 2
            elif flags & _TWO_SCALES:
                a, d = self._fractions(at, 2)
                at += 4
            elif flags & _MATRIX:
                a, b, c, d = self._fractions(at, 4)
                at += 8
            for contour in self.contours(glyph, depth + 1):
                yield [
                    OutlinePoint(a * p.x + c * p.y + x, b * p.x + d * p.y + y, p.on)
                    for p in contour
                ]

    def _fractions(self, at: int, count: int) -> Sequence[float]:
        return [each / 16384 for each in struct.unpack_from(f">{count}h", self._data, at)]


@cache
def outlines_of(path: Path) -> FontOutlines:
    """The outlines of a font file, read once."""
    return FontOutlines(path)


def curve_commands(contour: Contour, times: float, x: float, y: float) -> str:
    """A closed curve as an SVG path, in letters ``times`` as large that begin at (x, y)."""
    if len(contour) < 2:
        return ""
    points = _between_pulls(contour)
    begin = next((place for place, point in enumerate(points) if point.on), 0)
    points = [*points[begin:], *points[: begin + 1]]

    def said(point: OutlinePoint) -> str:
        return f"{x + point.x * times:.2f} {y - point.y * times:.2f}"

    made = [f"M{said(points[0])}"]
    pull: OutlinePoint | None = None
    for point in points[1:]:
        if not point.on:
            pull = point
        elif pull is None:
            made.append(f"L{said(point)}")
        else:
            made.append(f"Q{said(pull)} {said(point)}")
            pull = None
    return "".join((*made, "Z"))


def _between_pulls(contour: Contour) -> list[OutlinePoint]:
    """With the point that TrueType leaves out between two that pull."""
    points: list[OutlinePoint] = []
    before = contour[-1]
    for point in contour:
        if not before.on and not point.on:
            points.append(OutlinePoint((before.x + point.x) / 2, (before.y + point.y) / 2, True))
        points.append(point)
        before = point
    return points
