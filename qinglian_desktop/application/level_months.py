"""How many of each level stood at the end of each month, from the history, and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.crossing_paths import PathReader
from qinglian_desktop.application.crossing_reading import by_rank, needed_fields
from qinglian_desktop.application.ledger_then import ledger_on_each
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.drawing import (
    Anchor,
    Box,
    Drawing,
    Panel,
    Shape,
    Spot,
    Stroke,
    Tone,
    Words,
)
from qinglian_desktop.domain.field_types import Choice
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Crossed
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.values import Values

_TONES = (Tone.HIGH, Tone.MIDDLE, Tone.LOW)
_HATCHES = (0.5, 1.0, 0.0)
"""In em: the graver, the closer the lines; without colours they tell the levels apart."""
_HEAD, _HIGHEST, _FOOT = 4.6, 6.0, 1.6
_THICKEST = 3.0
_LEAST_FOR_WORDS = 1.1


@dataclass(frozen=True, slots=True)
class LevelMonth:
    """A month: on which day it was looked at, and of each level, the gravest first, how many.

    ``counts`` is empty for a month that has not come.
    """

    month: Period
    on: date
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LevelMonths:
    """Months of a lens; ``levels`` are the words of its tint, the gravest first."""

    title: str
    levels: tuple[str, ...]
    months: tuple[LevelMonth, ...]


def level_months(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    lens: Crossed,
    year: int,
    today: date,
    only: Sequence[tuple[str, str]] = (),
) -> LevelMonths:
    """The twelve months of a year, each at its end; the month that goes on, today.

    Counted are records that have the word of each filter in ``only``, by path, as on the map.
    """
    kind = ledger.field(lens.tint).type
    levels = kind.options if isinstance(kind, Choice) else ()
    year_months = Period(PeriodKind.YEAR, year).months
    days = [min(each.end, today) for each in year_months if each.start <= today]
    paths = tuple(path for path, _ in only)
    counted: list[tuple[int, ...]] = []
    needed = needed_fields(ledger, lens, paths)
    for day, then in zip(days, ledger_on_each(work, ledger, days, needed), strict=True):
        records = [*then.records.values()]
        reader = PathReader(work, catalogue, ledger, paths, day)
        counted.append(_counts(lens, records, reader, levels, only))
    months = [
        LevelMonth(month, min(month.end, today), counted[at] if at < len(counted) else ())
        for at, month in enumerate(year_months)
    ]
    title = f"{year}年各月末的{ledger.noun}（个）"
    return LevelMonths(title, levels, tuple(months))


def level_picture(shown: LevelMonths, width: float, size: float) -> Drawing:
    """A column a month, its levels above each other; a spot's ``place`` is the month's, from 0."""
    totals = [sum(each.counts) for each in shown.months]
    per = _HIGHEST * size / max([*totals, 1])
    ground, share = (_HEAD + _HIGHEST) * size, width / max(len(totals), 1)
    thick = min(0.62 * share, _THICKEST * size)
    shapes: list[Shape] = [Words(0, 1.1 * size, shown.title, size, bold=True)]
    shapes += _legend(shown.levels, size)
    spots: list[Spot] = []
    for place, month in enumerate(shown.months):
        middle, top = (place + 0.5) * share, ground
        for rank in reversed(range(len(month.counts))):
            high = month.counts[rank] * per
            top -= high
            shapes += _part(middle - thick / 2, top, thick, high, rank, month.counts[rank], size)
        said = str(totals[place]) if month.counts else "·"
        shapes.append(Words(middle, top - 0.4 * size, said, size, Anchor.MIDDLE, bold=True))
        label = f"{month.month.index}月"
        below = ground + 1.2 * size
        shapes.append(Words(middle, below, label, 0.88 * size, Anchor.MIDDLE, Tone.MUTED))
        if month.counts:
            spots.append(Spot(place * share, 0, share, ground + _FOOT * size, place))
    shapes.append(Stroke(0, ground, width, ground))
    return Drawing(width, ground + _FOOT * size, tuple(shapes), tuple(spots))


def _counts(
    lens: Crossed,
    records: Sequence[Values],
    paths: PathReader,
    levels: tuple[str, ...],
    only: Sequence[tuple[str, str]],
) -> tuple[int, ...]:
    found = [0] * len(levels)
    for values in records:
        rank = by_rank(levels, str(values.get(lens.tint) or ""))
        if rank == len(levels) or (lens.where is not None and not holds(lens.where, values)):
            continue
        found[rank] += all(word in paths.words(values, path) for path, word in only)
    return tuple(found)


def _part(
    x: float, y: float, width: float, height: float, rank: int, count: int, size: float
) -> list[Shape]:
    """One level of a column: its ground, its lines, and the number where there is room."""
    if not count:
        return []
    tone, hatch = _TONES[min(rank, 2)], _HATCHES[min(rank, 2)]
    shapes: list[Shape] = [Panel(x, y, width, height, tone, Tone.INK, thick=0.5)]
    if hatch:
        shapes.append(Box(x, y, width, height, hatch * size))
    if height >= _LEAST_FOR_WORDS * size:
        wide = (0.5 + 0.6 * len(str(count))) * size
        middle = x + width / 2, y + height / 2
        shapes.append(
            Panel(middle[0] - wide / 2, middle[1] - 0.5 * size, wide, size, Tone.PAPER, None)
        )
        foot = middle[1] + 0.34 * size
        shapes.append(Words(middle[0], foot, str(count), 0.88 * size, Anchor.MIDDLE))
    return shapes


def _legend(levels: tuple[str, ...], size: float) -> list[Shape]:
    shapes: list[Shape] = []
    left = 0.0
    for rank, word in enumerate(levels):
        shapes += _part(left, 1.9 * size, 1.4 * size, 0.9 * size, rank, 1, size)
        shapes.append(Words(left + 1.8 * size, 2.65 * size, word, 0.88 * size))
        left += (len(word) + 3.0) * size
    return shapes
