"""How a sheet lies on paper: A4, as wide as the page, with page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_A4 = 9
_ACROSS = 110
"""汉字 beside each other on a page on its side, before the print is too small to be read."""
_INCHES = 1 / 25.4


def set_up(page: Worksheet, *, landscape: bool, pages: int = 0) -> None:
    """Scale a sheet to the page's width.

    It is made smaller where it would take more than so many ``pages``; 0 is any number.
    """
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = pages
    page.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 12 * _INCHES
    page.page_margins.top, page.page_margins.bottom = 20 * _INCHES, 18 * _INCHES
    page.page_margins.header = page.page_margins.footer = 9 * _INCHES
    page.oddFooter.center.text = "第&P页 共&N页"  # pyright: ignore[reportOptionalMemberAccess]


def lay_across(page: Worksheet, widths: Sequence[int]) -> None:
    """Let a sheet of columns so many 汉字 wide lie on its side, on several pages if it must.

    These have its first column in common, which says of what a line is.
    """
    set_up(page, landscape=True)
    page.page_setup.fitToWidth = _pages(widths)
    if page.page_setup.fitToWidth > 1:
        page.print_title_cols = "A:A"


def below_caption(widths: Sequence[int]) -> str:
    """The cells of the first row over which a caption stands: those of the first page.

    A sheet on several is printed as large as fits these, so that each of them is full.
    """
    pages = _pages(widths)
    room = (sum(widths) + (pages - 1) * widths[0]) // pages
    seen = sum(width <= room for width in accumulate(widths))
    return f"A1:{get_column_letter(max(2, seen))}1"


def _pages(widths: Sequence[int]) -> int:
    return -(-sum(widths) // _ACROSS)
