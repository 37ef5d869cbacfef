"""A record's form as a table in Word: the lines and shares of the PDF, every word to be edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from docx.document import Document as WordDocument

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.documents.paper.cells import (
    LABEL_WIDTH,
    NAMED,
    PAD,
    SIZE,
)
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.form import LEFT, WIDTH, Fitted, FormPrinter
from qinglian_desktop.documents.paper.inner_tables import InnerTables, is_wordy
from qinglian_desktop.documents.paper.pictures import FilePicture, drawable, height_of
from qinglian_desktop.documents.paper.text import set_label, set_pieces
from qinglian_desktop.documents.word.looks import (
    ABOVE,
    BODY_FONT,
    CAPTION,
    LABEL,
    NOTE,
    PICTURE,
    SMALL,
    SMALL_LABEL,
    SMALL_LEADING,
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
    spread,
)
from qinglian_desktop.documents.word.parts_of_file import VOID_MARK, Ends, FileParts, section
from qinglian_desktop.documents.word.tables import TableShape, WordCell, WordRow, table
from qinglian_desktop.domain.form_content import (
    DAY_TO_FILL,
    EachToSign,
    Entries,
    Entry,
    FilesOfForm,
    FormReader,
    Heading,
    InnerRows,
    Setting,
    lines_to_sign,
)
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.row_words import heads_of_rows, words_of_row

_MARGINS = Margins(top=20, bottom=18, left=24, right=22, header=19.5, footer=9.5)
_SPARE = 24.0
"""Points of a page that are left free: Word's fonts may take a line more than ours."""
_TINY = WordParagraph("", TINY)


def form_document() -> WordDocument:
    """An empty document dressed for forms."""
    above = ParagraphStyle(
        ABOVE, BODY_FONT, SIZE, 24, before=10, tabs=(("right", WIDTH - 2),), edge=2
    )
    return dressed_document(SIZE, 10.5, above)


def blank_ends(parts: FileParts, record: Record) -> Ends:
    """Nothing above and below the pages of a record, but for that it is void."""
    head = parts.head(WordParagraph(_void_mark(record), TINY).xml())
    return Ends(head, head, parts.foot(_TINY.xml()))


def _void_mark(record: Record) -> str:
    return VOID_MARK if record.state is State.VOID else ""


