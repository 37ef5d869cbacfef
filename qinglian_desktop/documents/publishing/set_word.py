"""A set in Word: cover, contents, the lists as tables to be edited, and each chart as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from qinglian_desktop.application.chart_ports import DrawnChart
from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.public_ports import PublicPaper
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.listing import WIDTH
from qinglian_desktop.documents.publishing.set_pdf import ContentsLine, body_pages, made_on
from qinglian_desktop.documents.word.charts import chart_section, chart_text
from qinglian_desktop.documents.word.lists import LIST_MARGINS, ListWriter
from qinglian_desktop.documents.word.looks import (
    ABOVE,
    BODY_FONT,
    LABEL_FONT,
    TINY,
    TITLE_FONT,
    dressed_document,
)
from qinglian_desktop.documents.word.page_set_up import Margins, without_grid
from qinglian_desktop.documents.word.paragraphs import (
    TAB,
    ParagraphStyle,
    WordParagraph,
    field_of,
    give_styles,
    run_of,
)
from qinglian_desktop.documents.word.parts_of_file import Ends, FileParts, section
from qinglian_desktop.documents.word.word_files import write_document
from qinglian_desktop.domain.errors import Cancelled

_MARGINS = Margins(34, 25, 28, 28, 12)
_ROOM = 210 - 28 - 28
_TITLE, _UNIT, _HEAD, _PART, _CHART = "封面题目", "封面单位", "目录题目", "目录一级", "目录二级"
_MM = 72 / 25.4


def write_set_word(
    paper: PublicPaper, fonts: Fonts, drawn_in: Fonts, target: PaperTarget, progress: Progress
) -> None:
    """Write it to exactly this path."""
    entries = body_pages(paper, fonts, drawn_in, no_progress).entries
    stops = (("center", WIDTH / 2), ("right", WIDTH - 2))
    document = dressed_document(9.0, 10.5, ParagraphStyle(ABOVE, BODY_FONT, 11, 22, tabs=stops))
    give_styles(document, (), _styles())
    without_grid(document)
    parts = FileParts(document)
    (body,) = document.element.xpath("/w:document/w:body")
    body.clear()
    spaces = nsdecls("w", "r", "wp", "a", "pic")
    for each in _text(paper, entries, fonts, drawn_in, parts, progress):
        body.extend(list(parse_xml(f"<w:body {spaces}>{each}</w:body>")))
    write_document(document, paper.title, paper.unit_name, paper.at, target)


def _styles() -> Sequence[ParagraphStyle]:
    stops = (("right", _ROOM * _MM),)
    return (
        ParagraphStyle(_TITLE, TITLE_FONT, 26, 48, "center"),
        ParagraphStyle(_UNIT, BODY_FONT, 18, 36, "center"),
        ParagraphStyle(_HEAD, TITLE_FONT, 22, 52, "center"),
        ParagraphStyle(_PART, LABEL_FONT, 14, 26, tabs=stops),
        ParagraphStyle(_CHART, BODY_FONT, 14, 26, tabs=stops, edge=28),
    )


def _text(
    paper: PublicPaper,
    entries: Sequence[ContentsLine],
    fonts: Fonts,
    drawn_in: Fonts,
    parts: FileParts,
    progress: Progress,
) -> Iterator[str]:
    """Each part with the end of its section; the body's pages are counted from 1."""
    nothing = parts.head(WordParagraph("", TINY).xml())
    blank = Ends(nothing, nothing, parts.foot(WordParagraph("", TINY).xml()))
    numbered = run_of("— ") + field_of("PAGE") + run_of(" —")
    ends = Ends(nothing, nothing, parts.foot(WordParagraph(numbered, "Footer").xml()))
    yield from _cover(paper)
    yield _end(section(_MARGINS, blank))
    yield WordParagraph(run_of("目录"), _HEAD).xml()
    for number, entry in enumerate(entries):
        words = entry.words if len(entry.words) <= 30 else f"{entry.words[:29]}…"
        page = field_of(f"PAGEREF part{number}", entry.page)
        style = _PART if entry.is_part else _CHART
        yield _dotted(WordParagraph(run_of(words) + TAB + page, style).xml())
    yield _end(section(_MARGINS, blank))
    source = PaperSource(paper.unit_name, lambda _: None)
    number, first = 0, True
    for place, table in enumerate(paper.tables):
        writer = ListWriter(table.ledger, source, fonts)
        text = writer.table_text(table.records, paper.subtitle, progress)
        yield _marked(number, WordParagraph("", TINY).xml()) + text
        number += 1
        end = section(LIST_MARGINS, ends, is_wide=True, restarts=first)
        first = False
        is_last = place == len(paper.tables) - 1 and not paper.charts
        yield end if is_last else _end(end)
    number += bool(paper.charts)
    for place, chart in enumerate(paper.charts):
        alone = DrawnChart(chart.title, chart.pages, ())
        text = "".join(chart_text(alone, drawn_in, parts))
        # The charts as a whole begin with the first of them.
        mark = _marked(number - 1, text) if not place else text
        yield _marked(number, mark)
        number += 1
        end = chart_section(chart, ends, restarts=first)
        first = False
        yield end if place == len(paper.charts) - 1 else _end(end)
        if not progress(len(paper.charts) + place, 2 * len(paper.charts)):
            raise Cancelled


def _cover(paper: PublicPaper) -> Iterator[str]:
    blank = WordParagraph("", _UNIT).xml()
    yield from [blank] * 4
    yield WordParagraph(run_of(paper.title), _TITLE).xml()
    yield WordParagraph(run_of(paper.subtitle), _UNIT).xml() if paper.subtitle else blank
    yield from [blank] * 8
    yield WordParagraph(run_of(paper.unit_name), _UNIT).xml()
    yield WordParagraph(run_of(made_on(paper)), _UNIT).xml()


def _end(section_xml: str) -> str:
    return WordParagraph("", TINY).xml(section=section_xml)


def _marked(number: int, text: str) -> str:
    """The text with a mark in its first paragraph, to which the contents refer."""
    at = text.index("</w:p>")
    mark = (
        f'<w:bookmarkStart w:id="{number}" w:name="part{number}"/><w:bookmarkEnd w:id="{number}"/>'
    )
    return f"{text[:at]}{mark}{text[at:]}"


def _dotted(paragraph: str) -> str:
    """With dots that lead to the number."""
    tabs = (
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{round(_ROOM * _MM * 20)}"/></w:tabs>'
    )
    at = paragraph.index("</w:pPr>")
    return f"{paragraph[:at]}{tabs}{paragraph[at:]}"
