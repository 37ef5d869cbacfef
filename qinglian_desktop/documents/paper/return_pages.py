"""The monthly return as it goes under the seal: cover, 汇总, and what it corrects"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.flow import flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.form import draw_table
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet
from qinglian_desktop.documents.paper.text import set_label, set_text
from qinglian_desktop.domain.projection import CellValue, cell_text
from qinglian_desktop.domain.return_content import (
    NOT_KEPT,
    LedgerSheet,
    ReturnContent,
    SummaryLine,
    shown_lines,
)
from qinglian_desktop.domain.return_corrections import CORRECTIONS

_TITLE = "清廉机关建设工作月报表"
_SIDE, _TOP, _BOTTOM, _FOOT, _HEAD = 12 * MM, 20 * MM, 18 * MM, 9 * MM, 11 * MM
_ACROSS = (A4[1], A4[0])
_COVER = (117.0, 300.0)
_LINE_OF_COVER, _OF_SEAL = 46.0, 130.0
_HEADINGS = ("序号", "指标", "计量单位", "本月", "本年累计", "备注")
_FEW = 70
"""Lines up to which 汇总 is set in large print, as in the workbook."""


@dataclass(frozen=True, slots=True)
class _Print:
    """The size of letters, the least height of a row, the space around what stands in a cell.

    ``widths`` are those of the columns to each other.
    """

    size: float
    least: float
    pad: float
    widths: Sequence[float] = ()

    def at(self, scale: float) -> _Print:
        """The same print, smaller."""
        return _Print(self.size * scale, self.least * scale, self.pad * scale, self.widths)


_LARGE = _Print(10.8, 21.6, 3.0, (8, 37, 13, 13, 13, 27.5))
_DENSE = _Print(9.0, 13.5, 1.4, (7, 37, 11, 11, 13, 33))
_LISTED = _Print(10.0, 20.0, 3.0)
_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8)
_MOST_PAGES = 2
"""Of 汇总: it is made a little smaller where that saves a page, as the workbook is."""


class ReturnPrinter:
    """Lays out one return; each page has its size beside it."""

    def __init__(self, content: ReturnContent, fonts: Fonts) -> None:
        self._content = content
        self._fonts = fonts

    def pages(self) -> list[tuple[Sheet, tuple[float, float]]]:
        """Cover first, then 汇总, then 更正说明 where there is one."""
        pages = [(self._cover(), A4), *((each, A4) for each in self._summary())]
        for sheet in self._content.sheets:
            if sheet.ledger == CORRECTIONS:
                pages += ((each, _ACROSS) for each in self._corrections(sheet))
        for (sheet, size), number in zip(pages, range(1, len(pages) + 1), strict=True):
            words = f"第{number}页 共{len(pages)}页"
            sheet.say(size[0] / 2, _FOOT, words, self._fonts[Role.NUMBER], 10, "center")
        return pages

    def _cover(self) -> Sheet:
        sheet, left = Sheet(), (A4[0] - sum(_COVER)) / 2
        top = A4[1] - _TOP - 70
        sheet.say(A4[0] / 2, top - 40, _TITLE, self._fonts[Role.LABEL], 28, "center")
        bands: list[Band] = []
        for label, words in self._content.cover:
            is_sealed = "盖章" in label
            heading = Style(self._fonts[Role.LABEL], 16, 22, "center")
            said = set_label(heading.typeface, heading.size, label, _COVER[0] - 10)
            cells = (
                Cell(left, _COVER[0], said, heading),
                self._cell(
                    left + _COVER[0],
                    _COVER[1],
                    words,
                    Style(self._fonts[Role.BODY], 16, 22, "center" if is_sealed else "left"),
                    16.0,
                ),
            )
            bands.append(Band(cells, _OF_SEAL if is_sealed else _LINE_OF_COVER))
        draw_table(sheet, [(band, band.height) for band in bands], left, sum(_COVER), top - 100)
        return sheet

    def _summary(self) -> Iterator[Sheet]:
        lines = list(shown_lines(self._content.summary, self._content.printed))
        seen = [line for line, is_shown in lines if is_shown]
        print_ = _DENSE if len(seen) > _FEW else _LARGE
        sheets: list[Sheet] = []
        for scale in _SCALES:
            sheets = list(self._table("汇总", self._summary_bands(seen, print_.at(scale)), A4))
            if len(sheets) <= _MOST_PAGES:
                break
        yield from sheets

    def _summary_bands(self, seen: Sequence[SummaryLine], print_: _Print) -> list[Band]:
        widths = _shared(print_.widths, A4[0] - 2 * _SIDE)
        head = self._heads(_HEADINGS, widths, print_)
        bands = [head]
        for place, line in enumerate(seen, 1):
            cells = self._line(place, line, widths, print_)
            bands.append(Band(cells, print_.least, head=head))
        for said in self._content.foot:
            style = self._style(print_.size)
            cell = self._cell(_SIDE, sum(widths), said, style, print_.pad)
            bands.append(Band([cell], print_.least))
        return bands

    def _corrections(self, sheet: LedgerSheet) -> Iterator[Sheet]:
        widths = _shared([each + 1 for each in sheet.widths], _ACROSS[0] - 2 * _SIDE)
        head = self._heads(sheet.headings, widths, _LISTED)
        bands = [head]
        for row in sheet.rows:
            cells = self._cells(widths, [(cell, _align(cell)) for cell in row], _LISTED)
            bands.append(Band(cells, _LISTED.least, head=head))
        yield from self._table(sheet.title, bands, _ACROSS)

    def _table(
        self, title: str, bands: Sequence[Band], size: tuple[float, float]
    ) -> Iterator[Sheet]:
        room = size[1] - _TOP - _BOTTOM
        for number, page in enumerate(flow(bands, room - 36, room)):
            sheet, top = Sheet(), size[1] - _TOP
            whose = f"{self._content.unit_name}　{self._content.period.label}"
            at = size[0] - _SIDE
            sheet.say(at, size[1] - _HEAD, whose, self._fonts[Role.NUMBER], 10, "right")
            if not number:
                sheet.say(size[0] / 2, top - 24, title, self._fonts[Role.LABEL], 16, "center")
                top -= 36
            draw_table(sheet, page, _SIDE, size[0] - 2 * _SIDE, top)
            yield sheet

    def _heads(self, headings: Sequence[str], widths: Sequence[float], print_: _Print) -> Band:
        style = replace(self._style(print_.size, "center"), typeface=self._fonts[Role.LABEL])
        cells: list[Cell] = []
        left = _SIDE
        for heading, width in zip(headings, widths, strict=True):
            cells.append(self._cell(left, width, heading, style, print_.pad))
            left += width
        return Band(cells, 26.0, shaded=True, with_next=True)

    def _line(
        self, place: int, line: SummaryLine, widths: Sequence[float], print_: _Print
    ) -> list[Cell]:
        month, year = (
            NOT_KEPT if each is None else cell_text(each) for each in (line.month, line.year)
        )
        label = f"　{line.label}" if line.is_part else line.label
        said: list[tuple[CellValue, str]] = [
            (str(place), "center"),
            (label, "left"),
            (line.unit, "center"),
            (month, "right"),
            (year, "right"),
            (line.note, "left"),
        ]
        return self._cells(widths, said, print_)

    def _cells(
        self, widths: Sequence[float], said: Sequence[tuple[CellValue, str]], print_: _Print
    ) -> list[Cell]:
        cells: list[Cell] = []
        left = _SIDE
        for width, (value, align) in zip(widths, said, strict=True):
            style = self._style(print_.size, align)
            cells.append(self._cell(left, width, cell_text(value), style, print_.pad))
            left += width
        return cells

    def _cell(self, x: float, width: float, text: str, style: Style, pad: float = 3.0) -> Cell:
        lines = set_text(style.typeface, style.size, text, width - 2 * pad) if text else []
        return Cell(x, width, lines, style, pad)

    def _style(self, size: float, align: str = "left") -> Style:
        return Style(self._fonts[Role.NUMBER], size, size * 1.18, align)


def _shared(widths: Sequence[float], room: float) -> list[float]:
    whole = sum(widths)
    return [room * width / whole for width in widths]


def _align(value: CellValue) -> str:
    return "left" if isinstance(value, str) or value is None else "right"
