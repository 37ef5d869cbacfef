"""The box of a step: its shape, its lines of text, and how large it is with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from qinglian_desktop.domain.drawing import Tone
from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.wrapping import LetterWidth, diamond_around, in_lines

TEXT = 9.0
"""Points of all text in a chart before it is made to fit its page."""
LEADING = 12.0
USUAL_WIDTH = 126.0
_BESIDE, _ABOVE = 5.0, 4.5
_FOLD = 7.0
_TAG_BESIDE, _TAG_HEIGHT = 6.0, 17.0
CONNECTOR = 18.0
_DIAMONDS = (1.0, 1.2, 1.4, 1.7, 2.0)


class BoxShape(Enum):
    """How the outline of a box runs; TAG and CONNECTOR lead to elsewhere."""

    ROUND = "round"
    SQUARE = "square"
    DIAMOND = "diamond"
    FOLDED = "folded"
    TAG = "tag"
    CONNECTOR = "connector"


_SHAPES = {
    StepKind.ENDPOINT: BoxShape.ROUND,
    StepKind.WORK: BoxShape.SQUARE,
    StepKind.DECISION: BoxShape.DIAMOND,
    StepKind.MATERIAL: BoxShape.FOLDED,
}


@dataclass(frozen=True, slots=True)
class BoxLine:
    """One line of text in a box."""

    text: str
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True)
class StepBox:
    """A box with its text, in points."""

    shape: BoxShape
    width: float
    height: float
    lines: Sequence[BoxLine]


def step_boxes(
    chart: FlowChart, numbers: Mapping[str, int], width: float, letters: LetterWidth
) -> Mapping[str, StepBox]:
    """The boxes of all steps, as wide as they shall be; diamonds grow with their text."""
    said = _said_in_lanes if chart.form is ChartForm.LANES else _said
    return {
        step.id: _box(step, numbers[step.id] if chart.numbered else 0, width, letters, said(step))
        for step in chart.every_step()
    }


def _said(step: FlowStep) -> Iterator[str]:
    """What stands below the text of a step."""
    if step.post.strip():
        yield f"（{step.post.strip()}）"
    yield from _said_in_lanes(step)


def _said_in_lanes(step: FlowStep) -> Iterator[str]:
    if step.limit.strip():
        yield f"时限：{step.limit.strip()}"
    if step.materials.strip():
        yield f"材料：{step.materials.strip()}"


def _box(
    step: FlowStep, number: int, width: float, letters: LetterWidth, said: Iterator[str]
) -> StepBox:
    shape = _SHAPES[step.kind]
    text = f"{number}. {step.text}" if number else step.text
    more = [line.strip() for line in said]
    if shape is BoxShape.DIAMOND:
        whole = "\n".join((text, *more))
        made = diamond_around(whole, [width * times for times in _DIAMONDS], TEXT, LEADING, letters)
        return StepBox(shape, made.width, made.height, [BoxLine(line) for line in made.lines])
    room = width - 2 * _BESIDE - (_FOLD if shape is BoxShape.FOLDED else 0.0)
    lines = [BoxLine(line) for line in in_lines(text, room / TEXT, letters).lines]
    for each in more:
        lines += (BoxLine(line, Tone.MUTED) for line in in_lines(each, room / TEXT, letters).lines)
    high = max(1, len(lines)) * LEADING + 2 * _ABOVE
    widest = max((letters(line.text) for line in lines), default=0.0) * TEXT
    return StepBox(shape, max(width, widest + width - room), high, lines)


def tag_box(text: str, letters: LetterWidth) -> StepBox:
    """A tag in place of a line: 退回第6步."""
    width = letters(text) * TEXT + 2 * _TAG_BESIDE
    return StepBox(BoxShape.TAG, width, _TAG_HEIGHT, [BoxLine(text)])


def connector_box(letter: str) -> StepBox:
    """A letter in a circle, where a line goes on to another page."""
    return StepBox(BoxShape.CONNECTOR, CONNECTOR, CONNECTOR, [BoxLine(letter)])
