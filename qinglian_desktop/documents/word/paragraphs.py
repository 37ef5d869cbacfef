"""Paragraphs and their styles, written as the XML that Word keeps: a thousand forms take seconds.

Sizes and lengths are points; the format has half points, and twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from qinglian_desktop.documents.paper.text import tidy
from qinglian_desktop.documents.word.typefaces import Type, dress

_OWN_INDENT = " \u3000"


class ParagraphStyle(NamedTuple):
    """A style under the name that Word shows; ``leading`` is exact unless it is 0.

    Those of Word's own name change what Word has, others come new.
    """

    name: str
    font: str
    size: float
    leading: float
    align: str = "left"
    before: float = 0.0
    tabs: Sequence[tuple[str, float]] = ()
    edge: float = 0.0
    """How far it is set in from the left."""

    @property
    def type(self) -> Type:
        """Its font and size."""
        return Type(self.font, round(2 * self.size))

    @property
    def layout(self) -> str:
        """As the properties of a paragraph: Chinese and digits stand no further apart."""
        tabs = _tabs(self.tabs)
        line = f' w:line="{twips(self.leading)}" w:lineRule="exact"' if self.leading else ""
        whole = "" if line else ' w:line="240" w:lineRule="auto"'
        spacing = f'<w:spacing w:before="{twips(self.before)}" w:after="0"{line or whole}/>'
        indent = f'<w:ind w:left="{twips(self.edge)}" w:firstLine="0"/>'
        return (
            f'<w:widowControl w:val="0"/>{tabs}<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
            f'{spacing}{indent}<w:jc w:val="{self.align}"/>'
        )


class WordParagraph(NamedTuple):
    """Runs in a style, and how they stand apart from it; ``indent`` is of the first line."""

    runs: str
    style: str = ""
    align: str = ""
    indent: float = 0.0
    stops: Sequence[tuple[str, float]] = ()
    """Where tabs go instead of where the style has them."""

    def xml(self, *, keeps_next: bool = False, section: str = "") -> str:
        """As Word keeps it: on one page with what follows, or as the end of a section."""
        layout = "".join(
            (
                f'<w:pStyle w:val="{self.style}"/>' if self.style else "",
                "<w:keepNext/>" if keeps_next else "",
                _tabs(self.stops),
                f'<w:ind w:firstLine="{twips(self.indent)}"/>' if self.indent else "",
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
                section,
            )
        )
        return f"<w:p>{f'<w:pPr>{layout}</w:pPr>' if layout else ''}{self.runs}</w:p>"


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(20 * points)


def _tabs(stops: Sequence[tuple[str, float]]) -> str:
    made = "".join(f'<w:tab w:val="{side}" w:pos="{twips(place)}"/>' for side, place in stops)
    return f"<w:tabs>{made}</w:tabs>" if made else ""


def give_styles(
    document: WordDocument, own: Iterable[tuple[str, ParagraphStyle]], new: Iterable[ParagraphStyle]
) -> None:
    """Dress Word's own styles, each called by its name there, and add those that are new."""
    for name, style in own:
        dress(document.styles[name], style.type, style.layout)
    kept = document.styles.element
    for style in new:
        kept.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" '
                f'w:styleId="{style.name}"><w:name w:val="{style.name}"/>'
                '<w:basedOn w:val="Normal"/><w:qFormat/>'
                f"<w:pPr>{style.layout}</w:pPr><w:rPr>{style.type.xml}</w:rPr></w:style>"
            )
        )


def run_of(text: str, properties: str = "") -> str:
    """Words within a paragraph, without what Word cannot hold."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(tidy(text))}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"
LINE_BREAK = "<w:r><w:br/></w:r>"


def paragraphs_of(
    text: str, style: str = "", align: str = "", indent: float = 0.0
) -> list[WordParagraph]:
    """A text, a paragraph for each of its lines; one that brings an indent keeps it."""
    made: list[WordParagraph] = []
    for line in tidy(text).split("\n"):
        own = not line or line[0] in _OWN_INDENT
        runs = run_of(line) if line else ""
        made.append(WordParagraph(runs, style, align, 0.0 if own else indent))
    return made


def spread(text: str, apart: float) -> str:
    """Two signs that stand apart, as labels of forms do: 类　别."""
    return run_of(text[0], f'<w:spacing w:val="{twips(apart)}"/>') + run_of(text[1:])


def field_of(field: str, expected: int = 1) -> str:
    """A number that Word counts: PAGE, NUMPAGES, SECTIONPAGES; others show what is expected."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {field} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{expected}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


def page_numbers(count: str, expected: int = 1) -> WordParagraph:
    """第 1 页　共 2 页, for the foot of pages, which ``count`` counts."""
    page = run_of("第 ") + field_of("PAGE") + run_of(" 页\u3000共 ")
    return WordParagraph(page + field_of(count, expected) + run_of(" 页"), "Footer")
