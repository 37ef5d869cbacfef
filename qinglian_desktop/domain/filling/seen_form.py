"""What a form of somebody else shows, be it a workbook or a Word document: tables of cells.

A Word document is shown as one table: each of its paragraphs is a row, each blank in one
(姓名：____) a cell of its own beside its label, each row of a table a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class FormKind(Enum):
    """The files that can be filled; the value is how their names end."""

    WORKBOOK = ".xlsx"
    WITH_MACROS = ".xlsm"
    WORD = ".docx"


@dataclass(frozen=True, slots=True)
class FormPlace:
    """A cell of a form: the name of its table, and where it is there in the words of its file.

    ``at`` is A1 of a workbook; of a Word document only what reads and fills it knows what it says.
    """

    table: str
    at: str


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell, merged ones as one: row and column counted from 0, and how many it spans.

    ``text`` is what it shows, of a formula its last value or "". ``is_blank`` where something is
    to be written beside what stands in it, ``tells`` is its comment.
    """

    at: str
    row: int
    column: int
    text: str = ""
    rows: int = 1
    columns: int = 1
    is_formula: bool = False
    is_locked: bool = False
    is_bold: bool = False
    is_centred: bool = False
    tells: str = ""


@dataclass(frozen=True, slots=True)
class FormTable:
    """A sheet, or a document: its cells by rows, each written once; widths in 汉字.

    Cells in which nothing stands and which nothing frames may be missing from it. ``is_cut`` where
    more stands in the sheet than can be shown: that stays as it is, and is not filled.
    """

    name: str
    rows: int
    columns: int
    cells: tuple[FormCell, ...]
    widths: tuple[int, ...] = ()
    is_hidden: bool = False
    is_protected: bool = False
    is_cut: bool = False

    def at(self, place: str) -> FormCell | None:
        """The cell of this place."""
        return next((each for each in self.cells if each.at == place), None)


@dataclass(frozen=True, slots=True)
class SeenForm:
    """A form as it came: its kind, and its tables in their order."""

    file_name: str
    kind: FormKind
    tables: tuple[FormTable, ...]

    @property
    def places(self) -> Iterator[tuple[FormPlace, FormCell]]:
        """Every cell and where it is."""
        return (
            (FormPlace(table.name, each.at), each) for table in self.tables for each in table.cells
        )

    def table(self, name: str) -> FormTable | None:
        """The table of this name."""
        return next((each for each in self.tables if each.name == name), None)
