"""TrueType files as reportlab embeds them, with text that can be searched and copied."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

_BLOCK = 100
"""Entries that one bfchar block may hold (Adobe technical note 5014)."""


def open_font(path: Path) -> SearchableFont | None:
    """The font, registered with reportlab; None if the file is missing or cannot be embedded."""
    try:
        font = SearchableFont(f"paper-{path}", str(path))
    except (TTFError, OSError):
        return None
    pdfmetrics.registerFont(font)
    return font


class SearchableFont(TTFont):
    """A font whose map to Unicode also holds characters beyond U+FFFF.

    reportlab 5.1 (``makeToUnicodeCMap``) writes those as five hex digits, so that 𠮷 is drawn
    right but copied and searched wrong; the map wants UTF-16.
    """

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Add the font's subsets to the document, then correct their maps."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for index, subset in enumerate(subsets):
            name = b"".join((SUBSETN(index), b"+", self.face.name, self.face.subfontNameX))
            base_font = name.decode("pdfdoc")
            doc.idToObject[f"toUnicodeCMap:{base_font}"].content = _to_unicode(base_font, subset)


def _to_unicode(name: str, subset: Sequence[int]) -> str:
    pairs = [
        f"<{code:02X}> <{chr(sign).encode('utf-16-be').hex().upper()}>"
        for code, sign in enumerate(subset)
        if sign
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({name})",
        f"/Ordering ({name})",
        "/Supplement 0",
        ">> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for first in range(0, len(pairs), _BLOCK):
        block = pairs[first : first + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
