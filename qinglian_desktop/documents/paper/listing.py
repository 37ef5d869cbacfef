"""A ledger's records as a table on landscape paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.flow import flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role, Typeface
from qinglian_desktop.documents.paper.form import draw_table
from qinglian_desktop.documents.paper.merged import MergedBand
from qinglian_desktop.documents.paper.shares import shared, whole, widest_day
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, number_pages
from qinglian_desktop.documents.paper.text import Line, set_label, set_pieces, set_text
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.field_types import Day, Month, Span
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import Listed, count_words, listed_columns, paper_list, rows_of
from qinglian_desktop.domain.record import Record

PAGE = (A4[1], A4[0])
_MARGIN = 17 * MM
_TOP, _BOTTOM = 18 * MM, 18 * MM
_FOOT = 10 * MM
WIDTH = PAGE[0] - 2 * _MARGIN
PAD = 3.5
LEAST, HEAD_HEIGHT = 24.0, 26.0
_SAME_DAY = re.compile(r" 至 (?=\d\d:\d\d$)")
_AFTER_MARK = re.compile("(?<=[、；])")
_TITLE, _TITLE_HEIGHT = 20.0, 30.0
_LINE, _LINE_HEIGHT = 11.0, 22.0
_NUMBER = 2.0
"""The width of 序号 in 汉字."""


class ListPrinter:
    """Lays out a list of one ledger's records; in a larger print it is not numbered by itself."""

    def __init__(
        self, ledger: Ledger, source: PaperSource, fonts: Fonts, *, is_numbered: bool = True
    ) -> None:
        self._is_numbered = is_numbered
        self._ledger = ledger
        self._listing = paper_list(ledger)
        self._columns = listed_columns(ledger)
        self._source = source
        self._fonts = fonts
        self._widths, self._size = widths_of(self._columns, fonts[Role.BODY])
        self._body = Style(fonts[Role.BODY], self._size, self._size * 1.4)
        self._head = self._heads()

    def sheets(self, records: Sequence[Record], subtitle: str, progress: Progress) -> list[Sheet]:
        """The pages of the list; raises Cancelled when ``progress`` answers False."""
        bands = [self._head]
        for done, record in enumerate(records, 1):
            bands.append(self._band(done, record))
            if not progress(done, len(records)):
                raise Cancelled
        if not records:
            bands.append(self._nothing())
        above = _TITLE_HEIGHT + _LINE_HEIGHT
        room = PAGE[1] - _TOP - _BOTTOM - (_LINE_HEIGHT if self._listing.foot else 0.0)
        pages = flow(bands, room - above, room)
        sheets: list[Sheet] = []
        for number, page in enumerate(pages):
            sheet = Sheet()
            top = PAGE[1] - _TOP
            if not number:
                self._say_title(sheet, records, subtitle, top)
                top -= above
            bottom = draw_table(sheet, page, _MARGIN, WIDTH, top)
            if number == len(pages) - 1:
                self._say_foot(sheet, bottom)
            sheets.append(sheet)
        if self._is_numbered:
            number_pages(sheets, self._fonts, PAGE[0] / 2, _FOOT, always=True)
        return sheets

    def _say_title(
        self, sheet: Sheet, records: Sequence[Record], subtitle: str, top: float
    ) -> None:
        middle, body = PAGE[0] / 2, self._fonts[Role.BODY]
        title = self._listing.title
        sheet.say(middle, top - 22, title, self._fonts[Role.TITLE], _TITLE, "center")
        y = top - _TITLE_HEIGHT - _LINE_HEIGHT + 7
        sheet.say(_MARGIN + 2, y, f"填报单位：{self._source.unit_name}", body, _LINE)
        sheet.say(middle, y, subtitle, self._fonts[Role.REMARK], _LINE, "center")
        said = count_words(self._ledger, records)
        sheet.say(PAGE[0] - _MARGIN - 2, y, said, body, _LINE, "right")

    def _say_foot(self, sheet: Sheet, top: float) -> None:
        """Who made the list and when, to be filled by hand."""
        each = WIDTH / max(1, len(self._listing.foot))
        for place, word in enumerate(self._listing.foot):
            x = _MARGIN + 2 + place * each
            sheet.say(x, top - _LINE_HEIGHT + 5, f"{word}：", self._fonts[Role.BODY], _LINE)

    def _heads(self) -> Band:
        style = Style(self._fonts[Role.LABEL], self._size, self._size * 1.4, "center")
        headings = ["序号", *(column.heading for column in self._columns)]
        cells: list[Cell] = []
        left = _MARGIN
        for heading, width in zip(headings, self._widths, strict=True):
            lines = set_label(style.typeface, style.size, heading, width - 2 * PAD)
            cells.append(Cell(left, width, lines, style, PAD))
            left += width
        return Band(cells, HEAD_HEIGHT, shaded=True, with_next=True)

    def _band(self, place: int, record: Record) -> Band:
        """The record's line: a row below another beside what is the same for all of them."""
        centred = replace(self._body, align="center")
        width = self._widths[0]
        number = set_text(centred.typeface, centred.size, str(place), width - 2 * PAD)
        cells = [Cell(_MARGIN, width, number, centred, PAD, is_label=True)]
        rows: list[list[Cell]] = [[] for _ in rows_of(self._listing, record)]
        left = _MARGIN + width
        for column, width in zip(self._columns, self._widths[1:], strict=True):
            style = _aligned(column, self._body)
            if column.of_row:
                for row, values in zip(rows, rows_of(self._listing, record), strict=True):
                    lines = _lines(column, column.text_of_row(values), style, width - 2 * PAD)
                    row.append(Cell(left, width, lines, style, PAD))
            else:
                lines = _lines(column, column.text(record), style, width - 2 * PAD)
                cells.append(Cell(left, width, lines, style, PAD))
            left += width
        if rows[0]:
            return MergedBand(cells, LEAST, head=self._head, rows=rows)
        return Band(cells, LEAST, head=self._head)

    def _nothing(self) -> Band:
        style = replace(self._body, align="center")
        lines = set_text(style.typeface, self._size, "没有记录", WIDTH)
        return Band([Cell(_MARGIN, WIDTH, lines, style, PAD)], LEAST + 6)


