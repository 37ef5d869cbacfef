"""The cells of a sheet as they say it: of what is merged, and of what is marked as the same"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from qinglian_desktop.domain.importing.cells import is_blank_cell
from qinglian_desktop.domain.sheet import FileCell, FileSheet, Merged
from qinglian_desktop.domain.ticks import is_as_above


class SheetGrid:
    """The cells of a sheet; one merged downwards says the same in each of its rows."""

    def __init__(self, sheet: FileSheet) -> None:
        self._rows = sheet.rows
        self._from: dict[tuple[int, int], tuple[int, int]] = {}
        for each in sheet.merged:
            if each.left == each.right or each.bottom > each.top:
                self._fill(each)

    def _fill(self, merged: Merged) -> None:
        for row in range(merged.top + 1, min(merged.bottom, len(self._rows) - 1) + 1):
            self._from[row, merged.left] = (merged.top, merged.left)

    def own(self, row: int, column: int) -> FileCell:
        """What stands in the cell itself."""
        cells = self._rows[row]
        return cells[column] if column < len(cells) else None

    def said(self, row: int, column: int) -> FileCell:
        """What it says: of merged cells what stands in the first."""
        if not self._from:
            return self.own(row, column)
        return self.own(*self._from.get((row, column), (row, column)))

    def is_as_above(self, row: int, column: int) -> bool:
        """Whether it is marked as the same as the cell above."""
        return _is_sign(self.own(row, column))

    def texts(self, column: int) -> Iterator[str]:
        """All texts of a column, from the top."""
        for row in self._rows:
            if column < len(row) and isinstance(cell := row[column], str) and cell:
                yield cell

    def goes_on(self, row: int, column: int) -> bool:
        """Whether the cell belongs to the one above it."""
        return (row, column) in self._from


class RecordsGrid(SheetGrid):
    """The cells of records, each by its rows.

    With ``has_signs`` 同上 stands for what is above it in the rows of records, whatever stands
    between them.
    """

    def __init__(
        self, grid: SheetGrid, records: Sequence[Sequence[int]], *, has_signs: bool
    ) -> None:
        self._rows, self._from = grid._rows, grid._from
        self.has_signs = has_signs
        rows = [row for each in records for row in each]
        self._of_records = rows
        self._above = dict(pairwise(reversed(rows)))
        self._begin = {each[0] for each in records}
        self._meant: dict[tuple[int, int], FileCell] = {}

    def cells(self, column: int) -> Iterator[FileCell]:
        """The cells of a column in the rows of records, from the top."""
        return (self.own(row, column) for row in self._of_records)

    def meant(self, row: int, column: int) -> FileCell:
        """What it says, or what the nearest cell above says where it is marked as the same."""
        cell, at = self.said(row, column), row
        while _is_sign(cell) or (at < row and self._is_open(at, column)):
            if not self.has_signs or at not in self._above:
                return self.said(row, column)
            at = self._above[at]
            cell = self._meant.get((at, column)) or self.said(at, column)
            if (at, column) in self._meant:
                break
        if at < row:
            self._meant[row, column] = cell
        return cell

    def _is_open(self, row: int, column: int) -> bool:
        """Whether it is blank because the record goes on."""
        return row not in self._begin and is_blank_cell(self.said(row, column))


def _is_sign(cell: FileCell) -> bool:
    return isinstance(cell, str) and is_as_above(cell)
