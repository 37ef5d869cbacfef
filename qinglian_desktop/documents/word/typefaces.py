"""Styles in Chinese type, and the fonts that take the place of those that a PC lacks."""

from __future__ import annotations

from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.styles.style import BaseStyle

_OTHER_FONTS = (
    ("方正小标宋简体", "华文中宋"),
    ("楷体_GB2312", "楷体"),
    ("仿宋_GB2312", "仿宋"),
)


class Type(NamedTuple):
    """A font, its size in half points, and by how much its signs stand apart (1/20 pt)."""

    font: str
    size: int
    apart: int = 0

    @property
    def xml(self) -> str:
        """As the properties of a run, for Chinese and for Latin signs alike."""
        names = " ".join(f'w:{each}="{self.font}"' for each in ("ascii", "hAnsi", "eastAsia", "cs"))
        return (
            f"<w:rFonts {names}/><w:spacing w:val='{self.apart}'/>"
            f"<w:sz w:val='{self.size}'/>"
            f"<w:szCs w:val='{self.size}'/><w:lang w:val='en-US' w:eastAsia='zh-CN'/>"
        )


def dress(style: BaseStyle, type_: Type, layout: str) -> None:
    """Give a style this type, and ``layout`` (what a w:pPr holds), instead of whatever it had."""
    element = style.element
    for name in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(name)):
            element.remove(old)
    element.append(parse_xml(f"<w:pPr {nsdecls('w')}>{layout}</w:pPr>"))
    element.append(parse_xml(f"<w:rPr {nsdecls('w')}>{type_.xml}</w:rPr>"))


def offer_other_fonts(document: WordDocument) -> None:
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
