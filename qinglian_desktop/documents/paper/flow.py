"""Bands onto pages: what is cut, what moves on whole, what takes up the spare height."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from qinglian_desktop.documents.paper.bands import Band

Placed = list[tuple[Band, float]]
"""A page: its bands from the top, each with the height it is given."""

_KEPT_WHOLE = 0.34
"""A band of up to this share of a page moves to the next page rather than being cut."""
_LOWEST = 40.0
"""The height to which an empty band that may grow can be lowered."""
_MOST_SPARE = 0.5
"""A page emptier than this is left so, rather than its cells being blown up."""


def flow(
    bands: Sequence[Band],
    first_room: float,
    room: float,
    tail: Sequence[Band] = (),
    *,
    is_filled: bool = False,
) -> list[Placed]:
    """The bands on pages, the first of ``first_room`` points, the others of ``room``.

    ``tail`` stays together on one page with at least the end of the last band. Where it saves a
    page, bands that may grow give up height that their words do not need. ``is_filled``: they take
    what the last page has to spare, however much.
    """
    pages = _placed(bands, first_room, room, tail)
    wanted: dict[int, float] = {}
    if len(pages) > 1:
        lower = [_lowered(band) for band in bands]
        fewer = _placed(lower, first_room, room, tail)
        if len(fewer) < len(pages):
            pages = fewer
            wanted = {id(low): band.height for low, band in zip(lower, bands, strict=True)}
    rooms = [first_room, *[room] * (len(pages) - 1)]
    last = len(pages) - 1
    return [
        _refilled(page, rooms[place], wanted)
        if place == last and not is_filled
        else _spread(page, rooms[place], 1.0 if is_filled else _MOST_SPARE)
        for place, page in enumerate(pages)
    ]


def _lowered(band: Band) -> Band:
    return replace(band, least=min(band.least, _LOWEST)) if band.grows else band


def _placed(
    bands: Sequence[Band], first_room: float, room: float, tail: Sequence[Band]
) -> list[list[Band]]:
    tail_height = sum(band.height for band in tail)
    waiting = deque(bands)
    pages: list[list[Band]] = [[]]
    left, fresh = first_room, True
    while waiting:
        band = waiting.popleft()
        needed = band.height + (tail_height if not waiting else 0.0)
        needed += _followers(band, waiting, room * _KEPT_WHOLE, tail_height)
        if needed <= left + 0.01:
            pages[-1].append(band)
            left -= band.height
            fresh = False
            continue
        if fresh or band.height > room * _KEPT_WHOLE:
            # Where only the tail lacks room, the band still gives up its end to stay with it.
            parts = band.split(min(left, band.height - 0.1))
            if parts is not None:
                pages[-1].append(parts[0])
                waiting.appendleft(parts[1])
                fresh = False
            elif fresh:
                pages[-1].append(band)
                left, fresh = left - band.height, False
                continue
            else:
                waiting.appendleft(band)
        else:
            waiting.appendleft(band)
        pages.append([])
        left, fresh = room, True
        head = waiting[0].head
        if head is not None:
            pages[-1].append(head)
            left -= head.height
    if tail_height > left + 0.01:
        pages.append([])
    pages[-1].extend(tail)
    return pages


def _followers(band: Band, waiting: Collection[Band], most: float, tail_height: float) -> float:
    """The height of what has to stay on the band's page, each counted up to ``most``.

    The tail counts where it stands behind one that moves on whole with it.
    """
    height = 0.0
    for place, follower in enumerate(waiting, 1):
        if not band.with_next:
            break
        height += min(follower.height, most)
        if place == len(waiting) and follower.height <= most:
            height += tail_height
        band = follower
    return height


def _spread(page: Sequence[Band], room: float, most: float) -> Placed:
    """The page's spare height, up to this share of it, given to the bands that may grow."""
    spare = room - sum(band.height for band in page)
    growing = sum(band.grows for band in page)
    share = spare / growing if growing and 0 < spare <= room * most else 0.0
    return [(band, band.height + (share if band.grows else 0.0)) for band in page]


def _refilled(page: Sequence[Band], room: float, wanted: Mapping[int, float]) -> Placed:
    """The last page: bands that were lowered get back what it has room for, nobody gets more."""
    lacking = [max(0.0, wanted.get(id(band), 0.0) - band.height) for band in page]
    spare = room - sum(band.height for band in page)
    share = min(1.0, spare / sum(lacking)) if sum(lacking) and spare > 0 else 0.0
    return [(band, band.height + lack * share) for band, lack in zip(page, lacking, strict=True)]
