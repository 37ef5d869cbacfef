"""Cells that are taken while boxes are placed, one after the other."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeAlias

LaneColumn: TypeAlias = tuple[int, int]
"""A lane, and a column within it; without lanes the spine is column 0, with others on its sides."""


class Places:
    """Where the nodes so far stand, by their ids."""

    def __init__(self) -> None:
        self.columns: dict[str, LaneColumn] = {}
        self.rows: dict[str, int] = {}
        self.sides: defaultdict[str, set[int]] = defaultdict(set)
        """The sides of a node beside which its neighbour stands: -1 left, 1 right."""
        self.kept: dict[str, int] = {}
        """The rows of nodes whose cells are held for them."""
        self._taken: dict[tuple[LaneColumn, int], str] = {}

    @property
    def last_row(self) -> int:
        """The lowest row that holds anything, -1 for none."""
        return max(self.rows.values(), default=-1)

    def put(self, key: str, column: LaneColumn, row: int) -> None:
        """Place a node."""
        self.columns[key], self.rows[key] = column, row
        self._taken[column, row] = key

    def keep(self, key: str, column: LaneColumn, row: int) -> None:
        """Hold a cell for a node that is placed later."""
        self.kept[key] = row
        self._taken[column, row] = key

    def is_taken(self, column: LaneColumn, row: int) -> bool:
        """Whether a node stands there."""
        return (column, row) in self._taken

    def free_row(self, column: LaneColumn, row: int, length: int = 1) -> int:
        """The first row from this one on with ``length`` free cells below each other."""
        while any((column, row + more) in self._taken for more in range(length)):
            row += 1
        return row

    def is_clear(self, left: LaneColumn, right: LaneColumn, row: int) -> bool:
        """Whether nothing stands between two columns of a row."""
        return not any(at == row and left < column < right for column, at in self._taken)
