"""A flow chart in Word: each page a picture as large as in print, then its risks in a table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from qinglian_desktop.application.document_ports import ChartPaper
from qinglian_desktop.documents.charts.raster import png_bytes
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.word.looks import (
    BODY_FONT,
    BODY_SIZE,
    PICTURE,
    SMALL,
    SMALL_LABEL,
    dressed_document,
)
from qinglian_desktop.documents.word.page_set_up import Margins, give_page, without_grid
from qinglian_desktop.documents.word.paragraphs import ParagraphStyle, paragraphs_of
from qinglian_desktop.documents.word.parts_of_file import FileParts
from qinglian_desktop.documents.word.tables import TableShape, WordCell, WordRow, table
from qinglian_desktop.documents.word.word_files import write_document
from qinglian_desktop.domain.drawing import Drawing
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


def write_word_chart(
    paper: ChartPaper, fonts: Fonts, unit_name: str, at: datetime, target: Path
) -> None:
    """Write the document to exactly this path."""
    document = dressed_document(BODY_SIZE, 10.5, ParagraphStyle("填报行", BODY_FONT, 11, 20))
    page = paper.pages[0]
    width, height = page.width / MM, page.height / MM
    margins = Margins(_EDGE, _EDGE, _EDGE, _EDGE, 5, 5)
    give_page(document.sections[0], margins, edges=(width, height))
    without_grid(document)
    parts = FileParts(document)
    for number, drawing in enumerate(paper.pages, 1):
        words = f"{paper.title}，第{number}页，共{len(paper.pages)}页"
        _add_picture(document, parts, drawing, fonts, words)
    if paper.risks:
        _add_risks(document, paper, page.width - 2 * _EDGE * MM)
    write_document(document, paper.title, unit_name, at, target)


def _add_picture(
    document: WordDocument, parts: FileParts, drawing: Drawing, fonts: Fonts, words: str
) -> None:
    edge = _EDGE * MM
    part = Rect(edge, edge, drawing.width - 2 * edge, drawing.height - 2 * edge - _BELOW)
    picture = parts.picture(png_bytes(drawing, fonts, part), part.width, part.height, words)
    layout = f'<w:pPr><w:pStyle w:val="{PICTURE}"/></w:pPr>'
    names = nsdecls("w", "wp", "a", "pic", "r")
    _append(document, f"<w:p {names}>{layout}{picture}</w:p>")


def _add_risks(document: WordDocument, paper: ChartPaper, width: float) -> None:
    title = document.add_paragraph("廉政风险点和防控措施", style="Title")
    title.paragraph_format.page_break_before = True
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
        for risk in paper.risks
    ]
    made = table([head, *rows], TableShape(4.0))
    _append(document, made.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1))


def _append(document: WordDocument, xml: str) -> None:
    """Before the properties of the section, which Word keeps last."""
    (body,) = document.element.xpath("/w:document/w:body")
    body.insert(len(body) - 1, parse_xml(xml))
