"""Tables as plain workbooks: nothing but headings and rows, written row by row."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.documents.returns.layout import sheet_names
from qinglian_desktop.documents.returns.styles import Look, StyledCell, Styles, styled_cell
from qinglian_desktop.domain.projection import CellValue

MOST_ROWS = 1_000_000
"""Rows of a sheet; what is beyond goes on in another. Excel allows a few more."""
_NARROWEST, _WIDEST = 5, 40


class TableWorkbook:
    """Implements ``document_ports.TableFiles``."""

    def write(self, tables: Sequence[Table], target: Path) -> None:
        """Write the workbook to exactly this path; OSError where the disk refuses."""
        workbook = Workbook(write_only=True)
        try:
            styles = Styles(workbook)
            for table, name in zip(tables, sheet_names(t.title for t in tables), strict=True):
                rows, place = iter(table.rows), 1
                _sheet(workbook, styles, table, name, islice(rows, MOST_ROWS))
                while (row := next(rows, None)) is not None:
                    place += 1
                    more = chain([row], islice(rows, MOST_ROWS - 1))
                    _sheet(workbook, styles, table, f"{name[:24]}_{place}", more)
            workbook.save(target)
        except BaseException:
            # Only a workbook that is saved takes its scraps off the disk.
            with suppress(Exception):
                workbook.save(io.BytesIO())
            raise


def _sheet(
    workbook: Workbook,
    styles: Styles,
    table: Table,
    name: str,
    rows: Iterator[Sequence[CellValue]],
) -> None:
    page = workbook.create_sheet(name)
    for place, (heading, width) in enumerate(zip(table.headings, table.widths, strict=True), 1):
        room = min(_WIDEST, max(_NARROWEST, width, len(heading)))
        page.column_dimensions[get_column_letter(place)].width = 2 * room + 1
    page.freeze_panes = "A2"
    look = styles.listed
    page.append([_cell(page, each, look.heading) for each in table.headings])
    for row in rows:
        page.append([_cell(page, each, look.of(each)) for each in row])


def _cell(page: Worksheet, value: CellValue, look: Look) -> StyledCell:
    made = styled_cell(page, value, look)
    # A sheet that is written row by row asks what a cell is called before it says where it is.
    made.row = made.column = 1
    return made
