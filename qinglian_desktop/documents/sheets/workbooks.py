"""The sheets of a workbook as calamine reads them, each cell where it stands."""

from __future__ import annotations

import io
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from qinglian_desktop.documents.sheets.cells import plain_cell, trimmed
from qinglian_desktop.documents.sheets.refusals import damaged_table, locked
from qinglian_desktop.documents.sheets.watching import Watch
from qinglian_desktop.domain.sheet import FileCell, FileSheet, Merged

_CHECK_EVERY = 10_000


def sheets_of_workbook(
    data: bytes, name: str, watch: Watch, most: int | None = None
) -> tuple[FileSheet, ...]:
    """All sheets that have cells, hidden ones too; of charts and macros nothing is read.

    Where ``most`` says how many, the first rows of each.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return tuple(_sheets(book, watch, most))
    except PasswordError as error:
        raise locked(name, was_tried=False) from error
    except CalamineError as error:
        raise damaged_table(name) from error
    except BaseException as error:
        # Where calamine itself breaks on bad bytes, it says so by no ordinary exception.
        if type(error).__name__ == "PanicException":
            raise damaged_table(name) from None
        raise


def _sheets(book: CalamineWorkbook, watch: Watch, most: int | None) -> list[FileSheet]:
    known = book.sheets_metadata
    kept: list[FileSheet] = []
    for at, each in enumerate(known):
        if each.typ is not SheetTypeEnum.WorkSheet:
            continue
        watch.at(at, len(known))
        # By number, as two sheets of damaged files may have one name.
        sheet = book.get_sheet_by_index(at)
        kept.append(
            FileSheet(
                name=each.name,
                rows=_rows(sheet, watch, (at, len(known)), most),
                merged=_merged(sheet),
                is_hidden=each.visible is not SheetVisibleEnum.Visible,
            )
        )
    return kept


def _rows(
    sheet: CalamineSheet, watch: Watch, place: tuple[int, int], most: int | None
) -> tuple[tuple[FileCell, ...], ...]:
    """Cells from A1 on; errors such as #N/A come from calamine as empty."""
    if sheet.start is None:
        return ()
    left: list[FileCell] = [""] * sheet.start[1]
    rows: list[list[FileCell]] = []
    at, total = place
    for count, row in enumerate(islice(sheet.iter_rows(), most)):
        if count % _CHECK_EVERY == 0:
            watch.at(at * sheet.total_height + count, total * sheet.total_height)
        cells = [
            value if type(value) is str and value.isalnum() else plain_cell(value) for value in row
        ]
        rows.append(left + cells if left else cells)
    return trimmed(rows)


def _merged(sheet: CalamineSheet) -> tuple[Merged, ...]:
    return tuple(
        Merged(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
