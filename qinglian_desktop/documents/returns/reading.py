"""Reading a return back from what its cells show, however Excel or WPS saved it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeAlias

from python_calamine import CalamineError

from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.documents.returns.layout import (
    CHECK,
    COVER,
    COVER_FIRST,
    NO_RECORDS,
    SHEET_FIRST,
    SUMMARY,
    SUMMARY_FIRST,
)
from qinglian_desktop.documents.returns.marks import CheckMarks, Newer, SheetMark, guessed_marks
from qinglian_desktop.documents.returns.opening import (
    ASK_AGAIN,
    KEPT,
    check_archive,
    damaged_file,
    file_bytes,
    no_return,
)
from qinglian_desktop.documents.returns.own_form import in_own_form
from qinglian_desktop.documents.returns.saved_form import SavedForm, as_cells
from qinglian_desktop.domain.cell_values import CellValue, cell_text
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.return_content import (
    NOT_KEPT,
    LedgerSheet,
    ReturnContent,
    SummaryLine,
)
from qinglian_desktop.domain.sheet import FileSheet

_MOST_ROWS = 1_048_576
"""Excel's own limit."""

_Row: TypeAlias = tuple[CellValue, ...]
_Grid: TypeAlias = Sequence[Sequence[CellValue]]


def read_return(source: Path, unlocked: bytes | None = None) -> ReadReturn:
    """The content that the cells show and the digest that the file states.

    ``unlocked`` is the workbook in an encrypted file. Raises EnvironmentProblem for a file that
    is missing, no return, damaged, or newer.
    """
    data = file_bytes(source) if unlocked is None else unlocked
    if (own := in_own_form(data)) is not None:
        read = _Reader(source, own.names, own.grid).read()
        if own.shows(read):
            return replace(read, shown=read.content)
    check_archive(source, data)
    try:
        with SavedForm(data) as saved:
            return _Reader(source, saved.names, saved.grid).read()
    except CalamineError as error:
        raise damaged_file(source) from error


def read_sheets(source: Path, sheets: Sequence[FileSheet]) -> ReadReturn:
    """The same of sheets that were read already; raises as ``read_return`` does."""
    rows = {each.name: each.rows for each in sheets}
    return _Reader(source, list(rows), lambda name: as_cells(rows[name])).read()


