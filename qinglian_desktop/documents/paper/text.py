"""Chinese text in lines: what may not stand at a line's start or end, what may not be cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from qinglian_desktop.documents.paper.fonts import Typeface
from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.line_breaks import may_break

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufffe\uffff\ud800-\udfff\U000e0100-\U000e01ef]"
)
_NEW_LINE = re.compile("\r\n?|[\u2028\u2029\x85]")
_IN_LABEL = re.compile("(?<=[/、])|(?=[（(])")
"""Where a label says itself that it may be cut."""

_STRETCHED = 0.1
"""A line is spread to the margin if that takes at most this many em after each character."""
_HAIR = 1e-4
"""A tolerance, so that adding up fractions does not push out a last character."""


class Line(NamedTuple):
    """A line as set: lengths in points; ``stretch`` is added after each character."""

    text: str
    width: float
    indent: float = 0.0
    stretch: float = 0.0


def in_the_middle(line: Line, size: float) -> Line:
    """The line as it is centred: not spread to the margins, too. A label set apart stays so."""
    return line._replace(stretch=0.0) if line.stretch <= _STRETCHED * size else line


def tidy(text: str) -> str:
    """The text without what paper cannot show: control characters, marks without width."""
    text = tidied(text)
    if text.isprintable():
        return text
    return _UNSEEN.sub("", _NEW_LINE.sub("\n", text).replace("\t", "  "))


def set_text(
    typeface: Typeface, size: float, text: str, room: float, indent: float = 0.0
) -> list[Line]:
    """The text in lines at most ``room`` points wide, each paragraph's first one indented.

    A paragraph that brings its own indent keeps it. Only a single word wider than the room is
    cut within.
    """
    lines: list[Line] = []
    for paragraph in tidy(text).split("\n"):
        own = not paragraph or paragraph[0] in " \u3000"
        lines += _set_paragraph(typeface, size, paragraph, room, 0.0 if own else indent)
    return lines


def set_pieces(
    typeface: Typeface, size: float, pieces: Iterable[str], room: float, gap: str = ""
) -> list[Line]:
    """Pieces side by side, ``gap`` between them; one is cut only if it is wider than the room.

    After a piece that ends with a line break the next one begins a line.
    """
    lines: list[Line] = []
    between = typeface.width(gap, size)
    is_ended = True
    for said in map(tidy, pieces):
        piece = said.removesuffix("\n")
        width = typeface.width(piece, size)
        if width > room:
            lines += set_text(typeface, size, piece, room)
        elif not is_ended and lines[-1].width + between + width <= room + _HAIR:
            last = lines[-1]
            lines[-1] = Line(f"{last.text}{gap}{piece}", last.width + between + width)
        else:
            lines.append(Line(piece, width))
        is_ended = said.endswith("\n")
    return lines


def _set_paragraph(
    typeface: Typeface, size: float, text: str, room: float, indent: float
) -> Iterable[Line]:
    ends = list(accumulate(map(typeface.advances.__getitem__, text)))
    em, start, base, length = (room + _HAIR) / size, 0, 0.0, len(text)
    while True:
        end = bisect_right(ends, base + em - indent / size, start)
        if end >= length:
            width = (ends[-1] - base) * size if ends else 0.0
            yield Line(text[start:], width, indent)
            return
        cut = _cut(text, start, max(end, start + 1))
        piece = text[start:cut].rstrip(" ")
        width = (ends[start + len(piece) - 1] - base) * size if piece else 0.0
        spread = (room - indent - width) / max(len(piece) - 1, 1)
        yield Line(piece, width, indent, spread if 0 < spread <= _STRETCHED * size else 0.0)
        indent = 0.0
        while cut < length and text[cut] == " ":
            cut += 1
        if cut == length:
            return
        start, base = cut, ends[cut - 1]


def _cut(text: str, start: int, end: int) -> int:
    """Where the line from ``start`` that could hold all before ``end`` ends by the rules."""
    for place in range(end, start, -1):
        if may_break(text[place - 1], text[place]):
            return place
    return end


def set_label(typeface: Typeface, size: float, text: str, room: float) -> list[Line]:
    """A label's lines: cut at a stroke, a comma or a bracket, else as evenly as can be."""
    if typeface.width(text, size) <= room:
        return [Line(text, typeface.width(text, size))]
    parts = _IN_LABEL.split(text)
    if len(parts) > 1:
        return set_pieces(typeface, size, parts, room)
    count = -(-len(text) // int(room / size))
    each = -(-len(text) // count)
    parts = [text[first : first + each] for first in range(0, len(text), each)]
    return [Line(part, typeface.width(part, size)) for part in parts]
