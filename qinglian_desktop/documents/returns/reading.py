"""Reading a return back from what its cells show, however Excel or WPS saved it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    CheckRow,
)
from qinglian_desktop.documents.returns.opening import (
    ASK_AGAIN,
    KEPT,
    check_archive,
    damaged_file,
    file_bytes,
    no_return,
)
from qinglian_desktop.documents.returns.own_form import in_own_form
from qinglian_desktop.documents.returns.saved_form import SavedForm
from qinglian_desktop.domain.cell_values import CellValue, cell_text
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import (
    NOT_KEPT,
    SCHEMA,
    LedgerSheet,
    ReturnContent,
    SummaryLine,
)
from qinglian_desktop.domain.signed import Signed

_MOST_ROWS = 1_048_576
"""Excel's own limit."""

_Grid: TypeAlias = list[list[CellValue]]


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
        )
        sheets = tuple((mark.name, mark.rows) for mark in marks.sheets)
        return ReadReturn(content, marks.digest, sheets)

    def _marks(self) -> _Marks:
        if CHECK not in self._names:
            if COVER in self._names and SUMMARY in self._names:
                raise EnvironmentProblem(
                    f"“{self._source.name}”里供核对用的“{CHECK}”页被删掉了，不能核对。",
                    KEPT,
                    ASK_AGAIN,
                )
            raise no_return(self._source)
        rows = [[cell_text(cell) for cell in row] for row in self._grid(CHECK)]
        try:
            return _Marks.of(rows)
        except (KeyError, IndexError, ValueError) as error:
            raise EnvironmentProblem(
                f"“{self._source.name}”里供核对用的“{CHECK}”页被改乱了，不能核对。",
                KEPT,
                ASK_AGAIN,
            ) from error
        except _Newer as error:
            raise EnvironmentProblem(
                f"“{self._source.name}”是更新版本的程序写的月报，这里还读不了。",
                KEPT,
                "请先更新本程序，再读一次。",
            ) from error

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

    def _sheet(self, mark: _SheetMark) -> LedgerSheet:
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
            tuple(tuple(row) for row in rows),
        )

    def _table(
        self, name: str, first: int, count: int, width: int, stop: int | None = None
    ) -> _Grid:
        """Rows from ``first`` on, at least ``count``, each of ``width`` cells or more.

        Blank rows after the last filled one are left out beyond ``count``; a sheet that
        someone removed shows nothing.
        """
        grid = self._grid(name) if name in self._names else []
        rows = grid[first - 1 : stop]
        while len(rows) > count and not _filled(rows[-1]):
            rows.pop()
        rows += [[] for _ in range(count - len(rows))]
        return [_padded(row, width) for row in rows]

    def _grid(self, name: str) -> _Grid:
        if name not in self._grids:
            self._grids[name] = self._read(name)
        return self._grids[name]


class _Newer(Exception):
    """The file states a schema above ours."""


@dataclass(frozen=True, slots=True)
class _SheetMark:
    ledger: str
    name: str
    rows: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the 校验 sheet states."""

    schema: int
    unit_code: str
    unit_name: str
    period: Period
    revision: int
    digest: str
    signed: Signed | None
    cover_lines: int
    foot_lines: int
    lines: tuple[tuple[str, str], ...]
    sheets: tuple[_SheetMark, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> _Marks:
        """From the sheet's rows; KeyError, IndexError or ValueError where one is wrong."""
        single = {row[0]: row[1] if len(row) > 1 else "" for row in rows if row}
        schema = int(single[CheckRow.SCHEMA.value])
        if schema > SCHEMA:
            raise _Newer
        counted = [
            _SheetMark(r[1], r[2], _count(r[3]), _keys(r[4:])) for r in _of(rows, CheckRow.SHEET)
        ]
        return cls(
            schema=schema,
            unit_code=single[CheckRow.UNIT_CODE.value],
            unit_name=single[CheckRow.UNIT_NAME.value],
            period=Period.parse(single[CheckRow.PERIOD.value]),
            revision=int(single[CheckRow.REVISION.value]),
            digest=single[CheckRow.DIGEST.value],
            signed=_signed(single),
            cover_lines=_count(single[CheckRow.COVER.value]),
            foot_lines=_count(single[CheckRow.FOOT.value]) if schema > 1 else 0,
            lines=tuple((row[1], row[2]) for row in _of(rows, CheckRow.LINE)),
            sheets=tuple(counted),
        )


def _signed(single: Mapping[str, str]) -> Signed | None:
    key, signature = (single.get(row.value) for row in (CheckRow.KEY, CheckRow.SIGNATURE))
    return None if key is None and signature is None else Signed(key or "", signature or "")


def _of(rows: Sequence[Sequence[str]], head: CheckRow) -> list[Sequence[str]]:
    return [row for row in rows if row and row[0] == head.value]


def _keys(words: Sequence[str]) -> tuple[str, ...]:
    """The keys without the blanks that fill a row up to the sheet's width."""
    last = max((place for place, word in enumerate(words, 1) if word), default=0)
    return tuple(words[:last])


def _count(text: str) -> int:
    count = int(text)
    if not 0 <= count <= _MOST_ROWS:
        raise ValueError(f"{count} rows")
    return count


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


def _padded(row: Sequence[CellValue], width: int) -> list[CellValue]:
    """The row in ``width`` cells; more only where something stands beyond."""
    cells = list(row)
    while len(cells) > width and cells[-1] is None:
        cells.pop()
    return cells + [None] * (width - len(cells))
