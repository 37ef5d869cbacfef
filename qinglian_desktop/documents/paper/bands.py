"""The lines of a table on paper: bands of cells that are stacked, stretched and cut at pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qinglian_desktop.documents.paper.fonts import Typeface
from qinglian_desktop.documents.paper.sheet import Sheet
from qinglian_desktop.documents.paper.text import Line, in_the_middle

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader

_CONTINUED = "（续）"
_FEWEST = 2
"""Lines of a cell that may stand alone before or after a page's end."""
_LOWEST = 40.0
_LOWEST_PICTURES = 115.0
"""Heights in points to which an empty band that may grow, and pictures, can be lowered."""


@dataclass(slots=True)
class Style:
    """How the text of a cell is set: lengths in points."""

    typeface: Typeface
    size: float
    leading: float
    align: str = "left"
    """left, center or right."""
    from_top: bool = False
    """Begins at the top of its cell rather than standing in the middle."""


@dataclass(slots=True)
class Cell:
    """A cell from ``x`` on; a label is repeated when its band is cut at a page's end."""

    x: float
    width: float
    lines: Sequence[Line]
    style: Style
    pad: float = 5.0
    is_label: bool = False

    @property
    def height(self) -> float:
        """What its lines need."""
        return len(self.lines) * self.style.leading + 2 * self.pad

    def continued(self) -> Cell:
        """The label as it stands on the next page."""
        if self.lines and self.lines[-1].text == _CONTINUED:
            return self
        width = self.style.typeface.width(_CONTINUED, self.style.size)
        return replace(self, lines=[*self.lines, Line(_CONTINUED, width)])

    def draw(self, sheet: Sheet, top: float, height: float) -> None:
        """Set the lines in the cell, whose top edge is at ``top``."""
        style, lines = self.style, self.lines
        block = len(lines) * style.leading
        y = top - (self.pad if style.from_top else (height - block) / 2)
        for line in lines:
            x = self.x + self.pad
            if style.align == "center":
                line = in_the_middle(line, style.size)
            if style.align != "left":
                spare = self.width - 2 * self.pad - line.width
                x += spare if style.align == "right" else spare / 2
            sheet.write(x, y, style.leading, line, style.typeface, style.size)
            y -= style.leading


@dataclass(slots=True)
class Band:
    """Cells side by side. ``head`` is repeated above what comes on a new page.

    ``least`` is its smallest height in points; ``grows`` lets it take a page's spare height;
    ``with_next`` keeps it on one page with the band after it.
    """

    cells: Sequence[Cell]
    least: float = 0.0
    grows: bool = False
    with_next: bool = False
    shaded: bool = False
    head: Band | None = None
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = max(self.least, self.needed)

    @property
    def needed(self) -> float:
        """The height that the cells' contents need."""
        return max(cell.height for cell in self.cells)

    @property
    def lowest(self) -> float:
        """To what its height gives way where that saves a page."""
        return min(self.least, _LOWEST) if self.grows else self.least

    def draw(self, sheet: Sheet, top: float, height: float) -> None:
        """Draw the cells and the lines between them."""
        if self.shaded:
            first, last = self.cells[0], self.cells[-1]
            sheet.shade(first.x, top - height, last.x + last.width - first.x, height)
        for place, cell in enumerate(self.cells):
            if place:
                sheet.hair(cell.x, top, cell.x, top - height)
            cell.draw(sheet, top, height)

    def split(self, room: float) -> tuple[Band, Band] | None:
        """A part at most ``room`` high and the rest; None if it had better not be cut."""
        before: list[Cell] = []
        after: list[Cell] = []
        cut = False
        for cell in self.cells:
            fits = int((room - 2 * cell.pad + 0.01) // cell.style.leading)
            if cell.is_label or len(cell.lines) <= fits:
                if len(cell.lines) > fits:
                    return None
                before.append(cell)
                after.append(cell.continued() if cell.is_label else replace(cell, lines=()))
                continue
            fits = min(fits, len(cell.lines) - _FEWEST)
            if fits < _FEWEST:
                return None
            before.append(replace(cell, lines=cell.lines[:fits]))
            after.append(replace(cell, lines=cell.lines[fits:]))
            cut = True
        if not cut:
            return None
        first = replace(self, cells=before, least=room)
        return first, replace(self, cells=after, least=min(self.least, _LOWEST))


@dataclass(slots=True)
class PictureBand(Band):
    """A band whose last cell holds pictures side by side, each above its caption."""

    pictures: Sequence[ImageReader] = ()
    captions: Sequence[Line] = ()
    small: Style | None = None
    """How the captions are set."""

    @property
    def lowest(self) -> float:
        """Pictures give way a little, and are drawn the smaller for it."""
        return min(self.least, _LOWEST_PICTURES)

    def draw(self, sheet: Sheet, top: float, height: float) -> None:
        """Draw the label, and each picture as large as its share of the cell allows."""
        Band.draw(self, sheet, top, height)
        cell, small = self.cells[-1], self.small
        share = cell.width / len(self.pictures)
        below = small.leading if small else 0.0
        for place, image in enumerate(self.pictures):
            wide, high = image.getSize()
            room = height - 2 * cell.pad - below
            scale = min((share - 2 * cell.pad) / wide, room / high)
            x = cell.x + share * place + (share - wide * scale) / 2
            y = top - (height - below) / 2 - high * scale / 2
            sheet.picture(image, x, y, wide * scale, high * scale)
        if small is None:
            return
        for place, caption in enumerate(self.captions):
            x = cell.x + share * place + (share - caption.width) / 2
            y = top - height + cell.pad + below
            sheet.write(x, y, below, caption, small.typeface, small.size)

    def split(self, room: float) -> tuple[Band, Band] | None:
        """Pictures are not cut."""
        return None
