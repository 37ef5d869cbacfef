"""Which rows below the heads are records, which only stand between them, and which end the sheet"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from qinglian_desktop.domain.importing.cells import is_blank_cell, text_of_cell
from qinglian_desktop.domain.importing.heads_again import OTHER, HeadsAgain
from qinglian_desktop.domain.importing.sections import Sections
from qinglian_desktop.domain.importing.sheet_grid import SheetGrid
from qinglian_desktop.domain.importing.years import YEAR_OPEN
from qinglian_desktop.domain.sheet import FileCell, FileSheet

_TOTAL = re.compile(
    r"本?(?:年|季|月|页)?(?:总计|合计|小计|共计|累计|总数)(?:[（(][^（）()]*[）)])?"
    r"(?:[:：].*[0-9].*|[:：]?(?:共?[0-9.]+[人名个条次项件元万份场篇期]{1,2}[，,、；;]?)+"
    r"|[:：]?共?[0-9.]*[人名个条次项件元万份]{0,2})"
)
"""The word alone, or with a number: 总计划制定 and 累计开展活动3次 are records."""
_NUMBER = re.compile(r"[^0-9]{0,4}[0-9].{0,12}|[-—/]*")
"""What may stand beside such a word."""
_RANK = re.compile(r"[一二三四五六七八九十]{1,3}")
_NOTE = re.compile(
    r"(?:注|备注|说明|注意|注意事项|填表说明|填写说明|填报说明|填写注意事项"
    r"|[-—\s（(]*以下(?:空白|无正文)[-—\s）)]*|填表人|填报人|制表人|制表|审核人|审核|单位负责人|负责人|统计日期|填报日期|填表日期|联系电话|复核人|经办人|报送时间|填报单位)"
    r"\s*(?:[0-9０-９一二三四五六七八九]?\s*[:：].*|)",
    re.DOTALL,
)
_SIGNED = re.compile("^[^:：]{0,4}人[:：]")
_SECTION = re.compile(
    rf"{YEAR_OPEN}|"
    r"[（(]?(?:第?[一二三四1-4]季度|[上下]半年|(?:20[0-9]{2}年?)|[0-9]{1,2}月份?"
    r"|[一二三四五六七八九十]{1,2}月份?|20[0-9]{2}年.{0,12}"
    r"|第[0-9一二三四五六七八九十]{1,3}(?:批次?|期|组|周|轮|次))[）)]?"
)
_NUMBERED_SECTION = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]).{1,30}"
)
_TOTAL_LINE = "合计"
NOTE = "说明"
"""Why a line is no record that tells of all."""
_LOOKED_AT = 40
_FEW = 3
"""Columns below which a row with a single word may well be a record."""
_EXAMPLE = re.compile(
    r"(?:示例|样例|例|例如|填写示例|范例)(?:[:：].*|[0-9]*)"
    r"|[（(【〔\[](?:填写|填报)?(?:示例|样例|例|例如|范例|举例)[0-9]*[:：]?[）)】〕\]].*"
    r"|.*[（(【〔\[](?:填写|填报)?(?:示例|样例|例|例如|范例|举例)[）)】〕\]]"
)


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


def body_of(
    sheet: FileSheet,
    grid: SheetGrid,
    first: int,
    of_record: Sequence[int],
    of_rows: Sequence[int],
    counting: int | None,
    again: HeadsAgain,
    sections: Sections,
    *,
    begins: Set[int] = frozenset(),
    is_own: bool = False,
) -> Body:
    """The records from row ``first`` on, counted from 0.

    ``of_record`` are columns that say something of the record, ``of_rows`` of its child rows:
    a row that says only such things belongs to the record above, and without ``of_record`` all
    rows of a section of time or kind are of one. ``counting`` is the column with the numbers of
    the rows. Another table below is told, and not read. In rows that are ``begins`` another part
    begins, of which no section above tells. With ``is_own`` this program wrote the sheet, and
    every line is of a record.
    """
    wide, width = _wide_rows(sheet), max(map(len, sheet.rows), default=0)
    records: list[tuple[list[int], str]] = []
    left: list[RowLeftOut] = []
    section, is_other, is_next, is_split = "", False, False, False
    is_apart = False
    totals: set[int] = set()
    lower = min(begins, default=0)
    for at in range(first, len(sheet.rows)):
        row = sheet.rows[at]
        section = "" if at in begins else section
        said = [cell for cell in row if not is_blank_cell(cell)]
        if not said and not any(grid.goes_on(at, each) for each in (*of_record, *of_rows)):
            continue
        if is_other or (why := "" if is_own else again.why(row)) == OTHER:
            is_other = True
            left.append(RowLeftOut(at + 1, OTHER))
            continue
        goes_on = bool(records) and (
            not is_apart and _belongs_above(grid, at, of_record, of_rows, counting)
            if of_record
            else not is_split
        )
        if not is_own and not why:
            is_note_above = bool(left) and left[-1] == RowLeftOut(at, NOTE)
            words = text_of_cell(said[0]) if said else ""
            # Beside child rows alone a lone text is rather a heading.
            wider = width if of_record else width + 1
            line = _Line(said, words, at in wide, wider, is_note_above, _is_ranked(row, counting))
            is_child = (
                goes_on
                and bool(of_record)
                and all(each in of_rows for each, cell in enumerate(row) if not is_blank_cell(cell))
            )
            is_section = len(said) <= 2 and width >= _FEW and sections.is_one(_whole(said))
            # Of a line that adds up the word stands in its left part only.
            is_of_total = bool(lower) and at >= lower and at % lower in totals
            total = line.total() or (line.numbers() if is_of_total else "")
            if total:
                totals.add(at)
            why = total or ("" if is_child else "分段" if is_section else line.no_record())
        if why:
            left.append(RowLeftOut(at + 1, why))
            if why == "分段":
                # A mere heading between the rows of one record parts nothing.
                words = _whole(said)
                is_split |= sections.is_one(words) or _SECTION.fullmatch(words) is not None
                is_apart |= is_split or _NUMBERED_SECTION.fullmatch(words) is not None
                section = sections.below(section, words, is_next=is_next)
                is_next = True
            continue
        if not any(not is_blank_cell(grid.said(at, each)) for each in (*of_record, *of_rows)):
            left.append(RowLeftOut(at + 1, "没有内容"))
            continue
        is_next = is_split = is_apart = False
        if goes_on:
            records[-1][0].append(at)
        else:
            records.append(([at], section))
    return Body(tuple(RowsOfRecord(tuple(rows), said) for rows, said in records), tuple(left))


def _is_ranked(row: Sequence[FileCell], counting: int | None) -> bool:
    """Whether it is numbered as a part is, 一 or 二, not as a record."""
    cell = row[counting] if counting is not None and counting < len(row) else None
    return _RANK.fullmatch(text_of_cell(cell)) is not None


def _whole(said: Sequence[FileCell]) -> str:
    """All that stands in a row."""
    return " ".join(map(text_of_cell, said))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row by what is ``said`` in it, in the first cell ``words``, among so many columns.

    ``is_wide`` where it is merged.
    """

    said: Sequence[FileCell]
    words: str
    is_wide: bool
    width: int
    is_note_above: bool
    is_ranked: bool

    def total(self) -> str:
        """合计 where it only adds up; "" for all else."""
        if "计" not in self.words and "总" not in self.words:
            return ""
        is_total = _TOTAL.fullmatch(re.sub(r"\s", "", self.words)) and all(
            _NUMBER.fullmatch(text_of_cell(cell)) for cell in self.said[1:]
        )
        return _TOTAL_LINE if is_total else ""

    def numbers(self) -> str:
        """The same where nothing but numbers stands in it."""
        is_number = all(_NUMBER.fullmatch(text_of_cell(cell)) for cell in self.said)
        return _TOTAL_LINE if is_number else ""

    def no_record(self) -> str:
        """Why it is no record; "" if it is one."""
        words, count = self.words, len(self.said)
        if any(_EXAMPLE.fullmatch(text_of_cell(cell)) for cell in self.said[:2]):
            return "示例"
        if count > 1 and not (count == 2 and self.is_wide and self.is_ranked):
            is_note = _NOTE.fullmatch(words) and (words[-1:] in ":：" or self._is_signed())
            return NOTE if is_note else ""
        if self.width < _FEW and not self.is_wide:
            # A single word may well be a record there, 填表人：某某 is none.
            return NOTE if _NOTE.fullmatch(words) and _SIGNED.search(words) else ""
        if _SECTION.fullmatch(words):
            return "分段"
        if _NOTE.fullmatch(words) or self.is_note_above:
            return NOTE
        is_numbered = _NUMBERED_SECTION.fullmatch(words) is not None
        if self.is_wide or (is_numbered and self.width > _FEW):
            return NOTE if len(words) > 12 and not is_numbered else "分段"
        return ""

    def _is_signed(self) -> bool:
        """Whether it is the line on which those sign who made the table."""
        return all(_NOTE.fullmatch(text_of_cell(cell)) for cell in self.said)


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
    if not of_rows:
        return False
    if counting is not None and not is_blank_cell(grid.own(at, counting)):
        return False
    return all(is_blank_cell(grid.own(at, each)) for each in of_record) and any(
        not is_blank_cell(grid.own(at, each)) for each in of_rows
    )
