"""The parts of a form's package: some changed as XML, and all others written as they were.

A part that nobody changed keeps its bytes, whatever it is: pictures, charts, macros, what other
programs put there.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from qinglian_desktop.documents.filling.form_refusals import form_too_large
from qinglian_desktop.documents.sheets.packages import Package
from qinglian_desktop.documents.sheets.refusals import damaged_table

XmlNode: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]
"""An element of XML; lxml gives its class no public name."""

LARGEST_PACKAGE = 200 * 2**20
"""Bytes of all parts, pictures included."""
DOCUMENT = "word/document.xml"
"""The part by which a Word document is known."""
LARGEST_XML = 30 * 2**20
"""Bytes of all parts that are read as XML: 100,000 cells have some 5 MB."""
_TYPES = "[Content_Types].xml"
_OF_OTHER_FILES = "External"


class FormPackage:
    """An opened package; names of parts have no slash in front and are found in any case."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        package = Package(data, name, DOCUMENT)
        if package.unpacked > LARGEST_PACKAGE:
            raise form_too_large(name)
        self._parts = package.parts()
        self._names = {each.lower(): each for each in self._parts}
        self._trees: dict[str, XmlNode] = {}
        self._read = 0
        self._changed: set[str] = set()
        self._gone: set[str] = set()

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def known(self, part: str) -> str | None:
        """The part as it is written in the package; None where there is none."""
        return self._names.get(part.lstrip("/").lower())

    def raw(self, part: str) -> bytes:
        """The bytes of a part."""
        return self._parts[part][1]

    def tree(self, part: str, *, to_change: bool = False) -> XmlNode:
        """A part as XML; raises EnvironmentProblem where it is none, or too large."""
        if part not in self._trees:
            self._trees[part] = self._parsed(part)
        if to_change:
            self._changed.add(part)
        return self._trees[part]

    def put(self, part: str, data: bytes) -> None:
        """Other bytes for a part that is there."""
        self._parts[part] = (self._parts[part][0], data)

    def remove(self, part: str) -> None:
        """Leave a part out, and whoever names it."""
        self._gone.add(part)
        types = self.tree(self._types(), to_change=True)
        for each in list(types):
            if self.known(each.get("PartName", "")) == part:
                types.remove(each)
        for rels in [each for each in self if each.endswith(".rels")]:
            tree = self.tree(rels)
            for each in list(tree):
                if self._target(rels, each) == part:
                    tree.remove(each)
                    self._changed.add(rels)

    def content_type(self, part: str, *, to_change: bool = False) -> XmlNode | None:
        """What says of which type a part is, if it is said of this one alone."""
        types = self.tree(self._types(), to_change=to_change)
        found = (each for each in types if self.known(each.get("PartName", "")) == part)
        return next(found, None)

    def related(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Id and part of whatever it is related to by the kind: the last word of its type."""
        for relation, each, target in self.relations(part):
            if each == kind:
                yield relation, target

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and part of all that it is related to within the package."""
        folder, _, name = part.rpartition("/")
        rels = self.known(f"{folder}/_rels/{name}.rels")
        if rels is None:
            return
        for each in self.tree(rels):
            if (target := self._target(rels, each)) is not None:
                yield each.get("Id", ""), each.get("Type", "").rpartition("/")[2], target

    def write(self, target: Path) -> None:
        """Write it to exactly this path, the parts in the order in which they were."""
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, (info, data) in self._parts.items():
                if part in self._gone:
                    continue
                kept = zipfile.ZipInfo(part, info.date_time)
                stored = info.compress_type == zipfile.ZIP_STORED
                kept.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                kept.external_attr = info.external_attr
                archive.writestr(kept, self._written(part) if part in self._changed else data)

    def _types(self) -> str:
        part = self.known(_TYPES)
        if part is None:
            raise damaged_table(self.name)
        return part

    def _target(self, rels: str, relation: XmlNode) -> str | None:
        if not tag_name(relation) or relation.get("TargetMode") == _OF_OTHER_FILES:
            return None
        folder = posixpath.dirname(posixpath.dirname(rels))
        joined = posixpath.join("/", folder, relation.get("Target", ""))
        return self.known(posixpath.normpath(joined))

    def _written(self, part: str) -> bytes:
        return etree.tostring(
            self._trees[part].getroottree(),
            xml_declaration=True,
            encoding="UTF-8",
            standalone=True,
        )

    def _parsed(self, part: str) -> XmlNode:
        data = self._parts[part][1]
        self._read += len(data)
        if self._read > LARGEST_XML:
            raise form_too_large(self.name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            tree = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged_table(self.name) from error
        if tree.getroottree().docinfo.doctype:
            # No workbook declares a type; who does would have its entities grow.
            raise damaged_table(self.name)
        return tree


def tag_name(node: XmlNode | None) -> str:
    """The name of an element without its namespace; of a comment none."""
    return node.tag.rpartition("}")[2] if node is not None and isinstance(node.tag, str) else ""
