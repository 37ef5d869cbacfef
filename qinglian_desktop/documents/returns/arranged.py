"""What stands in which cell of a return: so it is written, and so a file is compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from qinglian_desktop.documents.returns.layout import (
    COVER,
    NO_RECORDS,
    SUMMARY,
    SUMMARY_FIRST,
    SUMMARY_HEADINGS,
    TITLE,
    sheet_names,
)
from qinglian_desktop.domain.cell_values import CellValue
from qinglian_desktop.domain.return_content import (
    NOT_KEPT,
    LedgerSheet,
    ReturnContent,
    cell_words,
    shown_lines,
)

_Row: TypeAlias = tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class ArrangedPage:
    """A sheet without its look: ``rows`` from A1 on.

    The ``hidden`` ones, counted from 1, are there and neither seen nor printed. ``header`` stands
    above each page on paper.
    """

    name: str
    rows: tuple[_Row, ...]
    hidden: frozenset[int] = frozenset()
    header: str = ""


def arranged(content: ReturnContent, names: Sequence[str] = ()) -> Iterator[ArrangedPage]:
    """Cover, 汇总 and the ledgers' sheets in the order in which they are read.

    These have ``names``, one each, or are named after their titles.
    """
    header = _line(f"{content.unit_name[:80]}　{content.period.label}")
    yield ArrangedPage(COVER, ((), (None, TITLE), (), *((None, *line) for line in content.cover)))
    yield _summary(content, header)
    names = names or sheet_names(cell_words(sheet.title) for sheet in content.drawn)
    for sheet, name in zip(content.drawn, names, strict=True):
        yield ArrangedPage(name, tuple(_ledger(sheet)), header=header)


def _summary(content: ReturnContent, header: str) -> ArrangedPage:
    rows: list[_Row] = [(SUMMARY,), SUMMARY_HEADINGS]
    hidden: set[int] = set()
    place = 0
    for row, (line, is_shown) in enumerate(
        shown_lines(content.summary, content.printed), SUMMARY_FIRST
    ):
        if is_shown:
            place += 1
        else:
            hidden.add(row)
        figures = (NOT_KEPT if each is None else each for each in (line.month, line.year))
        number = place if is_shown else None
        rows.append((number, line.label, line.unit, *figures, line.note or None))
    rows += ((said,) for said in content.foot)
    return ArrangedPage(SUMMARY, tuple(rows), frozenset(hidden), header)


def _ledger(sheet: LedgerSheet) -> Iterator[_Row]:
    yield (sheet.title,)
    yield sheet.headings
    yield from sheet.rows or [(NO_RECORDS,)]


def _line(text: str) -> str:
    return " ".join(cell_words(text).split())
