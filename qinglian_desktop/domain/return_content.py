"""What a monthly return says, apart from how a workbook lays it out, and its digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import Cell

SCHEMA = 1
"""Version of the return's layout; a reader refuses versions above its own."""
NOT_KEPT = "—"
"""Stands where nothing was kept; a counted nothing is 0."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of 汇总: a measure, its unit, this month and the year to date."""

    ledger: str
    measure: str
    label: str
    unit: str
    month: int | Decimal | None
    year: int | Decimal | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One ledger's rows of the month: public columns only."""

    ledger: str
    title: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """清廉机关建设工作月报表: everything that the committee reads from it.

    ``cover`` are labels and words of the cover in their order; ``revision`` counts from 1.
    """

    unit_code: str
    unit_name: str
    period: Period
    revision: int
    cover: tuple[tuple[str, str], ...]
    summary: tuple[SummaryLine, ...]
    sheets: tuple[Sheet, ...]
    schema: int = SCHEMA

    @property
    def file_name(self) -> str:
        """清廉月报_<单位>_<YYYY-MM>_r<N>.xlsx, without signs that a stick's file system refuses."""
        unit = "".join("_" if sign in '\\/:*?"<>|\n\t' else sign for sign in self.unit_name)
        return f"清廉月报_{unit.strip('. ')[:60]}_{self.period.key}_r{self.revision}.xlsx"

    @property
    def digest(self) -> str:
        """SHA-256 in hex over the content, the same for the same words and figures.

        Widths and looks do not count, so saving again in WPS does not break it.
        """
        body = [
            self.schema,
            self.unit_code,
            self.unit_name,
            self.period.key,
            self.revision,
            [[label, _mark(words)] for label, words in self.cover],
            [
                [
                    line.ledger,
                    line.measure,
                    line.label,
                    line.unit,
                    _mark(line.month),
                    _mark(line.year),
                    _mark(line.note),
                ]
                for line in self.summary
            ],
            [
                [
                    sheet.ledger,
                    sheet.title,
                    sheet.keys,
                    sheet.headings,
                    [[_mark(cell) for cell in row] for row in sheet.rows],
                ]
                for sheet in self.sheets
            ],
        ]
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _mark(cell: Cell) -> str:
    """A cell's content as text: equal for equal content, however a sheet stores it."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, int | Decimal):
        return f"n{Decimal(cell).normalize():f}"
    if isinstance(cell, date):
        return f"d{cell.isoformat()}"
    return "t" + cell.replace("\r\n", "\n")
