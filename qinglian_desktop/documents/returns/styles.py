"""The looks of the return's cells: black on white, in the fonts that office PCs have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.domain.cell_values import CellValue
from qinglian_desktop.domain.return_content import cell_words

_SONG, _HEI, _FANG = "宋体", "黑体", "仿宋"
_HAIR = Side(style="thin", color="FF000000")
_BOXED = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_PALE = PatternFill("solid", fgColor="FFEDEDED")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_INDENTED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_RIGHT = Alignment(horizontal="right", vertical="center")
_TEXT = "@"
"""Keeps long digit strings text when someone edits them."""
_LONG = 250
"""Characters above which Excel shows a cell of text format as #####."""

_LIKE_A_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Look:
    """A finished style of the workbook, by number.

    ``quoted`` is the same with the mark that says: text, though it begins like a formula.
    """

    plain: int
    quoted: int


class StyledCell(SheetCell):
    """A cell that knows its style's number.

    openpyxl copies a style into each cell and looks it up again by its parts when it
    writes, which takes a third of the time of a return.
    """

    def __init__(
        self,
        page: Worksheet,
        value: int | Decimal | date | str | None,
        kind: Literal["n", "d", "s"],
        style: int,
    ) -> None:
        self.parent = page
        self.data_type = kind
        self._value = value
        self._style = None
        self._hyperlink = None
        self._comment = None
        self._number = style

    @property
    def style_id(self) -> int:
        """The style's number."""
        return self._number

    @property
    def has_style(self) -> bool:
        """Always: openpyxl asks each cell before it writes the number."""
        return True


class RowHeight(RowDimension):
    """A row that has a height in points and nothing else, so openpyxl need not look."""

    def __init__(self, page: Worksheet, points: float, is_hidden: bool) -> None:
        self.parent = page
        self._points = points
        self._is_hidden = is_hidden

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield "ht", f"{self._points:g}"
        yield "customHeight", "1"
        if self._is_hidden:
            yield "hidden", "1"


def set_height(page: Worksheet, row: int, points: float, *, is_hidden: bool = False) -> None:
    """Make a row so many points high; hidden, it is there and neither seen nor printed."""
    page.row_dimensions[row] = RowHeight(page, points, is_hidden)


def merge(page: Worksheet, cells: str) -> None:
    """Show a range as one cell; the hidden ones keep their borders."""
    page.merged_cells.add(cells)  # pyright: ignore[reportUnknownMemberType]


def styled_cell(page: Worksheet, value: CellValue, look: Look) -> StyledCell:
    """A cell whose text is text, whatever it begins with; blanks stay blank."""
    if isinstance(value, str):
        words = cell_words(value)
        if not words:
            return StyledCell(page, None, "n", look.plain)
        if "_x" in words:
            # Excel reads _x0041_ as A.
            words = _ESCAPE.sub("_x005F_", words)
        quoted = words.startswith(_LIKE_A_FORMULA)
        return StyledCell(page, words, "s", look.quoted if quoted else look.plain)
    kind = "d" if isinstance(value, date) else "n"
    return StyledCell(page, value, kind, look.plain)


@dataclass(frozen=True, slots=True)
class TableStyles:
    """The styles of a table's cells in one size of print."""

    heading: Look
    short: Look
    long: Look
    indented: Look
    centred: Look
    place: Look
    whole: Look
    amount: Look
    not_kept: Look
    day: Look

    def of(self, cell: CellValue) -> Look:
        """The style that suits what a cell holds."""
        if isinstance(cell, str):
            return self.short if len(cell) <= _LONG else self.long
        if isinstance(cell, Decimal):
            return self.amount
        return self.day if isinstance(cell, date) else self.whole


class Styles:
    """Every style of the workbook, built once; thousands of cells share them.

    ``listed`` dresses the ledgers' rows and a long 汇总, ``summed`` is the larger print of 汇总.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._sample = workbook.create_sheet("sample")
        hei, fang = Font(name=_HEI, size=16), Font(name=_FANG, size=16)
        self.cover_title = self._style(Font(name=_HEI, size=28), _CENTRE)
        self.cover_label = self._style(hei, _CENTRE, _BOXED, _TEXT)
        self.cover_words = self._style(fang, _INDENTED, _BOXED, _TEXT)
        self.cover_seal = self._style(fang, _CENTRE, _BOXED, _TEXT)
        self.title = self._style(hei, _CENTRE)
        self.check = self._style(Font(name=_SONG, size=10), Alignment(vertical="top"), None, _TEXT)
        self.listed = self._table(10)
        self.summed = self._table(12)
        workbook.remove(self._sample)

    @cached_property
    def unframed(self) -> TableStyles:
        """As ``listed``, for cells that are still blank."""
        return self._table(10, None)

    def _table(self, size: int, border: Border | None = _BOXED) -> TableStyles:
        song = Font(name=_SONG, size=size)
        return TableStyles(
            heading=self._style(Font(name=_HEI, size=size), _CENTRE, border, _TEXT, _PALE),
            short=self._style(song, _LEFT, border, _TEXT),
            long=self._style(song, _LEFT, border),
            indented=self._style(song, _INDENTED, border, _TEXT),
            centred=self._style(song, _CENTRE, border, _TEXT),
            place=self._style(song, _CENTRE, border, "0"),
            whole=self._style(song, _RIGHT, border, "0"),
            amount=self._style(song, _RIGHT, border),
            not_kept=self._style(song, _RIGHT, border, _TEXT),
            day=self._style(song, _CENTRE, border, "yyyy-mm-dd"),
        )

    def _style(
        self,
        font: Font,
        alignment: Alignment,
        border: Border | None = None,
        form: str = "General",
        fill: PatternFill | None = None,
    ) -> Look:
        numbers: list[int] = []
        for quoted in (False, True):
            cell = SheetCell(self._sample, 1, 1)
            cell.font = font
            cell.alignment = alignment
            cell.number_format = form
            if border is not None:
                cell.border = border
            if fill is not None:
                cell.fill = fill
            if quoted:
                cell.quotePrefix = True
            numbers.append(cell.style_id)
        return Look(*numbers)
