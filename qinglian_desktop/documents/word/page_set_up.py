"""The paper of a Word document: its size and margins, and numbers that Word counts itself."""

from __future__ import annotations

from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

A4 = (210.0, 297.0)
"""Its edges in millimetres."""


class Margins(NamedTuple):
    """Around the text, and from the paper's edge to what repeats, all in millimetres."""

    top: float
    bottom: float
    left: float
    right: float
    footer: float
    header: float = 15.0


def give_page(
    section: Section,
    margins: Margins,
    *,
    is_wide: bool = False,
    edges: tuple[float, float] = A4,
) -> None:
    """A4, or paper of these ``edges``, with these margins, ``is_wide`` on its side."""
    width, height = edges[::-1] if is_wide else edges
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.footer_distance = Mm(margins.footer)
    section.header_distance = Mm(margins.header)


def page_xml(margins: Margins, *, is_wide: bool = False, edges: tuple[float, float] = A4) -> str:
    """The same as Word keeps it at the end of a section."""
    width, height = edges[::-1] if is_wide else edges
    turned = ' w:orient="landscape"' if width > height else ""
    around = " ".join(f'w:{name}="{_twips(length)}"' for name, length in margins._asdict().items())
    return (
        f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{turned}/>'
        f'<w:pgMar {around} w:gutter="0"/>'
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def without_grid(document: WordDocument) -> None:
    """Drop the grid of lines and signs: LibreOffice sets it twice as wide and high."""
    for grid in document.element.xpath("//w:docGrid"):
        grid.getparent().remove(grid)


def say_counted(paragraph: Paragraph, before: str, counted: str, after: str) -> None:
    """Words around a number that Word counts: PAGE, NUMPAGES or SECTIONPAGES."""
    for words, field, ending in ((before, "begin", ""), ("", "", ""), ("", "end", after)):
        run = paragraph.add_run(words)
        inner = f"<w:fldChar {nsdecls('w')} w:fldCharType='{field}'/>"
        run.element.append(
            parse_xml(inner if field else f"<w:instrText {nsdecls('w')}>{counted}</w:instrText>")
        )
        if ending:
            run.add_text(ending)
