"""What a workbook of somebody else shows: its sheets as tables, as far as there is something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qinglian_desktop.documents.filling.cell_ranges import CellRange, address_of
from qinglian_desktop.documents.filling.form_package import XmlNode
from qinglian_desktop.documents.filling.form_refusals import form_too_large
from qinglian_desktop.documents.filling.sheet_page import SheetPage
from qinglian_desktop.documents.filling.shown_values import shown_number
from qinglian_desktop.documents.filling.workbook_parts import MAIN, WorkbookParts, joined_text
from qinglian_desktop.domain.filling.seen_form import FormCell, FormTable, SeenForm

MOST_ROWS, MOST_COLUMNS = 2000, 200
"""Of a sheet that are shown; what is beyond stays as it is and is not filled."""
_MOST_OF_SHEET, _MOST_CELLS = 40_000, 200_000
_FRAMED_BELOW, _FRAMED_BESIDE = 100, 20
"""So far beyond what stands in a sheet empty frames are seen as rows and columns to be filled."""
_LETTERS_OF_SIGN = 2


def see_workbook(file_name: str, content: bytes) -> SeenForm:
    """Its sheets as tables; raises EnvironmentProblem, and NeedsPassword if it is encrypted."""
    book = WorkbookParts(content, file_name)
    tables: list[FormTable] = []
    seen = 0
    for each in book.sheets:
        page = SheetPage(book, each)
        table = _seen(book, page)
        seen += len(table.cells)
        if seen > _MOST_CELLS:
            raise form_too_large(file_name)
        tables.append(table)
    return SeenForm(file_name, book.kind, tuple(tables))


def _seen(book: WorkbookParts, page: SheetPage) -> FormTable:
    rows, columns, is_cut = _extent(book, page)
    spans = {(each.top, each.left): each for each in page.merged}
    notes = dict(_notes(book, page.part))
    return FormTable(
        page.name,
        rows,
        columns,
        tuple(
            _cell(book, page, (row, column), spans.get((row, column)), notes)
            for row in range(1, rows + 1)
            for column in range(1, columns + 1)
            if page.head_of(row, column) == (row, column)
        ),
        tuple(round(page.width(each) / _LETTERS_OF_SIGN) for each in range(1, columns + 1)),
        page.sheet.is_hidden,
        page.is_protected,
        is_cut,
    )


def _extent(book: WorkbookParts, page: SheetPage) -> tuple[int, int, bool]:
    """How many rows and columns are shown, and whether something stands beyond."""
    filled = [at for at, cell in page.cells.items() if len(cell)]
    near = [at for at in filled if at[0] <= MOST_ROWS and at[1] <= MOST_COLUMNS]
    rows = max((row for row, _ in near), default=0)
    columns = max((column for _, column in near), default=0)
    below, beside = rows + _FRAMED_BELOW, columns + _FRAMED_BESIDE
    framed = [
        (row, column)
        for row, column in page.cells
        if row <= below and column <= beside and (row > rows or column > columns)
        if book.looks.of(page.style_of(row, column)).is_framed
    ]
    rows = max([rows, *(row for row, _ in framed)])
    columns = max([columns, *(column for _, column in framed)])
    for each in page.merged:
        if each.top <= rows and each.left <= columns:
            rows = max(rows, min(each.bottom, below))
            columns = max(columns, min(each.right, beside))
    columns = min(columns, MOST_COLUMNS)
    rows = min(rows, MOST_ROWS, _MOST_OF_SHEET // max(columns, 1))
    return rows, columns, any(row > rows or column > columns for row, column in filled)


def _cell(
    book: WorkbookParts,
    page: SheetPage,
    at: tuple[int, int],
    spans: CellRange | None,
    notes: Mapping[str, str],
) -> FormCell:
    row, column = at
    cell = page.cells.get(at)
    style = page.style_of(row, column)
    look = book.looks.of(style)
    address = address_of(row, column)
    return FormCell(
        address,
        row - 1,
        column - 1,
        "" if cell is None else _shown(book, cell, look.format),
        1 if spans is None else spans.bottom - spans.top + 1,
        1 if spans is None else spans.right - spans.left + 1,
        page.is_formula(row, column),
        page.is_protected and look.is_locked,
        look.is_bold,
        look.is_centred,
        notes.get(address, ""),
    )


def _shown(book: WorkbookParts, cell: XmlNode, code: str) -> str:
    """What a cell shows; of a formula what it showed last."""
    kind = cell.get("t", "n")
    value = cell.findtext(f"{MAIN}v") or ""
    if kind == "inlineStr":
        said = cell.find(f"{MAIN}is")
        return "" if said is None else joined_text(said)
    if kind == "s":
        shared = book.shared(value)
        return "" if shared is None else joined_text(shared)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind != "n" or not value:
        return value
    return shown_number(value, code, from_1904=book.counts_from_1904)


def _notes(book: WorkbookParts, part: str) -> Iterator[tuple[str, str]]:
    """The comments of a sheet by their cells; in threads each after the other."""
    for _, notes in book.package.related(part, "comments"):
        for each in book.package.tree(notes).iter(f"{MAIN}comment"):
            yield each.get("ref", ""), joined_text(each).strip()
    threads: dict[str, list[str]] = {}
    for _, notes in book.package.related(part, "threadedComment"):
        for each in book.package.tree(notes):
            said = [one.text or "" for one in each if str(one.tag).endswith("}text")]
            threads.setdefault(each.get("ref", ""), []).extend(said)
    yield from ((at, "\n".join(said)) for at, said in threads.items())
