"""How wide columns and how high rows must be so that nothing is cut on paper."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.domain.cell_values import CellValue, cell_text

TALLEST_ROW = 405.0
"""Points; Excel allows 409.5."""
LINE = 13.5
"""Points that a line of 10-point text takes, in fonts with tall lines too."""
_PADDING = 4.5
_PAGE = 73
"""汉字 of 10 points that fit across A4 on its side; each column's edges take one more."""
_SMALL = 1.5
"""Times the page: the smallest print that reads well is two thirds of 10 points."""
_MANY_LINES = 8
"""Lines in one cell up to which large print matters more than low rows."""
_WIDEST = 2.2
"""Times the page, beyond which it would be scaled down until nobody can read it."""


def units(text: str) -> int:
    """The width of one line of text in halves of a 汉字; rare signs count a little more."""
    return len(text) if text.isascii() else len(text.encode("gb18030", errors="replace"))


def lines_of(text: str, width: int) -> int:
    """How many lines text takes in a column of ``width`` 汉字, with a reserve when many."""
    return _wrapped([units(part) for part in text.split("\n")], width)


def row_height(lines: int) -> float:
    """Points for a row whose fullest cell takes so many lines."""
    return min(TALLEST_ROW, max(20.0, lines * LINE + _PADDING))


def fit_columns(
    widths: Sequence[int], headings: Sequence[str], rows: Sequence[Sequence[CellValue]]
) -> list[int]:
    """Widths in 汉字: what short columns do not need goes to those whose text is long.

    Numbers and days never wrap, so they get the room that they need. Where rows would
    still be high, the table grows beyond the page, which is then scaled down to fit.
    """
    if not widths:
        return []
    unbroken = [-(-units(heading) // 4) for heading in headings]
    fullest = [""] * len(widths)
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if len(cell) > len(fullest[place]):
                    fullest[place] = cell
            elif cell is not None:
                unbroken[place] = max(unbroken[place], len(cell_text(cell)) // 2 + 1)
    texts = [[units(part) for part in text.split("\n")] for text in fullest]
    fitted = [
        max(2, room, min(width, -(-max(text) // 2)))
        for width, room, text in zip(widths, unbroken, texts, strict=True)
    ]
    page, total = _PAGE - len(widths), sum(fitted)
    while total < _WIDEST * _PAGE:
        lines, place = max((_wrapped(text, fitted[at]), -at) for at, text in enumerate(texts))
        is_low, is_whole = lines <= _MANY_LINES, row_height(lines) < TALLEST_ROW
        if lines == 1 or (total >= page and is_low) or (total >= _SMALL * page and is_whole):
            break
        fitted[-place] += 1
        total += 1
    if total < page:
        fitted = [width * page // total for width in fitted]
    return fitted


def row_heights(rows: Sequence[Sequence[CellValue]], widths: Sequence[int]) -> list[float]:
    """The height of each row in points, in columns of these widths in 汉字."""
    heights: list[float] = []
    for row in rows:
        lines = 1
        for cell, width in zip(row, widths, strict=False):
            if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
                lines = max(lines, lines_of(cell, width))
        heights.append(row_height(lines))
    return heights


def _wrapped(parts: Sequence[int], width: int) -> int:
    """Lines of paragraphs of so many units; signs that may not start a line cost some more."""
    room = 2 * width
    count = sum(-(-part // room) or 1 for part in parts)
    return count + count // 8
