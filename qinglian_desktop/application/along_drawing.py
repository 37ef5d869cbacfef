"""Charts as lines: the steps as boxes one after the other, ▲ by level where records lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qinglian_desktop.application.along_charts import ChartLine, HungRisk, LineStep
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
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart

NO_RISK = "判断处还没有查过"
LOOSE = "没有写明哪一步"
UNDECIDED = "未定"
ALL = "▲"
_TONES = (Tone.HIGH, Tone.MIDDLE, Tone.LOW)
# Lengths are in em, the size of the text.
_BOX, _HIGH, _APART = 8.6, 2.9, 1.5
_MARKS, _BELOW = 1.5, 0.7
_MOST = 3
"""So many ▲ stand above a box at most; more are one ▲ with their number."""
_SMALL = 0.86


def along_heads(ledger: Ledger, lens: AlongChart) -> tuple[str, str]:
    """What stands over the names and over the lines."""
    return ledger.field(lens.y).label, f"{ledger.field(lens.x).label}和{ledger.noun}"


def no_lines_words(ledger: Ledger, lens: AlongChart) -> str:
    """Why there is nothing to be seen."""
    owner, _ = along_heads(ledger, lens)
    return f"还没有画了图、或者登记了{ledger.noun}的{owner}"


def risks_of(line: ChartLine) -> list[HungRisk]:
    """All that hang on a line, in the order of its spots' places."""
    return [*(risk for step in line.steps for risk in step.risks), *line.loose]


def risk_words(risk: HungRisk) -> str:
    """Level and name, and what became of it: 一级（升级） 考评打招呼."""
    return f"{_level_words(risk)} {risk.name}"


def line_height(line: ChartLine, width: float, size: float) -> float:
    """How high a line is, going on in further lines where it is longer than ``width``."""
    rows = -(-len(line.steps) // _a_row(width, size))
    loose = len(_loose_lines(line, width, size))
    return (rows * (_MARKS + _HIGH + _BELOW) + loose * 1.5 + 0.8) * size


def line_drawing(line: ChartLine, width: float, size: float) -> Drawing:
    """The line in a box ``width`` wide, with text of ``size``.

    A spot with a place leads to the risk there, with a key to all at that step (``ALL`` and the
    step's id); one without a place leads to the step whose id is its key.
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
            key = "" if len(risks) == 1 else f"{ALL}{step.id}"
            spots.append(Spot(*area, place + risk_at, key))
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
    found = [_step_words(step) for step in line.steps]
    if line.loose:
        found.append(f"{LOOSE}：{'、'.join(map(risk_words, line.loose))}")
    return found


def found_words(line: ChartLine) -> list[str]:
    """What was found at which step, by name, and where nobody has looked."""
    return [_step_words(step) for step in line.steps if step.risks or step.is_gap]


def line_name(line: ChartLine) -> str:
    """What a line is of; said where that was voided."""
    return f"{line.name}（已作废）" if line.is_gone else line.name


def _step_words(step: LineStep) -> str:
    said = "、".join(map(risk_words, step.risks)) or (NO_RISK if step.is_gap else "")
    return f"{step.number} {step.label}{f'：{said}' if said else ''}"


def _a_row(width: float, size: float) -> int:
    return max(int((width / size - 1 + _APART) / (_BOX + _APART)), 1)


def _box(step: LineStep, x: float, y: float, size: float) -> Iterator[Shape]:
    """A step; a decision has a thick outline, and a dashed one while nothing was found there."""
    radius = 0.0 if step.is_decision else 0.4 * size
    thick = 1.4 if step.is_decision else 0.8
    yield Panel(x, y, _BOX * size, _HIGH * size, radius=radius, thick=thick, dashed=step.is_gap)
    lines = wrapped(f"{step.number} {step.label}", _BOX / _SMALL - 0.8)
    if len(lines) > 2:
        lines = [lines[0], lines[1][:-1] + "…"]
    middle = x + _BOX * size / 2
    first = y + (_HIGH / 2 - 0.6 * (len(lines) - 1) + 0.3) * size
    for at, text in enumerate(lines):
        yield Words(middle, first + 1.2 * at * size, text, _SMALL * size, Anchor.MIDDLE)
    if step.is_gap:
        words = "判断，还没有查"
        yield Words(x, y - 0.35 * size, words, _SMALL * size, tone=Tone.MUTED)


def _marks(risks: Sequence[HungRisk], size: float) -> Iterator[tuple[float, Sequence[HungRisk]]]:
    """Where the ▲ above a box stand, and for which risks each is; one where they have no room."""
    apart = [[risk] for risk in risks]
    wide = sum(_mark_width(each, size) + 0.4 * size for each in apart)
    has_room = len(risks) <= _MOST and wide <= (_BOX + _APART) * size
    left = 0.0
    for each in apart if has_room else [risks]:
        yield left, each
        left += _mark_width(each, size) + 0.4 * size


def _mark_said(risks: Sequence[HungRisk]) -> str:
    if len(risks) == 1:
        return _level_words(risks[0])
    turned = sum(bool(each.turn) for each in risks)
    more = f"，{turned}个有变" if turned else ""
    return f"{risks[0].level or UNDECIDED}等{len(risks)}个{more}"


def _level_words(risk: HungRisk) -> str:
    return f"{risk.level or UNDECIDED}{f'（{risk.turn}）' if risk.turn else ''}"


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
        words = risk_words(risk)
        wide = em_width(words) + 2.1
        if room < wide and lines[-1]:
            lines.append([])
            room = width / size - 1
        lines[-1].append((place, words))
        room -= wide
    return lines
