"""A record as the paper form of its ledger: title, table, places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple, assert_never

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.documents.paper.bands import Band
from qinglian_desktop.documents.paper.cells import CellMaker
from qinglian_desktop.documents.paper.flow import Placed, flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role, Typeface
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
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.paper_blank import BlankFormReader
from qinglian_desktop.domain.record import Record

LEFT, RIGHT = 24 * MM, 22 * MM
TOP, BOTTOM = 20 * MM, 18 * MM
"""Margins; left and right as GB/T 9704 has them, above and below smaller, as forms may."""
WIDTH = A4[0] - LEFT - RIGHT
_FOOT = 11 * MM

_TITLE, _TITLE_LEADING = 20.0, 30.0
_LINE, _LINE_HEIGHT = 12.0, 24.0
_SMALL, _SMALL_HEIGHT = 10.5, 20.0


class Fitted(NamedTuple):
    """The least height of each line of a table, those to sign last, and whether it stays whole."""

    lines: Sequence[tuple[float, bool]]
    pages: int


class FormPrinter:
    """Lays out the records of one ledger."""

    def __init__(
        self, ledger: Ledger, source: PaperSource, fonts: Fonts, *, by_hand: bool = False
    ) -> None:
        """``by_hand``: what is printed is blank, and shall be filled by hand."""
        self._source = source
        self._fonts = fonts
        self._by_hand = by_hand
        was = partial(source.before, ledger)
        self._reader = BlankFormReader(ledger) if by_hand else FormReader(ledger, was)
        self._maker = CellMaker(fonts, LEFT, WIDTH)
        self._share = self._maker.best_share(self._reader.usual_pairs)
        self._tails: dict[tuple[str, ...], list[Band]] = {}
        self._titles: dict[str, Sequence[Line]] = {}
        self._notes: dict[str, Sequence[str]] = {}

    @property
    def usual_title(self) -> str:
        """The title of what has no other."""
        return self._reader.usual_title

    def title(self, record: Record) -> str:
        """What the paper of a record is called."""
        return self._reader.title(record)

    @property
    def reader(self) -> FormReader:
        """What the forms say."""
        return self._reader

    @property
    def maker(self) -> CellMaker:
        """Makes the cells of the forms."""
        return self._maker

    @property
    def share(self) -> float:
        """Where lines of two fields are divided."""
        return self._share

    def fitted(self, record: Record, spare: float) -> Fitted:
        """How high each line of the table shall be for whoever sets the same a little wider.

        ``spare`` points of each page are kept free for that.
        """
        bands, tail = list(self._bands(record)), self._tail(record)
        first_room, room = self._rooms(record)
        pages = flow(bands, first_room - spare, room - spare, tail, is_filled=self._by_hand)
        # A band that gave way or grew still has its cells, one that was cut has others.
        placed = {id(band.cells): height for page in pages for band, height in page}
        lines = [
            (self._given(band, placed.get(id(band.cells))), id(band.cells) in placed)
            for band in (*bands, *tail)
        ]
        return Fitted(lines, len(pages))

    def _given(self, band: Band, placed: float | None) -> float:
        """Its height on its page; spare height is taken only where it shall be filled by hand."""
        if placed is None:
            return band.height
        return placed if self._by_hand else min(placed, band.height)

    def sheets(self, record: Record) -> list[Sheet]:
        """The pages of a record's form."""
        above = self._above(record)
        first_room, room = self._rooms(record)
        bands, tail = list(self._bands(record)), self._tail(record)
        pages = flow(bands, first_room, room, tail, is_filled=self._by_hand)
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
                self._say_notes(sheet, record, bottom)
            sheets.append(sheet)
        number_pages(sheets, self._fonts, LEFT + WIDTH / 2, _FOOT)
        return sheets

    def _above(self, record: Record) -> float:
        """The height of what stands above the table."""
        return len(self._title_lines(self.title(record))) * _TITLE_LEADING + 10 + _LINE_HEIGHT

    def _rooms(self, record: Record) -> tuple[float, float]:
        """The room for the table on the first page, and on each other."""
        note = len(self._note_lines(record)) * _SMALL_HEIGHT
        whole = A4[1] - TOP - BOTTOM
        return whole - self._above(record) - note, whole - _SMALL_HEIGHT - note

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

    def _note_lines(self, record: Record) -> Sequence[str]:
        face, notes = self._fonts[Role.REMARK], self._reader.notes(record)
        return [line for note in notes for line in self._lines_of(face, note)]

    def _lines_of(self, face: Typeface, note: str) -> Sequence[str]:
        """A note in lines, set once for all records that have it."""
        if note not in self._notes:
            self._notes[note] = [each.text for each in set_text(face, _SMALL, note, WIDTH - 4)]
        return self._notes[note]

    def _say_notes(self, sheet: Sheet, record: Record, top: float) -> None:
        for line in self._note_lines(record):
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
