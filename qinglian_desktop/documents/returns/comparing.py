"""A return's file beside what its content shows: whatever else is seen is told, sheet and cell."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.documents.returns.arranged import ArrangedPage, arranged
from qinglian_desktop.documents.returns.layout import CHECK, COVER, SUMMARY, sheet_names
from qinglian_desktop.documents.returns.opening import damaged_file, file_bytes
from qinglian_desktop.documents.returns.shown.cells import SheetPlace, ShownCell
from qinglian_desktop.documents.returns.shown.elements import cut_short
from qinglian_desktop.documents.returns.shown.page import SeenPage
from qinglian_desktop.documents.returns.shown.workbook import NOT_ONE, SeenBook, SheetEntry
from qinglian_desktop.domain.cell_values import cell_text
from qinglian_desktop.domain.return_content import cell_words

_BROKEN = (ParseError, KeyError, IndexError, ValueError, OverflowError, BadZipFile, zlib.error)
"""What reading parts that are wrong in themselves may raise."""
_NOTHING = ShownCell("", "")
TOLD_ONE_BY_ONE = 10
"""Sentences after which only a number is told."""
_LARGEST_PAGE = 40 * 2**20
"""Bytes; the sheets of a return of 500 pages have 5 MB together."""
_FOOTER = "第页共页"
"""Between the words stand the numbers of pages."""
_DAY = re.compile(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?(?: 0?0:00(?::00)?)?")
_RANGE = re.compile(r"\$?[A-Z]{0,3}\$?\d*(?::\$?[A-Z]{0,3}\$?\d*)?(?<=[A-Z\d])")
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d*)?")


def seen_otherwise(source: Path, read: ReadReturn, data: bytes = b"") -> list[str]:
    """What whoever opens the file sees that its content does not show, in sentences.

    The first of them, and in a last one how many more there are. ``data`` are the workbook's
    bytes, where they are known. Raises EnvironmentProblem for a file that is no whole workbook.
    """
    try:
        return _told(_Comparison(SeenBook(data or file_bytes(source)), read).all())
    except _BROKEN as error:
        raise damaged_file(source) from error


def _told(found: Iterator[str]) -> list[str]:
    told: list[str] = []
    more = 0
    for each in found:
        if len(told) < TOLD_ONE_BY_ONE:
            told.append(f"{each}。")
        else:
            more += 1
    return [*told, f"另外还有{more}处和写出时不一样。"] if more else told


class _Comparison:
    """One file and its content."""

    def __init__(self, book: SeenBook, read: ReadReturn) -> None:
        self._book = book
        content = read.as_written
        named = zip(content.sheets, read.sheets, strict=True)
        self._names = [name for sheet, (name, _) in named if content.is_drawn(sheet)]
        self._titles = [cell_words(sheet.title) for sheet in content.drawn]
        self._arranged = {page.name: page for page in arranged(content, self._names)}

    def all(self) -> Iterator[str]:
        """First what is seen of whole sheets, then of cells; without their full stops."""
        sheets = self._book.sheets
        if self._book.is_two:
            yield f"这个文件{NOT_ONE}"
        yield from self._book.oddities
        for name, right in zip(self._names, sheet_names(self._titles), strict=True):
            if name != right:
                yield f"“{cut_short(name)}”页写出时叫“{right}”"
        yield from self._of_order([each.name for each in sheets])
        yield from self._of_visibility(sheets)
        seen: list[tuple[ArrangedPage, SeenPage]] = []
        for entry in sheets:
            written = self._arranged.get(entry.name)
            if written is None:
                continue
            if self._book.size(entry) > _LARGEST_PAGE:
                yield f"“{entry.name}”页太大，没有逐格比对"
                continue
            page = self._book.page(entry)
            seen.append((written, page))
            for words in (*_of_page(written, page), *_of_paper(written, entry)):
                yield f"“{entry.name}”页{words}"
        for written, page in seen:
            for (row, column), words in _of_cells(written, page):
                yield f"“{written.name}”页{get_column_letter(column)}{row}{words}"

    def _of_order(self, names: Sequence[str]) -> Iterator[str]:
        there = [name for name in names if name in self._arranged]
        for name in self._arranged:
            if name not in there:
                yield f"没有“{name}”页了"
        for name in names:
            if name not in self._arranged and name != CHECK:
                yield f"多了“{cut_short(name)}”页"
        # 校验 is the last one, and what comes before the cover is what is read first.
        right = [name for name in self._arranged if name in there]
        for name, other in zip(right, there, strict=False):
            if name != other:
                yield f"各页的先后变了：“{other}”页排到了“{name}”页前面"
                return

    def _of_visibility(self, sheets: Iterable[SheetEntry]) -> Iterator[str]:
        for entry in sheets:
            if entry.is_hidden and entry.name in self._arranged:
                yield f"“{entry.name}”页隐藏了，打开时看不到"
            if entry.name == CHECK and not entry.is_hidden:
                yield f"“{CHECK}”页写出时是隐藏的，现在看得到"


def _of_page(written: ArrangedPage, page: SeenPage) -> Iterator[str]:
    yield from page.oddities
    rows, columns = _filled(written, page)
    for first, last in _runs(sorted(rows)):
        yield f"第{first}行隐藏了" if first == last else f"第{first}至{last}行隐藏了"
    for column in sorted(columns):
        yield f"{get_column_letter(column)}列隐藏了"
    header = "".join(written.header.split())
    for words in dict.fromkeys(page.headers):
        if words not in {"", header}:
            yield _of_edge("页眉", words, header)
    for words in dict.fromkeys(page.footers):
        if words not in {"", _FOOTER}:
            yield _of_edge("页脚", words, "")


def _filled(written: ArrangedPage, page: SeenPage) -> tuple[set[int], set[int]]:
    """The hidden rows and columns in which something stands that was written to be seen."""
    rows = [
        row
        for row, cells in enumerate(written.rows, 1)
        if row not in written.hidden and any(cell is not None for cell in cells)
    ]
    width = max(map(len, written.rows))
    columns = [
        column
        for column in range(1, width + 1 if page.hidden_columns else 1)
        if any(len(row) >= column and row[column - 1] is not None for row in written.rows)
    ]
    return _inside(rows, page.hidden_rows), _inside(columns, page.hidden_columns)


def _inside(numbers: Iterable[int], ranges: Sequence[tuple[int, int]]) -> set[int]:
    return {each for each in numbers if any(first <= each <= last for first, last in ranges)}


def _of_edge(where: str, words: str, written: str) -> str:
    rest = f"写出时是“{cut_short(written)}”" if written else "写出时没有这些字"
    return f"的{where}写着“{cut_short(words)}”，{rest}"


def _of_paper(written: ArrangedPage, entry: SheetEntry) -> Iterator[str]:
    """What of the sealed sheets is left off paper."""
    if written.name not in {COVER, SUMMARY} or not entry.printed:
        return
    wide, high = max(map(len, written.rows)), len(written.rows)
    ranges = [each.rpartition("!")[2] for each in entry.printed.split(",")]
    if not all(map(_RANGE.fullmatch, ranges)):
        # What is no range any more prints all.
        return
    for left, top, right, bottom in map(range_boundaries, ranges):
        is_wide = (left or 1) == 1 and (right or wide) >= wide
        if is_wide and (top or 1) == 1 and (bottom or high) >= high:
            return
    yield f"只打印{'、'.join(ranges).replace('$', '').replace(':', '至')}，有的内容印不出来"


def _of_cells(written: ArrangedPage, page: SeenPage) -> Iterator[tuple[SheetPlace, str]]:
    """What each cell shows that it should not, or does not that it should."""
    left = dict(page.cells)
    for row, cells in enumerate(written.rows, 1):
        for column, content in enumerate(cells, 1):
            if content is None:
                continue
            place = row, column
            cell = left.pop(place, _NOTHING)
            if cell.shown == content and not (
                cell.flaw or cell.is_formula or place in page.covered
            ):
                continue  # Most cells; none of what follows concerns them.
            words = cell_words(cell_text(content))
            for said in _of_cell(cell, words, is_covered=place in page.covered):
                yield place, said
    for place, cell in sorted(left.items()):
        for said in _of_cell(cell, "", is_covered=place in page.covered):
            yield place, said


def _of_cell(cell: ShownCell, words: str, *, is_covered: bool) -> Iterator[str]:
    was = f"写出时是“{cut_short(words)}”" if words else "写出时是空的"
    shown = "" if is_covered else cell.shown
    if cell == _NOTHING and words:
        yield f"是空的，{was}"
        return
    if cell.is_formula:
        yield f"是公式，{was}"
    if shown is None:
        yield f"的数字格式变了，看到的可能不是“{cut_short(words or cell.holds)}”"
    elif shown != words and _as_read(shown) != _as_read(words):
        if _as_read(cell.holds) != _as_read(words):
            yield f"写着“{cut_short(shown)}”，{was}" if shown.strip() else f"看不到了，{was}"
        elif is_covered:
            yield f"被合并的格子盖住了，{was}"
        elif shown.strip():
            yield f"看上去是“{cut_short(shown)}”，{was}"
        else:
            yield f"看上去是空的，{was}"
    elif cell.flaw and words:
        yield cell.flaw


def _as_read(words: str) -> str:
    """What is read in words: the same for a day, number or text in another spelling."""
    line = " ".join(cell_words(words).split())
    if day := _DAY.fullmatch(line):
        year, month, of_month = day.groups()
        return f"{year}-{int(month):02}-{int(of_month):02}"
    if _NUMBER.fullmatch(line):
        try:
            return cell_text(Decimal(line.replace(",", "").replace("−", "-")))
        except InvalidOperation:
            return line
    return line


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other as first and last."""
    first = last = None
    for each in numbers:
        if first is None or last is None:
            first = last = each
        elif each == last + 1:
            last = each
        else:
            yield first, last
            first = last = each
    if first is not None and last is not None:
        yield first, last