class _Reader:
    """Reads one open workbook: the names of its sheets, and the cells of each."""

    def __init__(self, source: Path, names: Sequence[str], grid: Callable[[str], _Grid]) -> None:
        self._source = source
        self._names = names
        self._read = grid
        self._grids: dict[str, _Grid] = {}

    def read(self) -> ReadReturn:
        marks = self._marks()
        summary, foot = self._summary(marks.lines, marks.foot_lines)
        content = ReturnContent(
            unit_code=marks.unit_code,
            unit_name=marks.unit_name,
            period=marks.period,
            revision=marks.revision,
            cover=self._cover(marks.cover_lines),
            summary=summary,
            sheets=tuple(self._sheet(mark) for mark in marks.sheets),
            schema=marks.schema,
            foot=foot,
            signed=marks.signed,
            history=marks.history,
        )
        sheets = tuple((mark.name, mark.rows) for mark in marks.sheets)
        return ReadReturn(content, marks.digest, sheets)

    def _marks(self) -> CheckMarks:
        if CHECK not in self._names:
            if COVER not in self._names or SUMMARY not in self._names:
                raise no_return(self._source)
            return self._unmarked()
        rows = [[cell_text(cell) for cell in row] for row in self._grid(CHECK)]
        try:
            return CheckMarks.of(rows)
        except (KeyError, IndexError, ValueError) as error:
            raise EnvironmentProblem(
                f"“{self._source.name}”里供核对用的“{CHECK}”页被改乱了，不能核对。",
                KEPT,
                ASK_AGAIN,
            ) from error
        except Newer as error:
            raise EnvironmentProblem(
                f"“{self._source.name}”是更新版本的程序写的月报，这里还读不了。",
                KEPT,
                "请先更新本程序，再试一次。",
            ) from error

    def _unmarked(self) -> CheckMarks:
        """What can be told of a return whose 校验 somebody removed: what it shows, unproven."""
        found = guessed_marks(self._names, self._grid)
        if found is None:
            raise EnvironmentProblem(
                f"“{self._source.name}”里供核对用的“{CHECK}”页被删掉了，"
                "也看不出是哪个单位哪个月的，不能核对。",
                KEPT,
                ASK_AGAIN,
            )
        return found

    def _cover(self, count: int) -> tuple[tuple[str, str], ...]:
        rows = self._table(COVER, COVER_FIRST, count, 3)
        return tuple((cell_text(row[1]), cell_text(row[2])) for row in rows)

    def _summary(
        self, keys: Sequence[tuple[str, str]], foot: int
    ) -> tuple[tuple[SummaryLine, ...], tuple[str, ...]]:
        """The lines of 汇总, what somebody wrote below all of it too; and its foot."""
        rows = self._table(SUMMARY, SUMMARY_FIRST, len(keys) + foot, 6)
        below = rows[len(keys) : len(keys) + foot]
        del rows[len(keys) : len(keys) + foot]
        lines: list[SummaryLine] = []
        for place, row in enumerate(rows):
            ledger, measure = keys[place] if place < len(keys) else ("", "")
            month, strange_month = _figure(row[3])
            year, strange_year = _figure(row[4])
            # What is no figure must still show as a change: it goes where words may stand.
            note = cell_text(row[5]) + strange_month + strange_year
            label, unit = cell_text(row[1]), cell_text(row[2])
            lines.append(SummaryLine(ledger, measure, label, unit, month, year, note))
        return tuple(lines), tuple("".join(map(cell_text, row)) for row in below)

    def _sheet(self, mark: SheetMark) -> LedgerSheet:
        if not mark.keys:
            return LedgerSheet(mark.ledger, mark.name, (), (), (), ())
        width = len(mark.keys)
        title = self._table(mark.name, 1, 1, 1, stop=1)[0][0]
        headings = tuple(cell_text(cell) for cell in self._table(mark.name, 2, 1, width, stop=2)[0])
        rows = self._table(mark.name, SHEET_FIRST, mark.rows, width)
        if mark.rows == 0 and len(rows) == 1 and _filled(rows[0]) == [NO_RECORDS]:
            rows = []
        return LedgerSheet(
            mark.ledger,
            cell_text(title),
            mark.keys,
            headings,
            tuple(max(2, len(heading)) for heading in headings),
            tuple(rows),
        )

    def _table(
        self, name: str, first: int, count: int, width: int, stop: int | None = None
    ) -> list[_Row]:
        """Rows from ``first`` on, at least ``count``, each of ``width`` cells or more.

        Blank rows after the last filled one are left out beyond ``count``; a sheet that
        someone removed shows nothing.
        """
        grid = self._grid(name) if name in self._names else ()
        rows = list(grid[first - 1 : stop])
        while len(rows) > count and not _filled(rows[-1]):
            rows.pop()
        rows += [()] * (count - len(rows))
        return [_padded(row, width) for row in rows]

    def _grid(self, name: str) -> _Grid:
        if name not in self._grids:
            self._grids[name] = self._read(name)
        return self._grids[name]


def _figure(cell: CellValue) -> tuple[int | Decimal | None, str]:
    """A figure of 汇总, and the words that stand there instead if it is none."""
    if isinstance(cell, int | Decimal):
        return cell, ""
    if cell is None or cell == NOT_KEPT:
        return None, ""
    try:
        figure = Decimal(cell_text(cell).strip())
    except InvalidOperation:
        figure = Decimal("NaN")
    return (figure, "") if figure.is_finite() else (None, f"（{cell_text(cell)}）")


def _filled(row: Sequence[CellValue]) -> list[CellValue]:
    return [cell for cell in row if cell is not None]


def _padded(row: Sequence[CellValue], width: int) -> _Row:
    """The row in ``width`` cells; more only where something stands beyond."""
    long = len(row)
    while long > width and row[long - 1] is None:
        long -= 1
    return (*row[:long], *(None,) * (width - long))
