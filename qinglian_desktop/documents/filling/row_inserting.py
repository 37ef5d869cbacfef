"""Rows inserted into a sheet of a form, and all that stands below them moved down."""

from __future__ import annotations

from copy import deepcopy

from qinglian_desktop.documents.filling.cell_ranges import (
    LAST_ROW,
    CellRange,
    InsertedRows,
    address_of,
    row_and_column,
)
from qinglian_desktop.documents.filling.form_package import XmlNode
from qinglian_desktop.documents.filling.moved_formulas import (
    copied_formula,
    moved_formula,
    names_row_alone,
)
from qinglian_desktop.documents.filling.moved_parts import (
    move_nodes,
    move_parts,
    no_room_in_parts,
)
from qinglian_desktop.documents.filling.sheet_page import SheetPage
from qinglian_desktop.documents.filling.workbook_parts import MAIN, WorkbookParts

_FORMULA, _MERGED = f"{MAIN}f", f"{MAIN}mergeCells"


def why_no_rows(book: WorkbookParts, page: SheetPage, inserted: InsertedRows) -> str:
    """Why no rows can be inserted there, or nothing where they can."""
    protection = page.tree.find(f"{MAIN}sheetProtection")
    if page.is_protected and protection is not None and protection.get("insertRows", "1") != "0":
        return "这张工作表设了保护"
    said = (row for (row, _), cell in page.cells.items() if len(cell))
    if max(said, default=0) + inserted.count > LAST_ROW:
        return "下面已经用到最后一行"
    if any(each.top < inserted.at <= each.bottom for each in page.arrays):
        return "中间隔着整块的数组公式"
    if (cell := _counted_singly(book, page, inserted)) is not None:
        return f"{cell}的公式一格一格地写出要算的格，算不进插入的行"
    return no_room_in_parts(book.package, page.part, inserted)


def _counted_singly(book: WorkbookParts, page: SheetPage, inserted: InsertedRows) -> str | None:
    """A cell outside the rows whose formula names one in the last of them, and so no new ones."""
    within = range(inserted.at - inserted.room, inserted.at)
    for sheet in book.sheets:
        is_own = sheet.part == page.part
        for (row, column), cell in (page if is_own else SheetPage(book, sheet)).cells.items():
            formula = cell.findtext(_FORMULA)
            if not formula or (is_own and row in within):
                continue
            if names_row_alone(formula, sheet.name, inserted):
                place = address_of(row, column)
                return f" {place} " if is_own else f"“{sheet.name}”{place} "
    return None


def insert_rows(book: WorkbookParts, page: SheetPage, inserted: InsertedRows) -> SheetPage:
    """The sheet with the rows in it, like the one above them; ``page`` is of no more use.

    ``why_no_rows`` says nothing against it.
    """
    for sheet in book.sheets:
        is_own = sheet.part == page.part
        other = page if is_own else SheetPage(book, sheet)
        _write_out_shared(other)
        beside = [each for part in other.tree if part is not other.data for each in part.iter()]
        is_moved = move_nodes(beside, other.name, inserted, is_own=is_own)
        if _move_formulas(other, inserted, is_own=is_own) or is_moved:
            other.changing()
    page.changing()
    _move_rows(page, inserted)
    _merge_alike(page, inserted)
    move_parts(book.package, book.part, page.part, inserted)
    return SheetPage(book, page.sheet)


def _move_formulas(page: SheetPage, inserted: InsertedRows, *, is_own: bool) -> bool:
    """All formulas of cells; whether there is any change."""
    is_moved = False
    for (row, _), cell in page.cells.items():
        for each in cell.iter(_FORMULA):
            before = (each.text, each.get("ref"))
            if each.text:
                is_beside = is_own and row == inserted.at - 1
                each.text = moved_formula(each.text, page.name, inserted, is_beside=is_beside)
            if is_own and each.get("ref"):
                each.set("ref", inserted.area(each.get("ref", ""), grows=False))
            is_moved |= before != (each.text, each.get("ref"))
    return is_moved


def _write_out_shared(page: SheetPage) -> None:
    """Give each cell the formula of its own that it only refers to."""
    masters: dict[str, tuple[str, int, int]] = {}
    for (row, column), cell in page.cells.items():
        formula = cell.find(_FORMULA)
        if formula is None or formula.get("t") != "shared":
            continue
        page.changing()
        known = masters.get(formula.get("si", ""))
        if formula.text:
            masters[formula.get("si", "")] = (formula.text, row, column)
        elif known is not None:
            text, first_row, first_column = known
            formula.text = copied_formula(text, row - first_row, column - first_column)
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)


def _move_rows(page: SheetPage, inserted: InsertedRows) -> None:
    """Number the rows below anew, and make those that are inserted."""
    for row, node in page.rows.items():
        if row + inserted.count > LAST_ROW:
            # Only looks stand there.
            page.data.remove(node)
        elif row >= inserted.at:
            _number(node, row + inserted.count)
    above = page.rows.get(inserted.at - 1)
    if above is None:
        return
    for count in range(inserted.count, 0, -1):
        made = deepcopy(above)
        for cell in made:
            _empty(cell, count)
        made.attrib.pop("hidden", None)
        _number(made, inserted.at - 1 + count)
        above.addnext(made)


def _number(node: XmlNode, number: int) -> None:
    """Say of a row and its cells where they are now."""
    node.set("r", str(number))
    for cell in node:
        _, column = row_and_column(cell.get("r", ""))
        cell.set("r", address_of(number, column))


def _empty(cell: XmlNode, rows: int) -> None:
    """Of a copied cell so many rows below only its look stays, and its formula."""
    formula = cell.find(_FORMULA)
    for name in ("t", "cm", "vm"):
        cell.attrib.pop(name, None)
    for each in list(cell):
        if each is not formula or not each.text or each.get("t") not in (None, "array"):
            cell.remove(each)
            continue
        each.text = copied_formula(each.text, rows)
        if each.get("ref"):
            each.set("ref", copied_formula(each.get("ref", ""), rows))


def _merge_alike(page: SheetPage, inserted: InsertedRows) -> None:
    """Merge in each new row what is merged within the one above them."""
    group = page.tree.find(_MERGED)
    model = inserted.at - 1
    for each in page.merged:
        if group is None or not each.top == each.bottom == model:
            continue
        for row in range(inserted.at, inserted.at + inserted.count):
            cells = CellRange(row, each.left, row, each.right).text
            group.append(group.makeelement(f"{MAIN}mergeCell", {"ref": cells}))
    if group is not None:
        group.set("count", str(len(group)))
