"""Charts as lines: the steps as boxes one after the other, ▲ by level where records lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from qinglian_desktop.application.along_charts import ChartLine, HungRisk, LineStep
from qinglian_desktop.application.lens_papers import head_column, paper_title
from qinglian_desktop.application.picture_layout import wrapped
from qinglian_desktop.domain.drawing import (
    Anchor,
    Drawing,
    Panel,
    Polygon,
    Polyline,
    Shape,
    Spot,
    Tone,
    Words,
    em_width,
    transformed,
)
from qinglian_desktop.domain.field_types import StepRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lens_paper import LensCell, LensColumn, LensPaper, LensRow
from qinglian_desktop.domain.lenses import AlongChart

NO_RISK = "判断处还没有查过"
LOOSE = "没有写明哪一步"
_TONES = (Tone.HIGH, Tone.MIDDLE, Tone.LOW)
# Lengths are in em, the size of the text.
_BOX, _HIGH, _APART = 8.6, 2.9, 1.5
_MARKS, _BELOW = 1.5, 0.7
_MOST = 3
"""So many ▲ stand above a box; more are one ▲ with their number."""
_SMALL = 0.86


def along_heads(ledger: Ledger) -> tuple[str, str]:
    """What stands over the names and over the lines."""
    step = ledger.of_type(StepRef)[0]
    owner = ledger.field(cast("StepRef", step.type).through)
    return owner.label, f"{step.label}和{ledger.noun}"


def no_lines_words(ledger: Ledger) -> str:
    """Why there is nothing to be seen."""
    owner, _ = along_heads(ledger)
    return f"还没有画了图、或者登记了{ledger.noun}的{owner}"


def risks_of(line: ChartLine) -> list[HungRisk]:
    """All that hang on a line, in the order of its spots' places."""
    return [*(risk for step in line.steps for risk in step.risks), *line.loose]


