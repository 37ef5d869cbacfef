"""A map of records by name as shapes: a cell with its names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.crossings import CrossedAt
from qinglian_desktop.application.map_arrows import LANE
from qinglian_desktop.application.picture_layout import wrapped
from qinglian_desktop.domain.drawing import (
    Anchor,
    Drawing,
    Panel,
    Polygon,
    Shape,
    Spot,
    Tone,
    Words,
    em_width,
)

MORE = -1
"""The place of the spot that stands for the names that have no room."""
GROUNDS = (Tone.HIGH_GROUND, Tone.MIDDLE_GROUND, Tone.LOW_GROUND)
_MARKS = (Tone.HIGH, Tone.MIDDLE, Tone.LOW)
# Lengths are in em, the size of the text.
_LINE = 1.45
_PAD = 0.5
_WIDE = 12.2
"""A column of names is no narrower where there are several."""
_MOST_LINES = 2
_ONE_LINE = ("＋",)


@dataclass(frozen=True, slots=True)
class CellName:
    """A record by name, with its level; ``rank`` 0 is the gravest, None where it has none."""

    id: int
    name: str
    level: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class MapCell:
    """What stands in a cell; ``heat`` is its level by rule with that level's rank."""

    named: Sequence[CellName]
    heat: str = ""
    heat_rank: int | None = None

    @property
    def rank(self) -> int | None:
        """How grave the gravest record is."""
        ranks = [each.rank for each in self.named if each.rank is not None]
        return min(ranks) if ranks else None


def map_cell(shown: ShownCrossing, cell: CrossedAt) -> MapCell:
    """A cell of what was read."""
    crossing, ranks = shown.crossing, shown.ranks
    named = (
        CellName(each, crossing.names.get(each, ""), level, _rank(ranks, level))
        for each in crossing.ids.get(cell, ())
        for level in (crossing.levels.get(each, ""),)
    )
    heat = crossing.heat.get(cell, "")
    return MapCell(tuple(named), heat, _rank(ranks, heat))


def least_height(size: float, *, has_lanes: bool) -> float:
    """How high a cell is at least, with three lines of names, with two beside what moved."""
    return (2 * _PAD + (2 if has_lanes else 3) * _LINE + (LANE if has_lanes else 0.0)) * size


def cell_drawing(
    cell: MapCell, width: float, height: float, size: float, *, has_lanes: bool = False
) -> Drawing:
    """The cell in a box, with text of ``size``; the places of its spots are those of its names.

    Names that have no room are counted: ＋3. ``has_lanes`` keeps room for what moved.
    """
    shapes: list[Shape] = [*_ground(cell, width, height, size)]
    lane = LANE * size if has_lanes else 0.0
    room, deep = width - lane - 2 * _PAD * size, height - lane - 2 * _PAD * size
    spots: list[Spot] = []
    for entry in _placed(cell.named, room, deep, size):
        x, y = _PAD * size + entry.x, _PAD * size + entry.y
        shapes += _entry_shapes(entry, x, y, size)
        high = len(entry.lines) * _LINE * size
        key = str(entry.named.id) if entry.named is not None else ""
        spots.append(Spot(x, y, entry.width, high, entry.place, key))
    return Drawing(width, height, tuple(shapes), tuple(spots))


@dataclass(frozen=True, slots=True)
class _Entry:
    named: CellName | None
    place: int
    lines: tuple[str, ...]
    x: float
    y: float
    width: float


def _placed(named: Sequence[CellName], room: float, deep: float, size: float) -> Iterator[_Entry]:
    """Names in two lines at most, in as few columns as hold all; else the rest is ＋n."""
    capacity = max(int(deep / (_LINE * size)), 1)
    most = max(int(room / (_WIDE * size)), 1)
    for columns in range(1, most + 1):
        texts = [_text(each, room / columns, size, _MOST_LINES) for each in named]
        if _is_room(texts, columns, capacity):
            yield from _in_columns(named, texts, room / columns, capacity, size)
            return
    columns, count, texts = max(
        (_fitting(named, each, capacity, room, size) for each in range(1, most + 1)),
        key=lambda found: found[1],
    )
    yield from _in_columns(named, texts[:count], room / columns, capacity, size)
    column, used = _end([*texts[:count], _ONE_LINE], capacity)
    at = (column * room / columns, (used - 1) * _LINE * size)
    yield _Entry(None, MORE, (f"＋{len(named) - count}",), *at, 3 * size)


