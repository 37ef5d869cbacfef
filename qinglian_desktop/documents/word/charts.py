"""Flow charts in Word: each page a picture as large as in print, then the risks in a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from qinglian_desktop.application.chart_ports import ChartPaper, DrawnChart
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.raster import png_bytes
from qinglian_desktop.documents.word.looks import (
    BODY_FONT,
    BODY_SIZE,
    PICTURE,
    SMALL,
    SMALL_LABEL,
    dressed_document,
)
from qinglian_desktop.documents.word.page_set_up import Margins, give_page, without_grid
from qinglian_desktop.documents.word.paragraphs import (
    ParagraphStyle,
    WordParagraph,
    paragraphs_of,
    run_of,
)
from qinglian_desktop.documents.word.parts_of_file import Ends, FileParts, section
from qinglian_desktop.documents.word.tables import TableShape, WordCell, WordRow, table
from qinglian_desktop.documents.word.word_files import write_document
from qinglian_desktop.domain.flow.coordinates import Rect
from qinglian_desktop.domain.flow.page_frame import MM
from qinglian_desktop.domain.flow.risk_table import RISK_HEADINGS

_EDGE = 10.0
"""Millimetres of the paper that the picture leaves blank, as the chart does itself."""
_BELOW = 4.0
"""Points that Word needs below a picture to keep it on its page."""
_SHARES = (0.06, 0.2, 0.24, 0.1, 0.28, 0.12)
_SHORT = 3
"""Signs of what stands in the middle of its cell."""
_MARGINS = Margins(_EDGE, _EDGE, _EDGE, _EDGE, 5, 5)
_TITLE = (
    '<w:p><w:pPr><w:pStyle w:val="Title"/><w:pageBreakBefore/></w:pPr>'
    f"{run_of('廉政风险点和防控措施')}</w:p>"
)


def write_word_chart(
    paper: ChartPaper, fonts: Fonts, unit_name: str, at: datetime, target: Path
) -> None:
    """Write the document to exactly this path."""
    document = dressed_document(BODY_SIZE, 10.5, ParagraphStyle("填报行", BODY_FONT, 11, 20))
    give_page(document.sections[0], _MARGINS, edges=_edges_of(paper))
    without_grid(document)
    (body,) = document.element.xpath("/w:document/w:body")
    names = nsdecls("w", "wp", "a", "pic", "r")
    made = "".join(chart_text(paper, fonts, FileParts(document)))
    for each in list(parse_xml(f"<w:body {names}>{made}</w:body>")):
        # Before the properties of the section, which Word keeps last.
        body.insert(len(body) - 1, each)
    write_document(document, paper.title, unit_name, at, target)


def chart_text(chart: DrawnChart, fonts: Fonts, parts: FileParts) -> Iterator[str]:
    """The pictures of its pages, each filling one, and the table of risks on a page of its own."""
    for number, drawing in enumerate(chart.pages, 1):
        words = f"{chart.title}，第{number}页，共{len(chart.pages)}页"
        edge = _EDGE * MM
        part = Rect(edge, edge, drawing.width - 2 * edge, drawing.height - 2 * edge - _BELOW)
        dots = png_bytes(drawing, fonts, part)
        yield WordParagraph(parts.picture(dots, part.width, part.height, words), PICTURE).xml()
    if chart.risks:
        yield _TITLE
        yield _risks(chart, chart.pages[0].width - 2 * _EDGE * MM)


def chart_section(chart: DrawnChart, ends: Ends, *, restarts: bool = True) -> str:
    """The end of a section that holds nothing but a chart."""
    return section(_MARGINS, ends, edges=_edges_of(chart), restarts=restarts)


def _edges_of(chart: DrawnChart) -> tuple[float, float]:
    page = chart.pages[0]
    return page.width / MM, page.height / MM


def _risks(chart: DrawnChart, width: float) -> str:
    widths = [width * share for share in _SHARES]
    head = WordRow(
        [
            WordCell(wide, paragraphs_of(said, SMALL_LABEL))
            for wide, said in zip(widths, RISK_HEADINGS, strict=True)
        ],
        is_head=True,
        shaded=True,
    )
    rows = [
        WordRow(
            [
                WordCell(wide, paragraphs_of(said, SMALL, "" if len(said) > _SHORT else "center"))
                for wide, said in zip(widths, risk.cells, strict=True)
            ]
        )
        for risk in chart.risks
    ]
    return table([head, *rows], TableShape(4.0))
