"""A ledger's records as a table on landscape paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.flow import flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.form import draw_table
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, number_pages
from qinglian_desktop.documents.paper.text import Line, set_label, set_pieces, set_text
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.field_types import Choices, Day, Month, PeopleRef, Span
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import Column, Part, cell, cell_text, paper_columns
from qinglian_desktop.domain.record import Record

PAGE = (A4[1], A4[0])
_MARGIN = 17 * MM
_TOP, _BOTTOM = 18 * MM, 18 * MM
_FOOT = 10 * MM
WIDTH = PAGE[0] - 2 * _MARGIN
_PAD = 3.5
_LEAST = 24.0
_SAME_DAY = re.compile(r" 至 (?=\d\d:\d\d$)")
_AFTER_MARK = re.compile("(?<=[、；])")
_TITLE, _TITLE_HEIGHT = 20.0, 30.0
_LINE, _LINE_HEIGHT = 11.0, 22.0


def list_title(ledger: Ledger) -> str:
    """What a list of the ledger is headed."""
    return f"{ledger.label}一览表"


def list_sheets(
    ledger: Ledger,
    records: Sequence[Record],
    subtitle: str,
    source: PaperSource,
    fonts: Fonts,
    progress: Progress,
) -> list[Sheet]:
    """The pages of the list; raises Cancelled when ``progress`` answers False."""
    columns = paper_columns(ledger)
    widths, size = _widths(columns)
    bands = _rows(columns, records, widths, size, fonts, progress)
    above = _TITLE_HEIGHT + _LINE_HEIGHT
    room = PAGE[1] - _TOP - _BOTTOM
    pages = flow(bands, room - above, room)
    sheets: list[Sheet] = []
    for number, page in enumerate(pages):
        sheet = Sheet()
        top = PAGE[1] - _TOP
        if not number:
            _say_title(sheet, ledger, len(records), subtitle, source, fonts, top)
            top -= above
        draw_table(sheet, page, _MARGIN, WIDTH, top)
        sheets.append(sheet)
    number_pages(sheets, fonts, PAGE[0] / 2, _FOOT, always=True)
    return sheets


def _say_title(
    sheet: Sheet,
    ledger: Ledger,
    count: int,
    subtitle: str,
    source: PaperSource,
    fonts: Fonts,
    top: float,
) -> None:
    middle, body = PAGE[0] / 2, fonts[Role.BODY]
    sheet.say(middle, top - 22, list_title(ledger), fonts[Role.TITLE], _TITLE, "center")
    y = top - _TITLE_HEIGHT - _LINE_HEIGHT + 7
    sheet.say(_MARGIN + 2, y, f"填报单位：{source.unit_name}", body, _LINE)
    sheet.say(middle, y, subtitle, fonts[Role.REMARK], _LINE, "center")
    sheet.say(PAGE[0] - _MARGIN - 2, y, f"共 {count} 条", body, _LINE, "right")


def _widths(columns: Sequence[Column]) -> tuple[list[float], float]:
    """Widths in points that fill the page, and the size of text that suits them."""
    natural = [column.width * 10.5 + 2 * _PAD for column in columns]
    scale = WIDTH / sum(natural)
    return [width * scale for width in natural], 10.5 if scale >= 0.9 else 9.0


def _rows(
    columns: Sequence[Column],
    records: Sequence[Record],
    widths: Sequence[float],
    size: float,
    fonts: Fonts,
    progress: Progress,
) -> list[Band]:
    body = Style(fonts[Role.BODY], size, size * 1.4)
    bold = Style(fonts[Role.LABEL], size, size * 1.4, "center")
    head = _head(columns, widths, bold)
    styles = [_aligned(column, body) for column in columns]
    bands = [head]
    for done, record in enumerate(records, 1):
        cells: list[Cell] = []
        left = _MARGIN
        for column, width, style in zip(columns, widths, styles, strict=True):
            lines = _lines(column, record, style, width - 2 * _PAD)
            cells.append(Cell(left, width, lines, style, _PAD))
            left += width
        bands.append(Band(cells, _LEAST, head=head))
        if not progress(done, len(records)):
            raise Cancelled
    if not records:
        style = replace(body, align="center")
        lines = set_text(style.typeface, size, "没有记录", WIDTH)
        bands.append(Band([Cell(_MARGIN, WIDTH, lines, style, _PAD)], _LEAST + 6))
    return bands


def _aligned(column: Column, style: Style) -> Style:
    if column.is_number:
        return replace(style, align="right")
    short = column.part in (Part.NUMBER, Part.STATE)
    if short or (column.field is not None and isinstance(column.field.type, Day | Month)):
        return replace(style, align="center")
    return style


def _head(columns: Sequence[Column], widths: Sequence[float], style: Style) -> Band:
    cells: list[Cell] = []
    left = _MARGIN
    for column, width in zip(columns, widths, strict=True):
        lines = set_label(style.typeface, style.size, column.heading, width - 2 * _PAD)
        cells.append(Cell(left, width, lines, style, _PAD))
        left += width
    return Band(cells, 26.0, shaded=True, with_next=True)


def _lines(column: Column, record: Record, style: Style, room: float) -> Sequence[Line]:
    """A record's cell in lines; names and chosen words are not cut in two."""
    text = cell_text(cell(record, column))
    if not text:
        return ()
    kind = column.field.type if column.field else None
    if isinstance(kind, PeopleRef | Choices):
        return set_pieces(style.typeface, style.size, _AFTER_MARK.split(text), room)
    if isinstance(kind, Span):
        text = _SAME_DAY.sub("\u00a0至\u00a0", text)
    return set_text(style.typeface, style.size, text, room)
