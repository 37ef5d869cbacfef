"""Boxes that say a step's risks and what is done against them, as near to its row as they can."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.drawing import Panel, Shape, Tone, Words
from qinglian_desktop.domain.flow.coordinates import Rect
from qinglian_desktop.domain.flow.risk_marks import (
    NumberedRisk,
    RiskMark,
    mark_at,
    measure_behind,
    short_level,
    tone_of,
)
from qinglian_desktop.domain.flow.step_boxes import LEADING, TEXT
from qinglian_desktop.domain.flow.wrapping import LetterWidth, in_lines

_PAD = 5.0
GAP = 8.0
"""Between two boxes below each other."""
_MARK_WIDTH = 22.0


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A line of a box, perhaps behind a mark."""

    text: str
    mark: RiskMark | None = None


@dataclass(frozen=True, slots=True)
class RiskBox:
    """What is said of one step, and how high that is."""

    step: str
    lines: Sequence[RiskLine]

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * LEADING + 2 * _PAD


def whole_boxes(
    by_step: Mapping[str, Sequence[NumberedRisk]], width: float, letters: LetterWidth
) -> Sequence[RiskBox]:
    """Risk, level, measures and owner in one box a step."""
    return _boxes(
        by_step,
        lambda risk, _: (
            *_head(risk),
            *_text(f"风险点：{risk.risk.risk}", width, letters),
            *_measures(risk, "防控措施：", width, letters),
            *_owner(risk, width, letters),
        ),
    )


def risk_column(
    by_step: Mapping[str, Sequence[NumberedRisk]], width: float, letters: LetterWidth
) -> Sequence[RiskBox]:
    """The left column of three: what can go wrong, and how gravely."""
    return _boxes(by_step, lambda risk, _: (*_head(risk), *_text(risk.risk.risk, width, letters)))


def measure_column(
    by_step: Mapping[str, Sequence[NumberedRisk]], width: float, letters: LetterWidth
) -> Sequence[RiskBox]:
    """The right column of three: what is done against it, and by whom."""
    return _boxes(
        by_step,
        lambda risk, is_alone: (
            *_measures(risk, "" if is_alone else f"▲{risk.number} ", width, letters),
            *_owner(risk, width, letters),
        ),
    )


def _boxes(
    by_step: Mapping[str, Sequence[NumberedRisk]],
    lines_of: Callable[[NumberedRisk, bool], Sequence[RiskLine]],
) -> Sequence[RiskBox]:
    """A box a step, of the lines of its risks, which are told whether they are alone in it."""
    return [
        RiskBox(
            step,
            [line for risk in risks for line in lines_of(risk, len(risks) == 1)] or [RiskLine("")],
        )
        for step, risks in by_step.items()
    ]


def _head(risk: NumberedRisk) -> Iterator[RiskLine]:
    mark = RiskMark(tone_of(risk.risk), f"{risk.number}", _MARK_WIDTH)
    yield RiskLine(f"风险等级：{short_level(risk.risk.level)}", mark)


def _measures(
    risk: NumberedRisk, before: str, width: float, letters: LetterWidth
) -> Iterator[RiskLine]:
    measures = [each.strip() for each in risk.risk.measures if each.strip()]
    if len(measures) == 1:
        yield from _text(f"{before}{measures[0]}", width, letters)
    elif measures:
        if before.strip():
            yield from _text(before.strip(), width, letters)
        for number, measure in enumerate(measures, 1):
            yield from _text(measure_behind(number, measure), width, letters)


def _owner(risk: NumberedRisk, width: float, letters: LetterWidth) -> Iterator[RiskLine]:
    if owner := risk.risk.owner.strip():
        yield from _text(f"责任人：{owner}", width, letters)


def _text(text: str, width: float, letters: LetterWidth) -> Iterator[RiskLine]:
    room = (width - 2 * _PAD) / TEXT
    for line in in_lines(text, room, letters, is_balanced=False).lines:
        yield RiskLine(line)


def stacked(wanted: Sequence[float], heights: Sequence[float]) -> Sequence[float]:
    """The tops of boxes whose middles want to be there, below each other, none above 0.

    Boxes that would overlap become a group, which stands where its boxes want it on average.
    """
    groups: list[tuple[float, int, float]] = []
    for middle, height in zip(wanted, heights, strict=True):
        # The middle that the group's first box wants, how many boxes, and how high they are.
        group = (middle - height / 2, 1, height)
        while groups and groups[-1][0] + groups[-1][2] + GAP > group[0]:
            top, count, high = groups.pop()
            both = count + group[1]
            shifted = group[0] - high - GAP
            group = ((top * count + shifted * group[1]) / both, both, high + GAP + group[2])
            group = (max(0.0, group[0]), group[1], group[2])
        groups.append((max(0.0, group[0]), group[1], group[2]))
    tops: list[float] = []
    for top, count, _ in groups:
        for height in heights[len(tops) : len(tops) + count]:
            tops.append(top)
            top += height + GAP
    return tops


def risk_box_shapes(box: RiskBox, area: Rect) -> Iterator[Shape]:
    """The box with its words in an area that may be higher than it needs."""
    yield Panel(area.x, area.y, area.width, area.height, Tone.PAPER, Tone.MUTED, 2.0, 0.6)
    y = area.y + (area.height - len(box.lines) * LEADING) / 2
    for line in box.lines:
        x, base = area.x + _PAD, y + LEADING / 2 + 0.36 * TEXT
        if line.mark is not None:
            yield from mark_at(line.mark, x, base + 0.4)
            x += line.mark.width
        yield Words(x, base, line.text, TEXT)
        y += LEADING
