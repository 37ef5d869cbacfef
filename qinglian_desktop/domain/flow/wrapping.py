"""Text in lines that fit a box: as few as can be, evenly long, none of a single character."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from qinglian_desktop.domain.line_breaks import may_break

LetterWidth: TypeAlias = Callable[[str], float]
"""How wide a text is in em, by the font that it is printed in."""

_STEP = 0.25
_PAUSES = frozenset("，；：、。")
_LEAST_SHARE = 0.3
_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class TextLines:
    """Lines of text, and how wide the widest is in em."""

    lines: tuple[str, ...]
    width: float


def in_lines(
    text: str, room: float, letters: LetterWidth, *, is_balanced: bool = True
) -> TextLines:
    """The text in lines at most ``room`` em wide.

    Each paragraph is balanced for itself, or else filled line by line. Only a single word wider
    than the room is cut within.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        # What is pasted brings blanks and tabs of all kinds.
        tidy = " ".join(paragraph.split())
        if tidy:
            ends = list(accumulate(map(letters, tidy)))
            lines += (_balanced if is_balanced else _filled)(tidy, ends, room)
    return TextLines(tuple(lines), max(map(letters, lines), default=0.0))


def _balanced(text: str, ends: Sequence[float], room: float) -> Sequence[str]:
    """Of the ways with the least lines, the one whose widest line is least."""
    if ends[-1] <= room + _HAIR:
        return [text]
    fallback = list(_filled(text, ends, room))
    count = len(fallback)
    if count == 2 and (pause := _pause(text, ends, room)):
        return [text[:pause], text[pause:].strip()]
    narrower = ends[-1] / count
    while narrower < room:
        lines = list(_filled(text, ends, narrower))
        if len(lines) == count and min(map(len, lines)) > 1:
            return lines
        narrower += _STEP
    if min(map(len, fallback)) > 1:
        return fallback
    return _without_orphans(text, ends, room) or fallback


def _pause(text: str, ends: Sequence[float], room: float) -> int:
    """Where a text that takes two lines pauses itself, neither part much longer; 0 if nowhere."""
    whole = ends[-1]
    found = [
        place
        for place in range(2, len(text) - 1)
        if text[place - 1] in _PAUSES
        and may_break(text[place - 1], text[place])
        and max(first := ends[place - 1], whole - first) <= room + _HAIR
        and min(first, whole - first) >= _LEAST_SHARE * whole
    ]
    return min(found, key=lambda place: abs(ends[place - 1] - whole / 2), default=0)


def _without_orphans(text: str, ends: Sequence[float], room: float) -> Sequence[str]:
    """Lines none of which is a single sign, though they may be more; none where it cannot be."""
    narrower = room - _STEP
    while narrower >= 2:
        lines = list(_filled(text, ends, narrower))
        if min(map(len, lines)) > 1:
            return lines
        narrower -= _STEP
    return ()


def _filled(text: str, ends: Sequence[float], room: float) -> Iterator[str]:
    """Each line as full as it can be; ``ends`` is how far each sign reaches."""
    start, base, length = 0, 0.0, len(text)
    while start < length:
        end = start + 1
        while end < length and ends[end] - base <= room + _HAIR:
            end += 1
        if end < length:
            end = _last_break(text, start, end)
        yield text[start:end].strip()
        while end < length and text[end] == " ":
            end += 1
        start, base = end, ends[end - 1]


def _last_break(text: str, start: int, end: int) -> int:
    for place in range(end, start, -1):
        if may_break(text[place - 1], text[place]):
            return place
    return end


@dataclass(frozen=True, slots=True)
class Diamond:
    """A diamond around lines of text, in points."""

    lines: tuple[str, ...]
    width: float
    height: float


_AROUND = 8.0
"""Points by which a diamond is higher than what its text asks for."""


def diamond_around(
    text: str, widths: Sequence[float], size: float, leading: float, letters: LetterWidth
) -> Diamond:
    """The diamond of one of the ``widths`` that takes least room, its text within its slopes.

    Lines of text a wide and b high stand in a diamond w wide and h high if a/w + b/h ≤ 1.
    """
    tried = [
        made
        for width in widths
        for share in (0.45, 0.5, 0.56, 0.62, 0.68)
        if (made := _diamond(text, width, width * share, size, leading, letters)) is not None
    ]
    return min(tried, key=lambda made: (made.height + made.width, made.width))


def _diamond(
    text: str, width: float, room: float, size: float, leading: float, letters: LetterWidth
) -> Diamond | None:
    made = in_lines(text, room / size, letters)
    across, down = made.width * size, len(made.lines) * leading
    if across > 0.75 * width and len(made.lines) > 1:
        return None
    width = max(width, across / 0.75)
    return Diamond(made.lines, width, max(down / (1 - across / width) + _AROUND, 2 * leading))
