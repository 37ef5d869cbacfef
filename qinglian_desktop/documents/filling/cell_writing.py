"""Writing into a cell of a form: a number, a day, a text, or behind the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal

from qinglian_desktop.documents.filling.blanks import day_words, in_blank
from qinglian_desktop.documents.filling.cell_looks import GENERAL, TEXT
from qinglian_desktop.documents.filling.form_package import XmlNode
from qinglian_desktop.documents.filling.sheet_page import SheetPage
from qinglian_desktop.documents.filling.shown_values import (
    day_serial,
    is_of_days,
    is_of_percents,
)
from qinglian_desktop.documents.filling.workbook_parts import MAIN, WorkbookParts, joined_text
from qinglian_desktop.domain.projection import CellValue

MOST_SIGNS = 32_767
"""Of a cell, in the units of UTF-16 by which Excel counts."""
_DAY, _SHORT_DAY = 'yyyy"年"m"月"d"日"', "yyyy-mm-dd"
_WIDTH_OF_DAY = 14.5
"""Letters that 2026年10月31日 takes in the usual size."""
_MOST_DIGITS = 15
_UNWRITABLE = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT_BESIDE = f"{MAIN}extLst"


class CellWriting:
    """Writes into the cells of one sheet."""

    def __init__(self, book: WorkbookParts, page: SheetPage) -> None:
        self._book = book
        self._page = page

    def instead(self, row: int, column: int, value: CellValue, *, is_percent: bool = False) -> str:
        """Write what shall stand there; why not, or nothing where it was written.

        A number that ``is_percent`` is 50 of a hundred, which Excel keeps as 0.5 to write 50%.
        """
        if value is None:
            return self.nothing(row, column)
        cell = self._page.cell_to_write(row, column)
        style = self._page.style_of(row, column)
        code = self._book.looks.of(style).format
        if isinstance(value, date):
            serial = day_serial(
                datetime(value.year, value.month, value.day),
                from_1904=self._book.counts_from_1904,
            )
            if code == TEXT or serial is None:
                return self._text(row, column, day_words(value))
            if not is_of_days(code):
                is_wide = self._width(row, column) >= _WIDTH_OF_DAY
                style = self._book.looks.with_format(style, _DAY if is_wide else _SHORT_DAY)
            _set_number(cell, str(serial), style)
        elif isinstance(value, int | Decimal) and _fits(value):
            if is_percent and is_of_percents(code):
                value = Decimal(value) / 100
            elif is_of_days(code) or is_of_percents(code):
                style = self._book.looks.with_format(style, GENERAL)
            _set_number(
                cell, f"{value.normalize():f}" if isinstance(value, Decimal) else str(value), style
            )
        else:
            said = f"{value:f}" if isinstance(value, Decimal) else str(value)
            return self._text(row, column, said)
        return ""

    def behind(self, row: int, column: int, value: CellValue, *, is_percent: bool = False) -> str:
        """Write it behind the words that stand there; why not, or nothing."""
        cell = self._page.cells.get((row, column))
        runs = [] if cell is None else self._runs(cell)
        text = "".join(joined_text(each) for each in runs)
        if cell is None or not text:
            return self.instead(row, column, value, is_percent=is_percent)
        start, end, said = in_blank(text, value)
        said = _writable(said)
        if _signs(text[:start] + said + text[end:]) > MOST_SIGNS:
            return _too_long(said)
        self._page.changing()
        _set_runs(cell, _with_said(runs, start, end, said))
        return ""

    def nothing(self, row: int, column: int) -> str:
        """Leave it empty, with its look."""
        if (row, column) in self._page.cells:
            _clear(self._page.cell_to_write(row, column))
        return ""

    def _text(self, row: int, column: int, text: str) -> str:
        text = _writable(text)
        if _signs(text) > MOST_SIGNS:
            return _too_long(text)
        cell = self._page.cell_to_write(row, column)
        style = self._page.style_of(row, column)
        if "\n" in text and not self._book.looks.of(style).is_wrapped:
            cell.set("s", str(self._book.looks.with_lines(style)))
        _clear(cell)
        if text:
            cell.set("t", "inlineStr")
            said = cell.makeelement(f"{MAIN}is", {})
            said.append(_text_node(cell, text))
            cell.insert(0, said)
        return ""

    def _runs(self, cell: XmlNode) -> list[XmlNode]:
        """What stands there, in pieces that look alike; a number is one piece."""
        if cell.get("t") == "inlineStr":
            said = cell.find(f"{MAIN}is")
        elif cell.get("t") == "s":
            said = self._book.shared(cell.findtext(f"{MAIN}v") or "")
        else:
            said = cell.makeelement(f"{MAIN}is", {})
            said.append(_text_node(cell, cell.findtext(f"{MAIN}v") or ""))
        if said is None:
            return []
        runs = [each for each in said if each.tag in (f"{MAIN}r", f"{MAIN}t")]
        return [deepcopy(each) for each in runs]

    def _width(self, row: int, column: int) -> float:
        merged = (each for each in self._page.merged if each.holds(row, column))
        cells = next(merged, None)
        last = column if cells is None else min(cells.right, column + 100)
        return sum(self._page.width(each) for each in range(column, last + 1))


def _fits(value: int | Decimal) -> bool:
    """Whether Excel keeps every digit of a number."""
    return len(Decimal(value).normalize().as_tuple().digits) <= _MOST_DIGITS


def _signs(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _too_long(text: str) -> str:
    return f"要写的文字有{_signs(text)}个字，Excel 的一格最多放{MOST_SIGNS}个，没有写进去"


def _writable(text: str) -> str:
    """Lines ended one way, without signs that no file may hold."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _clear(cell: XmlNode) -> None:
    """Without what it holds, with its look."""
    for name in ("t", "cm", "vm"):
        cell.attrib.pop(name, None)
    for each in list(cell):
        if each.tag != _KEPT_BESIDE:
            cell.remove(each)


def _set_number(cell: XmlNode, number: str, style: int) -> None:
    _clear(cell)
    if style:
        cell.set("s", str(style))
    value = cell.makeelement(f"{MAIN}v", {})
    value.text = number
    cell.insert(0, value)


def _set_runs(cell: XmlNode, runs: Sequence[XmlNode]) -> None:
    _clear(cell)
    cell.set("t", "inlineStr")
    said = cell.makeelement(f"{MAIN}is", {})
    for each in runs:
        said.append(each)
    cell.insert(0, said)


def _with_said(runs: Sequence[XmlNode], start: int, end: int, said: str) -> Sequence[XmlNode]:
    """The pieces with the words in the place of a stretch; they look like where it began."""
    at, words = 0, said
    for place, each in enumerate(runs):
        text = joined_text(each)
        begins, ends = max(start - at, 0), min(end - at, len(text))
        is_behind_all = start == end and place == len(runs) - 1
        if begins < ends or is_behind_all:
            _set_text(each, text[:begins] + words + text[max(begins, ends) :])
            words = ""
        at += len(text)
    return runs


def _set_text(run: XmlNode, text: str) -> None:
    node = run if run.tag == f"{MAIN}t" else run.find(f"{MAIN}t")
    if node is None:
        node = run.makeelement(f"{MAIN}t", {})
        run.append(node)
    node.text = _LIKE_ESCAPED.sub("_x005F_", text)
    node.set(_SPACE, "preserve")


def _text_node(cell: XmlNode, text: str) -> XmlNode:
    node = cell.makeelement(f"{MAIN}t", {})
    _set_text(node, text)
    return node
