# What we use of reportlab's TrueType fonts.
from collections.abc import Mapping, MutableMapping, Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument

class TTFError(Exception): ...

def SUBSETN(n: int) -> bytes: ...

class TTFontFace:
    name: bytes
    subfontNameX: bytes
    charToGlyph: Mapping[int, int]
    def getCharWidth(self, code: int) -> float: ...

class _State:
    subsets: Sequence[Sequence[int]]

class TTFont:
    fontName: str
    face: TTFontFace
    state: MutableMapping[PDFDocument, _State]
    def __init__(self, name: str, filename: str) -> None: ...
    def addObjects(self, doc: PDFDocument) -> None: ...
