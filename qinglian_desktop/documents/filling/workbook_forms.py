"""A form that is a workbook: what it shows, and the same with its places filled."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.application.form_ports import FormFilling
from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.seen_form import FormCell, FormKind, FormTable, SeenForm
from qinglian_desktop.domain.projection import cell_text


def see_workbook(file_name: str, content: bytes) -> SeenForm:
    """Its sheets as tables."""
    book = load_workbook(io.BytesIO(content))
    kind = FormKind.WITH_MACROS if "vbaProject.bin" in str(content) else FormKind.WORKBOOK
    return SeenForm(file_name, kind, tuple(_seen(page) for page in book.worksheets))


def fill_workbook(content: bytes, filling: FormFilling, target: Path) -> tuple[str, ...]:
    """Write it with the places filled to exactly this path."""
    book = load_workbook(io.BytesIO(content))
    for each in filling.places:
        cell = book[each.place.table][each.place.at]
        if each.writing is Writing.BEHIND:
            cell.value = f"{str(cell.value or '').rstrip(' _＿　')}{cell_text(each.value)}"
        else:
            cell.value = each.value
    book.save(target)
    return ()


def _seen(page: Worksheet) -> FormTable:
    merged = {
        page.cell(each.min_row, each.min_col).coordinate: each for each in page.merged_cells.ranges
    }
    inside = {
        page.cell(row, column).coordinate
        for each in page.merged_cells.ranges
        for row in range(each.min_row, each.max_row + 1)
        for column in range(each.min_col, each.max_col + 1)
    } - set(merged)
    cells: list[FormCell] = []
    for row in page.iter_rows():
        for cell in row:
            if cell.coordinate in inside:
                continue
            spans = merged.get(cell.coordinate)
            value = cell.value
            is_formula = isinstance(value, str) and value.startswith("=")
            cells.append(
                FormCell(
                    cell.coordinate,
                    (cell.row or 1) - 1,
                    (cell.column or 1) - 1,
                    "" if value is None or is_formula else str(value),
                    spans.max_row - spans.min_row + 1 if spans else 1,
                    spans.max_col - spans.min_col + 1 if spans else 1,
                    is_formula,
                )
            )
    widths = tuple(
        int(page.column_dimensions[get_column_letter(at)].width // 2)
        for at in range(1, page.max_column + 1)
    )
    return FormTable(page.title, page.max_row, page.max_column, tuple(cells), widths)
