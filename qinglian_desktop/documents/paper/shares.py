"""Columns share the width of a table, each with the room that keeps its words whole."""

from __future__ import annotations

from collections.abc import Sequence
from string import digits

from qinglian_desktop.documents.paper.fonts import Typeface
from qinglian_desktop.domain.field_types import Choice, FieldType, Name, PersonRef

_DAY = "0000-00-00"
_NAME = 3
_LONGEST_WORD = 8
_HAIR = 0.01


def shared(room: float, natural: Sequence[float], least: Sequence[float]) -> list[float]:
    """Widths that fill ``room`` in the shares of ``natural``, none of them below its ``least``.

    A column without a natural width has just its least one.
    """
    short: set[int] = set()
    while True:
        left = room - sum(least[n] for n in short)
        scale = left / (sum(each for n, each in enumerate(natural) if n not in short) or 1.0)
        more = {n for n, each in enumerate(natural) if each * scale < least[n]} - short
        if not more or len(short | more) == len(natural):
            break
        short |= more
    return [least[n] if n in short else each * scale for n, each in enumerate(natural)]


def whole(kind: FieldType | None) -> int:
    """How many 汉字 stay in one line: of a name, of a choice; 0 where a cut does no harm."""
    match kind:
        case Name() | PersonRef():
            return _NAME
        case Choice(options):
            longest = max(map(len, options))
            return longest if longest <= _LONGEST_WORD else 0
        case _:
            return 0


def widest_day(typeface: Typeface, size: float) -> float:
    """The room of a day whose digits are the widest: of some typefaces they differ."""
    width = max(typeface.width(_DAY.replace("0", digit), size) for digit in digits)
    return width + _HAIR
