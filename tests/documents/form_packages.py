"""Packages of workbooks compared part by part, but for cells that may be other than before."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from lxml import etree

from qinglian_desktop.application.form_ports import FilledPlace, FilledRows, FormFilling
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.projection import CellValue
from tests.bad_sheets import parts_of, zip_of

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def place(table: str, at: str, value: CellValue, *, behind: bool = False) -> FilledPlace:
    """One place to be filled."""
    writing = Writing.BEHIND if behind else Writing.INSTEAD
    return FilledPlace(FormPlace(table, at), value, writing)


def rows_from(
    table: str, places: str, rows: Collection[tuple[CellValue, ...]], room: int
) -> FilledRows:
    """Rows to be filled from these places on, which have blanks between them."""
    each = tuple(FormPlace(table, at) for at in places.split())
    return FilledRows(each, tuple(rows), room)


def filled(folder: Path, data: bytes, *what: FilledPlace | FilledRows) -> tuple[bytes, list[str]]:
    """The filled form, and what could not be filled."""
    target = folder / "filled"
    filling = FormFilling(
        tuple(each for each in what if isinstance(each, FilledPlace)),
        tuple(each for each in what if isinstance(each, FilledRows)),
    )
    told = FormDocuments().fill("表.xlsx", data, filling, target)
    return target.read_bytes(), list(told)


def shown(data: bytes, table: str = "") -> dict[str, str]:
    """What each cell of a sheet shows, by its address; of the first if none is named."""
    seen = FormDocuments().see("表.xlsx", data)
    found = seen.table(table) if table else seen.tables[0]
    assert found is not None
    return {each.at: each.text for each in found.cells if each.text}


def formulas(data: bytes, part: str = SHEET) -> dict[str, str]:
    """The formulas of a sheet by their cells."""
    tree = etree.fromstring(parts_of(data)[part], etree.XMLParser())
    return {
        each.get("r", ""): each.findtext(f"{MAIN}f") or ""
        for each in tree.iter(f"{MAIN}c")
        if each.find(f"{MAIN}f") is not None
    }


def refs(data: bytes, name: str, attribute: str = "ref", part: str = SHEET) -> list[str]:
    """An attribute of all elements of a name in a part."""
    tree = etree.fromstring(parts_of(data)[part], etree.XMLParser())
    return [each.get(attribute, "") for each in tree.iter() if str(each.tag).endswith("}" + name)]


def with_part(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same with a text of a part replaced."""
    parts = parts_of(data)
    text = parts[part].decode()
    assert old in text
    return zip_of(parts | {part: text.replace(old, new)})


def with_shared_text(data: bytes, text: str) -> bytes:
    """The same with one text, as XML, that all cells with a text of their own share instead."""
    parts = parts_of(data)
    sheet = re.sub(
        r'(<c [^>]*)t="inlineStr"([^>]*)><is>.*?</is>', r'\1t="s"\2><v>0</v>', parts[SHEET].decode()
    )
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    part = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    relation = f'<Relationship Id="rId77" Type="{kind}" Target="sharedStrings.xml"/>'
    said = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{part}"/>'
    return zip_of(
        parts
        | {
            SHEET: sheet,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN[1:-1]}"><si>{text}</si></sst>',
            rels: parts[rels].decode().replace("</Relationships>", f"{relation}</Relationships>"),
            types: parts[types].decode().replace("</Types>", f"{said}</Types>"),
        }
    )


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """The names of the parts whose bytes are other, or which are in one of them only."""
    old, new = parts_of(before), parts_of(after)
    return {each for each in {*old, *new} if old.get(each) != new.get(each)}


def but_for(data: bytes, cells: Mapping[str, Collection[str]]) -> dict[str, bytes]:
    """All parts, XML in one way of writing, without these cells and what formulas showed last."""
    return {
        part: _compared(raw, cells.get(part, ())) if part.endswith((".xml", ".rels")) else raw
        for part, raw in parts_of(data).items()
    }


def _compared(raw: bytes, cells: Collection[str]) -> bytes:
    tree = etree.fromstring(raw, etree.XMLParser())
    for each in list(tree.iter(f"{MAIN}c")):
        above = each.getparent()
        assert above is not None
        if each.get("r") in cells:
            above.attrib.pop("spans", None)
            above.remove(each)
        elif each.find(f"{MAIN}f") is not None:
            each.attrib.pop("t", None)
            for value in each.findall(f"{MAIN}v"):
                each.remove(value)
    for each in list(tree.iter(f"{MAIN}calcPr")):
        each.attrib.pop("fullCalcOnLoad", None)
    return etree.tostring(tree, method="c14n")
