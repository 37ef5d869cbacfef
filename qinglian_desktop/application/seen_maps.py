"""A map as it was seen: what stood where, of which day, narrowed by what; its pages and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.along_charts import ChartLine
from qinglian_desktop.application.along_drawing import along_heads, no_lines_words
from qinglian_desktop.application.along_pages import along_pages
from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.application.level_months import LevelMonths
from qinglian_desktop.application.map_pages import MOVE_HEADS, map_pages, move_line, move_pages
from qinglian_desktop.application.map_tables import cell_table, month_table, move_table, named_table
from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.lenses import AlongChart


@dataclass(frozen=True, slots=True)
class SeenMap:
    """What was read of a map; ``lines`` are those of an AlongChart.

    ``only`` are the paths and words by which it was narrowed, ``today`` the day of the reading.
    """

    shown: ShownCrossing
    months: LevelMonths
    lines: tuple[ChartLine, ...]
    only: tuple[tuple[str, str], ...]
    today: date

    @property
    def title(self) -> str:
        """Ledger and lens."""
        return f"{self.shown.ledger.label}　{self.shown.lens.label}"

    @property
    def narrowed(self) -> tuple[str, ...]:
        """By what it was narrowed: 部门：组织部."""
        return tuple(f"{self.shown.label(path)}：{word}" for path, word in self.only)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stood on it, though nothing was left out either."""
        lens, crossing = self.shown.lens, self.shown.crossing
        there = self.lines if isinstance(lens, AlongChart) else crossing.ids
        return not (there or self.only or crossing.on)

    @property
    def heading(self) -> tuple[str, ...]:
        """What stands above it: day, comparison and filters; then what is told and not shown."""
        crossing = self.shown.crossing
        since = f"，与 {crossing.since} 相比" if crossing.since else ""
        only = f"　只看：{'，'.join(self.narrowed)}" if self.narrowed else ""
        when = f"{crossing.on or self.today} 的情况{since}{only}"
        told = [*self.shown.day_words(), *(words for words, _ in self.shown.left_out())]
        return tuple(filter(None, (when, "；".join(told))))

    @property
    def moves_words(self) -> str:
        """与 2026-03-31 相比：新增 2个，升级 1个."""
        crossing = self.shown.crossing
        counts: dict[str, int] = {}
        for move in crossing.moves:
            counts[move.kind.value] = counts.get(move.kind.value, 0) + 1
        said = "，".join(f"{kind} {count}个" for kind, count in counts.items())
        return f"与 {crossing.since} 相比：{said or '没有变动'}"

    def pages(self) -> tuple[Drawing, ...]:
        """The map as it stands, then the list of what moved."""
        return tuple(self._pages())

    def tables(self) -> tuple[Table, ...]:
        """How many stand in each cell, which these are, what moved, and the months."""
        shown, lines = self.shown, self.lines
        tables = [cell_table(shown, lines, "。".join(self.heading)), named_table(shown)]
        if shown.crossing.since is not None:
            tables.append(move_table(shown, self.moves_words))
        return (*tables, month_table(self.months))

    def _pages(self) -> Iterator[Drawing]:
        shown, lens, crossing = self.shown, self.shown.lens, self.shown.crossing
        if isinstance(lens, AlongChart):
            heads, none = along_heads(shown.ledger, lens), no_lines_words(shown.ledger, lens)
            yield from along_pages(self.lines, self.title, self.heading, heads, none)
        else:
            yield from map_pages(shown, self.months, self.title, self.heading)
        heads = (shown.ledger.noun, *MOVE_HEADS[1:])
        lines = [move_line(each) for each in crossing.moves]
        yield from move_pages(lines, heads, f"{self.title}　变动")