def widths_of(columns: Sequence[Listed], typeface: Typeface) -> tuple[list[float], float]:
    """Widths in points that fill the page, 序号 first, and the size of text that suits them.

    A day has the room that its digits need, a person's name and a chosen word at least what keeps
    them in one line; the others share what is left.
    """
    natural = [
        0.0 if isinstance(each.kind, Day) else each.width * 10.5 + 2 * PAD for each in columns
    ]
    for size in (10.5, 9.0):
        day = widest_day(typeface, size)
        least = [
            (whole(each.kind) * size if share else day) + 2 * PAD
            for each, share in zip(columns, natural, strict=True)
        ]
        room = WIDTH - _NUMBER * size - 2 * PAD
        days = sum(each for each, share in zip(least, natural, strict=True) if not share)
        if room - days >= 0.9 * sum(natural):
            break
    return [WIDTH - room, *shared(room, natural, least)], size


def _aligned(column: Listed, style: Style) -> Style:
    if column.is_number:
        return replace(style, align="right")
    return replace(style, align="center") if isinstance(column.kind, Day | Month) else style


def _lines(column: Listed, text: str, style: Style, room: float) -> Sequence[Line]:
    """A cell in lines; names and chosen words are not cut in two."""
    if not text:
        return ()
    if column.is_series:
        return set_pieces(style.typeface, style.size, _AFTER_MARK.split(text), room)
    return set_text(style.typeface, style.size, glued(column, text), room)


def glued(column: Listed, text: str) -> str:
    """A cell's text with its hours kept on one line: 2026-01-12 stands above 09:00 至 09:40."""
    return _SAME_DAY.sub("\u00a0至\u00a0", text) if isinstance(column.kind, Span) else text
