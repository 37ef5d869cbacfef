"""A workbook as whatever program saved it: its cells by calamine, as a return understands them"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

from python_calamine import CalamineWorkbook

from qinglian_desktop.domain.cell_values import CellValue
from qinglian_desktop.domain.return_content import cell_words


class SavedForm:
    """The sheets of a workbook; CalamineError where it is none."""

    def __init__(self, data: bytes) -> None:
        self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        self.names = self._book.sheet_names

    def __enter__(self) -> SavedForm:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def grid(self, name: str) -> list[list[CellValue]]:
        """A sheet's rows from A1 on."""
        return as_cells(self._book.get_sheet_by_name(name).to_python(skip_empty_area=False))


def as_cells(rows: Iterable[Iterable[object]]) -> list[list[CellValue]]:
    """Rows as they were read, whoever read them, in the cells of a return."""
    return [[_cell(raw) for raw in row] for row in rows]


def _cell(raw: object) -> CellValue:
    """What a cell shows: text, a whole number or an exact amount, a day, or nothing."""
    if isinstance(raw, str):
        return cell_words(raw) or None
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, int):
        return raw
    if isinstance(raw, float):
        if not isfinite(raw):
            return str(raw)
        # Excel keeps every number as a double; six places are what an amount may have.
        return int(raw) if raw.is_integer() else round(Decimal(repr(raw)), 6)
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time() else raw.isoformat(" ")
    return raw if isinstance(raw, date) else str(raw)
