"""How the cells of a workbook look, by the numbers of their styles, and styles to be added."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS

from qinglian_desktop.documents.filling.form_package import FormPackage, XmlNode, tag_name

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CENTRED = frozenset(("center", "centerContinuous", "distributed"))
_FIRST_OWN_FORMAT = 176
"""Those below are Excel's own."""
GENERAL, TEXT = "General", "@"
_OF_DAYS = {
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Formats of a Chinese Excel, which know their numbers only."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """What is asked of a style."""

    format: str = GENERAL
    is_bold: bool = False
    is_centred: bool = False
    is_framed: bool = False
    is_locked: bool = True
    is_wrapped: bool = False


class CellLooks:
    """The styles of a workbook; without a ``part`` of them all cells look alike."""

    def __init__(self, package: FormPackage, part: str | None) -> None:
        self._package = package
        self._part = part
        self._read: dict[int, CellLook] = {}
        self._made: dict[tuple[int, str], int] = {}
        tree = None if part is None else package.tree(part)
        self._styles = self._group(tree, "cellXfs")
        self._fonts = self._group(tree, "fonts")
        self._borders = self._group(tree, "borders")
        self._fills = self._group(tree, "fills")
        self._formats = {
            each.get("numFmtId", ""): each.get("formatCode", "")
            for each in self._group(tree, "numFmts")
        }

    def of(self, style: int) -> CellLook:
        """How cells of a style look."""
        if style not in self._read:
            found = 0 <= style < len(self._styles)
            self._read[style] = self._look(self._styles[style]) if found else CellLook()
        return self._read[style]

    def with_format(self, style: int, code: str) -> int:
        """A style like this one, whose numbers are written by the code."""
        return self._other(style, code, lambda node: self._set_format(node, code))

    def with_lines(self, style: int) -> int:
        """A style like this one in which a text may have several lines."""
        return self._other(style, "lines", _set_wrapped)

    def _look(self, style: XmlNode) -> CellLook:
        alignment = style.find(f"{_MAIN}alignment")
        protection = style.find(f"{_MAIN}protection")
        font = _of(self._fonts, style.get("fontId"))
        bold = None if font is None else font.find(f"{_MAIN}b")
        border = _of(self._borders, style.get("borderId"))
        fill = _of(self._fills, style.get("fillId"))
        return CellLook(
            self._code(style.get("numFmtId", "0")),
            bold is not None and bold.get("val", "1") not in ("0", "false"),
            alignment is not None and alignment.get("horizontal") in _CENTRED,
            _is_drawn(border) or _is_filled(fill),
            protection is None or protection.get("locked", "1") not in ("0", "false"),
            alignment is not None and alignment.get("wrapText") in ("1", "true"),
        )

    def _code(self, number: str) -> str:
        if number in self._formats:
            return self._formats[number]
        at = int(number) if number.isdecimal() and len(number) < 5 else 0
        return _OF_DAYS.get(at) or BUILTIN_FORMATS.get(at, GENERAL)

    def _other(self, style: int, kind: str, change: Callable[[XmlNode], None]) -> int:
        if self._part is None or not 0 <= style < len(self._styles):
            return style
        if (style, kind) not in self._made:
            self._package.tree(self._part, to_change=True)
            group = self._styles[style].getparent()
            assert group is not None
            made = deepcopy(self._styles[style])
            group.append(made)
            group.set("count", str(len(group)))
            change(made)
            self._made[style, kind] = len(self._styles)
            self._styles.append(made)
        return self._made[style, kind]

    def _set_format(self, style: XmlNode, code: str) -> None:
        if code == GENERAL:
            style.set("numFmtId", "0")
        else:
            style.set("numFmtId", self._number_of(style, code))
        style.set("applyNumberFormat", "1")

    def _number_of(self, style: XmlNode, code: str) -> str:
        for number, known in self._formats.items():
            if known == code:
                return number
        used = [int(each) for each in self._formats if each.isdecimal()]
        number = str(max([_FIRST_OWN_FORMAT - 1, *used]) + 1)
        self._formats[number] = code
        root = style.getroottree().getroot()
        group = root.find(f"{_MAIN}numFmts")
        if group is None:
            group = root.makeelement(f"{_MAIN}numFmts", {})
            root.insert(0, group)
        group.append(group.makeelement(f"{_MAIN}numFmt", {"numFmtId": number, "formatCode": code}))
        group.set("count", str(len(group)))
        return number

    @staticmethod
    def _group(tree: XmlNode | None, name: str) -> list[XmlNode]:
        group = None if tree is None else tree.find(f"{_MAIN}{name}")
        return [] if group is None else [each for each in group if tag_name(each)]


def _set_wrapped(style: XmlNode) -> None:
    alignment = style.find(f"{_MAIN}alignment")
    if alignment is None:
        alignment = style.makeelement(f"{_MAIN}alignment", {})
        style.insert(0, alignment)
    alignment.set("wrapText", "1")
    style.set("applyAlignment", "1")


def _of(group: list[XmlNode], number: str | None) -> XmlNode | None:
    if number is None or not number.isdecimal() or len(number) > 6:
        return None
    return group[int(number)] if int(number) < len(group) else None


def _is_drawn(border: XmlNode | None) -> bool:
    return border is not None and any(
        each.get("style", "none") != "none" for each in border if tag_name(each)
    )


def _is_filled(fill: XmlNode | None) -> bool:
    pattern = None if fill is None else fill.find(f"{_MAIN}patternFill")
    return pattern is not None and pattern.get("patternType") == "solid"