class FormWriter:
    """Writes the records of one ledger as text of a document."""

    def __init__(
        self, printer: FormPrinter, source: PaperSource, fonts: Fonts, parts: FileParts
    ) -> None:
        """``printer`` is that of the PDF, which the document is like."""
        self._source = source
        self._fonts = fonts
        self._parts = parts
        self._paper = printer
        self._inner = InnerTables(fonts, LEFT, WIDTH)
        self._labels: dict[tuple[str, float, float], WordCell] = {}

    @property
    def reader(self) -> FormReader:
        """What the forms say."""
        return self._paper.reader

    def written(self, record: Record, *, is_alone: bool, is_last: bool) -> str:
        """The record's form on pages of its own, which end the document if it ``is_last``."""
        reader = self.reader
        unit = f"填报单位：{self._source.unit_name}"
        above = WordParagraph(run_of(unit) + TAB + run_of(reader.stated(record)), ABOVE)
        notes = reader.notes(record)
        note = paragraphs_of("\n".join(notes), NOTE) if notes else [_TINY]
        fitted = self._paper.fitted(record, _SPARE)
        pages = section(_MARGINS, self._ends(record, fitted.pages, is_alone=is_alone))
        # The last section's pages stand at the end of the text, those of others in a paragraph.
        made = [
            WordParagraph(run_of(reader.title(record)), "Title").xml(keeps_next=True),
            above.xml(keeps_next=True),
            self._tables(record, fitted),
            *(each.xml() for each in note[:-1]),
            note[-1].xml(section="" if is_last else pages),
        ]
        return "".join((*made, pages if is_last else ""))

    def _ends(self, record: Record, pages: int, *, is_alone: bool) -> Ends:
        void = _void_mark(record)
        title = run_of(f"{self.reader.title(record)}（续）")
        continued = title + TAB + run_of(f"编号：{record.number}") + void
        # Only Word counts the pages of one section; of a form alone, all of them are its own.
        count = "NUMPAGES" if is_alone else "SECTIONPAGES"
        return Ends(
            self._parts.head(WordParagraph(continued, "Header").xml()),
            self._parts.head(WordParagraph(void, TINY).xml()),
            self._parts.foot(page_numbers(count, pages).xml()),
        )

    def _tables(self, record: Record, fitted: Fitted) -> str:
        """The lines of the form; child rows are a table of their own, whose heads are repeated."""
        pieces: list[list[WordRow]] = [[]]
        for line in self.reader.lines(record):
            match line:
                case Entries(entries):
                    pieces[-1].append(self._entries(entries))
                case Heading(words):
                    pieces[-1].append(self._heading(words))
                case InnerRows():
                    pieces += [list(self._inner_rows(line)), []]
                case FilesOfForm():
                    pieces[-1] += self._files(line)
                case EachToSign():
                    pieces[-1] += self._each_signs(line)
                case _:
                    assert_never(line)
        signing = list(self._signing(record))
        above = next((piece for piece in reversed(pieces) if piece), None)
        if signing and above:
            above[-1] = above[-1]._replace(keeps_next=True)
        pieces[-1] += signing
        heights = iter(fitted.lines)
        pieces = [
            [
                row._replace(least=least, is_whole=is_whole)
                for row, (least, is_whole) in zip(piece, heights, strict=False)
            ]
            for piece in pieces
            if piece
        ]
        last = len(pieces) - 1
        between = _TINY.xml(keeps_next=True)
        return between.join(
            table(piece, TableShape(PAD, begins=not place, ends=place == last))
            for place, piece in enumerate(pieces)
        )

    def _entries(self, entries: Sequence[Entry]) -> WordRow:
        if len(entries) == 1:
            (entry,) = entries
            cells = self._entry(entry, WIDTH, alone=True)
            return WordRow(cells)
        first, second = entries
        width = WIDTH * self._paper.share
        return WordRow([*self._entry(first, width), *self._entry(second, WIDTH - width)])

    def _entry(self, entry: Entry, width: float, *, alone: bool = False) -> Sequence[WordCell]:
        room = width - LABEL_WIDTH
        label = self._label_cell(entry.label, LABEL_WIDTH)
        said, typeface = "".join(entry.said), self._fonts[Role.BODY]
        match entry.setting:
            case Setting.BOXES:
                held = [self._ticked(entry.said, room - 2 * PAD)]
            case Setting.LONG:
                held = paragraphs_of(said, indent=2 * SIZE)
            case Setting.NAMES:
                held = paragraphs_of(said)
            case Setting.COUNT:
                held = paragraphs_of(said, align="center")
            case Setting.WORDS:
                fits = not alone and typeface.width(said, SIZE) <= room - 2 * PAD
                held = paragraphs_of(said, align="center" if fits and "\n" not in said else "")
            case _:
                assert_never(entry.setting)
        return label, WordCell(room, held, from_top=entry.setting is Setting.LONG)

    def _ticked(self, options: Sequence[str], room: float) -> WordParagraph:
        """Boxes in the lines of the PDF, as no option is cut there."""
        lines = set_pieces(self._fonts[Role.BODY], SIZE, options, room, "\u3000")
        return WordParagraph(LINE_BREAK.join(run_of(line.text) for line in lines))

    def _heading(self, words: str) -> WordRow:
        return WordRow([self._label_cell(words, WIDTH)], keeps_next=True)

    def _inner_rows(self, line: InnerRows) -> Iterator[WordRow]:
        widths = self._inner.widths(line.kind)
        yield self._heading(line.label)._replace(is_head=True)
        heads = zip(heads_of_rows(line.kind), widths, strict=True)
        labels = [self._label_cell(label, width, 10.5, SMALL_LABEL) for label, width in heads]
        yield WordRow(labels, is_head=True, keeps_next=True)
        aligned = ["center", *("" if is_wordy(f.type) else "center" for f in line.kind.fields)]
        for number, row in enumerate(line.rows, 1):
            said = zip(words_of_row(line.kind, number, row), widths, aligned, strict=True)
            cells = [WordCell(w, paragraphs_of(words, SMALL, how)) for words, w, how in said]
            # Nor does a table break after its first row.
            keeps = number == 1 < len(line.rows)
            yield WordRow(cells, keeps_next=keeps)

    def _files(self, line: FilesOfForm) -> Iterator[WordRow]:
        found = drawable(line.files, self._source.read_pages)
        if found.pictures:
            yield self._heading(line.label)
        for pair in found.pairs:
            width, height = WIDTH / len(pair), height_of(pair, WIDTH, PAD)
            yield WordRow([self._picture(each, width, height) for each in pair])
        for label, said in found.rows(line.label):
            yield WordRow(self._entry(Entry(label, (said,)), WIDTH, alone=True))

    def _picture(self, picture: FilePicture, width: float, height: float) -> WordCell:
        """A picture as large as its share allows, above the name of its file."""
        wide, high = picture.reader.getSize()
        scale = min((width - 2 * PAD - 1) / wide, (height - 2 * PAD - SMALL_LEADING - 1) / high)
        name = picture.caption
        drawn = self._parts.picture(picture.data, wide * scale, high * scale, name)
        return WordCell(
            width, [WordParagraph(drawn, PICTURE), WordParagraph(run_of(name), CAPTION)]
        )

    def _each_signs(self, line: EachToSign) -> Iterator[WordRow]:
        yield self._heading(line.heading)
        width = WIDTH / 2
        for first in range(0, len(line.names), 2):
            pair = [*line.names[first : first + 2], ""][:2]
            cells: list[WordCell] = []
            for name in pair:
                held = paragraphs_of(name, align="center") if name else ()
                cells += [WordCell(width * NAMED, held), WordCell(width * (1 - NAMED))]
            yield WordRow(cells, keeps_next=not first and len(line.names) > 2)

    def _signing(self, record: Record) -> Iterator[WordRow]:
        """Blank places to sign and date, on one page with each other and with the note."""
        rows = list(lines_to_sign(self.reader.signatures(record)))
        has_note = bool(self.reader.notes(record))
        for part in rows:
            cells = [
                WordCell(
                    WIDTH / len(part),
                    [
                        WordParagraph(run_of(f"{word}：")),
                        WordParagraph(""),
                        WordParagraph(run_of(DAY_TO_FILL), align="right"),
                    ],
                )
                for word in part
            ]
            yield WordRow(cells, keeps_next=part is not rows[-1] or has_note)

    def _label_cell(
        self, label: str, width: float, size: float = SIZE, style: str = LABEL
    ) -> WordCell:
        """A label, cut in lines as on the PDF; one of two signs stands apart, as forms have it."""
        key = (label, width, size)
        if key not in self._labels:
            lines = set_label(self._fonts[Role.LABEL], size, label, width - 2 * PAD)
            apart = len(label) == 2 and style == LABEL
            runs = (
                spread(label, size)
                if apart
                else LINE_BREAK.join(run_of(line.text) for line in lines)
            )
            self._labels[key] = WordCell(width, [WordParagraph(runs, style)])
        return self._labels[key]
