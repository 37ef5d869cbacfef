"""The summary as a Word document, laid out as GB/T 9704-2012 lays out an official document."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Mm
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph

from qinglian_desktop.application.document_ports import FontUsed, SummaryText
from qinglian_desktop.documents.summary.signing import BLANK_LINES, signature_lines
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
_LONGEST_FACT = 255
"""Signs that Word allows in a fact about the file."""
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
_OTHER_FONTS = (
    ("方正小标宋简体", "华文中宋"),
    ("楷体_GB2312", "楷体"),
    ("仿宋_GB2312", "仿宋"),
)
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
    document = Document()
    for kind, name in _STYLES.items():
        size = _SIZE_2 if kind is Kind.TITLE else _SIZE_3
        keep = "" if kind is Kind.TEXT else "<w:keepNext/>"
        spacing = f'<w:spacing w:before="0" w:after="0" w:line="{_PITCH}" w:lineRule="exact"/>'
        _dress(document.styles[name], _FONTS[kind], size, f"{keep}{spacing}{_LAYOUTS[kind]}")
    # One sign in from either side.
    edges = f'w:left="{10 * _SIZE_4}" w:right="{10 * _SIZE_4}"'
    inner = f'<w:ind {edges} w:firstLineChars="0" w:firstLine="0"/>'
    _dress(document.styles["Footer"], "宋体", _SIZE_4, inner)
    section = document.sections[0]
    _lay_out(section)
    for grid in document.element.xpath("//w:docGrid"):
        grid.getparent().remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    for paragraph, blank_follows in spaced(text.paragraphs):
        document.add_paragraph(paragraph.text, style=_STYLES[paragraph.kind])
        if blank_follows:
            document.add_paragraph()
    _sign(document, text.signature)
    _offer_other_fonts(document)
    facts = document.core_properties
    facts.title, facts.comments = summary_title(text.paragraphs)[:_LONGEST_FACT], ""
    facts.author = facts.last_modified_by = text.unit_name[:_LONGEST_FACT]
    facts.created = facts.modified = text.at
    # The archive is made in memory: one that cannot be finished complains when it is let go.
    made = io.BytesIO()
    document.save(made)
    target.write_bytes(made.getvalue())
    kinds = {each.kind for each in text.paragraphs}
    named = [(part, _FONTS[kind]) for kind, part in _PARTS.items() if kind in kinds]
    return tuple(FontUsed(part, font, font) for part, font in named)


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
        document.add_paragraph(words)
        last = document.element.xpath("//w:p")[-1]
        last.insert(0, parse_xml(f"<w:pPr {nsdecls('w')}>{keep}{layout}</w:pPr>"))


def _wide(words: str) -> float:
    """In signs; 仿宋_GB2312 has digits half as wide."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in words)


def _offer_other_fonts(document: WordDocument) -> None:
    """Say which font takes the place of one that a PC lacks: newer Windows has 仿宋 only."""
    fonts = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{other}"/></w:font>'
        for font, other in _OTHER_FONTS
    )
    table = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"
    kept = document.part
    for key, each in list(kept.rels.items()):
        if each.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            old = each.target_part
            kept.drop_rel(key)
            new = Part(old.partname, old.content_type, table.encode(), old.package)
            kept.relate_to(new, RELATIONSHIP_TYPE.FONT_TABLE)


def _dress(style: BaseStyle, font: str, size: int, layout: str) -> None:
    """Give a style this type and layout instead of whatever it had."""
    element = style.element
    for name in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(name)):
            element.remove(old)
    closer = _CLOSER if size == _SIZE_3 else 0
    names = " ".join(f'w:{each}="{font}"' for each in ("ascii", "hAnsi", "eastAsia", "cs"))
    element.append(parse_xml(f"<w:pPr {nsdecls('w')}>{layout}</w:pPr>"))
    element.append(
        parse_xml(
            f"<w:rPr {nsdecls('w')}><w:rFonts {names}/><w:spacing w:val='{closer}'/>"
            f"<w:sz w:val='{size}'/>"
            f"<w:szCs w:val='{size}'/><w:lang w:val='en-US' w:eastAsia='zh-CN'/></w:rPr>"
        )
    )


def _lay_out(section: Section) -> None:
    """A4, 37 mm above, 35 below, 28 left, 26 right; 22 lines."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # The number's line ends 7 mm below the text.
    section.footer_distance = Mm(22)


def _number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — at its side; Word counts the pages."""
    paragraph.alignment = side
    for before, field, after in (("— ", "begin", ""), ("", "", ""), ("", "end", " —")):
        run = paragraph.add_run(before)
        inner = f"<w:fldChar {nsdecls('w')} w:fldCharType='{field}'/>"
        run.element.append(
            parse_xml(inner if field else f"<w:instrText {nsdecls('w')}>PAGE</w:instrText>")
        )
        if after:
            run.add_text(after)
