"""Workbooks for tests, written row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook


def written(target: Path, *rows: Sequence[object], merged: Sequence[str] = ()) -> Path:
    """A workbook of one sheet with these cells; gives where it is."""
    book = Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(target)
    return target
