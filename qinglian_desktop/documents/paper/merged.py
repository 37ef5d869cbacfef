"""A line of a list with several rows in it, beside cells that are merged down over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.documents.paper.bands import Band, Cell
from qinglian_desktop.documents.paper.sheet import Sheet

_SAID_AGAIN = 4
"""A merged cell of up to so many lines is said again where its rows go on."""


@dataclass(slots=True)
class MergedBand(Band):
    """``cells`` stand beside all of ``rows``; each row is at least ``least`` high."""

    rows: Sequence[Sequence[Cell]] = ()

    @property
    def needed(self) -> float:
        """The height of the rows, or that of the merged cells if it is more."""
        return max(Band.needed.__get__(self), sum(map(self._height_of, self.rows)))

    def _height_of(self, row: Sequence[Cell]) -> float:
        return max(self.least, *(cell.height for cell in row))

    def draw(self, sheet: Sheet, top: float, height: float) -> None:
        """Draw the cells, a line above each row but the first, and lines between the columns."""
        for cell in self.cells:
            cell.draw(sheet, top, height)
        heights = list(map(self._height_of, self.rows))
        spare = (height - sum(heights)) / len(heights)
        y = top
        for place, (row, own) in enumerate(zip(self.rows, heights, strict=True)):
            for cell in row:
                if place:
                    sheet.hair(cell.x, y, cell.x + cell.width, y)
                cell.draw(sheet, y, own + spare)
            y -= own + spare
        edges = sorted(cell.x for cell in (*self.cells, *self.rows[0]))
        for x in edges[1:]:
            sheet.hair(x, top, x, top - height)

    def split(self, room: float) -> tuple[Band, Band] | None:
        """Cut between two rows where one ends on the page, else within the first of them."""
        above: list[Sequence[Cell]] = []
        left = room
        for row in self.rows:
            left -= self._height_of(row)
            if left < -0.01:
                break
            above.append(row)
        below = list(self.rows[len(above) :])
        height = sum(map(self._height_of, above))
        if not above:
            parts = Band(self.rows[0], self.least).split(room)
            if parts is None:
                return None
            above, below[0] = [parts[0].cells], parts[1].cells
            height = room
        if not below or any(cell.height > height + 0.01 for cell in self.cells):
            height = room
        below = below or [[replace(cell, lines=()) for cell in self.rows[0]]]
        pairs = [_cut(cell, height) for cell in self.cells]
        if any(pair is None for pair in pairs):
            return None
        cut = [pair for pair in pairs if pair is not None]
        first = replace(self, cells=[one for one, _ in cut], rows=above)
        first.height = height
        return first, replace(self, cells=[two for _, two in cut], rows=below)


def _cut(cell: Cell, height: float) -> tuple[Cell, Cell] | None:
    """What of a merged cell stands on this page, and what on the next; None if too little fits."""
    if cell.height <= height + 0.01:
        if cell.is_label:
            return cell, cell.continued()
        return cell, cell if len(cell.lines) <= _SAID_AGAIN else replace(cell, lines=())
    fits = int((height - 2 * cell.pad + 0.01) // cell.style.leading)
    if fits < 1:
        return None
    return replace(cell, lines=cell.lines[:fits]), replace(cell, lines=cell.lines[fits:])
