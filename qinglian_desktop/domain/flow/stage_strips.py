"""The stages of a chart as strips at its left, their names written from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qinglian_desktop.domain.drawing import Anchor, Panel, Shape, Tone, Words
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.coordinates import Rect
from qinglian_desktop.domain.flow.step_boxes import TEXT

STRIP = 20.0
BESIDE_STRIP = 10.0
_LEADING = 11.0
_ABOVE, _BELOW, _APART = 6.0, 4.0, 4.0
_LEAST = 30.0
_TURNED = str.maketrans("（）()—…-", "︵︶︵︶︱︙︱")
"""Signs that stand on their side in a column."""


def stages_of(chart: FlowChart) -> Mapping[str, str]:
    """The stage of each step: that of the last step of the spine or a branch that began one."""
    stage = ""
    found: dict[str, str] = {}
    for step in chart.every_step():
        stage = step.stage.strip() or stage
        if stage:
            found[step.id] = stage
    return found


def strip_shapes(
    stages: Mapping[str, str], boxes: Mapping[str, Rect], right: float
) -> Iterator[Shape]:
    """A strip for each stage that has boxes, beside all of them, its right edge at ``right``."""
    spans: list[tuple[str, float, float]] = []
    for key, stage in stages.items():
        if (box := boxes.get(key)) is None:
            continue
        top, bottom = box.y - _ABOVE, box.bottom + _BELOW
        if spans and spans[-1][0] == stage:
            _, before, so_far = spans[-1]
            spans[-1] = (stage, min(before, top), max(so_far, bottom))
        else:
            spans.append((stage, top, bottom))
    for place, (stage, top, bottom) in enumerate(spans):
        if place + 1 < len(spans):
            bottom = min(bottom, spans[place + 1][1] - _APART)
        bottom = max(bottom, top + _LEAST)
        yield from _strip(stage, Rect(right - STRIP, top, STRIP, bottom - top))


def _strip(stage: str, area: Rect) -> Iterator[Shape]:
    yield Panel(area.x, area.y, area.width, area.height, Tone.SHADE, Tone.MUTED, 2.0, 0.6)
    x, middle = area.middle
    for place, column in enumerate(columns := _columns(stage, area.height)):
        # Chinese columns run from the right to the left.
        at = x + ((len(columns) - 1) / 2 - place) * _LEADING * 0.85
        first = middle - (len(column) - 1) * _LEADING / 2 + 0.36 * TEXT
        for row, sign in enumerate(column):
            y = first + row * _LEADING
            yield Words(at, y, sign.translate(_TURNED), TEXT, Anchor.MIDDLE, bold=True)


def _columns(stage: str, height: float) -> Sequence[str]:
    """One column, or two of which the second is cut with … where the name is still too long."""
    signs = "".join(stage.split())
    most = max(1, int((height - 4) / _LEADING))
    if len(signs) <= most:
        return [signs]
    half = -(-len(signs) // 2)
    if half <= most:
        return [signs[:half], signs[half:]]
    return [signs[:most], f"{signs[most : 2 * most - 1]}…"]
