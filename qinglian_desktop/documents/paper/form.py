"""A record as the paper form of its ledger: title, table, places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import assert_never

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.documents.paper.bands import Band
from qinglian_desktop.documents.paper.cells import CellMaker
from qinglian_desktop.documents.paper.flow import Placed, flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.pictures import picture_bands
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, number_pages
from qinglian_desktop.documents.paper.text import Line, set_text
from qinglian_desktop.domain.form_content import (
    EachToSign,
    Entries,
    FilesOfForm,
    FormReader,
    Heading,
    InnerRows,
)
from qinglian_desktop.domain.late_entry import late_entry_words
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record

LEFT, RIGHT = 24 * MM, 22 * MM
TOP, BOTTOM = 20 * MM, 18 * MM
"""Margins; left and right as GB/T 9704 has them, above and below smaller, as forms may."""
WIDTH = A4[0] - LEFT - RIGHT
_FOOT = 11 * MM

_TITLE, _TITLE_LEADING = 20.0, 30.0
_LINE, _LINE_HEIGHT = 12.0, 24.0
_SMALL, _SMALL_HEIGHT = 10.5, 20.0


class FormPrinter:
    """Lays out the records of one ledger."""

    def __init__(self, ledger: Ledger, source: PaperSource, fonts: Fonts) -> None:
        self._ledger = ledger
        self._source = source
        self._fonts = fonts
        self._reader = FormReader(ledger)
        self._maker = CellMaker(fonts, LEFT, WIDTH)
        self._share = self._maker.best_share(self._reader.usual_pairs)
        self._tails: dict[tuple[str, ...], list[Band]] = {}
        self._titles: dict[str, Sequence[Line]] = {}

    @property
    def usual_title(self) -> str:
        """The title of what has no other."""
        return self._reader.usual_title

    def title(self, record: Record) -> str:
        """What the paper of a record is called."""
        return self._reader.title(record)

    def sheets(self, record: Record) -> list[Sheet]:
        """The pages of a record's form."""
        title = self._title_lines(self.title(record))
        above = len(title) * _TITLE_LEADING + 10 + _LINE_HEIGHT
        notes = self._notes(record)
        note = len(notes) * _SMALL_HEIGHT
        room = A4[1] - TOP - BOTTOM - _SMALL_HEIGHT
        first_room = A4[1] - TOP - BOTTOM - above - note
        bands = list(self._bands(record))
        pages = flow(bands, first_room, room - note, self._tail(record))
        sheets: list[Sheet] = []
        for number, page in enumerate(pages):
            sheet = Sheet()
            top = A4[1] - TOP
            if number:
                self._say_continued(sheet, record, top)
                top -= _SMALL_HEIGHT
            else:
                self._say_title(sheet, record, top)
                top -= above
            bottom = draw_table(sheet, page, LEFT, WIDTH, top)
            if number == len(pages) - 1:
                self._say_notes(sheet, bottom, notes)
            sheets.append(sheet)
        number_pages(sheets, self._fonts, LEFT + WIDTH / 2, _FOOT)
        return sheets

    def _bands(self, record: Record) -> Iterator[Band]:
        """The lines of the table, without the places to sign that end it."""
        for line in self._reader.lines(record):
            match line:
                case Entries():
                    yield self._maker.entries(line, self._share)
                case Heading(words):
                    yield self._maker.heading(words)
                case InnerRows():
                    yield from self._maker.inner_rows(line)
                case FilesOfForm(label, files):
                    read = self._source.read_pages
                    yield from picture_bands(self._maker, label, files, read)
                case EachToSign():
                    yield from self._maker.each_signs(line)
                case _:
                    assert_never(line)

    def _tail(self, record: Record) -> Sequence[Band]:
        """The places to sign that end the form, the same for all records with the same ones."""
        key = self._reader.signatures(record)
        if key not in self._tails:
            self._tails[key] = self._maker.signatures(key)
        return self._tails[key]

    def _say_title(self, sheet: Sheet, record: Record, top: float) -> None:
        typeface = self._fonts[Role.TITLE]
        for line in self._title_lines(self.title(record)):
            x = LEFT + (WIDTH - line.width) / 2
            sheet.write(x, top, _TITLE_LEADING, line, typeface, _TITLE)
            top -= _TITLE_LEADING
        body = self._fonts[Role.BODY]
        y = top - 10 - _LINE_HEIGHT + 7
        sheet.say(LEFT + 2, y, f"填报单位：{self._source.unit_name}", body, _LINE)
        sheet.say(LEFT + WIDTH - 2, y, self._reader.stated(record), body, _LINE, "right")

    def _say_continued(self, sheet: Sheet, record: Record, top: float) -> None:
        """What a loose second page belongs to."""
        body, y = self._fonts[Role.BODY], top - _SMALL_HEIGHT + 6
        sheet.say(LEFT + 2, y, f"{self.title(record)}（续）", body, _SMALL)
        sheet.say(LEFT + WIDTH - 2, y, f"编号：{record.number}", body, _SMALL, "right")

    def _title_lines(self, title: str) -> Sequence[Line]:
        """A title in lines, set once for all records that have it."""
        if title not in self._titles:
            self._titles[title] = set_text(self._fonts[Role.TITLE], _TITLE, title, WIDTH)
        return self._titles[title]

    @cached_property
    def _note_lines(self) -> Sequence[str]:
        typeface = self._fonts[Role.REMARK]
        if not (note := self._reader.note):
            return ()
        return [line.text for line in set_text(typeface, _SMALL, note, WIDTH - 4)]

    def _notes(self, record: Record) -> Sequence[str]:
        """What stands below the form, and when it was entered where that was late."""
        late = late_entry_words(self._ledger, record)
        return (*self._note_lines, late) if late else self._note_lines

    def _say_notes(self, sheet: Sheet, top: float, notes: Sequence[str]) -> None:
        for line in notes:
            top -= _SMALL_HEIGHT
            sheet.say(LEFT + 2, top + 5, line, self._fonts[Role.REMARK], _SMALL)


def draw_table(sheet: Sheet, page: Placed, left: float, width: float, top: float) -> float:
    """Draw bands from ``top`` down within a border; gives where the table ends."""
    y = top
    for place, (band, height) in enumerate(page):
        if place:
            sheet.hair(left, y, left + width, y)
        band.draw(sheet, y, height)
        y -= height
    sheet.frame(left, y, width, top - y)
    return y
