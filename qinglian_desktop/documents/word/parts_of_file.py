"""What stands beside the text of a Word document: pictures, heads and feet of its sections."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from qinglian_desktop.documents.paper.text import tidy
from qinglian_desktop.documents.word.page_set_up import A4, Margins, page_xml

_EMU = 12700
"""In a point."""
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_VOID = (
    '<w:r><w:pict><v:shape id="void" type="#_x0000_t136" style="position:absolute;margin-left:0;'
    "margin-top:0;width:216pt;height:84pt;rotation:336;z-index:-1;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" '
    'filled="f" strokecolor="#cc1a1a" strokeweight="1.4pt">'
    '<v:textpath style="font-family:黑体" string="已作废"/></v:shape></w:pict></w:r>'
)
_SHAPE_TYPE = (
    '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/>'
    "</v:shapetype></w:pict></w:r>"
)
VOID_MARK = _SHAPE_TYPE + _VOID
"""A red 已作废 across the page, for a paragraph of a head."""


class Ends(NamedTuple):
    """The head and the foot of a section's pages, and the head of its first page, by their ids."""

    head: str
    first_head: str
    foot: str


class FileParts:
    """Adds parts to a document, each kept once; gives the ids by which its text names them."""

    def __init__(self, document: WordDocument) -> None:
        self._part = document.part
        self._ids: dict[str, str] = {}
        self._drawn = 0

    def head(self, paragraphs: str) -> str:
        """The head of pages, of these paragraphs."""
        return self._repeated("header", "hdr", paragraphs)

    def foot(self, paragraphs: str) -> str:
        """The foot of pages, of these paragraphs."""
        return self._repeated("footer", "ftr", paragraphs)

    def picture(self, data: bytes, width: float, height: float, words: str) -> str:
        """A run with a picture, JPEG or PNG, of this size in points; ``words`` are said of it."""
        is_png = data.startswith(b"\x89PNG")
        ending, kind = ("png", CONTENT_TYPE.PNG) if is_png else ("jpg", CONTENT_TYPE.JPEG)
        key = sha256(data).hexdigest()
        if key not in self._ids:
            name = f"/word/media/picture{len(self._ids) + 1}.{ending}"
            self._ids[key] = self._added(name, kind, data, RELATIONSHIP_TYPE.IMAGE)
        self._drawn += 1
        return _drawing(self._ids[key], self._drawn, width, height, words)

    def _repeated(self, kind: str, tag: str, paragraphs: str) -> str:
        key = f"{kind}:{paragraphs}"
        if key not in self._ids:
            whole = f"<w:{tag} {nsdecls('w', 'r')} {_VML}>{paragraphs}</w:{tag}>"
            content = CONTENT_TYPE.WML_HEADER if kind == "header" else CONTENT_TYPE.WML_FOOTER
            related = RELATIONSHIP_TYPE.HEADER if kind == "header" else RELATIONSHIP_TYPE.FOOTER
            name = f"/word/{kind}{len(self._ids) + 1}.xml"
            self._ids[key] = self._added(name, content, whole.encode(), related)
        return self._ids[key]

    def _added(self, name: str, content_type: str, data: bytes, related: str) -> str:
        package = self._part.package
        assert package is not None
        part = Part(PackURI(name), content_type, data, package)
        # Asked for the part as for any, the relationships would be gone through each time.
        return self._part.rels.add_relationship(related, part, f"rIdQ{len(self._ids) + 1}").rId


def section(
    margins: Margins,
    ends: Ends,
    *,
    is_wide: bool = False,
    edges: tuple[float, float] = A4,
    restarts: bool = True,
) -> str:
    """The end of a section: a page of its own, its numbers counted from 1 or, else, on."""
    start = '<w:pgNumType w:start="1"/>' if restarts else ""
    named = (
        f'<w:headerReference w:type="default" r:id="{ends.head}"/>'
        f'<w:headerReference w:type="first" r:id="{ends.first_head}"/>'
        f'<w:footerReference w:type="default" r:id="{ends.foot}"/>'
        f'<w:footerReference w:type="first" r:id="{ends.foot}"/>'
    )
    return (
        f'<w:sectPr>{named}<w:type w:val="nextPage"/>'
        f"{page_xml(margins, is_wide=is_wide, edges=edges)}"
        f"{start}<w:titlePg/></w:sectPr>"
    )


def _drawing(key: str, number: int, width: float, height: float, words: str) -> str:
    size = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    said = quoteattr(tidy(words))
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="图片{number}" descr={said}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="图片{number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
