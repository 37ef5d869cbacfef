"""Pages of a workbook for tests, written as people make them: merged, styled, with notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Border, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = str | int | datetime | None


@dataclass(frozen=True)
class Page:
    """A sheet: ``rows`` from A1 on; | parts text into cells, nothing between two leaves one empty.

    ``styled`` is a corner to which cells have borders and nothing else, so that the used range
    is larger than what is in it; ``notice`` stands in the merged range that it is given with.
    """

    rows: Sequence[str | Sequence[Value]]
    name: str = "Sheet1"
    merged: Sequence[str] = ()
    notice: tuple[str, str] | None = None
    comments: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    styled: str = ""
    freeze: str = ""
    formats: Mapping[str, str] = field(default_factory=dict)
    print_area: str = ""


def workbook(*pages: Page) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _write(book.create_sheet(page.name), page)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cells(row: Sequence[Value]) -> Iterator[Value]:
    for part in row:
        yield from part.split("|") if isinstance(part, str) else (part,)


def _write(sheet: Worksheet, page: Page) -> None:
    if page.styled:
        for row in sheet[f"A1:{page.styled}"]:
            for cell in row:
                cell.border = Border(bottom=Side("thin"))
    for at, row in enumerate(page.rows, 1):
        for column, value in enumerate(_cells([row] if isinstance(row, str) else row), 1):
            if value is not None and value != "":
                sheet.cell(at, column, value)
    if page.notice is not None:
        where, words = page.notice
        sheet[where.split(":")[0]] = words
        sheet.merge_cells(where)
    for where in page.merged:
        sheet.merge_cells(where)
    for where, words in page.comments.items():
        sheet[where].comment = Comment(words, "")
    for where, words in page.choices.items():
        choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        choice.add(where)
        sheet.add_data_validation(choice)
    for where, form in page.formats.items():
        for row in sheet[where]:
            for cell in row:
                cell.number_format = form
    if page.freeze:
        sheet.freeze_panes = page.freeze
    if page.print_area:
        sheet.print_area = page.print_area
