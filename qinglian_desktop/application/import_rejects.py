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
from qinglian_desktop.domain.importing.years import years_of
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


def _year_in_titles(found: Understanding) -> int | None:
    """What will be found of the year where only titles and the name of the sheet are left."""
    return years_of(found.titles, found.sheet.name).year


def _rejected_rows(
    found: Understanding, looked: Sequence[tuple[int, Looked, Sequence[str]]]
) -> Iterator[list[CellValue]]:
    # What was decided of the year stands over them, too; their titles are read again as they were.
    last = _year_in_titles(found)
    for at, each, reasons in looked:
        year = year_in(found.body.records[at].section) or found.year
        if year != last and year:
            yield [f"{year}年", *("" for _ in found.columns)]
            last = year
        why = "；".join(reasons)
        for row in found.cells(each.record):
            yield [*map(_as_it_was, row), why]
            why = ""


def _as_it_was(cell: FileCell) -> CellValue:
    """A text as text, and a number as the number, of which Excel may have lost digits."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    return text_of_cell(cell)
