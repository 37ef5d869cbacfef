"""What the 校验 sheet of a return states, and what can be told without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

from qinglian_desktop.documents.returns.layout import (
    COVER,
    COVER_FIRST,
    SUMMARY,
    SUMMARY_FIRST,
    CheckRow,
)
from qinglian_desktop.domain.cell_values import CellValue, cell_text
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.return_content import SCHEMA
from qinglian_desktop.domain.signed import Signed

_MOST_ROWS = 1_048_576
"""Excel's own limit."""
_MOST_REVISIONS = 999
"""As many as a file's name has room for; whoever counts beyond does not count."""
_YEARS = range(1949, 2999)
"""Beside each of which there are others to look at."""
_UNIT, _PERIOD = "填报单位", "报告期"
_Grid: TypeAlias = "Sequence[Sequence[CellValue]]"


class Newer(Exception):
    """The file states a schema above ours."""


@dataclass(frozen=True, slots=True)
class SheetMark:
    ledger: str
    name: str
    rows: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckMarks:
    """What the 校验 sheet states."""

    schema: int
    unit_code: str
    unit_name: str
    period: Period
    revision: int
    digest: str
    signed: Signed | None
    history: ChainHead | None
    cover_lines: int
    foot_lines: int
    lines: tuple[tuple[str, str], ...]
    sheets: tuple[SheetMark, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> CheckMarks:
        """From the sheet's rows; KeyError, IndexError or ValueError where one is wrong."""
        single = {row[0]: row[1] if len(row) > 1 else "" for row in rows if row}
        schema = int(single[CheckRow.SCHEMA.value])
        if schema > SCHEMA:
            raise Newer
        counted = [
            SheetMark(r[1], r[2], _count(r[3]), _keys(r[4:])) for r in _of(rows, CheckRow.SHEET)
        ]
        return cls(
            schema=schema,
            unit_code=single[CheckRow.UNIT_CODE.value],
            unit_name=single[CheckRow.UNIT_NAME.value],
            period=_reported(single[CheckRow.PERIOD.value]),
            revision=_revision(single[CheckRow.REVISION.value]),
            digest=single[CheckRow.DIGEST.value],
            signed=_signed(single),
            history=ChainHead.parse(single.get(CheckRow.HISTORY.value)),
            cover_lines=_count(single[CheckRow.COVER.value]),
            foot_lines=_count(single[CheckRow.FOOT.value]) if schema > 1 else 0,
            lines=tuple((row[1], row[2]) for row in _of(rows, CheckRow.LINE)),
            sheets=tuple(counted),
        )


def _signed(single: Mapping[str, str]) -> Signed | None:
    key, signature = (single.get(row.value) for row in (CheckRow.KEY, CheckRow.SIGNATURE))
    return None if key is None and signature is None else Signed(key or "", signature or "")


def _of(rows: Sequence[Sequence[str]], head: CheckRow) -> list[Sequence[str]]:
    word = head.value
    return [row for row in rows if row and row[0] == word]


def _keys(words: Sequence[str]) -> tuple[str, ...]:
    """The keys without the blanks that fill a row up to the sheet's width."""
    last = max((place for place, word in enumerate(words, 1) if word), default=0)
    return tuple(words[:last])


def _count(text: str) -> int:
    count = int(text)
    if not 0 <= count <= _MOST_ROWS:
        raise ValueError(f"{count} rows")
    return count


def _reported(key: str) -> Period:
    period = Period.parse(key)
    if period.kind is not PeriodKind.MONTH or period.year not in _YEARS:
        raise ValueError(f"{key} is no month of a return")
    return period


def _revision(text: str) -> int:
    revision = int(text)
    if not 1 <= revision <= _MOST_REVISIONS:
        raise ValueError(f"revision {revision}")
    return revision


def guessed_marks(names: Sequence[str], grid: Callable[[str], _Grid]) -> CheckMarks | None:
    """What cover and 汇总 say themselves; None where they do not say whose month it is.

    Nothing is known of ledgers and measures but their words, and no digest is stated.
    """
    cover = _lines(grid(COVER), COVER_FIRST, 1)
    said = {label: words for _, label, words, *_ in (_texts(row, 3) for row in cover)}
    unit = next((words for label, words in said.items() if label.startswith(_UNIT)), "")
    period = _month(said.get(_PERIOD, ""))
    if period is None or not unit:
        return None
    below = _lines(grid(SUMMARY), SUMMARY_FIRST, 0)
    lines = list(takewhile(lambda row: any(_texts(row, 3)[1:]), below))
    return CheckMarks(
        schema=SCHEMA,
        unit_code="",
        unit_name=unit,
        period=period,
        revision=0,
        digest="",
        signed=None,
        history=None,
        cover_lines=len(cover),
        foot_lines=len(below) - len(lines),
        lines=(("", ""),) * len(lines),
        sheets=tuple(_sheet_shown(name, grid(name)) for name in names if name not in _OWN),
    )


_OWN = (COVER, SUMMARY)


def _sheet_shown(name: str, grid: _Grid) -> SheetMark:
    width = max((len(row) for row in grid[1:2]), default=0)
    return SheetMark("", name, max(0, len(grid) - 2), ("",) * width)


def _lines(grid: _Grid, first: int, place: int) -> list[Sequence[CellValue]]:
    """The rows from ``first`` on, counted from 1, up to the first that is blank from a place on."""
    rows = grid[first - 1 :]
    return list(takewhile(lambda row: any(cell is not None for cell in row[place:]), rows))


def _texts(row: Sequence[CellValue], count: int) -> list[str]:
    cells = [cell_text(cell) for cell in row[:count]]
    return cells + [""] * (count - len(cells))


def _month(label: str) -> Period | None:
    """The month that is written so: 2026年10月."""
    year, _, rest = label.partition("年")
    try:
        return _reported(f"{int(year):04}-{int(rest.removesuffix('月')):02}")
    except ValueError:
        return None
