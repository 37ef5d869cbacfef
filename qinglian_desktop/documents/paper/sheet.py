"""A page before it is drawn: text, lines and pictures, collected and then put on a canvas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qinglian_desktop.documents.paper.drawn import Drawn, draw_shapes
from qinglian_desktop.documents.paper.fonts import Fonts, Role, Typeface
from qinglian_desktop.documents.paper.marks import Area, Marked, draw_mark
from qinglian_desktop.documents.paper.text import Line
from qinglian_desktop.domain.drawing import Anchor, Drawing, Words
from qinglian_desktop.domain.lens_paper import GroundMark

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)

HAIR = 0.5
FRAME = 1.2
"""Widths of a table's inner lines and of its border, in points."""

_ALIGN = {Anchor.START: "left", Anchor.MIDDLE: "center", Anchor.END: "right"}
_RISE = 0.86
"""From the top of a character's square down to its baseline, in em."""


class Written(NamedTuple):
    """A piece of text on a baseline; ``stretch`` points are added after each character."""

    x: float
    y: float
    text: str
    typeface: Typeface
    size: float
    stretch: float


class Sheet:
    """One page; lengths are points, (0, 0) is its lower left corner."""

    def __init__(self) -> None:
        self.texts: list[Written] = []
        """What is written on it, in the order of writing."""
        self._hairs: dict[tuple[float, float], tuple[float, float]] = {}
        self._frames: list[tuple[float, float, float, float]] = []
        self._shades: list[tuple[float, float, float, float]] = []
        self._pictures: list[tuple[ImageReader, float, float, float, float]] = []
        self.marked: list[Marked] = []
        """The grounds that are told apart."""
        self.drawn: list[Drawn] = []
        """The drawings on it; their words are among the texts."""

    def write(
        self, x: float, top: float, leading: float, line: Line, typeface: Typeface, size: float
    ) -> None:
        """Set a line whose space of ``leading`` begins at ``top``, at ``x`` plus its indent."""
        if line.text:
            y = top - (leading - size) / 2 - _RISE * size
            self.texts.append(Written(x + line.indent, y, line.text, typeface, size, line.stretch))

    def say(
        self, x: float, y: float, text: str, typeface: Typeface, size: float, align: str = "left"
    ) -> None:
        """Set one piece of text on a baseline, left, centred or right of ``x``."""
        if align != "left":
            width = typeface.width(text, size)
            x -= width if align == "right" else width / 2
        self.texts.append(Written(x, y, text, typeface, size, 0.0))

    def hair(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin line of a table; where it goes on from the end of one above, they are one."""
        if x1 == x2 and (start := self._hairs.pop((x1, y1), None)) is not None:
            x1, y1 = start
        self._hairs[x2, y2] = (x1, y1)

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """The border of a table."""
        self._frames.append((x, y, width, height))

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        """A light ground behind a heading."""
        self._shades.append((x, y, width, height))

    def picture(self, image: ImageReader, x: float, y: float, width: float, height: float) -> None:
        """A picture in a rectangle."""
        self._pictures.append((image, x, y, width, height))

    def mark(self, mark: GroundMark, area: Area, clear: Sequence[Area] = ()) -> None:
        """A ground that is told apart, its lines kept out of what is ``clear``."""
        self.marked.append(Marked(mark, area, clear))

    def place(self, drawing: Drawing, x: float, top: float, fonts: Fonts) -> None:
        """A drawing with its upper left corner there."""
        self.drawn.append(Drawn(drawing, x, top))
        for shape in drawing.shapes:
            if isinstance(shape, Words):
                typeface = fonts[Role.LABEL if shape.bold else Role.BODY]
                align = _ALIGN[shape.anchor]
                self.say(x + shape.x, top - shape.y, shape.text, typeface, shape.size, align)

    def put_on(self, canvas: Canvas) -> None:
        """Draw everything on the canvas's current page."""
        if self._shades:
            canvas.setFillGray(0.93)
            for x, y, width, height in self._shades:
                canvas.rect(x, y, width, height, stroke=0, fill=1)
            canvas.setFillGray(0)
        for marked in self.marked:
            draw_mark(canvas, marked)
        for image, x, y, width, height in self._pictures:
            canvas.drawImage(image, x, y, width, height)
        if self._hairs:
            canvas.setLineWidth(HAIR)
            canvas.lines([(*start, *end) for end, start in self._hairs.items()])
        if self._frames:
            canvas.setLineWidth(FRAME)
            for x, y, width, height in self._frames:
                canvas.rect(x, y, width, height)
        for drawn in self.drawn:
            draw_shapes(canvas, drawn)
        if self.drawn:
            canvas.setFillGray(0)
        self._put_texts(canvas)

    def _put_texts(self, canvas: Canvas) -> None:
        ink = canvas.beginText()
        font, size, stretch = "", 0.0, 0.0
        for text in self.texts:
            ink.setTextOrigin(text.x, text.y)
            if text.stretch != stretch:
                stretch = text.stretch
                ink.setCharSpace(stretch)
            for name, piece in text.typeface.runs(text.text):
                if name != font or text.size != size:
                    font, size = name, text.size
                    ink.setFont(font, size)
                ink.textOut(piece)
        canvas.drawText(ink)


def drawn_sheet(drawing: Drawing, fonts: Fonts) -> Sheet:
    """A page that is a drawing and nothing else."""
    sheet = Sheet()
    sheet.place(drawing, 0.0, drawing.height, fonts)
    return sheet


def stamp_void(canvas: Canvas, fonts: Fonts, page: tuple[float, float]) -> None:
    """A red 已作废 across the page, outlined so that what is under it stays legible."""
    typeface, size, word = fonts[Role.LABEL], 64.0, "已作废"
    width = typeface.width(word, size) + 48
    canvas.saveState()
    canvas.translate(page[0] / 2, page[1] * 0.56)
    canvas.rotate(24)
    canvas.setStrokeColorRGB(0.8, 0.1, 0.1)
    canvas.setLineWidth(3)
    canvas.rect(-width / 2, -52, width, 104)
    canvas.setLineWidth(1.4)
    ink = canvas.beginText()
    ink.setTextRenderMode(1)
    ink.setTextOrigin(-width / 2 + 24, -size * 0.36)
    for name, piece in typeface.runs(word):
        ink.setFont(name, size)
        ink.textOut(piece)
    ink.setTextRenderMode(0)
    canvas.drawText(ink)
    canvas.restoreState()


def number_pages(
    sheets: Sequence[Sheet], fonts: Fonts, middle: float, y: float, *, always: bool = False
) -> None:
    """第 N 页 共 M 页 at the foot of each page, if there are several."""
    if len(sheets) == 1 and not always:
        return
    for number, sheet in enumerate(sheets, 1):
        words = f"第 {number} 页　共 {len(sheets)} 页"
        sheet.say(middle, y, words, fonts[Role.BODY], 10.5, "center")
