"""A sheet of somebody's workbook: its cells as they stand there, without any meaning yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

FileCell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell of a file holds: of formulas the last value; None, or "", where it is empty."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one, by row and column counted from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class FileSheet:
    """A table: ``rows[0][0]`` is the cell A1; rows may be shorter than others."""

    name: str
    rows: tuple[tuple[FileCell, ...], ...]
    merged: tuple[Merged, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetFile:
    """What was read from a file, or from the clipboard, of which ``name`` is then empty.

    ``digest`` tells whether the same was read before: SHA-256 of its bytes in hexadecimal.
    Of a large file that is still being read there are the first rows only: not ``is_whole``.
    """

    name: str
    digest: str
    sheets: tuple[FileSheet, ...]
    is_whole: bool = True
