"""What is wrong with one field of a record, told as a Chinese sentence"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Address: TypeAlias = tuple[str, int, str]
"""A field, and within child rows the row, counted from 1, and its field; 0 and "" without."""


@dataclass(frozen=True, slots=True)
class InRow:
    """Where in child rows a problem stands: the row, counted from 1, and its field.

    ``message`` is what is said beside that field, where the row need not be named.
    """

    row: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, as a Chinese sentence; ``field`` "" is the whole record."""

    field: str
    message: str
    is_warning: bool = False
    cell: InRow | None = None

    @property
    def address(self) -> Address:
        """Where it stands, to compare."""
        return (self.field, self.cell.row, self.cell.field) if self.cell else (self.field, 0, "")


def problem_in_row(field: str, label: str, cell: InRow, *, is_warning: bool = False) -> Problem:
    """A problem of a row, told in words to whoever does not see the row."""
    return Problem(field, f"{label}第 {cell.row} 行：{cell.message}", is_warning, cell)