def _fitting(
    named: Sequence[CellName], columns: int, capacity: int, room: float, size: float
) -> tuple[int, int, list[tuple[str, ...]]]:
    """How many names have room in so many columns beside ＋n, with the lines of all of them."""
    texts = [_text(each, room / columns, size, _MOST_LINES) for each in named]
    counts = range(len(texts), 0, -1)
    fitting = (n for n in counts if _is_room([*texts[:n], _ONE_LINE], columns, capacity))
    return columns, next(fitting, 0), texts


def _is_room(texts: Sequence[tuple[str, ...]], columns: int, capacity: int) -> bool:
    column, used = _end(texts, capacity)
    return column < columns and used <= capacity


def _end(texts: Sequence[tuple[str, ...]], capacity: int) -> tuple[int, int]:
    """The column in which they end, and how many of its lines they use."""
    column, used = 0, 0
    for lines in texts:
        if used and used + len(lines) > capacity:
            column, used = column + 1, 0
        used += len(lines)
    return column, used


def _in_columns(
    named: Sequence[CellName],
    texts: Sequence[tuple[str, ...]],
    width: float,
    capacity: int,
    size: float,
) -> Iterator[_Entry]:
    column, used = 0, 0
    for place, (each, lines) in enumerate(zip(named, texts, strict=False)):
        if used and used + len(lines) > capacity:
            column, used = column + 1, 0
        at = (column * width, used * _LINE * size)
        yield _Entry(each, place, lines, *at, width - 0.4 * size)
        used += len(lines)


def _text(named: CellName, width: float, size: float, most: int) -> tuple[str, ...]:
    """The name in as many lines as it may have; what is left out is a …."""
    room = width / size - _lead(named) - 0.6
    lines = wrapped(named.name, max(room, 2))
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and em_width(last + "…") > room:
        last = last[:-1]
    return (*lines[: most - 1], f"{last}…")


def _lead(named: CellName) -> float:
    """The room of ▲ and the level before a name, in em."""
    return 1.2 + 0.86 * em_width(named.level) + 0.4


def _entry_shapes(entry: _Entry, x: float, y: float, size: float) -> Iterator[Shape]:
    base = y + 1.08 * size
    if entry.named is None:
        yield Words(x, base, entry.lines[0], size, bold=True)
        return
    named = entry.named
    rank = len(_MARKS) if named.rank is None else named.rank
    yield _triangle(x, base, size, _MARKS[min(rank, len(_MARKS) - 1)])
    level = 0.86 * size
    yield Words(x + 1.1 * size, base, named.level, level, tone=Tone.INK)
    for line, text in enumerate(entry.lines):
        yield Words(x + _lead(named) * size, base + line * _LINE * size, text, size)


def _triangle(x: float, base: float, size: float, tone: Tone) -> Polygon:
    side = 0.85 * size
    return Polygon(((x, base), (x + side / 2, base - side * 0.95), (x + side, base)), tone)


def _ground(cell: MapCell, width: float, height: float, size: float) -> Iterator[Shape]:
    """The whole ground by the gravest record; where there is none a faint edge by the rule."""
    rank = cell.rank
    if rank is None and not cell.named:
        yield Panel(0, 0, width, height, Tone.PAPER, Tone.RULE)
        if cell.heat_rank is not None:
            tone = GROUNDS[min(cell.heat_rank, len(GROUNDS) - 1)]
            yield Panel(0.4, 0.4, 0.6 * size, height - 0.8, tone, None)
        words = f"{cell.heat}，暂无" if cell.heat else "—"
        yield Words(width / 2, height / 2 + 0.36 * size, words, size, Anchor.MIDDLE, Tone.MUTED)
        return
    shade = GROUNDS[min(rank, len(GROUNDS) - 1)] if rank is not None else Tone.SHADE
    yield Panel(0, 0, width, height, shade, Tone.RULE)


def _rank(ranks: Sequence[str], word: str) -> int | None:
    return ranks.index(word) if word in ranks else None
