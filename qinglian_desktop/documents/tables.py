"""Tables as plain workbooks, or as lines: headings and rows, written row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.application.document_ports import BlankTable, Table
from qinglian_desktop.documents.blank_tables import draw_blank
from qinglian_desktop.documents.returns.column_fitting import row_heights
from qinglian_desktop.documents.returns.layout import sheet_names
from qinglian_desktop.documents.returns.page_setup import below_caption, lay_across
from qinglian_desktop.documents.returns.styles import (
    Look,
    StyledCell,
    Styles,
    merge,
    set_height,
    styled_cell,
)
from qinglian_desktop.documents.sheet_text import begin_row_by_row, save_workbook
from qinglian_desktop.documents.sheets.cells import as_unmarked, with_mark
from qinglian_desktop.domain.projection import CellValue, cell_text
from qinglian_desktop.domain.return_content import NOT_KEPT

MOST_ROWS = 1_000_000
"""Rows of a sheet; what is beyond goes on in another. Excel allows a few more."""
_NARROWEST, _WIDEST = 5, 40
_HEADS_ARE_TALLER = 1.15
"""Of several lines in the middle of a cell both ends are cut where a font is taller than usual."""


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
            save_workbook(workbook, target)
        except BaseException:
            # Only a workbook that is saved closes what it began.
            with suppress(Exception):
                save_workbook(workbook, io.BytesIO())
            raise

    def write_lines(self, table: Table, target: Path) -> None:
        """Write lines of UTF-8 that begin with its mark, which WPS and Excel need."""
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(table.headings)
            lines.writerows(map(_line_cell, row) for row in table.rows)

    def write_blank(self, table: BlankTable, target: Path) -> None:
        """Write a workbook to be filled in; OSError where the disk refuses."""
        workbook = Workbook()
        draw_blank(workbook, table, *sheet_names([table.title]))
        save_workbook(workbook, target)


def _line_cell(content: CellValue) -> str:
    """A cell as text, marked as such where it looks like a formula."""
    return with_mark(content) if isinstance(content, str) else cell_text(content)


def _sheet(
    workbook: Workbook,
    styles: Styles,
    table: Table,
    name: str,
    rows: Iterator[Sequence[CellValue]],
) -> None:
    page = workbook.create_sheet(name)
    rooms = [
        min(_WIDEST, max(_NARROWEST, width, *map(len, heading.split("\n"))))
        for heading, width in zip(table.headings, table.widths, strict=True)
    ]
    for place, room in enumerate(rooms, 1):
        page.column_dimensions[get_column_letter(place)].width = 2 * room + 1
    lay_across(page, rooms)
    head = 2 if table.caption else 1
    # What stands on each page of a wide one stays on the screen, too.
    page.freeze_panes = f"{'B' if page.print_title_cols else 'A'}{head + 1}"
    page.print_title_rows = f"1:{head}"
    begin_row_by_row(page)
    look = styles.listed
    if any("\n" in heading for heading in table.headings):
        (height,) = row_heights([table.headings], rooms)
        set_height(page, head, height * _HEADS_ARE_TALLER)
    if table.caption:
        merge(page, below_caption(rooms))
        set_height(page, 1, 36)
        page.append([_cell(page, table.caption, styles.title)])
    page.append([_cell(page, each, look.heading) for each in table.headings])
    for place, row in enumerate(rows, head + 1):
        # Not every program sees for itself how high a row must be; what is written is let go of.
        set_height(page, place, *row_heights([row], rooms))
        page.append(
            [
                _cell(page, each, look.not_kept if each == NOT_KEPT else look.of(each))
                for each in row
            ]
        )
        del page.row_dimensions[place]


def _cell(page: Worksheet, value: CellValue, look: Look) -> StyledCell:
    made = styled_cell(page, as_unmarked(value) if isinstance(value, str) else value, look)
    # A sheet that is written row by row asks what a cell is called before it says where it is.
    made.row = made.column = 1
    return made
