"""Filling a workbook of somebody else in its own XML: all but the filled cells stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.application.form_ports import FilledPlace, FilledRows, FormFilling
from qinglian_desktop.documents.filling.cell_ranges import InsertedRows, row_and_column
from qinglian_desktop.documents.filling.cell_writing import CellWriting
from qinglian_desktop.documents.filling.form_refusals import rows_not_inserted
from qinglian_desktop.documents.filling.row_inserting import insert_rows, why_no_rows
from qinglian_desktop.documents.filling.sheet_page import SheetPage
from qinglian_desktop.documents.filling.workbook_parts import WorkbookParts
from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.projection import CellValue

_NO_SHEET, _NO_CELL = "这张工作表不在了，没有填", "表上没有这一格，没有填"
_FORMULA, _LOCKED = "这一格是公式，没有改", "这一格被制表的人锁定了，没有填"
_HEAD = "这一格是超级表的表头，没有改"
_INSIDE = "这一格和上面的格合并了，没有填"
_BESIDE = "旁边还有要填的行"
_SIGNED = "表上原来的电子签名，填写以后不再有效。"
_SIGNATURES = "_xmlsignatures/"


def fill_workbook(
    file_name: str, content: bytes, filling: FormFilling, target: Path
) -> tuple[str, ...]:
    """Write it with the places filled to exactly this path; what could not be, in sentences.

    Raises EnvironmentProblem where rows need room that cannot be given; then nothing is written.
    """
    book = WorkbookParts(content, file_name)
    filled = _Filled(book)
    for each in filling.places:
        filled.place(each)
    filled.all_rows(filling.rows)
    if any([SheetPage(book, each).forget_reckoned() for each in book.sheets]):
        book.reckoned_when_opened()
    book.no_template()
    if any(each.startswith(_SIGNATURES) for each in book.package):
        filled.told[_SIGNED] = None
    book.package.write(target)
    return tuple(filled.told)


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows to be written: where the first begins, and the columns with their places."""

    part: str
    top: int
    room: int
    columns: tuple[tuple[int, FormPlace], ...]
    rows: Sequence[Sequence[CellValue]]

    @property
    def last(self) -> int:
        return self.top + self.room - 1


class _Filled:
    """A workbook while it is filled, and what could not be."""

    def __init__(self, book: WorkbookParts) -> None:
        self.told: dict[str, None] = {}
        self._book = book
        self._pages: dict[str, SheetPage] = {}

    def place(self, filled: FilledPlace) -> None:
        """Fill one place."""
        found = self._found(filled.place)
        if found is None:
            return
        page, row, column = found
        row, column = page.head_of(row, column)
        why = _kept_back(page, row, column)
        if not why:
            writing = CellWriting(self._book, page)
            write = writing.behind if filled.writing is Writing.BEHIND else writing.instead
            why = write(row, column, filled.value, is_percent=filled.is_percent)
        self._tell(filled.place, why)

    def all_rows(self, filled: Sequence[FilledRows]) -> None:
        """Fill the rows, the lowest first, so that none is moved before it is filled."""
        blocks = [block for each in filled if (block := self._block(each)) is not None]
        ends = sorted({(each.last, each.part) for each in blocks}, reverse=True)
        for last, part in ends:
            # Those that stand beside each other and end together are given room together.
            together = [each for each in blocks if (each.last, each.part) == (last, part)]
            self._give_room(together, blocks)
            for each in together:
                self._write(each)

    def _write(self, block: _Block) -> None:
        page = self._pages[block.part]
        writing = CellWriting(self._book, page)
        for count in range(max(block.room, len(block.rows))):
            row = block.top + count
            values = block.rows[count] if count < len(block.rows) else [None] * len(block.columns)
            for (column, place), value in zip(block.columns, values, strict=True):
                if page.head_of(row, column) != (row, column):
                    self._tell(place, _INSIDE)
                elif why := _kept_back(page, row, column):
                    self._tell(place, why)
                else:
                    self._tell(place, writing.instead(row, column, value))

    def _give_room(self, together: Sequence[_Block], blocks: Sequence[_Block]) -> None:
        """Insert rows where there are more than there is room for."""
        longest = max(together, key=lambda each: len(each.rows) - each.room)
        count, part = len(longest.rows) - longest.room, longest.part
        if count <= 0:
            return
        page = self._pages[part]
        inserted = InsertedRows(page.name, longest.last + 1, count, longest.room)
        beside = any(each.part == part and each.top <= longest.last < each.last for each in blocks)
        why = _BESIDE if beside else why_no_rows(self._book, page, inserted)
        if why:
            raise rows_not_inserted(page.name, why, len(longest.rows), longest.room)
        self._pages[part] = insert_rows(self._book, page, inserted)

    def _block(self, filled: FilledRows) -> _Block | None:
        found = [(each, self._found(each)) for each in filled.places]
        known = [(at, each, place) for at, (each, place) in enumerate(found) if place is not None]
        if not known:
            return None
        page, top, _ = known[0][2]
        return _Block(
            page.part,
            top,
            max(filled.room, 1),
            tuple((place[2], each) for _, each, place in known),
            [[row[at] for at, _, _ in known] for row in filled.rows],
        )

    def _found(self, place: FormPlace) -> tuple[SheetPage, int, int] | None:
        """The sheet, row and column of a place; None where there is none, which is told."""
        sheet = self._book.sheet(place.table)
        if sheet is None:
            self._tell(place, _NO_SHEET)
            return None
        try:
            row, column = row_and_column(place.at)
        except ValueError:
            self._tell(place, _NO_CELL)
            return None
        if sheet.part not in self._pages:
            self._pages[sheet.part] = SheetPage(self._book, sheet)
        return self._pages[sheet.part], row, column

    def _tell(self, place: FormPlace, why: str) -> None:
        if why:
            self.told[f"{place.table} {place.at}：{why}。"] = None


def _kept_back(page: SheetPage, row: int, column: int) -> str:
    """Why nothing is written into a cell, or nothing."""
    if page.is_formula(row, column):
        return _FORMULA
    if page.is_head_of_table(row, column):
        return _HEAD
    return _LOCKED if page.is_locked(row, column) else ""
