"""▲ at a step for its risks: the level by colour, by how dark it is, and always in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.drawing import Polygon, Shape, Tone, Words
from qinglian_desktop.domain.flow.coordinates import Rect
from qinglian_desktop.domain.flow.step_boxes import TEXT
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.domain.flow.wrapping import LetterWidth

MARK_HEIGHT = 12.0
_SIDE = 8.0
_AFTER_SIGN, _APART = 1.5, 4.0
_TONES = {1: Tone.HIGH, 2: Tone.MIDDLE, 3: Tone.LOW}


@dataclass(frozen=True, slots=True)
class RiskMark:
    """One ▲ with the words beside it, ``width`` points wide with them."""

    tone: Tone
    said: str
    width: float


@dataclass(frozen=True, slots=True)
class NumberedRisk:
    """A risk with its number in the chart."""

    number: int
    risk: StepRisk


def numbered_risks(
    order: Mapping[str, int], risks: Sequence[StepRisk]
) -> Mapping[str, Sequence[NumberedRisk]]:
    """The risks of each step that is there, numbered in the order of steps, then of risks."""
    here = sorted((risk for risk in risks if risk.step in order), key=lambda each: order[each.step])
    by_step: dict[str, list[NumberedRisk]] = {}
    for number, risk in enumerate(here, 1):
        by_step.setdefault(risk.step, []).append(NumberedRisk(number, risk))
    return by_step


def tone_of(risk: StepRisk) -> Tone:
    """The tone of a risk's level."""
    return _TONES.get(risk.rank, Tone.LOW)


def short_level(level: str) -> str:
    """高 for 高风险 or 高级; 一级 stays, for 一 alone would look like a number of its own."""
    short = level.strip().removesuffix("风险")
    word = short.removesuffix("级")
    return short if word in set("一二三四") else word or level


def measure_behind(number: int, measure: str) -> str:
    """A measure behind its number, which it may have brought itself."""
    own = measure.startswith((f"{number}.", f"{number}．", f"{number}、"))
    return measure if own else f"{number}. {measure}"


def marks_of(
    risks: Sequence[NumberedRisk], room: float, letters: LetterWidth
) -> Sequence[RiskMark]:
    """A mark for each risk, or one for all where they have not enough room side by side."""
    each = [_mark(risk, f"{risk.number} {short_level(risk.risk.level)}", letters) for risk in risks]
    if len(each) == 1 or sum(mark.width + _APART for mark in each) - _APART <= room:
        return each
    gravest = min(risks, key=lambda risk: risk.risk.rank)
    numbers = f"{risks[0].number}—{risks[-1].number}"
    return [_mark(gravest, f"{numbers} {short_level(gravest.risk.level)}", letters)]


def _mark(risk: NumberedRisk, said: str, letters: LetterWidth) -> RiskMark:
    width = _SIDE + _AFTER_SIGN + letters(said) * TEXT
    return RiskMark(tone_of(risk.risk), said, width)


def mark_shapes(
    marks: Sequence[RiskMark], box: Rect, *, is_pointed: bool = False
) -> Iterator[Shape]:
    """The marks above the left corner of a box, or left of its upper one where it is pointed."""
    x, bottom = box.x, box.y - 2.5
    if is_pointed:
        x = box.middle[0] - sum(mark.width + _APART for mark in marks) - 2
        bottom = box.y + 1
    for mark in marks:
        yield from mark_at(mark, x, bottom)
        x += mark.width + _APART


def mark_at(mark: RiskMark, x: float, bottom: float) -> Iterator[Shape]:
    """A mark whose lower left corner stands there."""
    top = bottom - _SIDE * 0.9
    yield Polygon(((x, bottom), (x + _SIDE / 2, top), (x + _SIDE, bottom)), mark.tone, thick=0.6)
    yield Words(x + _SIDE + _AFTER_SIGN, bottom - 0.2, mark.said, TEXT)
