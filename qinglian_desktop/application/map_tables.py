"""A map as tables of a workbook: numbers by cell, the records by name, what moved, the months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qinglian_desktop.application.along_charts import ChartLine, HungRisk
from qinglian_desktop.application.along_drawing import LOOSE, UNDECIDED, along_heads, line_name
from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.application.level_months import LevelMonths
from qinglian_desktop.domain.lenses import AlongChart
from qinglian_desktop.domain.projection import CellValue

_SUM = "合计"
_NAME, _WORD, _NUMBER = 20, 10, 6


def cell_table(shown: ShownCrossing, lines: Sequence[ChartLine], caption: str) -> Table:
    """How many records stand in each cell, or at each step by level, with their sums."""
    lens = shown.lens
    if isinstance(lens, AlongChart):
        owner, _ = along_heads(shown.ledger, lens)
        heads = (owner, shown.label(lens.x), *shown.ranks, UNDECIDED, _SUM)
        widths = (_NAME, _NAME, *(_NUMBER for _ in heads[2:]))
        return Table(lens.label, heads, widths, _step_rows(shown, lines), caption)
    crossing = shown.crossing
    heads = (shown.label(lens.y), *(shown.head(lens.x, x) for x in crossing.xs), _SUM)
    widths = (_WORD, *(_WORD for _ in heads[1:]))
    return Table(lens.label, heads, widths, _cell_rows(shown), caption)


def named_table(shown: ShownCrossing) -> Table:
    """Every record that stands on the map, with its level and what it says on the way."""
    lens, crossing, ledger = shown.lens, shown.crossing, shown.ledger
    paths = [each for each in dict.fromkeys((lens.x, lens.y, *lens.filters)) if each != lens.tint]
    heads = (ledger.noun, ledger.field(lens.tint).label, *map(shown.label, paths))
    rows = (
        (
            crossing.names[record_id],
            crossing.levels[record_id] or UNDECIDED,
            *("、".join(crossing.said[record_id][path]) for path in paths),
        )
        for record_id in crossing.names
    )
    return Table(f"{ledger.noun}清单", heads, (_NAME, _NUMBER, *(_WORD for _ in paths)), rows)


def move_table(shown: ShownCrossing, caption: str) -> Table:
    """What came, went, rose, fell and moved, with day and reason."""
    lens = shown.lens
    x, y, level = shown.label(lens.x), shown.label(lens.y), shown.ledger.field(lens.tint).label
    places = dict.fromkeys((level, x, y))
    heads = (
        shown.ledger.noun,
        "变动",
        *(f"原{each}" for each in places),
        *(f"现{each}" for each in places),
        "日期",
        "怎样变的",
        "原因",
    )

    def words(at: tuple[str, str] | None, said: str) -> Iterator[str]:
        known = {**dict(zip((x, y), at or ("", ""), strict=True)), level: said}
        return (known[each] for each in places)

    rows = (
        (
            move.name,
            move.kind.value,
            *words(move.before, move.level_before),
            *words(move.after, move.level_after),
            move.day,
            move.how,
            move.reason,
        )
        for move in shown.crossing.moves
    )
    widths = (_NAME, _NUMBER, *(_WORD for _ in heads[2:-3]), _WORD, _NUMBER, _NAME)
    return Table("变动", heads, widths, rows, caption)


def month_table(months: LevelMonths) -> Table:
    """How many of each level stood at the end of each month; none for those to come."""
    rows = (
        (f"{each.month.index}月", each.on, *each.counts, sum(each.counts))
        for each in months.months
        if each.counts
    )
    heads = ("月份", "哪一天", *months.levels, _SUM)
    widths = (_NUMBER, _WORD, *(_NUMBER for _ in heads[2:]))
    return Table("各月末", heads, widths, rows, months.title)


def _cell_rows(shown: ShownCrossing) -> Iterator[Sequence[CellValue]]:
    crossing, lens = shown.crossing, shown.lens
    ids = crossing.ids
    for y in crossing.ys:
        counts = [len(ids.get((x, y), ())) for x in crossing.xs]
        yield (shown.head(lens.y, y), *counts, sum(counts))
    sums = [sum(len(ids.get((x, y), ())) for y in crossing.ys) for x in crossing.xs]
    yield (_SUM, *sums, sum(sums))


def _step_rows(shown: ShownCrossing, lines: Sequence[ChartLine]) -> Iterator[Sequence[CellValue]]:
    every: list[HungRisk] = []
    for line in lines:
        name = line_name(line)
        for step in line.steps:
            yield (name, f"{step.number} {step.label}", *_by_level(shown, step.risks))
            every += step.risks
        if line.loose:
            yield (name, LOOSE, *_by_level(shown, line.loose))
            every += line.loose
    yield (_SUM, "", *_by_level(shown, every))


def _by_level(shown: ShownCrossing, risks: Sequence[HungRisk]) -> Iterator[int]:
    for level in shown.ranks:
        yield sum(each.level == level for each in risks)
    yield sum(each.level not in shown.ranks for each in risks)
    yield len(risks)
