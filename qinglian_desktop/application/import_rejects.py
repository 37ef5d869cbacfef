"""What was not taken of a file, as a table that is mended and brought in again"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.domain.importing.cells import text_of_cell
from qinglian_desktop.domain.importing.heads import REASON, head_rows
from qinglian_desktop.domain.importing.parts import year_in
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.importing.written import dated
from qinglian_desktop.domain.importing.years import YEAR_OPEN, Years, years_of
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.sheet import FileCell


def table_of_rejected(
    found: Understanding, looked: Sequence[tuple[int, Looked, Sequence[str]]]
) -> Table:
    """The cells as they were under their heads, and behind each record, by place, its reasons."""
    heads = [[*row, ""] for row in head_rows(found.head)]
    heads[0][-1] = REASON
    titles = "　".join(found.titles) or found.ledger.label
    return Table(
        found.sheet.name or found.ledger.label,
        tuple(heads[0]),
        (*(8 for _ in found.columns), 20),
        [*heads[1:], *_rejected_rows(found, looked)],
        titles,
    )


def _rejected_rows(
    found: Understanding, looked: Sequence[tuple[int, Looked, Sequence[str]]]
) -> Iterator[list[CellValue]]:
    # What was found of a day's year, or not, is found again: the titles and sections stand over
    # them as they did, and a day of which these would tell something else says its year itself.
    told, over, said = years_of(found.titles, found.sheet.name), "", ""
    for place, each, reasons in looked:
        rows = found.cells(each.record)
        year = year_in(found.body.records[place].section)
        days = found.yearless(place, rows)
        section = f"{year}年" if year else over
        if any(of is None for of, _ in days.values()) and not found.is_own:
            section = YEAR_OPEN
        word = found.sections.word_of(each.record.section)
        if (section, word) != (over, said):
            # What stands below a year is in it, until another begins.
            lines = [section] if section and (section != over or not word) else []
            for line in (*lines, *([word] if word else [])):
                yield [line, *("" for _ in found.columns)]
            if section != over:
                told = Years(year)
            over, said = section, word
        why = "；".join(reasons)
        for (below, at), (of, first) in days.items():
            words = text_of_cell(rows[below][at])
            if of is not None and of != told.of(words, first):
                rows[below][at] = dated(words, first, of) or words
        for row in rows:
            yield [*map(_as_it_was, row), why]
            why = ""


def _as_it_was(cell: FileCell) -> CellValue:
    """A text as text, and a number as the number, of which Excel may have lost digits."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    return text_of_cell(cell)
