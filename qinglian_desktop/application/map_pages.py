"""A map of records by name on pages, with its heading, and the list of what moved."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.crossings import CrossedAt, Shift
from qinglian_desktop.application.level_months import LevelMonths, level_picture
from qinglian_desktop.application.map_arrows import CellPlace, move_shapes
from qinglian_desktop.application.map_drawing import (
    MORE,
    MapCell,
    cell_drawing,
    map_cell,
)
from qinglian_desktop.application.picture_layout import wrapped
from qinglian_desktop.domain.drawing import (
    Anchor,
    Drawing,
    Polyline,
    Shape,
    Tone,
    Words,
    em_width,
    transformed,
)

_MOST_ROWS = 8
"""Of a map on a page."""
MOVE_HEADS = ("名称", "变动", "由…到…", "日期", "原因")


def map_pages(
    shown: ShownCrossing,
    months: LevelMonths,
    title: str,
    heading: Sequence[str],
    size: tuple[float, float] = (842.0, 595.0),
) -> tuple[Drawing, ...]:
    """The whole map below its heading, in points; on several pages where it has many rows.

    The levels by month stand below the last of the rows.
    """
    ys = shown.crossing.ys
    parts = [ys[at : at + _MOST_ROWS] for at in range(0, len(ys), _MOST_ROWS)] or [ys]
    return tuple(
        _map_page(shown, part, months if part is parts[-1] else None, title, heading, size)
        for part in parts
    )


def _map_page(
    shown: ShownCrossing,
    ys: Sequence[str],
    months: LevelMonths | None,
    title: str,
    heading: Sequence[str],
    size: tuple[float, float],
) -> Drawing:
    width, height = size
    side, em = 42.0, 10.5
    shapes: list[Shape] = [Words(width / 2, 46, title, 18, Anchor.MIDDLE, bold=True)]
    y = 62.0
    for said in heading:
        for line in wrapped(said, (width - 2 * side) / em):
            shapes.append(Words(side, y + em, line, em, tone=Tone.MUTED))
            y += 1.5 * em
    crossing, lens = shown.crossing, shown.lens
    left = side + em * min(
        max((em_width(shown.head(lens.y, word)) for word in ys), default=4) + 1, 9
    )
    foot = level_picture(months, width / 2, 8) if months is not None else None
    deep = foot.height + 18 if foot is not None else 0.0
    top = y + 2 * em
    columns = _edges(left, width - side, len(crossing.xs))
    rows = _edges(top, height - side - deep, len(ys))
    for x, word in enumerate(crossing.xs):
        middle = (columns[x] + columns[x + 1]) / 2
        head = shown.head(lens.x, word)
        shapes.append(Words(middle, top - 0.5 * em, head, em, Anchor.MIDDLE, bold=True))
    places: dict[CrossedAt, CellPlace] = {}
    for row, y_word in enumerate(ys):
        lines = wrapped(shown.head(lens.y, y_word), (left - side) / em - 0.5)
        middle = (rows[row] + rows[row + 1]) / 2 - (len(lines) - 1) * 0.7 * em
        for place, line in enumerate(lines):
            shapes.append(Words(side, middle + (0.36 + 1.4 * place) * em, line, em, bold=True))
        for column, x_word in enumerate(crossing.xs):
            cell = (x_word, y_word)
            area = (
                columns[column],
                rows[row],
                columns[column + 1] - columns[column],
                rows[row + 1] - rows[row],
            )
            places[cell] = area
            drawn = _whole_cell(map_cell(shown, cell), area, has_lanes=crossing.since is not None)
            shapes += (transformed(each, 1.0, area[0], area[1]) for each in drawn.shapes)
    shapes += move_shapes(crossing.moves, places.get, 9)
    if foot is not None:
        at = height - side - foot.height + 6
        shapes += (transformed(each, 1.0, side, at) for each in foot.shapes)
    return Drawing(width, height, tuple(shapes))


def _whole_cell(cell: MapCell, area: CellPlace, *, has_lanes: bool) -> Drawing:
    """The cell in the largest type in which it has room for every name, in the least if in none."""
    drawn = [
        cell_drawing(cell, area[2], area[3], size, has_lanes=has_lanes) for size in (9, 8, 7, 6.5)
    ]
    whole = (each for each in drawn if all(spot.place != MORE for spot in each.spots))
    return next(whole, drawn[-1])


def move_pages(
    lines: Sequence[tuple[str, ...]],
    heads: Sequence[str],
    title: str,
    size: tuple[float, float] = (842.0, 595.0),
) -> tuple[Drawing, ...]:
    """The list of what moved, on as many pages as it needs."""
    width, height = size
    side, em = 42.0, 10.5
    shares = (0.3, 0.1, 0.26, 0.12, 0.22)
    lefts = [side + (width - 2 * side) * sum(shares[:place]) for place in range(len(shares))]
    rooms = [(width - 2 * side) * share / em - 1 for share in shares]
    pages: list[list[Shape]] = []
    y = height
    for line in lines:
        cells = [wrapped(said, room) for said, room in zip(line, rooms, strict=True)]
        deep = max(map(len, cells)) * 1.5 * em + 6
        if y + deep > height - side:
            pages.append([Words(width / 2, 46, title, 18, Anchor.MIDDLE, bold=True)])
            pages[-1] += (
                Words(x, 78, head, em, bold=True) for x, head in zip(lefts, heads, strict=True)
            )
            y = 86.0
        rule = Polyline(((side, y), (width - side, y)), Tone.RULE)
        pages[-1].append(rule)
        for x, texts in zip(lefts, cells, strict=True):
            pages[-1] += (
                Words(x, y + (1.3 + 1.5 * at) * em, text, em) for at, text in enumerate(texts)
            )
        y += deep
    return tuple(Drawing(width, height, tuple(shapes)) for shapes in pages)


def move_line(move: Shift) -> tuple[str, str, str, str, str]:
    """What a list says of a move: the record, what became of it, from where to where, when, why."""
    places = [
        f"{level or '未定'}（{'、'.join(cell)}）" if cell is not None else level or "图外"
        for cell, level in ((move.before, move.level_before), (move.after, move.level_after))
    ]
    said = "，".join(filter(None, (move.how, move.reason)))
    day = f"{move.day}" if move.day is not None else ""
    return (move.name, move.kind.value, "→".join(places), day, said)


def _edges(start: float, end: float, count: int) -> list[float]:
    step = (end - start) / max(count, 1)
    return [start + step * place for place in range(count + 1)]
