"""What a Word file says when read again, and whether it opens without being repaired."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.documents.paper_samples import squeezed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings"
    ),
}
"""What an element may hold, in the order that the format (ISO 29500) asks for."""


def word_text(file: Path, *leaving_out: str) -> str:
    """All text of a document's body in its order, without white space or paragraphs of a style."""
    document = ElementTree.fromstring(zipfile.ZipFile(file).read("word/document.xml"))
    return squeezed("".join(_texts(document, leaving_out)))


def cells_of(file: Path) -> list[list[str]]:
    """What the cells of each row say, without white space; of all tables."""
    document = ElementTree.fromstring(zipfile.ZipFile(file).read("word/document.xml"))
    return [
        [squeezed("".join(_texts(cell, ()))) for cell in row.iterfind(f"{_W}tc")]
        for row in document.iter(f"{_W}tr")
    ]


def faults(file: Path) -> list[str]:
    """Why an office program would have to repair the file; nothing if it is sound."""
    archive = zipfile.ZipFile(file)
    names = archive.namelist()
    found = [f"twice: {name}" for name in set(names) if names.count(name) > 1]
    found += [f"damaged: {archive.testzip()}"] if archive.testzip() else []
    parts = {
        n: ElementTree.fromstring(archive.read(n)) for n in names if n.endswith((".xml", ".rels"))
    }
    types = parts["[Content_Types].xml"]
    named = {each.get("PartName") for each in types.iter(f"{_TYPES}Override")}
    endings = {(each.get("Extension") or "").lower() for each in types.iter(f"{_TYPES}Default")}
    for name in names:
        ending = name.rpartition(".")[2].lower()
        if name != "[Content_Types].xml" and f"/{name}" not in named and ending not in endings:
            found.append(f"of no type: {name}")
    for name, part in parts.items():
        if name.endswith(".rels"):
            base = posixpath.dirname(posixpath.dirname(name))
            for each in part.iter(f"{_PACKAGE}Relationship"):
                target = each.get("Target") or ""
                path = target[1:] if target.startswith("/") else posixpath.join(base, target)
                if each.get("TargetMode") != "External" and posixpath.normpath(path) not in names:
                    found.append(f"{name} names what is not there: {target}")
        elif name.startswith("word/"):
            found += _faults_of_part(name, part, parts)
    return found


def _faults_of_part(name: str, part: Element, parts: dict[str, Element]) -> Iterator[str]:
    folder, _, file = name.rpartition("/")
    rels = parts.get(f"{folder}/_rels/{file}.rels")
    ids = set() if rels is None else {each.get("Id") for each in rels}
    styles = {each.get(f"{_W}styleId") for each in parts["word/styles.xml"].iter(f"{_W}style")}
    for element in part.iter():
        tag = _local(element)
        for key in ("id", "embed"):
            if (asked := element.get(f"{_R}{key}")) and asked not in ids:
                yield f"{name}: no {asked}"
        if tag == "pStyle" and element.get(f"{_W}val") not in styles:
            yield f"{name}: no style {element.get(f'{_W}val')}"
        if element.tag.startswith(_W) and tag in _ORDERS:
            order = _ORDERS[tag].split()
            inner = [_local(each) for each in element]
            places = [order.index(each) if each in order else -1 for each in inner]
            if places != sorted(places) or -1 in places:
                yield f"{name}: {tag} holds {inner}"
        if tag == "tc" and (not len(element) or element[-1].tag != f"{_W}p"):
            yield f"{name}: a cell without a last paragraph"
        if tag == "tbl":
            yield from _faults_of_table(name, element)


def _faults_of_table(name: str, element: Element) -> Iterator[str]:
    columns = len(list(element.iterfind(f"{_W}tblGrid/{_W}gridCol")))
    for row in element.iterfind(f"{_W}tr"):
        spans = [each.find(f"{_W}tcPr/{_W}gridSpan") for each in row.iterfind(f"{_W}tc")]
        covered = sum(1 if span is None else int(span.get(f"{_W}val") or 0) for span in spans)
        if covered != columns:
            yield f"{name}: a row over {covered} of {columns} columns"


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _texts(element: Element, leaving_out: tuple[str, ...]) -> Iterator[str]:
    for paragraph in element.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is None or style.get(f"{_W}val") not in leaving_out:
            yield from (each.text or "" for each in paragraph.iter(f"{_W}t"))
