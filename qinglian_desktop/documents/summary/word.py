"""The summary as a Word document, laid out as GB/T 9704-2012 lays out an official document."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

from qinglian_desktop.application.document_ports import FontUsed, SummaryText
from qinglian_desktop.documents.paper.text import tidy
from qinglian_desktop.documents.summary.signing import BLANK_LINES, signature_lines
from qinglian_desktop.documents.word.page_set_up import (
    Margins,
    give_page,
    say_counted,
    without_grid,
)
from qinglian_desktop.documents.word.typefaces import Type, dress, offer_other_fonts
from qinglian_desktop.documents.word.word_files import new_document, write_document
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Kind, spaced, summary_title

# Sizes are half points, lengths twentieths of a point, as the format has them.
_SIZE_2, _SIZE_3, _SIZE_4 = 44, 32, 28
_PITCH = 579
"""22 lines in 225 mm."""
_CLOSER = -5
"""By how much signs of 三号 (16 pt) stand closer, so that a line of 156 mm takes 28.

A grid (docGrid) would say the same, but LibreOffice sets it twice as wide and high.
"""
_SIGN = 315
"""Such a sign."""
_MARGINS = Margins(top=37, bottom=35, left=28, right=26, footer=22, header=12.7)
"""For 22 lines; the number's line ends 7 mm below the text."""
_STYLES = {
    Kind.TITLE: "Title",
    Kind.ADDRESS: "Body Text",
    Kind.HEAD: "Heading 1",
    Kind.SUBHEAD: "Heading 2",
    Kind.TEXT: "Normal",
}
"""Word's own styles, so that its outline knows the heads and one change changes all."""
_FONTS = {
    Kind.TITLE: "方正小标宋简体",
    Kind.ADDRESS: "仿宋_GB2312",
    Kind.HEAD: "黑体",
    Kind.SUBHEAD: "楷体_GB2312",
    Kind.TEXT: "仿宋_GB2312",
}
_PARTS = {
    Kind.TITLE: "标题",
    Kind.ADDRESS: "主送",
    Kind.HEAD: "一级标题",
    Kind.SUBHEAD: "二级标题",
    Kind.TEXT: "正文",
}
_INDENTED = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * _SIGN}"/><w:jc w:val="both"/>'
_LAYOUTS = {
    Kind.TITLE: '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>',
    Kind.ADDRESS: '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="both"/>',
    Kind.HEAD: f'{_INDENTED}<w:outlineLvl w:val="0"/>',
    Kind.SUBHEAD: f'{_INDENTED}<w:outlineLvl w:val="1"/>',
    Kind.TEXT: _INDENTED,
}


def write_word(text: SummaryText, target: Path) -> tuple[FontUsed, ...]:
    """Write the document; gives the fonts that it names."""
    document = new_document()
    for kind, name in _STYLES.items():
        kept = "" if kind is Kind.TEXT else "<w:keepNext/>"
        spacing = f'<w:spacing w:before="0" w:after="0" w:line="{_PITCH}" w:lineRule="exact"/>'
        dress(document.styles[name], _type(kind), f"{kept}{spacing}{_LAYOUTS[kind]}")
    # One sign in from either side.
    edges = f'w:left="{10 * _SIZE_4}" w:right="{10 * _SIZE_4}"'
    inner = f'<w:ind {edges} w:firstLineChars="0" w:firstLine="0"/>'
    dress(document.styles["Footer"], Type("宋体", _SIZE_4), inner)
    section = document.sections[0]
    give_page(section, _MARGINS)
    without_grid(document)
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    for paragraph, blank_follows in spaced(text.paragraphs):
        document.add_paragraph(tidy(paragraph.text), style=_STYLES[paragraph.kind])
        if blank_follows:
            document.add_paragraph()
    _sign(document, text.signature)
    offer_other_fonts(document)
    write_document(document, summary_title(text.paragraphs), text.unit_name, text.at, target)
    kinds = {each.kind for each in text.paragraphs}
    named = [(part, _FONTS[kind]) for kind, part in _PARTS.items() if kind in kinds]
    return tuple(FontUsed(part, font, font) for part, font in named)


def _type(kind: Kind) -> Type:
    if kind is Kind.TITLE:
        return Type(_FONTS[kind], _SIZE_2)
    return Type(_FONTS[kind], _SIZE_3, _CLOSER)


def _sign(document: WordDocument, signature: Signature) -> None:
    """Below the text, on one page with its last lines."""
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for _ in range(BLANK_LINES):
        document.add_paragraph().paragraph_format.keep_with_next = True
    for words, right in signature_lines(signature, _wide):
        keep = "" if words == signature.written_day else "<w:keepNext/>"
        edge = f'w:rightChars="{round(right * 100)}" w:right="{round(right * _SIGN)}"'
        # Word sets digits a quarter of a sign apart from the words beside them, unless told not to.
        closed = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        indent = f'<w:ind {edge} w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
        layout = closed + indent
        document.add_paragraph(tidy(words))
        last = document.element.xpath("//w:p")[-1]
        last.insert(0, parse_xml(f"<w:pPr {nsdecls('w')}>{keep}{layout}</w:pPr>"))


def _wide(words: str) -> float:
    """In signs; 仿宋_GB2312 has digits half as wide."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in words)


def _number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — at its side; Word counts the pages."""
    paragraph.alignment = side
    say_counted(paragraph, "— ", "PAGE", " —")
