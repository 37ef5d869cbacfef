"""Figures of a return that do not go with the rest of it: each with what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qinglian_desktop.domain.cell_values import CellValue, cell_text
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.return_content import NOT_KEPT, ReturnContent

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure of 汇总: its line, counted from 0, and what speaks against it."""

    line: int
    is_year: bool
    words: str


def sums_in_doubt(content: ReturnContent) -> Iterator[Doubt]:
    """本月 that is more than 本年累计."""
    for at, line in enumerate(content.summary):
        if line.month is not None and (line.year is None or line.month > line.year):
            year = "没有数" if line.year is None else f"是{cell_text(line.year)}"
            said = f"写着{cell_text(line.month)}，本年累计{year}，本月大于本年累计"
            yield Doubt(at, False, said)


def figures_in_doubt(content: ReturnContent, ledgers: Iterable[Ledger] = ()) -> Iterator[Doubt]:
    """What the lines below 汇总 or the sheets say otherwise.

    Which figures count the rows of a sheet is known by the declarations of ``ledgers``.
    """
    nothing = {each for said in content.foot if "都是0" in said for each in _listed(said)}
    counted = {(ledger.key, key) for ledger in ledgers for key in _counts_of_rows(ledger)}
    rows = {sheet.ledger: (sheet.title, _filled(sheet.rows)) for sheet in content.sheets}
    for at, line in enumerate(content.summary):
        if (line.ledger, line.measure) in counted and line.ledger in rows:
            title, count = rows[line.ledger]
            if line.month != count:
                month = NOT_KEPT if line.month is None else cell_text(line.month)
                yield Doubt(at, False, f"写着{month}，{quoted(title)}有{count}条")
        for is_year, figure in ((False, line.month), (True, line.year)):
            if figure and line.label in nothing:
                yield Doubt(at, is_year, f"写着{cell_text(figure)}，表下的说明里它是0")


def _listed(said: str) -> list[str]:
    return said.partition("：")[2].rstrip("。").split("、")


def _counts_of_rows(ledger: Ledger) -> Iterator[str]:
    """The keys of measures that count each record of the month once."""
    for each in ledger.measures:
        if each.counts_every_record and not each.standing and not each.on:
            yield each.key


def _filled(rows: Iterable[Iterable[CellValue]]) -> int:
    return sum(any(cell is not None for cell in row) for row in rows)
