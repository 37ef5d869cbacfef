"""Drawings on paper: their boxes and lines in print, their words in the fonts of paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, number_pages
from qinglian_desktop.domain.drawing import Anchor, Box, Drawing, Stroke, Tone, Words, hatching

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_SIDE = 27 * MM
_TOP, _BOTTOM, _FOOT = 26 * MM, 22 * MM, 12 * MM
WIDTH = A4[0] - 2 * _SIDE
_HEAD = 58.0
_GAP = 26.0
_COLOURS = {
    Tone.INK: (0.0, 0.0, 0.0),
    Tone.MUTED: (0.3, 0.3, 0.3),
    Tone.RULE: (0.55, 0.55, 0.55),
    # The accent of the screen, dark enough for a printer without colours.
    Tone.BAR: (0.06, 0.37, 0.55),
}
_ALIGN = {Anchor.START: "left", Anchor.MIDDLE: "center", Anchor.END: "right"}


class PicturePage:
    """One page: drawings and the place of each one's upper left corner, and what is written."""

    def __init__(self, fonts: Fonts) -> None:
        self.sheet = Sheet()
        """What is written on it."""
        self._fonts = fonts
        self._placed: list[tuple[Drawing, float]] = []

    def place(self, drawing: Drawing, top: float) -> None:
        """Put a drawing's upper edge at ``top`` points above the page's lower edge."""
        self._placed.append((drawing, top))
        for shape in drawing.shapes:
            if isinstance(shape, Words):
                role = Role.LABEL if shape.bold else Role.BODY
                self.sheet.say(
                    _SIDE + shape.x,
                    top - shape.y,
                    shape.text,
                    self._fonts[role],
                    shape.size,
                    _ALIGN[shape.anchor],
                )

    def put_on(self, canvas: Canvas) -> None:
        """Draw everything on the canvas's current page."""
        for drawing, top in self._placed:
            for shape in drawing.shapes:
                match shape:
                    case Box():
                        _draw_box(canvas, shape, top)
                    case Stroke():
                        _draw_stroke(canvas, shape, top)
                    case Words():
                        pass
                    case _:
                        assert_never(shape)
        canvas.setFillGray(0)
        self.sheet.put_on(canvas)


def picture_pages(
    title: str, subtitle: str, drawings: Sequence[Drawing], unit_name: str, fonts: Fonts
) -> list[PicturePage]:
    """The pages, at least one: a drawing that does not fit below the others begins a new one."""
    page = PicturePage(fonts)
    pages = [page]
    top = A4[1] - _TOP
    page.sheet.say(A4[0] / 2, top - 20, title, fonts[Role.TITLE], 20, "center")
    page.sheet.say(_SIDE, top - 44, f"填报单位：{unit_name}", fonts[Role.BODY], 11)
    page.sheet.say(A4[0] - _SIDE, top - 44, subtitle, fonts[Role.BODY], 11, "right")
    top -= _HEAD
    for drawing in drawings:
        if top - drawing.height < _BOTTOM:
            page = PicturePage(fonts)
            pages.append(page)
            top = A4[1] - _TOP
        page.place(drawing, top)
        top -= drawing.height + _GAP
    if not drawings:
        page.sheet.say(A4[0] / 2, top - 40, "还没有数可画", fonts[Role.BODY], 12, "center")
    number_pages([each.sheet for each in pages], fonts, A4[0] / 2, _FOOT)
    return pages


def _draw_box(canvas: Canvas, box: Box, top: float) -> None:
    canvas.setFillColorRGB(*_COLOURS[Tone.BAR])
    canvas.setStrokeColorRGB(*_COLOURS[Tone.BAR])
    canvas.setLineWidth(0.7)
    y = top - box.y - box.height
    canvas.rect(_SIDE + box.x, y, box.width, box.height, stroke=1, fill=0 if box.hatch else 1)
    for stroke in hatching(box):
        _draw_stroke(canvas, stroke, top)


def _draw_stroke(canvas: Canvas, stroke: Stroke, top: float) -> None:
    canvas.setStrokeColorRGB(*_COLOURS[stroke.tone])
    canvas.setLineWidth(0.7)
    canvas.lines([(_SIDE + stroke.x1, top - stroke.y1, _SIDE + stroke.x2, top - stroke.y2)])
