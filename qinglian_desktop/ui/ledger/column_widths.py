"""How wide the columns of a list are: what their words need first, then the room that is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Needed:
    """What a column needs.

    With ``least`` its words can be read, with ``whole`` they stand in one line; ``may_grow`` is
    false where a hand said how wide it is.
    """

    least: int
    whole: int
    may_grow: bool = True


def widths_within(room: int, columns: Sequence[Needed], widest: int) -> list[int]:
    """Each has its least; what lacks little is made whole first, the widest takes the rest.

    Where the room is less than all of that, the list is wider than it, and scrolls.
    """
    widths = [each.least for each in columns]
    left = room - sum(widths)
    lacks = [max(each.whole - each.least, 0) if each.may_grow else 0 for each in columns]
    for place in sorted(range(len(columns)), key=lacks.__getitem__):
        if left <= 0:
            break
        given = min(lacks[place], left)
        widths[place] += given
        left -= given
    if left > 0 and columns[widest].may_grow:
        widths[widest] += left
    return widths
