"""A lens on paper: a table of marked cells, heads repeated, as large as its columns allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.flow import flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role, Typeface
from qinglian_desktop.documents.paper.form import draw_table
from qinglian_desktop.documents.paper.lens_cells import SeenCell, TwoHeads
from qinglian_desktop.documents.paper.lens_columns import PAD, ColumnPart, parted
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, number_pages
from qinglian_desktop.documents.paper.text import Line, set_text
from qinglian_desktop.domain.drawing import Drawing, Stroke
from qinglian_desktop.domain.lens_paper import GroundMark, LensCell, LensColumn, LensPaper, LensRow

SIDE = 17 * MM
TOP, BOTTOM = 18 * MM, 18 * MM
_FOOT = 10 * MM
_TITLE, _TITLE_HEIGHT = 18.0, 30.0
_LINE, _LINE_HEIGHT = 10.5, 20.0
_SAID, _SAID_LEADING = 9.0, 13.5
_MOST_ABOVE = 6
"""Lines of the sentences between title and table."""
_AGAIN = 18.0
"""What a page after the first has above its table."""
_SWATCH, _APART = 12.0, 14.0
_LOWEST = {True: 30.0, False: 20.0}
"""The least height of a row with a drawing in it, and of another."""


class LensPrinter:
    """Lays out a lens for a unit, printed on a day."""

    def __init__(self, paper: LensPaper, unit_name: str, made: date, fonts: Fonts) -> None:
        self._paper = paper
        self._unit = unit_name
        self._made = made
        self._fonts = fonts
        self.page = A4 if paper.upright else (A4[1], A4[0])
        """Width and height of the paper."""
        self._width = self.page[0] - 2 * SIDE
        self._size, self._parts = parted(paper, SIDE, self._width)
        self._body = Style(fonts[Role.BODY], self._size, self._size * 1.35, "center")
        self._said = Style(fonts[Role.BODY], _SAID, _SAID_LEADING)

    def sheets(self) -> list[Sheet]:
        """The pages, at least one."""
        legend = list(self._legend_lines())
        above = self._above_lines()
        head = _TITLE_HEIGHT + 2 * _LINE_HEIGHT + (len(above) + len(legend)) * _SAID_LEADING + 4
        room = self.page[1] - TOP - BOTTOM
        pages = flow(list(self._bands()), room - head, room - _AGAIN)
        sheets: list[Sheet] = []
        for number, page in enumerate(pages):
            sheet, top = Sheet(), self.page[1] - TOP
            if number:
                self._say_again(sheet, top)
                top -= _AGAIN
            else:
                self._say_head(sheet, top, above, legend)
                top -= head
            draw_table(sheet, page, SIDE, self._width, top)
            sheets.append(sheet)
        number_pages(sheets, self._fonts, self.page[0] / 2, _FOOT, always=True)
        return sheets

    def _say_head(
        self, sheet: Sheet, top: float, above: Sequence[Line], legend: Sequence[Sequence[_Entry]]
    ) -> None:
        middle, body = self.page[0] / 2, self._fonts[Role.BODY]
        title, said = self._fonts[Role.TITLE], self._paper.title
        sheet.say(middle, top - 20, said, title, self._fitting(said, title, _TITLE), "center")
        y = top - _TITLE_HEIGHT - _LINE_HEIGHT + 7
        sheet.say(middle, y, self._paper.when, self._fonts[Role.REMARK], _LINE, "center")
        when = f"打印日期：{self._made}"
        sheet.say(self.page[0] - SIDE - 2, y, when, body, _LINE, "right")
        y -= _LINE_HEIGHT - 2
        unit = f"填报单位：{self._unit}"
        sheet.say(SIDE + 2, y, unit, body, self._fitting(unit, body, _LINE))
        y -= 5
        for line in above:
            sheet.write(SIDE + 2, y, _SAID_LEADING, line, self._said.typeface, _SAID)
            y -= _SAID_LEADING
        for entries in legend:
            for entry in entries:
                entry.draw(sheet, y, self._fonts)
            y -= _SAID_LEADING

    def _say_again(self, sheet: Sheet, top: float) -> None:
        """Which lens of when it is, on every page after the first."""
        said = f"{self._paper.title}（续）　{self._paper.when}"
        size = self._fitting(said, self._said.typeface, _SAID)
        sheet.say(SIDE + 2, top - _AGAIN + 7, said, self._said.typeface, size)

    def _fitting(self, words: str, typeface: Typeface, size: float) -> float:
        """The size, or the smaller one at which the words have room in one line."""
        return min(size, (self._width - 4) / max(typeface.width(words, 1), 1))

    def _legend_lines(self) -> Iterator[list[_Entry]]:
        """What marks mean, in as many lines as that needs."""
        x, line = SIDE + 2, list[_Entry]()
        for mark, words in self._paper.legend if self._paper.rows else ():
            wide = _SWATCH * 2 + self._said.typeface.width(words, _SAID) + _APART
            if line and x + wide > SIDE + self._width:
                yield line
                x, line = SIDE + 2, []
            line.append(_Entry(mark, words, x))
            x += wide
        if line:
            yield line

    def _above_lines(self) -> list[Line]:
        """The sentences above the table; those of many lines are its first rows instead."""
        lines = [line for said in self._paper.above for line in self._set(said)]
        return lines if len(lines) <= _MOST_ABOVE else []

    def _bands(self) -> Iterator[Band]:
        if not self._above_lines():
            yield from map(self._across, self._paper.above)
        if not self._paper.rows:
            yield self._across(f"{self._paper.empty}。", centred=True)
        for part in self._parts if self._paper.rows else ():
            head = self._head(part)
            yield head
            over: Band = head
            for row in self._paper.rows:
                if row.group:
                    group = self._group(row.group)
                    yield replace(group, head=head)
                    over = TwoHeads(
                        self._group(f"{row.group}（续）").cells,
                        group.least,
                        shaded=True,
                        with_next=True,
                        upper=head,
                    )
                else:
                    yield self._row(part, row, over)
        for said in self._paper.below:
            yield self._across(said)

    def _head(self, part: ColumnPart) -> Band:
        """The columns' heads."""
        cells: list[Cell] = []
        for place, (left, right) in zip(part.places, pairwise(part.edges), strict=True):
            column = self._paper.columns[place]
            lines = tuple(column.heading.split("\n")) if column.heading else ()
            said = LensCell(lines, draw=column.draw, is_heading=True)
            cells.append(self._cell(said, column, left, right - left))
        return Band(cells, 24.0, shaded=True, with_next=True)

    def _row(self, part: ColumnPart, row: LensRow, head: Band) -> Band:
        """A row's cells in these columns."""
        cells: list[Cell] = []
        edge = 0
        for place, cell in _starts(row):
            if place in part.places:
                left, right = part.edges[edge], part.edges[edge + cell.columns]
                cells.append(self._cell(cell, self._paper.columns[place], left, right - left))
                edge += cell.columns
        has_drawing = any(cell.draw is not None for cell in row.cells)
        return Band(cells, _LOWEST[has_drawing], head=head)

    def _group(self, words: str) -> Band:
        style = replace(self._body, typeface=self._fonts[Role.LABEL], align="left")
        lines = set_text(style.typeface, style.size, words, self._width - 2 * PAD)
        cell = Cell(SIDE, self._width, lines, style, PAD, is_label=True)
        return Band([cell], _LOWEST[False], shaded=True, with_next=True)

    def _across(self, words: str, *, centred: bool = False) -> Band:
        style = replace(self._said, align="center" if centred else "left")
        lines = self._set(words)
        return Band([Cell(SIDE, self._width, lines, style, 5.0)], _LOWEST[False])

    def _set(self, words: str) -> list[Line]:
        return set_text(self._said.typeface, _SAID, words, self._width - 10)

    def _cell(self, cell: LensCell, column: LensColumn, left: float, width: float) -> Cell:
        """A cell of the table, from ``left`` on."""
        room, bold = width - 2 * PAD, self._fonts[Role.LABEL]
        lead = set_text(bold, self._size, cell.lead, room) if cell.lead else []
        lines = list(lead)
        for said in cell.lines:
            typeface = bold if cell.is_heading else self._body.typeface
            lines += set_text(typeface, self._size, said, room) if said else []
        is_set_left = not column.centred and not cell.is_heading
        style = replace(self._body, align="left") if is_set_left else self._body
        return SeenCell(
            left,
            width,
            lines,
            style,
            PAD,
            fonts=self._fonts,
            mark=cell.mark,
            draw_in=cell.draw,
            bold=len(lines) if cell.is_heading else len(lead),
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the legend at its place."""

    mark: GroundMark | None
    words: str
    x: float

    def draw(self, sheet: Sheet, top: float, fonts: Fonts) -> None:
        """Draw the ground, its outline and the words."""
        y, size = top - _SAID_LEADING + 2, (_SWATCH * 1.6, _SAID_LEADING - 4)
        if self.mark is not None:
            sheet.mark(self.mark, (self.x, y, *size))
        sheet.place(_outlined(*size), self.x, y + size[1], fonts)
        at = self.x + _SWATCH * 2
        sheet.say(at, top - _SAID_LEADING + 4, self.words, fonts[Role.BODY], _SAID)


def _starts(row: LensRow) -> Iterator[tuple[int, LensCell]]:
    """Each cell with the place of its first column."""
    at = 0
    for cell in row.cells:
        yield at, cell
        at += cell.columns


def _outlined(width: float, height: float) -> Drawing:
    corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height), (0.0, 0.0))
    return Drawing(width, height, tuple(Stroke(*a, *b) for a, b in pairwise(corners)))
