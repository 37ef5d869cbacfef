"""What refers to cells outside the rows of a sheet, moved after rows were inserted into one.

These are rules, merged and named ranges, notes, pictures and controls with their anchors, charts,
tables and what sums them up. Each is known by its element, in whichever part it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qinglian_desktop.documents.filling.cell_ranges import CellRange, InsertedRows
from qinglian_desktop.documents.filling.form_package import FormPackage, XmlNode, tag_name
from qinglian_desktop.documents.filling.moved_formulas import moved_formula

_FORMULAS = frozenset(
    (
        *("f", "formula", "formula1", "formula2", "definedName"),
        *("calculatedColumnFormula", "totalsRowFormula"),
    )
)
_FORMULA_ATTRIBUTES = ("location", "fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup")
_AREAS, _CELLS = ("ref", "sqref"), ("activeCell", "topLeftCell", "r")
_STAY_ONE_ROW = frozenset(("mergeCell", "hyperlink", "comment", "threadedComment"))
_PLACED = frozenset(
    (
        *("dimension", "pane", "selection", "sheetView", "mergeCell", "hyperlink"),
        *("autoFilter", "sortState", "sortCondition", "conditionalFormatting", "dataValidation"),
        *("protectedRange", "ignoredError", "cellWatch", "inputCells"),
        *("comment", "threadedComment", "table", "location"),
    )
)
"""Elements whose attributes say where in the sheet they are."""
_ELSEWHERE = (
    *("xl/charts/", "xl/tables/", "xl/ctrlProps/"),
    "xl/pivotCache/pivotCacheDefinition",
)
_VML_ROWS = re.compile(r"(<(?:\w+:)?Row>\s*)(\d{1,7})(\s*</)")
_VML_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor>)([\d,\s-]+)(</)")
_VML_FORMULA = re.compile(r"(<(?:\w+:)?Fmla\w+>)([^<]*)(</)")
_THROUGH = (
    ("table", "中间隔着超级表（套用了表格样式的区域）"),
    ("pivotTable", "中间隔着数据透视表"),
)


def no_room_in_parts(package: FormPackage, part: str, inserted: InsertedRows) -> str:
    """Which part of a sheet stands in the way of the rows; nothing where none does."""
    for kind, why in _THROUGH:
        for _, related in package.related(part, kind):
            for each in package.tree(related).iter():
                if tag_name(each) in ("table", "location") and _goes_through(each, inserted):
                    return why
    return ""


def move_parts(package: FormPackage, book: str, part: str, inserted: InsertedRows) -> None:
    """All parts but sheets: those of the sheet ``part``, and what refers to it from elsewhere."""
    own = {related: kind for _, kind, related in list(package.relations(part))}
    for related, kind in own.items():
        if kind == "vmlDrawing":
            _move_vml(package, related, inserted)
        elif related.endswith(".xml"):
            _move_part(package, related, inserted, is_own=True)
    for each in list(package):
        if each.startswith(_ELSEWHERE) and each.endswith(".xml") and each not in own:
            _move_part(package, each, inserted, is_own=False)
    if move_nodes(package.tree(book).iter(), "", inserted, is_own=False):
        package.tree(book, to_change=True)
    for _, chain in list(package.related(book, "calcChain")):
        # Whoever opens the file makes it anew; one that names a cell without formula is an error.
        package.remove(chain)


def move_nodes(
    nodes: Iterable[XmlNode], sheet: str, inserted: InsertedRows, *, is_own: bool
) -> bool:
    """Formulas in these elements, and where they are if the sheet is their own; any change."""
    return any([_move_node(each, sheet, inserted, is_own=is_own) for each in nodes])


def _move_node(node: XmlNode, sheet: str, inserted: InsertedRows, *, is_own: bool) -> bool:
    kind = tag_name(node)
    before = (dict(node.attrib), node.text)
    if kind in _FORMULAS and node.text:
        node.text = moved_formula(node.text, sheet, inserted, is_beside=is_own)
    if kind == "cfvo" and node.get("type") == "formula":
        node.set("val", moved_formula(node.get("val", ""), sheet, inserted, is_beside=is_own))
    for name in _FORMULA_ATTRIBUTES:
        if node.get(name):
            node.set(name, moved_formula(node.get(name, ""), sheet, inserted))
    if kind == "worksheetSource" and node.get("sheet", "").casefold() == inserted.sheet.casefold():
        node.set("ref", inserted.area(node.get("ref", "")))
    if is_own:
        _move_place(node, kind, inserted)
    return before != (dict(node.attrib), node.text)


def _move_place(node: XmlNode, kind: str, inserted: InsertedRows) -> None:
    if kind == "sqref" and node.text:
        node.text = inserted.areas(node.text)
    elif kind == "brk" and tag_name(node.getparent()) == "rowBreaks":
        node.set("id", str(inserted.row(_whole(node.get("id")) + 1) - 1))
    elif kind == "row" and tag_name(node.getparent()) in ("from", "to"):
        node.text = str(_anchored(node, inserted))
    elif kind in _PLACED:
        for name in _AREAS:
            if name in node.attrib:
                node.set(name, _moved_areas(node.get(name, ""), kind, inserted))
        for name in _CELLS:
            if name in node.attrib:
                node.set(name, inserted.cell(node.get(name, "")))


def _moved_areas(areas: str, kind: str, inserted: InsertedRows) -> str:
    if kind not in _STAY_ONE_ROW:
        return inserted.areas(areas)
    try:
        cells = CellRange.of(areas)
    except ValueError:
        return areas
    return inserted.area(areas, grows=kind == "mergeCell" and cells.top < cells.bottom)


def _anchored(row: XmlNode, inserted: InsertedRows) -> int:
    """Where a corner of a picture is, counted from 0; one that is not to grow goes as its first."""
    number = _whole(row.text)
    corner = row.getparent()
    anchor = None if corner is None else corner.getparent()
    if (
        tag_name(corner) == "to"
        and anchor is not None
        and anchor.get("editAs") in ("oneCell", "absolute")
    ):
        first = next((each for each in anchor if tag_name(each) == "from"), None)
        start = None if first is None else next((e for e in first if tag_name(e) == "row"), None)
        # Its first corner stands before it and has been moved already.
        is_moved = start is not None and _whole(start.text) >= inserted.at - 1
        return number + inserted.count if is_moved else number
    return inserted.row(number + 1) - 1


def _move_part(package: FormPackage, part: str, inserted: InsertedRows, *, is_own: bool) -> None:
    sheet = inserted.sheet if is_own else ""
    if move_nodes(package.tree(part).iter(), sheet, inserted, is_own=is_own):
        package.tree(part, to_change=True)


def _move_vml(package: FormPackage, part: str, inserted: InsertedRows) -> None:
    """Notes and controls; old programs write this as no XML, so only the numbers are exchanged."""

    def anchor(found: re.Match[str]) -> str:
        corners = found[2].split(",")
        if len(corners) != 8:
            return found[0]
        top, bottom = (_whole(corners[at].strip()) for at in (2, 6))
        moved = inserted.row(top + 1) - 1
        ends = bottom + inserted.count if moved > top else bottom
        corners[2], corners[6] = str(moved), str(ends)
        return f"{found[1]}{','.join(corners)}{found[3]}"

    def row(found: re.Match[str]) -> str:
        return f"{found[1]}{inserted.row(int(found[2]) + 1) - 1}{found[3]}"

    def formula(found: re.Match[str]) -> str:
        return f"{found[1]}{moved_formula(found[2], inserted.sheet, inserted)}{found[3]}"

    # What is no UTF-8 stays as it is.
    text = package.raw(part).decode("utf-8", "surrogateescape")
    moved = _VML_ANCHOR.sub(anchor, _VML_ROWS.sub(row, _VML_FORMULA.sub(formula, text)))
    package.put(part, moved.encode("utf-8", "surrogateescape"))


def _goes_through(node: XmlNode, inserted: InsertedRows) -> bool:
    try:
        cells = CellRange.of(node.get("ref", ""))
    except ValueError:
        return False
    return cells.top < inserted.at <= cells.bottom + 1


def _whole(told: str | None) -> int:
    return int(told) if told and told.strip().isdecimal() and len(told) < 10 else 0
