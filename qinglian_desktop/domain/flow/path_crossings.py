"""How often two ways through the grid cross, though they share a channel for a while."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qinglian_desktop.domain.flow.route_grid import GridPoint, heading


def crossings(one: Sequence[GridPoint], other: Sequence[GridPoint]) -> int:
    """Whatever tracks they get: each stretch that they share and leave on other sides than before.

    Where one of them begins or ends within a stretch, it need not be crossed.
    """
    return sum(
        _is_left(one, other, *stretch, 1) != _is_left(one, other, *stretch, -1)
        for stretch in _stretches(one, other)
    )


def _stretches(
    one: Sequence[GridPoint], other: Sequence[GridPoint]
) -> Iterator[tuple[int, int, int, int]]:
    """Where they run together, by the places of its first and last point on each.

    ``one`` goes from the first to the last; the other perhaps from the last to the first.
    """
    places = {point: place for place, point in enumerate(other)}
    start = 0
    while start < len(one):
        if (at := places.get(one[start])) is None:
            start += 1
            continue
        end, to, step = start, at, 0
        while end + 1 < len(one) and (following := places.get(one[end + 1])) is not None:
            if abs(following - to) != 1 or (step and following - to != step):
                break
            step, end, to = following - to, end + 1, following
        if start > 0 and end + 1 < len(one) and min(at, to) > 0 and max(at, to) + 1 < len(other):
            yield start, end, at, to
        start = end + 1


def _is_left(
    one: Sequence[GridPoint],
    other: Sequence[GridPoint],
    start: int,
    end: int,
    at: int,
    to: int,
    way: int,
) -> bool:
    """Whether the other is on the left of ``one`` where a stretch begins (1) or ends (-1)."""
    step = 1 if to >= at else -1
    if way > 0:
        point, ahead = one[start], one[start + 1]
        mine, its = one[start - 1], other[at - step]
    else:
        point, ahead = one[end], one[end - 1]
        mine, its = one[end + 1], other[to + step]
    base, mine_turn, its_turn = heading(point, ahead), heading(point, mine), heading(point, its)
    # Counted against the clock from where the stretch goes on; seen from its end, with the clock.
    turns = [(base - each) % 4 for each in (mine_turn, its_turn)]
    return (turns[1] < turns[0]) == (way > 0)
