"""What a workbook's package says of its sheets, its texts, and how its days are counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from qinglian_desktop.documents.filling.cell_looks import CellLooks
from qinglian_desktop.documents.filling.form_package import FormPackage, XmlNode, tag_name
from qinglian_desktop.documents.filling.form_refusals import not_filled_as_it_is
from qinglian_desktop.documents.sheets.encrypted import unlocked
from qinglian_desktop.documents.sheets.kinds import FileKind, kind_of
from qinglian_desktop.documents.sheets.packages import Package
from qinglian_desktop.documents.sheets.refusals import SAVE_AS_XLSX, damaged_table, refused
from qinglian_desktop.domain.filling.seen_form import FormKind

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OF_TEMPLATES = (
    ("ms-excel.template.macroEnabled", "ms-excel.sheet.macroEnabled"),
    ("spreadsheetml.template.main", "spreadsheetml.sheet.main"),
)
_BEFORE_CALC = frozenset(
    (
        *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews"),
        *("sheets", "functionGroups", "externalReferences", "definedNames"),
    )
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, its part, and whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


class WorkbookParts:
    """A workbook of somebody, unlocked if it opens without a password."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises EnvironmentProblem for what cannot be filled, NeedsPassword if encrypted."""
        self.name = name
        self.package = FormPackage(_opened(content, name), name)
        part = self.package.known(_WORKBOOK)
        assert part is not None
        self.part = part
        self.book = self.package.tree(part)
        if self.book.tag == f"{_STRICT}workbook":
            raise not_filled_as_it_is(name, "一种少见的 .xlsx（严格格式）")
        if self.book.tag != f"{MAIN}workbook":
            raise damaged_table(name)
        self.sheets = self._sheets()
        if not self.sheets:
            raise refused(name, "里面没有工作表", "请在 WPS 里打开看看，再选一个有表格的文件。")

    @property
    def kind(self) -> FormKind:
        """Whether it has macros, by what the package says of itself."""
        said = self.package.content_type(self.part)
        has_macros = said is not None and "macroenabled" in said.get("ContentType", "").lower()
        return FormKind.WITH_MACROS if has_macros else FormKind.WORKBOOK

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether days are counted as on the first Macintosh."""
        told = self.book.find(f"{MAIN}workbookPr")
        return told is not None and is_true(told.get("date1904"))

    @cached_property
    def text_nodes(self) -> list[XmlNode]:
        """The texts that its sheets share, with the looks of their runs."""
        for _, part in self.package.related(self.part, "sharedStrings"):
            return self.package.tree(part).findall(f"{MAIN}si")
        return []

    @cached_property
    def looks(self) -> CellLooks:
        """How its cells look."""
        for _, part in self.package.related(self.part, "styles"):
            return CellLooks(self.package, part)
        return CellLooks(self.package, None)

    def shared(self, number: str) -> XmlNode | None:
        """A shared text by the number that a cell holds."""
        try:
            at = int(number)
        except ValueError:
            return None
        return self.text_nodes[at] if 0 <= at < len(self.text_nodes) else None

    def sheet(self, name: str) -> SheetPart | None:
        """The sheet of a name, in whatever case it is written."""
        named = (each for each in self.sheets if each.name.casefold() == name.casefold())
        return next(named, None)

    def reckoned_when_opened(self) -> None:
        """Have whoever opens it reckon every formula anew."""
        told = self.book.find(f"{MAIN}calcPr")
        if told is not None and is_true(told.get("fullCalcOnLoad")):
            return
        self.package.tree(self.part, to_change=True)
        if told is None:
            told = self.book.makeelement(f"{MAIN}calcPr", {})
            before = [each for each in self.book if tag_name(each) in _BEFORE_CALC]
            before[-1].addnext(told)
        told.set("fullCalcOnLoad", "1")

    def no_template(self) -> None:
        """Say that it is a workbook, where it came as a template: it is written as one."""
        said = self.package.content_type(self.part)
        for template, workbook in _OF_TEMPLATES:
            if said is not None and template in (kind := said.get("ContentType", "")):
                self.package.content_type(self.part, to_change=True)
                said.set("ContentType", kind.replace(template, workbook))

    def _sheets(self) -> tuple[SheetPart, ...]:
        pages = dict(self.package.related(self.part, "worksheet"))
        told = self.book.find(f"{MAIN}sheets")
        return tuple(
            SheetPart(
                each.get("name", ""),
                pages[each.get(_RELATED, "")],
                each.get("state", "visible") != "visible",
            )
            for each in (() if told is None else told)
            if each.get(_RELATED, "") in pages
        )


def is_true(value: str | None) -> bool:
    """Of an attribute that says yes or no."""
    return value in ("1", "true", "on")


def joined_text(node: XmlNode) -> str:
    """A text with its runs joined, without how it is spoken."""
    said = [
        each.text or ""
        for each in node.iter(f"{MAIN}t")
        if (above := each.getparent()) is None or above.tag != f"{MAIN}rPh"
    ]
    text = _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), "".join(said))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sign(number: int) -> str:
    """What cannot stand in XML is written by its number; signs that nobody sees say nothing."""
    sign = chr(number)
    return sign if sign.isprintable() or sign in "\n\r\t" else ""


def _opened(content: bytes, name: str) -> bytes:
    """The package, of an encrypted file only where it opens unasked."""
    kind = kind_of(content, name)
    if kind is FileKind.ENCRYPTED:
        content = unlocked(content, "", name)
        kind = kind_of(content, name)
    if kind is FileKind.COMPOUND:
        raise not_filled_as_it_is(name, "旧格式的表格（.xls 或 .et）")
    if kind is not FileKind.PACKAGE:
        raise refused(name, "不是 .xlsx 格式的表格，不能照原样填", SAVE_AS_XLSX)
    if Package(content, name).is_open_document:
        raise not_filled_as_it_is(name, "LibreOffice 的表格（.ods）")
    return content
