"""A1 and back, ranges of cells, and where they are after rows were inserted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


def address_of(row: int, column: int) -> str:
    """A1 for row 1 and column 1."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_of(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def row_and_column(address: str) -> tuple[int, int]:
    """Row and column of A1, counted from 1; ValueError for what is none on a sheet."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(f"no cell: {address}")
    row, column = int(found[2]), column_of(found[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise ValueError(f"beyond the sheet: {address}")
    return row, column


@dataclass(frozen=True, slots=True)
class InsertedRows:
    """So many rows inserted above row ``at`` of a sheet, below ``room`` rows like which they are.

    Columns of cells that end just above grow over them, so that a sum is the sum of all.
    """

    sheet: str
    at: int
    count: int
    room: int = 1

    def row(self, row: int) -> int:
        """Where a row is afterwards."""
        return row + self.count if row >= self.at else row

    def rows(self, top: int, bottom: int, *, grows: bool) -> tuple[int, int]:
        """Where a stretch of rows is afterwards; it ``grows`` if it ends where rows are added."""
        is_grown = bottom >= self.at or (grows and bottom == self.at - 1)
        return (
            min(self.row(top), LAST_ROW),
            min(bottom + self.count if is_grown else bottom, LAST_ROW),
        )

    def area(self, area: str, *, grows: bool = True) -> str:
        """Cells that have something in common, as A1:B2; what is no range stays as it is."""
        try:
            cells = CellRange.of(area)
        except ValueError:
            return area
        top, bottom = self.rows(cells.top, cells.bottom, grows=grows)
        return replace(cells, top=top, bottom=bottom).text

    def areas(self, areas: str) -> str:
        """Several of them, with blanks between."""
        return " ".join(self.area(each) for each in areas.split())

    def cell(self, address: str) -> str:
        """Where a single cell is afterwards."""
        try:
            row, column = row_and_column(address)
        except ValueError:
            return address
        return address_of(min(self.row(row), LAST_ROW), column)


@dataclass(frozen=True, slots=True)
class CellRange:
    """Rows and columns from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, text: str) -> CellRange:
        """Of A1 or A1:B2; ValueError for what is none."""
        first, _, last = text.partition(":")
        (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    @property
    def text(self) -> str:
        """A1, or A1:B2."""
        first = address_of(self.top, self.left)
        last = address_of(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right
