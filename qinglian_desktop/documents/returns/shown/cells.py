"""The cells of a sheet: what each holds, and what it shows of that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import column_index_from_string

from qinglian_desktop.documents.returns.shown.elements import child, local_name
from qinglian_desktop.documents.returns.shown.looks import RAISED, SeenLook, SeenLooks
from qinglian_desktop.documents.returns.shown.number_forms import (
    number_shown,
    serial_of,
    words_shown,
)
from qinglian_desktop.domain.cell_values import cell_text

SheetPlace: TypeAlias = tuple[int, int]
"""Row and column, counted from 1."""

_PLAIN = ("}v", "}t")
"""The elements that are a value."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class SharedText(NamedTuple):
    """A text, and where it is made of parts the font of each; None is the cell's own."""

    words: str
    fonts: tuple[Element | None, ...] = ()


class ShownCell(NamedTuple):
    """What a cell ``holds`` and what of it is ``shown``, None where its format is not understood.

    ``flaw`` says what keeps the print from being read, or "".
    """

    holds: str
    shown: str | None
    flaw: str = ""
    is_formula: bool = False


def shared_text(element: Element) -> SharedText:
    """The text of an item; what tells how to pronounce it is left out."""
    if len(element) == 1 and element[0].tag[-2:] == "}t":
        return SharedText(_unescaped(element[0].text or ""))
    words: list[str] = []
    fonts: list[Element | None] = []
    for each in element:
        match local_name(each):
            case "t":
                words.append(each.text or "")
            case "r":
                words += [part.text or "" for part in each if local_name(part) == "t"]
                fonts.append(child(each, "rPr"))
            case _:
                pass
    return SharedText(_unescaped("".join(words)), tuple(fonts))


class CellReader:
    """Reads the cells of a workbook's sheets, whose texts are shared."""

    def __init__(self, looks: SeenLooks, shared: Sequence[SharedText], *, is_1904: bool) -> None:
        self._looks = looks
        self._shared = shared
        self._is_1904 = is_1904
        self._known: dict[tuple[str, str, str], ShownCell | None] = {}

    def cells(self, rows: Element) -> Iterator[tuple[SheetPlace, ShownCell]]:
        """Those that hold something; what does not name its place stands beside the last."""
        known, row = self._known, 0
        for line in rows:
            row = int(line.get("r") or row + 1)
            column = 0
            for cell in line:
                named = cell.get("r")
                column = _column(named.rstrip("0123456789")) if named else column + 1
                if not len(cell):
                    continue
                inside = cell[0]
                if len(inside) == 1:
                    inside = inside[0]
                if len(cell) > 1 or not inside.tag.endswith(_PLAIN):
                    found = self._odd(cell)
                else:
                    # Most cells; what is in them stands in many.
                    told = (cell.get("t", "n"), inside.text or "", cell.get("s", "0"))
                    if told not in known:
                        known[told] = self._seen(*told)
                    found = known[told]
                if found is not None:
                    yield (row, column), found

    def _odd(self, cell: Element) -> ShownCell | None:
        """A cell that holds more than a value: a formula, or a text in parts."""
        of = {local_name(part): part for part in cell}
        value = (of["v"].text or "") if "v" in of else ""
        inline = shared_text(of["is"]) if "is" in of else None
        found = self._seen(cell.get("t", "n"), value, cell.get("s", "0"), inline)
        if "f" not in of:
            return found
        return (found or ShownCell("", ""))._replace(is_formula=True)

    def _seen(
        self, kind: str, value: str, style: str, inline: SharedText | None = None
    ) -> ShownCell | None:
        """What a value of a kind shows in a style."""
        look = self._looks.look(int(style))
        fonts: Sequence[Element | None] = ()
        if kind == "n":
            number = _number(value)
        elif kind == "d" and value:
            number = serial_of(datetime.fromisoformat(value), is_1904=self._is_1904)
        else:
            number = None
        if number is not None:
            return ShownCell(cell_text(number), self._number(number, look.form), look.flaw)
        if kind == "s" and value:
            words, fonts = self._shared[int(value)]
        elif kind == "b":
            words = "TRUE" if value.strip() == "1" else "FALSE"
        elif inline is not None:
            words, fonts = inline
        else:
            words = _unescaped(value)
        if not words:
            return None
        flaw = self._flaw_of_parts(fonts, look) if fonts else look.flaw
        return ShownCell(words, words_shown(words, look.form), flaw)

    def _number(self, number: Decimal, form: str) -> str | None:
        try:
            return number_shown(number, form, is_1904=self._is_1904)
        except ArithmeticError:
            return None

    def _flaw_of_parts(self, fonts: Iterable[Element | None], look: SeenLook) -> str:
        for font in fonts:
            if child(font, "vertAlign") is not None:
                return RAISED
            flaw = look.flaw if font is None else self._looks.flaw(font, look.ground)
            if flaw:
                return flaw
        return ""


def _number(words: str) -> Decimal | None:
    try:
        number = Decimal(words.strip())
        return round(number, 6) if number.is_finite() else None
    except InvalidOperation:
        return None


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return column_index_from_string(letters)


def _unescaped(words: str) -> str:
    """_x0041_ is how a file writes A."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words
