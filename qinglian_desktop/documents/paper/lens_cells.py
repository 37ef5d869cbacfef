"""What a lens on paper is made of beside plain cells: marked and drawn ones, heads over groups."""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.documents.paper.bands import Band, Cell
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.sheet import Sheet
from qinglian_desktop.documents.paper.text import Line, in_the_middle
from qinglian_desktop.domain.lens_paper import Draw, GroundMark


@dataclass(slots=True)
class SeenCell(Cell):
    """A cell with a marked ground or a drawing; its first ``bold`` lines are set in bold."""

    fonts: Fonts | None = None
    mark: GroundMark | None = None
    draw_in: Draw | None = None
    bold: int = 0

    def draw(self, sheet: Sheet, top: float, height: float) -> None:
        """Draw the ground, the drawing and the lines."""
        style, leading = self.style, self.style.leading
        y = top - (height - len(self.lines) * leading) / 2
        placed: list[tuple[float, float, Line]] = []
        for line in self.lines:
            spare = 0.0
            if style.align == "center":
                line = in_the_middle(line, style.size)
                spare = self.width - 2 * self.pad - line.width
            placed.append((self.x + self.pad + spare / 2, y, line))
            y -= leading
        if self.mark is not None:
            clear = [(x - 2, y - leading, line.width + 4, leading) for x, y, line in placed]
            sheet.mark(self.mark, (self.x, top - height, self.width, height), clear)
        if self.draw_in is not None and self.fonts is not None:
            sheet.place(self.draw_in(self.width, height), self.x, top, self.fonts)
        for place, (x, y, line) in enumerate(placed):
            typeface = style.typeface
            if place < self.bold and self.fonts is not None:
                typeface = self.fonts[Role.LABEL]
            sheet.write(x, y, leading, line, typeface, style.size)


@dataclass(slots=True)
class TwoHeads(Band):
    """The head of the table, and below it that of a group: both stand over what goes on."""

    upper: Band | None = None

    def __post_init__(self) -> None:
        self.height = self.needed

    @property
    def needed(self) -> float:
        """What both need."""
        above = self.upper.height if self.upper is not None else 0.0
        return above + max(self.least, max(cell.height for cell in self.cells))

    def draw(self, sheet: Sheet, top: float, height: float) -> None:
        """Draw one below the other."""
        if self.upper is not None:
            self.upper.draw(sheet, top, self.upper.height)
            top -= self.upper.height
            height -= self.upper.height
            first, last = self.cells[0], self.cells[-1]
            sheet.hair(first.x, top, last.x + last.width, top)
        Band.draw(self, sheet, top, height)
