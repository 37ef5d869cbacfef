"""Tables as the XML that Word keeps: rows whose cells need not stand below each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from qinglian_desktop.documents.word.paragraphs import WordParagraph, twips

_FRAME, _HAIR = 10, 4
"""Borders in eighths of a point."""
_SAME = 3
"""Edges no further apart, in twentieths of a point, are one."""
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'


_EMPTY = WordParagraph("")


class WordCell(NamedTuple):
    """A cell of ``width`` points that holds paragraphs, perhaps none."""

    width: float
    paragraphs: Sequence[WordParagraph] = ()
    from_top: bool = False
    merged: str = ""
    """restart where it goes on in the rows below, continue in those."""


class WordRow(NamedTuple):
    """Cells side by side, at least ``least`` points high."""

    cells: Sequence[WordCell]
    least: float = 0.0
    is_head: bool = False
    """Said again on each page; only the first rows of a table can be."""
    is_whole: bool = True
    """Not cut at a page's end."""
    shaded: bool = False
    keeps_next: bool = False
    """On one page with what follows."""


class TableShape(NamedTuple):
    """``pad`` is around what a cell holds, in points, a little less beside it."""

    pad: float
    begins: bool = True
    ends: bool = True
    """Whether the frame is closed above and below: one table may go on in the next."""


def table(rows: Sequence[WordRow], shape: TableShape) -> str:
    """The table: as many columns as its cells have edges, each cell over those it covers."""
    edges: list[int] = []
    for edge in sorted({edge for row in rows for edge in _edges(row)}):
        if not edges or edge - edges[-1] > _SAME:
            edges.append(edge)
    columns = [right - left for left, right in zip([0, *edges], edges, strict=False)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    # Beside words a border takes its width of the room that they just fill.
    above, beside = twips(shape.pad), twips(shape.pad - 1.5)
    pads = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    margins = "".join(f'<w:{side} w:w="{pad}" w:type="dxa"/>' for side, pad in pads)
    layout = (
        f'<w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_borders(shape)}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
    )
    made = "".join(_row(row, edges) for row in rows)
    return f"<w:tbl><w:tblPr>{layout}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def _borders(shape: TableShape) -> str:
    sizes = {
        "top": _FRAME if shape.begins else _HAIR,
        "left": _FRAME,
        "bottom": _FRAME if shape.ends else _HAIR,
        "right": _FRAME,
        "insideH": _HAIR,
        "insideV": _HAIR,
    }
    return "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in sizes.items()
    )


def _edges(row: WordRow) -> Iterable[int]:
    return map(twips, accumulate(cell.width for cell in row.cells))


def _row(row: WordRow, edges: Sequence[int]) -> str:
    whole = "<w:cantSplit/>" if row.is_whole else ""
    head = "<w:tblHeader/>" if row.is_head else ""
    least = f'<w:trHeight w:val="{twips(row.least)}" w:hRule="atLeast"/>'
    cells: list[str] = []
    before = 0
    for cell, edge in zip(row.cells, _edges(row), strict=True):
        after = bisect_left(edges, edge - _SAME) + 1
        width = edges[after - 1] - (edges[before - 1] if before else 0)
        span = f'<w:gridSpan w:val="{after - before}"/>' if after - before > 1 else ""
        merged = f'<w:vMerge w:val="{cell.merged}"/>' if cell.merged else ""
        shade = _SHADE if row.shaded else ""
        stands = "" if cell.from_top else '<w:vAlign w:val="center"/>'
        layout = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{shade}{stands}'
        held = "".join(each.xml(keeps_next=row.keeps_next) for each in cell.paragraphs or (_EMPTY,))
        cells.append(f"<w:tc><w:tcPr>{layout}</w:tcPr>{held}</w:tc>")
        before = after
    return f"<w:tr><w:trPr>{whole}{least}{head}</w:trPr>{''.join(cells)}</w:tr>"
