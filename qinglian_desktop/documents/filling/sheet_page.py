"""The XML of a worksheet: its rows and cells, found or made where they have to stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from qinglian_desktop.documents.filling.cell_ranges import (
    LAST_COLUMN,
    LAST_ROW,
    CellRange,
    address_of,
    row_and_column,
)
from qinglian_desktop.documents.filling.form_package import XmlNode
from qinglian_desktop.documents.filling.form_refusals import form_too_large
from qinglian_desktop.documents.filling.workbook_parts import (
    MAIN,
    SheetPart,
    WorkbookParts,
    is_true,
)
from qinglian_desktop.documents.sheets.refusals import damaged_table

_ROW, _CELL, _FORMULA, _VALUE = (f"{MAIN}{each}" for each in ("row", "c", "f", "v"))
_USUAL_WIDTH = 8.43
_TALLEST, _MOST_MERGED = 2000, 500_000


class SheetPage:
    """A sheet of a workbook. Rows and columns count from 1."""

    def __init__(self, book: WorkbookParts, sheet: SheetPart) -> None:
        """Raises EnvironmentProblem for what is no sheet."""
        self.sheet = sheet
        self.name = sheet.name
        self.part = sheet.part
        self._book = book
        self.tree = book.package.tree(sheet.part)
        data = self.tree.find(f"{MAIN}sheetData")
        if self.tree.tag != f"{MAIN}worksheet" or data is None:
            raise damaged_table(book.name)
        self.data = data
        self.rows: dict[int, XmlNode] = {}
        self.cells: dict[tuple[int, int], XmlNode] = {}
        self._number()
        self.merged = self._merged()
        self._merged_by_row = self._by_row()
        self.arrays = list(self._ranges_of_formulas())
        protection = self.tree.find(f"{MAIN}sheetProtection")
        self.is_protected = protection is not None and is_true(protection.get("sheet"))

    def head_of(self, row: int, column: int) -> tuple[int, int]:
        """The cell in which something stands that is written there: of merged ones the first."""
        for each in self._merged_by_row.get(row, ()):
            if each.left <= column <= each.right:
                return each.top, each.left
        return row, column

    def is_formula(self, row: int, column: int) -> bool:
        """Whether a formula says what is there."""
        cell = self.cells.get((row, column))
        own = cell is not None and cell.find(_FORMULA) is not None
        return own or any(each.holds(row, column) for each in self.arrays)

    def style_of(self, row: int, column: int) -> int:
        """The number of the style of a cell, of one that is not written its row's or column's."""
        cell = self.cells.get((row, column))
        if cell is not None:
            return _whole(cell.get("s"))
        at = self.rows.get(row)
        if at is not None and is_true(at.get("customFormat")):
            return _whole(at.get("s"))
        column_told = self._column(column)
        return 0 if column_told is None else _whole(column_told.get("style"))

    def is_head_of_table(self, row: int, column: int) -> bool:
        """Whether a table of Excel has its name for a column there, which has to be the same."""
        return any(each.holds(row, column) for each in self._heads_of_tables)

    def is_locked(self, row: int, column: int) -> bool:
        """Whether its maker lets nobody write there."""
        return self.is_protected and self._book.looks.of(self.style_of(row, column)).is_locked

    def width(self, column: int) -> float:
        """In letters; 0 of a hidden one."""
        told = self._column(column)
        if told is None:
            usual = self.tree.find(f"{MAIN}sheetFormatPr")
            return _USUAL_WIDTH if usual is None else _real(usual.get("defaultColWidth"))
        return 0 if is_true(told.get("hidden")) else _real(told.get("width"))

    def cell_to_write(self, row: int, column: int) -> XmlNode:
        """The cell, made where it has to stand if it is not there."""
        self.changing()
        if (row, column) in self.cells:
            return self.cells[row, column]
        style = self.style_of(row, column)
        made = self.data.makeelement(_CELL, {"r": address_of(row, column)})
        if style:
            made.set("s", str(style))
        at = self._row_to_write(row)
        at.attrib.pop("spans", None)
        before = [each for each in at if row_and_column(each.get("r", "A1"))[1] < column]
        at.insert(len(before), made)
        self.cells[row, column] = made
        return made

    def changing(self) -> None:
        """Have the sheet written anew."""
        self._book.package.tree(self.part, to_change=True)

    def forget_reckoned(self) -> bool:
        """Take the old value from each formula; whether there is any."""
        found = False
        for place, cell in self.cells.items():
            if self.is_formula(*place):
                self.changing()
                found = True
                cell.attrib.pop("t", None)
                for value in cell.findall(_VALUE):
                    cell.remove(value)
        return found

    def _row_to_write(self, row: int) -> XmlNode:
        if row not in self.rows:
            made = self.data.makeelement(_ROW, {"r": str(row)})
            before = [each for each in self.rows if each < row]
            self.data.insert(len(before), made)
            self.rows[row] = made
        return self.rows[row]

    def _number(self) -> None:
        """Say of each row and cell where it is: some programs leave it out."""
        row = 0
        for each in list(self.data):
            if each.tag != _ROW:
                self.data.remove(each)
                continue
            row = self._next(_whole(each.get("r")), row, LAST_ROW)
            each.set("r", str(row))
            self.rows[row] = each
            column = 0
            for cell in list(each):
                if cell.tag != _CELL:
                    each.remove(cell)
                    continue
                told = cell.get("r")
                try:
                    at = row_and_column(told)[1] if told else 0
                except ValueError as error:
                    raise damaged_table(self._book.name) from error
                column = self._next(at, column, LAST_COLUMN)
                cell.set("r", address_of(row, column))
                self.cells[row, column] = cell

    def _next(self, told: int, last: int, most: int) -> int:
        """What is told, or the next; they never go back."""
        place = told or last + 1
        if not last < place <= most:
            raise damaged_table(self._book.name)
        return place

    def _merged(self) -> list[CellRange]:
        group = self.tree.find(f"{MAIN}mergeCells")
        try:
            return [
                CellRange.of(each.get("ref", ""))
                for each in (() if group is None else group)
                if each.tag == f"{MAIN}mergeCell"
            ]
        except ValueError as error:
            raise damaged_table(self._book.name) from error

    def _by_row(self) -> Mapping[int, Sequence[CellRange]]:
        """What is merged in each row, as far down as a form goes."""
        last = max([*self.rows, _TALLEST])
        found: defaultdict[int, list[CellRange]] = defaultdict(list)
        room = _MOST_MERGED
        for each in self.merged:
            rows = range(each.top, min(each.bottom, last) + 1)
            room -= len(rows)
            if room < 0:
                raise form_too_large(self._book.name)
            for row in rows:
                found[row].append(each)
        return found

    def _ranges_of_formulas(self) -> Iterator[CellRange]:
        """Where one formula fills several cells, which say nothing of it themselves."""
        for cell in self.cells.values():
            formula = cell.find(_FORMULA)
            if formula is not None and formula.get("t") in ("array", "dataTable"):
                try:
                    cells = CellRange.of(formula.get("ref") or "A1")
                except ValueError as error:
                    raise damaged_table(self._book.name) from error
                if ":" in cells.text:
                    yield cells

    @cached_property
    def _heads_of_tables(self) -> Sequence[CellRange]:
        found: list[CellRange] = []
        for _, part in self._book.package.related(self.part, "table"):
            table = self._book.package.tree(part)
            try:
                cells = CellRange.of(table.get("ref", ""))
            except ValueError as error:
                raise damaged_table(self._book.name) from error
            heads = _whole(table.get("headerRowCount", "1"))
            found.append(replace(cells, bottom=cells.top + heads - 1))
        return found

    def _column(self, column: int) -> XmlNode | None:
        group = self.tree.find(f"{MAIN}cols")
        for each in () if group is None else group:
            if _whole(each.get("min")) <= column <= _whole(each.get("max")):
                return each
        return None


def _whole(told: str | None) -> int:
    """A number from 0 on; 0 of what is none."""
    return int(told) if told and told.isascii() and told.isdecimal() and len(told) < 10 else 0


def _real(told: str | None) -> float:
    try:
        return min(max(float(told or _USUAL_WIDTH), 0), 255)
    except ValueError:
        return _USUAL_WIDTH
