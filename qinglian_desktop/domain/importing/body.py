"""Which rows below the heads are records, which only stand between them, and which end the sheet"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from qinglian_desktop.domain.importing.cells import is_blank_cell, text_of_cell
from qinglian_desktop.domain.importing.heads_again import OTHER, HeadsAgain
from qinglian_desktop.domain.sheet import FileCell, FileSheet, Merged
from qinglian_desktop.domain.ticks import is_as_above

_TOTAL = re.compile(r"(?:本?(?:年|季|月|页)?(?:总计|合计|小计|共计|累计|总数))[（(:：]?.*")
_NOTE = re.compile(
    r"(?:注|备注|说明|注意|注意事项|填表说明|填写说明|填报说明|填写注意事项"
    r"|[-—\s（(]*以下(?:空白|无正文)[-—\s）)]*|填表人|填报人|制表人|制表|审核人|审核|单位负责人|负责人|统计日期|填报日期|填表日期|联系电话|复核人|经办人|报送时间|填报单位)"
    r"\s*(?:[0-9０-９一二三四五六七八九]?\s*[:：].*|)",
    re.DOTALL,
)
_SECTION = re.compile(
    r"[（(]?(?:第?[一二三四1-4]季度|[上下]半年|(?:20[0-9]{2}年?)|[0-9]{1,2}月份?"
    r"|[一二三四五六七八九十]{1,2}月份?|20[0-9]{2}年.{0,12}"
    r"|第[0-9一二三四五六七八九十]{1,3}(?:批次?|期|组|周|轮|次))[）)]?"
)
_NUMBERED_SECTION = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]).{1,30}"
)
_LOOKED_AT = 40
_FEW = 3
"""Columns below which a row with a single word may well be a record."""
_EXAMPLE = re.compile(r"(?:示例|样例|例|例如|填写示例|范例)[:：]?[0-9]*")


@dataclass(frozen=True, slots=True)
class RowLeftOut:
    """A row, counted from 1 as in the file, that is no record, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class RowsOfRecord:
    """The rows of one record, counted from 0, and the section in which they stand, if any."""

    rows: tuple[int, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the heads."""

    records: tuple[RowsOfRecord, ...]
    left_out: tuple[RowLeftOut, ...]


class SheetGrid:
    """The cells of a sheet; one merged downwards says the same in each of its rows.

    With ``has_signs`` 同上 stands for what is above it.
    """

    def __init__(self, sheet: FileSheet, *, has_signs: bool = True) -> None:
        self.has_signs = has_signs
        self._rows = sheet.rows
        self._from: dict[tuple[int, int], tuple[int, int]] = {}
        self._meant: dict[tuple[int, int], FileCell] = {}
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
        return self.own(*self._from.get((row, column), (row, column)))

    def meant(self, row: int, column: int) -> FileCell:
        """What it says, or what the nearest cell above says where it is marked as the same."""
        cell, at = self.said(row, column), row
        while self.has_signs and isinstance(cell, str) and is_as_above(cell) and at > 0:
            at -= 1
            cell = self._meant.get((at, column)) or self.said(at, column)
        if at < row:
            self._meant[row, column] = cell
        return cell

    def is_as_above(self, row: int, column: int) -> bool:
        """Whether it is marked as the same as the cell above."""
        cell = self.own(row, column)
        return isinstance(cell, str) and is_as_above(cell)

    def texts(self, column: int) -> Iterator[str]:
        """All texts of a column, from the top."""
        for row in self._rows:
            if column < len(row) and isinstance(cell := row[column], str) and cell:
                yield cell

    def goes_on(self, row: int, column: int) -> bool:
        """Whether the cell belongs to the one above it."""
        return (row, column) in self._from


def body_of(
    sheet: FileSheet,
    first: int,
    of_record: Sequence[int],
    of_rows: Sequence[int],
    counting: int | None,
    again: HeadsAgain,
) -> Body:
    """The records from row ``first`` on, counted from 0.

    ``of_record`` are columns that say something of the record, ``of_rows`` of its child rows:
    a row that says only such things belongs to the record above. ``counting`` is the column with
    the numbers of the rows. Another table below is told, and not read.
    """
    grid = SheetGrid(sheet)
    wide = _wide_rows(sheet)
    records: list[tuple[list[int], str]] = []
    left: list[RowLeftOut] = []
    section, is_other = "", False
    for at in range(first, len(sheet.rows)):
        row = sheet.rows[at]
        said = [cell for cell in row if not is_blank_cell(cell)]
        if not said and not any(grid.goes_on(at, each) for each in (*of_record, *of_rows)):
            continue
        words = text_of_cell(said[0]) if said else ""
        if is_other or (why := again.why(row)) == OTHER:
            is_other = True
            left.append(RowLeftOut(at + 1, OTHER))
            continue
        is_note_above = bool(left) and left[-1] == RowLeftOut(at, "说明")
        if not why and len(said) > 1 and _NOTE.fullmatch(words) and _is_signed(said):
            why = "说明"
        if why or (why := _no_record(words, len(said), at in wide, len(row), is_note_above)):
            left.append(RowLeftOut(at + 1, why))
            if why == "分段":
                section = words
            continue
        if not any(not is_blank_cell(grid.said(at, each)) for each in (*of_record, *of_rows)):
            left.append(RowLeftOut(at + 1, "没有内容"))
            continue
        if records and _belongs_above(grid, at, of_record, of_rows, counting):
            records[-1][0].append(at)
        else:
            records.append(([at], section))
    return Body(tuple(RowsOfRecord(tuple(rows), said) for rows, said in records), tuple(left))


def _is_signed(said: Sequence[FileCell]) -> bool:
    """Whether it is the line on which those sign who made the table."""
    return all(_NOTE.fullmatch(text_of_cell(cell)) for cell in said)


def _no_record(words: str, count: int, is_wide: bool, width: int, is_note_above: bool) -> str:
    """Why a row with these words first is no record; "" if it is one."""
    if _TOTAL.fullmatch(re.sub(r"\s", "", words)):
        return "合计"
    if _EXAMPLE.fullmatch(words):
        return "示例"
    if count > 1 and not (count == 2 and is_wide):
        return "说明" if _NOTE.fullmatch(words) and words[-1:] in ":：" else ""
    if width < _FEW and not is_wide:
        return ""
    if _SECTION.fullmatch(words):
        return "分段"
    if _NOTE.fullmatch(words) or is_note_above:
        return "说明"
    if is_wide or (_NUMBERED_SECTION.fullmatch(words) and width > _FEW):
        return "说明" if len(words) > 12 and not _NUMBERED_SECTION.fullmatch(words) else "分段"
    return ""


def _wide_rows(sheet: FileSheet) -> Set[int]:
    """Rows in which cells are merged over half of the table, or into a block of their own."""
    last = len(sheet.rows) - 1
    half = max(3, (max(map(len, sheet.rows[:_LOOKED_AT]), default=0) + 1) // 2)
    return {
        row
        for each in sheet.merged
        if each.right - each.left + 1 >= half or (each.right > each.left and each.bottom > each.top)
        for row in range(each.top, min(each.bottom, last) + 1)
    }


def _belongs_above(
    grid: SheetGrid, at: int, of_record: Sequence[int], of_rows: Sequence[int], counting: int | None
) -> bool:
    if not of_rows or not of_record:
        return False
    if counting is not None and not is_blank_cell(grid.own(at, counting)):
        return False
    return all(is_blank_cell(grid.own(at, each)) for each in of_record) and any(
        not is_blank_cell(grid.own(at, each)) for each in of_rows
    )
