"""A saved workbook: which sheets it has, in which order, and what each of them shows."""

from __future__ import annotations

import io
import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from qinglian_desktop.documents.returns.shown.archive import is_one_archive
from qinglian_desktop.documents.returns.shown.beside import (
    of_comments,
    of_drawing,
    of_old_drawing,
)
from qinglian_desktop.documents.returns.shown.cells import CellReader, shared_text
from qinglian_desktop.documents.returns.shown.elements import (
    all_within,
    child,
    children,
    is_on,
    is_one,
)
from qinglian_desktop.documents.returns.shown.looks import SeenLooks
from qinglian_desktop.documents.returns.shown.page import SeenPage, seen_page

_WORKBOOK = "xl/workbook.xml"
_LARGEST = 80 * 2**20
"""Bytes of one part, unpacked."""
_GRAMMAR = b"<!DOCTYPE"
NOT_ONE = "不是正常存出来的，换一个程序打开，看到的可能是另外的内容"
_PRINTED = "_xlnm.Print_Area"
_OFFICES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_ONCE = ("sharedStrings", "styles", "theme")
"""The parts that a workbook has once, after which every cell looks."""
_BROUGHT = {
    "带着宏，打开时看到的可能被它改掉": ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet"),
    "会从别处取数，打开时数可能变": ("connections", "externalLink"),
    "的格子里放了图片一类的东西": ("rdRichValue",),
    "打开时旁边会显示别的内容": ("webextensiontaskpanes", "extensibility"),
}
"""What is said of a workbook that has parts of these kinds."""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it: its name, its file, what of it is printed, or "" for all.

    ``is_hidden`` also where it cannot be shown from the menu.
    """

    name: str
    part: str
    is_hidden: bool
    printed: str


class SeenBook:
    """A workbook's file. Everything that it reads may raise what its parts are wrong in:

    ParseError, KeyError, IndexError, ValueError, BadZipFile, zlib.error.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = ZipFile(io.BytesIO(data))
        names = self._archive.namelist()
        self._names = {_as_found(name): name for name in names}
        is_one = is_one_archive(data, self._archive)
        self._is_repeated = len(self._names) < len(names) or not is_one

    @cached_property
    def sheets(self) -> list[SheetEntry]:
        """All sheets in their order."""
        root = self._root
        printed = {
            each.get("localSheetId", ""): each.text or ""
            for each in children(root, "definedNames")
            if each.get("name") == _PRINTED
        }
        targets = self._related(_WORKBOOK)
        found: list[SheetEntry] = []
        for place, each in enumerate(children(root, "sheets")):
            _, part = targets.get(_id_of(each), ("", ""))
            is_hidden = each.get("state", "visible") != "visible"
            name = each.get("name", "")
            found.append(SheetEntry(name, part, is_hidden, printed.get(str(place), "")))
        return found

    @cached_property
    def _root(self) -> Element:
        return self._read(_WORKBOOK)

    @property
    def is_two(self) -> bool:
        """Whether it is made so that one program may find other sheets in it than another."""
        tops = [part for kind, part in self._related("").values() if kind == "officeDocument"]
        kinds = Counter(kind for kind, _ in self._related(_WORKBOOK).values())
        return (
            self._is_repeated
            or tops != [_WORKBOOK]
            or any(kinds[kind] > 1 for kind in _ONCE)
            or not all(is_one(root, ("si", "fileRecoveryPr")) for root in self._shared)
        )

    @property
    def oddities(self) -> Iterator[str]:
        """What the whole of it has that no return is written with, in sentences."""
        kinds = {kind for kind, _ in self._related(_WORKBOOK).values()}
        kinds |= {kind for kind, _ in self._related("").values()}
        for said, of in _BROUGHT.items():
            if not kinds.isdisjoint(of):
                yield f"这个文件{said}"
        for view in children(self._root, "bookViews"):
            if view.get("visibility", "visible") != "visible":
                yield "这个文件打开时看不到窗口"
            if view.get("showSheetTabs", "1") in {"0", "false"}:
                yield "这个文件打开时看不到各页的标签"

    def size(self, entry: SheetEntry) -> int:
        """How many bytes say what is in a sheet."""
        return self._archive.getinfo(self._names[entry.part.casefold()]).file_size

    def page(self, entry: SheetEntry) -> SeenPage:
        """What a sheet shows."""
        root = self._read(entry.part)
        page = seen_page(root, self._cells, self._beside(entry.part))
        if not is_one(root, ("conditionalFormatting",)):
            page.oddities.append(NOT_ONE)
        return page

    def _part(self, kind: str) -> Element | None:
        """The part of a kind, of which a workbook has one."""
        parts = {kind: part for kind, part in self._related(_WORKBOOK).values()}
        return self._read(parts[kind]) if kind in parts else None

    @cached_property
    def _texts(self) -> Element | None:
        return self._part("sharedStrings")

    @cached_property
    def _styles(self) -> Element | None:
        return self._part("styles")

    @property
    def _shared(self) -> Iterator[Element]:
        """What each sheet looks into."""
        return (each for each in (self._root, self._texts, self._styles) if each is not None)

    @cached_property
    def _cells(self) -> CellReader:
        texts = self._texts
        shared = [] if texts is None else [shared_text(each) for each in texts]
        looks = SeenLooks(self._styles, lambda: self._part("theme"))
        settings = child(self._root, "workbookPr")
        is_1904 = settings is not None and is_on(settings, "date1904")
        return CellReader(looks, shared, is_1904=is_1904)

    def _beside(self, part: str) -> Iterator[str]:
        for kind, target in self._related(part).values():
            match kind:
                case "drawing":
                    yield from of_drawing(self._read(target))
                case "comments" | "threadedComment":
                    yield from of_comments(self._read(target))
                case "vmlDrawing":
                    yield from of_old_drawing(self._bytes(target))
                case "oleObject" | "package" | "control" | "ctrlProp":
                    yield "嵌入了别的文件或控件"
                case "queryTable":
                    yield "会从别处取数，打开时数可能变"
                case "pivotTable" | "slicer" | "timeline":
                    yield "加了透视表或筛选框"
                case _:
                    pass

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: the kind and name of each part that a part names; not files elsewhere."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed.casefold() not in self._names:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in all_within(self._read(listed), "Relationship")
            if each.get("TargetMode") != "External"
        }

    def _read(self, part: str) -> Element:
        return ElementTree.fromstring(self._bytes(part))

    def _bytes(self, part: str) -> bytes:
        name = self._names[part.casefold()]
        if self._archive.getinfo(name).file_size > _LARGEST:
            raise ValueError(f"{part} is too large")
        data = self._archive.read(name)
        if _GRAMMAR in data:
            # No office program opens it; others find in it what its grammar says.
            raise ValueError(f"{part} has a grammar of its own")
        return data


def _as_found(name: str) -> str:
    """A part's name as the most forgiving program looks for it."""
    plain = unquote(name).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", plain)).lstrip("/").casefold()


def _id_of(sheet: Element) -> str:
    return next((words for key, words in sheet.items() if key in _OFFICES), "")
