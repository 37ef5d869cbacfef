"""Drawings on paper, below each other."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, number_pages
from qinglian_desktop.domain.drawing import Drawing

_SIDE = 27 * MM
_TOP, _BOTTOM, _FOOT = 26 * MM, 22 * MM, 12 * MM
WIDTH = A4[0] - 2 * _SIDE
_HEAD = 58.0
_GAP = 26.0


def picture_pages(
    title: str, subtitle: str, drawings: Sequence[Drawing], unit_name: str, fonts: Fonts
) -> list[Sheet]:
    """The pages, at least one: a drawing that does not fit below the others begins a new one."""
    page = Sheet()
    pages = [page]
    top = A4[1] - _TOP
    page.say(A4[0] / 2, top - 20, title, fonts[Role.TITLE], 20, "center")
    page.say(_SIDE, top - 44, f"填报单位：{unit_name}", fonts[Role.BODY], 11)
    page.say(A4[0] - _SIDE, top - 44, subtitle, fonts[Role.BODY], 11, "right")
    top -= _HEAD
    for drawing in drawings:
        if top - drawing.height < _BOTTOM:
            page = Sheet()
            pages.append(page)
            top = A4[1] - _TOP
        page.place(drawing, _SIDE, top, fonts)
        top -= drawing.height + _GAP
    if not drawings:
        page.say(A4[0] / 2, top - 40, "还没有数可画", fonts[Role.BODY], 12, "center")
    number_pages(pages, fonts, A4[0] / 2, _FOOT)
    return pages
