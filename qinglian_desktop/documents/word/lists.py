"""A ledger's list as a table in Word: the columns and widths of the PDF, on paper on its side."""

from __future__ import annotations

import math
from collections.abc import Sequence

from docx.document import Document as WordDocument

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.documents.paper.flow import KEPT_WHOLE
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.listing import (
    HEAD_HEIGHT,
    LEAST,
    PAD,
    PAGE,
    WIDTH,
    glued,
    widths_of,
)
from qinglian_desktop.documents.paper.sheet import MM
from qinglian_desktop.documents.paper.text import set_label
from qinglian_desktop.documents.word.looks import (
    ABOVE,
    BELOW,
    BODY_FONT,
    LABEL,
    TINY,
    dressed_document,
)
from qinglian_desktop.documents.word.page_set_up import Margins
from qinglian_desktop.documents.word.paragraphs import (
    LINE_BREAK,
    TAB,
    ParagraphStyle,
    WordParagraph,
    page_numbers,
    paragraphs_of,
    run_of,
)
from qinglian_desktop.documents.word.parts_of_file import Ends, FileParts, section
from qinglian_desktop.documents.word.tables import TableShape, WordCell, WordRow, table
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.field_types import Day, Month
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import Listed, count_words, listed_columns, paper_list, rows_of
from qinglian_desktop.domain.record import Record

LIST_MARGINS = Margins(top=18, bottom=18, left=17, right=17, header=17.5, footer=8.5)
_ROOM = PAGE[1] - 36 * MM
_KEPT_WHOLE, _MOST_KEPT = KEPT_WHOLE * _ROOM, 0.85 * _ROOM
"""A line up to this height is not cut at a page's end; nor are several rows of one record."""


class ListWriter:
    """Writes a list of one ledger's records as the text of a document."""

    def __init__(self, ledger: Ledger, source: PaperSource, fonts: Fonts) -> None:
        self._ledger = ledger
        self._listing = paper_list(ledger)
        self._columns = listed_columns(ledger)
        self._source = source
        self._fonts = fonts
        self._widths, self._size = widths_of(self._columns, fonts[Role.BODY])

    def new_document(self) -> WordDocument:
        """An empty document dressed for this list."""
        stops = (("center", WIDTH / 2), ("right", WIDTH - 2))
        above = ParagraphStyle(ABOVE, BODY_FONT, 11, 22, tabs=stops, edge=2)
        return dressed_document(self._size, 10.5, above)

    def written(
        self, records: Sequence[Record], subtitle: str, parts: FileParts, progress: Progress
    ) -> str:
        """The list, as all of a document; raises Cancelled when ``progress`` answers False."""
        nothing = parts.head(WordParagraph("", TINY).xml())
        ends = Ends(nothing, nothing, parts.foot(page_numbers("NUMPAGES").xml()))
        text = self.table_text(records, subtitle, progress)
        return text + section(LIST_MARGINS, ends, is_wide=True)

    def table_text(self, records: Sequence[Record], subtitle: str, progress: Progress) -> str:
        """Title, table and foot, as a part of a document; raises Cancelled as ``written`` does."""
        rows = [self._heads()]
        for done, record in enumerate(records, 1):
            rows += self._lines(done, record)
            if not progress(done, len(records)):
                raise Cancelled
        if not records:
            rows.append(WordRow([WordCell(WIDTH, _middle("没有记录"))], LEAST + 6))
        unit = run_of(f"填报单位：{self._source.unit_name}")
        above = unit + TAB + run_of(subtitle) + TAB + run_of(count_words(self._ledger, records))
        return "".join(
            (
                WordParagraph(run_of(self._listing.title), "Title").xml(keeps_next=True),
                WordParagraph(above, ABOVE).xml(keeps_next=True),
                table(rows, TableShape(PAD)),
                self._foot().xml(),
            )
        )

    def _foot(self) -> WordParagraph:
        """Who made the list and when, to be filled by hand, each word in its share of the line."""
        words = self._listing.foot
        if not words:
            return WordParagraph("", TINY)
        each = WIDTH / len(words)
        stops = [("left", 2 + each * place) for place in range(1, len(words))]
        return WordParagraph(TAB.join(run_of(f"{word}：") for word in words), BELOW, stops=stops)

    def _heads(self) -> WordRow:
        headings = ["序号", *(column.heading for column in self._columns)]
        typeface = self._fonts[Role.LABEL]
        cells: list[WordCell] = []
        for heading, width in zip(headings, self._widths, strict=True):
            lines = set_label(typeface, self._size, heading, width - 2 * PAD)
            runs = LINE_BREAK.join(run_of(line.text) for line in lines)
            cells.append(WordCell(width, [WordParagraph(runs, LABEL)]))
        return WordRow(cells, HEAD_HEIGHT, is_head=True, shaded=True, keeps_next=True)

    def _lines(self, place: int, record: Record) -> Sequence[WordRow]:
        """The record's line, or one for each of its rows, the rest merged down beside them.

        The rows share the height that merged cells need, and stay on one page where it has room.
        """
        values = rows_of(self._listing, record)
        rows: list[WordRow] = []
        beside = 0.0
        for line, row in enumerate(values):
            merged = "" if len(values) == 1 else "continue" if line else "restart"
            number = () if line else _middle(str(place))
            cells = [WordCell(self._widths[0], number, merged=merged)]
            own = LEAST
            for column, width in zip(self._columns, self._widths[1:], strict=True):
                if column.of_row:
                    said = column.text_of_row(row)
                    cells.append(WordCell(width, _said(column, said)))
                    own = max(own, self._height(said, width))
                else:
                    said = "" if line else column.text(record)
                    cells.append(WordCell(width, _said(column, said), merged=merged))
                    beside = max(beside, self._height(said, width))
            rows.append(WordRow(cells, own))
        spare = max(0.0, beside - sum(row.least for row in rows)) / len(rows)
        needed = sum(row.least + spare for row in rows)
        return [
            row._replace(
                least=row.least + spare,
                is_whole=row.least + spare <= _KEPT_WHOLE,
                keeps_next=row is not rows[-1] and needed <= _MOST_KEPT,
            )
            for row in rows
        ]

    def _height(self, said: str, width: float) -> float:
        """About what a cell of these words needs."""
        room = (width - 2 * PAD) / self._size
        lines = sum(max(1, math.ceil(_wide(line) / room)) for line in said.split("\n"))
        return lines * 1.4 * self._size + 2 * PAD


def _wide(words: str) -> float:
    """In signs; those of Latin letters and digits are half as wide."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in words)


def _said(column: Listed, text: str) -> list[WordParagraph]:
    if not text:
        return []
    text = glued(column, text)
    if column.is_number:
        return paragraphs_of(text, align="right")
    centred = isinstance(column.kind, Day | Month)
    return paragraphs_of(text, align="center" if centred else "")


def _middle(text: str) -> list[WordParagraph]:
    return paragraphs_of(text, align="center")
