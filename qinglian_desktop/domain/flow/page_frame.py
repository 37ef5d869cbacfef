"""The page around a chart: paper and margins, title and lines of facts above, numbers below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.drawing import Anchor, Shape, Stroke, Tone, Words
from qinglian_desktop.domain.flow.chart import FlowChart, PaperSize
from qinglian_desktop.domain.flow.coordinates import Rect
from qinglian_desktop.domain.flow.wrapping import LetterWidth, in_lines

MM = 72 / 25.4
_EDGES = {PaperSize.A4: (210 * MM, 297 * MM), PaperSize.A3: (297 * MM, 420 * MM)}
_SIDE, _TOP, _BOTTOM = 15 * MM, 14 * MM, 12 * MM
_TITLE, _TITLE_ON, _LEAST_TITLE = 18.0, 12.0, 10.0
_FACT, _FACT_LEADING = 9.5, 14.5
_FOOT, _FOOT_LEADING = 9.0, 12.0
_MOST_LINES = 4
_LEAST_ROOM = 200.0
_GAP = 10.0
_HALVES_APART = 14.0


@dataclass(frozen=True, slots=True)
class ChartHead:
    """What stands above the chart: its title, and facts as label and value.

    ``foot`` is said at the end of each page.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The shapes around a chart, and the room that they leave for it."""

    width: float
    height: float
    room: Rect
    shapes: Sequence[Shape]


def page_size(chart: FlowChart) -> tuple[float, float]:
    """Width and height of a chart's paper in points."""
    short, long = _EDGES[chart.paper]
    return (long, short) if chart.landscape else (short, long)


def page_frame(
    chart: FlowChart,
    head: ChartHead,
    number: int,
    count: int,
    letters: LetterWidth,
    legend: str = "",
) -> PageFrame:
    """The frame of one page: the facts on the first, the title on all, numbers if it is not alone.

    Whatever is longer than a few lines is cut with …: the record says it in full.
    """
    width, height = page_size(chart)
    within = width - 2 * _SIDE
    shapes: list[Shape] = []
    y = _TOP
    title = head.title if number == 1 else f"{head.title}（续）"
    if head.title:
        size = _TITLE if number == 1 else _TITLE_ON
        natural = letters(title)
        if natural * size > within:
            size = max(_LEAST_TITLE, within / natural)
        for line in _at_most(in_lines(title, within / size, letters).lines, _MOST_LINES):
            y += size
            shapes.append(Words(width / 2, y, line, size, Anchor.MIDDLE, bold=True))
            y += 0.35 * size
        y += 4
    if number == 1:
        facts, y = _facts(head.facts, y, within, letters)
        shapes += facts
    bottom = height - _BOTTOM
    foot = _at_most(in_lines(head.foot, within / _FOOT, letters).lines, _MOST_LINES)
    counted = f"第 {number} 页　共 {count} 页" if count > 1 else ""
    shapes += _foot(foot, legend, counted, bottom, width)
    top = y + _GAP
    bottom -= _FOOT + _GAP + len(foot) * _FOOT_LEADING
    room = Rect(_SIDE, top, within, max(_LEAST_ROOM, bottom - top))
    return PageFrame(width, height, room, shapes)


def _facts(
    facts: Sequence[tuple[str, str]], y: float, within: float, letters: LetterWidth
) -> tuple[Sequence[Shape], float]:
    """Two side by side where both are short; a long one has lines to itself."""
    said = [f"{label}：{' '.join(value.split())}" for label, value in facts if value.strip()]
    half = (within - _HALVES_APART) / 2
    shapes: list[Shape] = []
    left = True
    for each in said:
        is_short = letters(each) * _FACT <= half
        if not is_short and not left:
            y, left = y + _FACT_LEADING, True
        if is_short:
            x = _SIDE if left else _SIDE + half + _HALVES_APART
            shapes.append(Words(x, y + _FACT, each, _FACT))
            y, left = (y, False) if left else (y + _FACT_LEADING, True)
            continue
        lines = in_lines(each, within / _FACT, letters, is_balanced=False).lines
        for line in _at_most(lines, _MOST_LINES):
            shapes.append(Words(_SIDE, y + _FACT, line, _FACT))
            y += _FACT_LEADING
    if not left:
        y += _FACT_LEADING
    if said:
        shapes.append(Stroke(_SIDE, y + 2, _SIDE + within, y + 2, Tone.RULE))
        y += 4
    return shapes, y


def _foot(
    lines: Sequence[str], legend: str, counted: str, y: float, width: float
) -> Iterator[Shape]:
    """What is said on each page, above the line with what signs mean and the numbers."""
    for place, line in enumerate(reversed(lines), 1):
        yield Words(_SIDE, y - place * _FOOT_LEADING, line, _FOOT)
    if legend:
        yield Words(_SIDE, y, legend, _FOOT, tone=Tone.MUTED)
    if counted:
        yield Words(width - _SIDE, y, counted, _FOOT, Anchor.END)


def _at_most(lines: Sequence[str], most: int) -> Sequence[str]:
    """The first lines; … says that there were more."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