def line_height(line: ChartLine, width: float, size: float) -> float:
    """How high a line is, going on in further lines where it is longer than ``width``."""
    rows = -(-len(line.steps) // _a_row(width, size))
    loose = len(_loose_lines(line, width, size))
    return (rows * (_MARKS + _HIGH + _BELOW) + loose * 1.5 + 0.8) * size


def line_drawing(line: ChartLine, width: float, size: float) -> Drawing:
    """The line in a box ``width`` wide, with text of ``size``.

    A spot whose key is "" leads to the risk at its place, another to the step with that id.
    """
    shapes: list[Shape] = []
    spots: list[Spot] = []
    a_row, place = _a_row(width, size), 0
    for at, step in enumerate(line.steps):
        row, column = divmod(at, a_row)
        x = (0.5 + column * (_BOX + _APART)) * size
        y = (0.4 + row * (_MARKS + _HIGH + _BELOW) + _MARKS) * size
        shapes += _box(step, x, y, size)
        if at + 1 < len(line.steps) and column + 1 < a_row:
            ends = (x + _BOX * size, x + (_BOX + _APART) * size)
            middle = y + _HIGH * size / 2
            shapes.append(Polyline(((ends[0], middle), (ends[1], middle)), arrow=0.6 * size))
        for risk_at, (left, risks) in enumerate(_marks(step.risks, size)):
            base = y - 0.35 * size
            shapes += _mark(risks, x + left, base, size)
            wide = _mark_width(risks, size)
            area = (x + left, base - 1.1 * size, wide, 1.4 * size)
            spots.append(Spot(*area, place + risk_at))
        place += len(step.risks)
        spots.append(Spot(x, y, _BOX * size, _HIGH * size, -1, step.id))
    rows = -(-len(line.steps) // a_row)
    y = (0.4 + rows * (_MARKS + _HIGH + _BELOW)) * size
    for entries in _loose_lines(line, width, size):
        x = 0.5 * size
        for risk_at, words in entries:
            if risk_at is not None:
                shapes.append(_triangle(line.loose[risk_at].rank, x, y + 1.1 * size, size))
            left = x + (1.1 * size if risk_at is not None else 0.0)
            shapes.append(Words(left, y + 1.1 * size, words, size))
            wide = left - x + em_width(words) * size
            if risk_at is not None:
                spots.append(Spot(x, y, wide, 1.5 * size, place + risk_at))
            x += wide + size
        y += 1.5 * size
    return Drawing(width, line_height(line, width, size), tuple(shapes), tuple(spots))


def line_words(line: ChartLine) -> list[str]:
    """What a line says, a sentence a step."""
    found: list[str] = []
    for step in line.steps:
        said = "、".join(f"{risk.level} {risk.name}" for risk in step.risks)
        lacking = NO_RISK if step.is_decision else ""
        found.append(
            f"{step.number} {step.label}" + (f"：{said or lacking}" if said or lacking else "")
        )
    if line.loose:
        said = "、".join(f"{risk.level} {risk.name}" for risk in line.loose)
        found.append(f"{LOOSE}：{said}")
    return found


def line_name(line: ChartLine) -> str:
    """What a line is of; said where that was voided."""
    return f"{line.name}（已作废）" if line.is_gone else line.name


def along_paper(
    ledger: Ledger, lens: AlongChart, lines: Sequence[ChartLine], when: str
) -> LensPaper:
    """The lines as a table of words."""
    names = [line_name(line) for line in lines]
    owner, steps = along_heads(ledger)
    return LensPaper(
        paper_title(ledger, lens),
        when,
        (head_column(owner, names), LensColumn(steps, 30.0, 6.0, centred=False)),
        tuple(
            LensRow((LensCell((name,), is_heading=True), LensCell(tuple(line_words(line)))))
            for name, line in zip(names, lines, strict=True)
        ),
        no_lines_words(ledger),
    )


def along_pages(
    lines: Sequence[ChartLine], title: str, heading: str, none: str
) -> tuple[Drawing, ...]:
    """The lines on pages of A4, in points."""
    width, height, side, size, name = 842.0, 595.0, 42.0, 9.0, 90.0
    pages: list[list[Shape]] = []
    y = height
    for line in lines:
        room = width - 2 * side - name
        deep = line_height(line, room, size) + 8
        if y + deep > height - side:
            pages.append([Words(width / 2, 46, title, 18, Anchor.MIDDLE, bold=True)])
            pages[-1].append(Words(side, 70, heading, 10.5, tone=Tone.MUTED))
            y = 80.0
        pages[-1].append(Polyline(((side, y), (width - side, y)), Tone.RULE))
        for at, text in enumerate(wrapped(line_name(line), name / 10.5 - 0.5)):
            pages[-1].append(Words(side, y + (2 + 1.4 * at) * 10.5, text, 10.5, bold=True))
        drawn = line_drawing(line, room, size)
        pages[-1] += (transformed(each, 1.0, side + name, y + 4) for each in drawn.shapes)
        y += deep
    if not pages:
        pages.append([Words(width / 2, 46, title, 18, Anchor.MIDDLE, bold=True)])
        pages[-1].append(Words(width / 2, 100, f"{none}。", 10.5, Anchor.MIDDLE))
    return tuple(Drawing(width, height, tuple(shapes)) for shapes in pages)


def _a_row(width: float, size: float) -> int:
    return max(int((width / size - 1 + _APART) / (_BOX + _APART)), 1)


def _box(step: LineStep, x: float, y: float, size: float) -> Iterator[Shape]:
    """A step; a decision has a thick outline, and a dashed one while nothing was found there."""
    is_gap = step.is_decision and not step.risks
    radius = 0.0 if step.is_decision else 0.4 * size
    thick = 1.4 if step.is_decision else 0.8
    yield Panel(x, y, _BOX * size, _HIGH * size, radius=radius, thick=thick, dashed=is_gap)
    lines = wrapped(f"{step.number} {step.label}", _BOX / _SMALL - 0.8)
    if len(lines) > 2:
        lines = [lines[0], lines[1][:-1] + "…"]
    middle = x + _BOX * size / 2
    first = y + (_HIGH / 2 - 0.6 * (len(lines) - 1) + 0.3) * size
    for at, text in enumerate(lines):
        yield Words(middle, first + 1.2 * at * size, text, _SMALL * size, Anchor.MIDDLE)
    if is_gap:
        words = "判断，还没有查"
        yield Words(x, y - 0.35 * size, words, _SMALL * size, tone=Tone.MUTED)


def _marks(risks: Sequence[HungRisk], size: float) -> Iterator[tuple[float, Sequence[HungRisk]]]:
    """Where the ▲ above a box stand, and for which risks each is."""
    left = 0.0
    for each in [[risk] for risk in risks] if len(risks) <= _MOST else [risks]:
        yield left, each
        left += _mark_width(each, size) + 0.4 * size


def _mark_said(risks: Sequence[HungRisk]) -> str:
    return risks[0].level if len(risks) == 1 else f"{risks[0].level}等{len(risks)}个"


def _mark_width(risks: Sequence[HungRisk], size: float) -> float:
    return (1.0 + _SMALL * em_width(_mark_said(risks))) * size


def _mark(risks: Sequence[HungRisk], x: float, base: float, size: float) -> Iterator[Shape]:
    yield _triangle(risks[0].rank, x, base, size)
    yield Words(x + size, base, _mark_said(risks), _SMALL * size)


def _triangle(rank: int, x: float, base: float, size: float) -> Polygon:
    side = 0.85 * size
    tone = _TONES[min(rank, len(_TONES) - 1)]
    return Polygon(((x, base), (x + side / 2, base - side * 0.95), (x + side, base)), tone)


def _loose_lines(line: ChartLine, width: float, size: float) -> list[list[tuple[int | None, str]]]:
    """The risks without a step, by lines; the words before them have no place."""
    if not line.loose:
        return []
    lines: list[list[tuple[int | None, str]]] = [[(None, f"{LOOSE}：")]]
    room = width / size - 1 - em_width(LOOSE) - 2
    for place, risk in enumerate(line.loose):
        words = f"{risk.level} {risk.name}"
        wide = em_width(words) + 2.1
        if room < wide and lines[-1]:
            lines.append([])
            room = width / size - 1
        lines[-1].append((place, words))
        room -= wide
    return lines
