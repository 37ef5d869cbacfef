"""A set as PDF: the cover, contents with the numbers of pages, lists, and charts on their paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.public_ports import PublicPaper
from qinglian_desktop.documents.paper.fonts import Fonts, Role, Typeface
from qinglian_desktop.documents.paper.listing import PAGE, ListPrinter
from qinglian_desktop.documents.paper.pdf import pdf_canvas
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, drawn_sheet
from qinglian_desktop.documents.paper.text import set_text
from qinglian_desktop.domain.errors import Cancelled

_FOOT = 6 * MM
_SIDE, _TOP = 28 * MM, 34 * MM
_ENTRY, _LEADING = 14.0, 26.0
_MOST_ENTRIES = 24


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: what begins on which page of the body, counted from 1."""

    words: str
    page: int
    is_part: bool = True


@dataclass(frozen=True, slots=True)
class BodyPages:
    """The pages behind the contents, each with its size, and the lines that say where they are."""

    pages: Sequence[tuple[Sheet, tuple[float, float]]]
    entries: Sequence[ContentsLine]


def write_set_pdf(
    paper: PublicPaper, fonts: Fonts, drawn_in: Fonts, target: PaperTarget, progress: Progress
) -> None:
    """Write it to exactly this path."""
    body = body_pages(paper, fonts, drawn_in, progress)
    for number, (sheet, (width, _)) in enumerate(body.pages, 1):
        sheet.say(width / 2, _FOOT, f"— {number} —", fonts[Role.BODY], 10.5, "center")
    canvas = pdf_canvas(target, A4, f"{paper.title}（{paper.unit_name}）", paper.unit_name, fonts)
    front = [_cover(paper, fonts), *_contents(body.entries, fonts)]
    begins = {entry.page: entry for entry in reversed(body.entries)}
    for sheet, size in [*((each, A4) for each in front), *body.pages]:
        canvas.setPageSize(size)
        number = canvas.getPageNumber() - len(front)
        if number in begins:
            canvas.bookmarkPage(key := f"page{number}")
            level = 0 if begins[number].is_part else 1
            canvas.addOutlineEntry(begins[number].words, key, level)
        sheet.put_on(canvas)
        canvas.showPage()
    canvas.save()


def body_pages(paper: PublicPaper, fonts: Fonts, drawn_in: Fonts, progress: Progress) -> BodyPages:
    """Lists and charts on their pages, which bear no numbers yet."""
    source = PaperSource(paper.unit_name, lambda _: None)
    pages: list[tuple[Sheet, tuple[float, float]]] = []
    entries: list[ContentsLine] = []
    for table in paper.tables:
        entries.append(ContentsLine(table.word, len(pages) + 1))
        printer = ListPrinter(table.ledger, source, fonts, is_numbered=False)
        sheets = printer.sheets(table.records, paper.subtitle, progress)
        pages += [(sheet, PAGE) for sheet in sheets]
    if paper.charts:
        entries.append(ContentsLine(paper.charts_word, len(pages) + 1))
    for done, chart in enumerate(paper.charts, 1):
        entries.append(ContentsLine(chart.title, len(pages) + 1, is_part=False))
        pages += [(drawn_sheet(each, drawn_in), (each.width, each.height)) for each in chart.pages]
        if not progress(len(paper.charts) + done, 2 * len(paper.charts)):
            raise Cancelled
    return BodyPages(pages, entries)


def made_on(paper: PublicPaper) -> str:
    """The day as a cover says it."""
    return f"{paper.at.year}年{paper.at.month}月{paper.at.day}日"


def _cover(paper: PublicPaper, fonts: Fonts) -> Sheet:
    sheet, title = Sheet(), fonts[Role.TITLE]
    y = A4[1] - 95 * MM
    size = max(22.0, min(34.0, (A4[0] - 2 * _SIDE) / max(1.0, title.width(paper.title, 1.0))))
    for line in _lines(title, size, paper.title, A4[0] - 2 * _SIDE):
        sheet.say(A4[0] / 2, y, line, title, size, "center")
        y -= 48
    if paper.subtitle:
        y -= 12
        for line in _lines(fonts[Role.REMARK], 18.0, paper.subtitle, A4[0] - 2 * _SIDE):
            sheet.say(A4[0] / 2, y, line, fonts[Role.REMARK], 18.0, "center")
            y -= 26
    y = 70 * MM
    for line in _lines(fonts[Role.BODY], 20.0, paper.unit_name, A4[0] - 2 * _SIDE):
        sheet.say(A4[0] / 2, y, line, fonts[Role.BODY], 20.0, "center")
        y -= 30
    sheet.say(A4[0] / 2, y - 6, made_on(paper), fonts[Role.BODY], 18.0, "center")
    return sheet


def _contents(entries: Sequence[ContentsLine], fonts: Fonts) -> Iterator[Sheet]:
    """As many pages as the lines need; dots lead from the words to the number."""
    for start in range(0, len(entries), _MOST_ENTRIES):
        sheet = Sheet()
        y = A4[1] - _TOP
        title = "目录" if not start else "目录（续）"
        sheet.say(A4[0] / 2, y, title, fonts[Role.TITLE], 22.0, "center")
        y -= 2 * _LEADING
        for entry in entries[start : start + _MOST_ENTRIES]:
            _say_entry(sheet, entry, y, fonts)
            y -= _LEADING
        yield sheet


def _say_entry(sheet: Sheet, entry: ContentsLine, y: float, fonts: Fonts) -> None:
    face = fonts[Role.LABEL if entry.is_part else Role.BODY]
    left, right = _SIDE + (0 if entry.is_part else 2 * _ENTRY), A4[0] - _SIDE
    number = str(entry.page)
    room = right - left - face.width(number, _ENTRY) - 3 * _ENTRY
    words = entry.words
    while face.width(words, _ENTRY) > room:
        words = f"{words.removesuffix('…')[:-1]}…"
    sheet.say(left, y, words, face, _ENTRY)
    dot = face.width("…", _ENTRY)
    start = left + face.width(words, _ENTRY) + 0.5 * _ENTRY
    count = int((right - face.width(number, _ENTRY) - 0.5 * _ENTRY - start) / dot)
    end = right - face.width(number, _ENTRY) - 0.5 * _ENTRY
    sheet.say(end, y, "…" * max(0, count), face, _ENTRY, "right")
    sheet.say(right, y, number, face, _ENTRY, "right")


def _lines(face: Typeface, size: float, text: str, room: float) -> list[str]:
    return [line.text for line in set_text(face, size, text, room)]
