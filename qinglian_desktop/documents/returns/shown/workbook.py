"""A saved workbook: which sheets it has, in which order, and what each of them shows."""

from __future__ import annotations

import io
import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from qinglian_desktop.documents.returns.shown.beside import (
    of_comments,
    of_drawing,
    of_old_drawing,
)
from qinglian_desktop.documents.returns.shown.cells import CellReader, shared_text
from qinglian_desktop.documents.returns.shown.elements import all_within, child, children, is_on
from qinglian_desktop.documents.returns.shown.looks import SeenLooks
from qinglian_desktop.documents.returns.shown.page import SeenPage, seen_page

_WORKBOOK = "xl/workbook.xml"
_LARGEST = 80 * 2**20
"""Bytes of one part, unpacked."""
_PRINTED = "_xlnm.Print_Area"


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
        self._names = {name.casefold(): name for name in names}
        self._repeated = len(self._names) < sum(Counter(names).values())

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
        return self._repeated or tops != [_WORKBOOK]

    def size(self, entry: SheetEntry) -> int:
        """How many bytes say what is in a sheet."""
        return self._archive.getinfo(self._names[entry.part.casefold()]).file_size

    def page(self, entry: SheetEntry) -> SeenPage:
        """What a sheet shows."""
        return seen_page(self._read(entry.part), self._cells, self._beside(entry.part))

    @cached_property
    def _cells(self) -> CellReader:
        parts = {kind: part for kind, part in self._related(_WORKBOOK).values()}

        def read(kind: str) -> Element | None:
            return self._read(parts[kind]) if kind in parts else None

        texts = read("sharedStrings")
        shared = [] if texts is None else [shared_text(each) for each in texts]
        looks = SeenLooks(read("styles"), lambda: read("theme"))
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
        return self._archive.read(name)


def _id_of(sheet: Element) -> str:
    return next((words for key, words in sheet.items() if key.endswith("}id")), "")
