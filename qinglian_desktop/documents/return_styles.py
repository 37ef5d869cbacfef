"""The looks of the return's cells: black on white, in the fonts that office PCs have."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from qinglian_desktop.domain.projection import Cell

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


@dataclass(frozen=True, slots=True)
class TableStyles:
    """The styles of a table's cells in one size of print."""

    heading: StyleArray
    short: StyleArray
    long: StyleArray
    indented: StyleArray
    centred: StyleArray
    place: StyleArray
    whole: StyleArray
    amount: StyleArray
    not_kept: StyleArray
    day: StyleArray

    def of(self, cell: Cell) -> StyleArray:
        """The style that suits what a cell holds."""
        if isinstance(cell, str):
            return self.short if len(cell) <= _LONG else self.long
        if isinstance(cell, Decimal):
            return self.amount
        return self.day if isinstance(cell, date) else self.whole


class Styles:
    """Every style of the workbook, built once; thousands of cells share them.

    ``listed`` dresses the ledgers' rows, ``summed`` the larger print of 汇总.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._sample = workbook.create_sheet("sample")
        self._quoted: dict[int, StyleArray] = {}
        hei, fang = Font(name=_HEI, size=16), Font(name=_FANG, size=16)
        self.cover_title = self._style(Font(name=_HEI, size=28), _CENTRE)
        self.cover_label = self._style(hei, _CENTRE, _BOXED, _TEXT)
        self.cover_words = self._style(fang, _INDENTED, _BOXED, _TEXT)
        self.cover_seal = self._style(fang, _CENTRE, _BOXED, _TEXT)
        self.title = self._style(hei, _CENTRE)
        self.nothing = self._style(Font(name=_FANG, size=12), _CENTRE, _BOXED)
        self.check = self._style(Font(name=_SONG, size=10), Alignment(vertical="top"), None, _TEXT)
        self.listed = self._table(10)
        self.summed = self._table(12)
        workbook.remove(self._sample)

    def quoted(self, style: StyleArray) -> StyleArray:
        """The same look, with the mark that says: text, though it begins like a formula."""
        return self._quoted.get(id(style), style)

    def _table(self, size: int) -> TableStyles:
        song = Font(name=_SONG, size=size)
        return TableStyles(
            heading=self._style(Font(name=_HEI, size=size), _CENTRE, _BOXED, _TEXT, _PALE),
            short=self._style(song, _LEFT, _BOXED, _TEXT),
            long=self._style(song, _LEFT, _BOXED),
            indented=self._style(song, _INDENTED, _BOXED, _TEXT),
            centred=self._style(song, _CENTRE, _BOXED, _TEXT),
            place=self._style(song, _CENTRE, _BOXED, "0"),
            whole=self._style(song, _RIGHT, _BOXED, "0"),
            amount=self._style(song, _RIGHT, _BOXED),
            not_kept=self._style(song, _RIGHT, _BOXED, _TEXT),
            day=self._style(song, _CENTRE, _BOXED, "yyyy-mm-dd"),
        )

    def _style(
        self,
        font: Font,
        alignment: Alignment,
        border: Border | None = None,
        form: str = "General",
        fill: PatternFill | None = None,
    ) -> StyleArray:
        cell = SheetCell(self._sample, 1, 1)
        cell.font = font
        cell.alignment = alignment
        cell.number_format = form
        if border is not None:
            cell.border = border
        if fill is not None:
            cell.fill = fill
        # openpyxl gives no public way to hand one finished style to many cells, and
        # building it anew for each doubles the time that a return takes.
        style = cast("StyleArray", cell._style)  # pyright: ignore
        quoted = copy(style)
        quoted.quotePrefix = 1
        self._quoted[id(style)] = quoted
        return style
