"""Whether the way from a step to a box beside the chart is free of everything else."""

from __future__ import annotations

from itertools import pairwise

from qinglian_desktop.domain.drawing import Point
from qinglian_desktop.domain.flow.coordinates import LaidOut, Rect

_NEAR = 2.0


def leader_is_free(step: str, ends: tuple[float, float], y: float, laid_out: LaidOut) -> bool:
    """Whether a level line between two places meets no box, no line and no label."""
    left, right = sorted(ends)
    band = Rect(left, y - _NEAR, right - left, 2 * _NEAR)
    if any(band.overlaps(box) for key, box in laid_out.boxes.items() if key != step):
        return False
    if any(band.overlaps(label) for label in laid_out.labels.values()):
        return False
    return not any(
        _crosses(start, end, left, right, y)
        for line in laid_out.lines.values()
        for start, end in pairwise(line)
    )


def _crosses(start: Point, end: Point, left: float, right: float, y: float) -> bool:
    (x1, y1), (x2, y2) = start, end
    beside = max(x1, x2) < left or min(x1, x2) > right
    return not beside and min(y1, y2) - _NEAR <= y <= max(y1, y2) + _NEAR
