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

from qinglian_desktop.documents.returns.shown.elements import (
    child,
    cut_short,
    is_on,
    local_name,
    namespace,
    text_within,
)
from qinglian_desktop.documents.returns.shown.looks import (
    RAISED,
    UNSAID,
    SeenLook,
    SeenLooks,
)
from qinglian_desktop.documents.returns.shown.number_forms import (
    number_shown,
    serial_of,
    words_shown,
)
from qinglian_desktop.domain.cell_values import cell_text

SheetPlace: TypeAlias = tuple[int, int]
"""Row and column, counted from 1."""

_INLINE = "inlineStr"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class SharedText(NamedTuple):
    """A text, and where it is made of parts the font of each; None is the cell's own.

    ``above`` is written over it, small, to tell how it is pronounced.
    """

    words: str
    fonts: tuple[Element | None, ...] = ()
    above: str = ""


class ShownCell(NamedTuple):
    """What a cell ``holds`` and what of it is ``shown``, None where its format is not understood.

    ``flaw`` says what keeps the print from being read, or "".
    """

    holds: str
    shown: str | None
    flaw: str = ""
    is_formula: bool = False


def shared_text(element: Element) -> SharedText:
    """The text of an item."""
    if len(element) == 1 and element[0].tag[-2:] == "}t":
        return SharedText(_unescaped(element[0].text or ""))
    words: list[str] = []
    fonts: list[Element | None] = []
    above: list[str] = []
    for each in element:
        match local_name(each):
            case "t":
                words.append(each.text or "")
            case "r":
                words += [part.text or "" for part in each if local_name(part) == "t"]
                fonts.append(child(each, "rPr"))
            case "rPh":
                above.append(text_within(each))
            case _:
                pass
    return SharedText(_unescaped("".join(words)), tuple(fonts), "".join(above).strip())


class CellReader:
    """Reads the cells of a workbook's sheets, whose texts are shared."""

    def __init__(self, looks: SeenLooks, shared: Sequence[SharedText], *, is_1904: bool) -> None:
        self._looks = looks
        self._shared = shared
        self._is_1904 = is_1904
        self._known: dict[tuple[str, str, str], ShownCell | None] = {}

    def cells(
        self, rows: Element, columns: Sequence[Element] = ()
    ) -> Iterator[tuple[SheetPlace, ShownCell]]:
        """Those that hold something; what does not name its place stands beside the last.

        The ``columns`` may have styles of their own.
        """
        styled = [each for each in columns if each.get("style", "0") != "0"]
        known, row = self._known, 0
        space = namespace(rows)
        plain = (f"{space}v", f"{space}t")
        for line in rows:
            row = int(line.get("r") or row + 1)
            column = 0
            for cell in line:
                named = cell.get("r")
                column = _column(named.rstrip("0123456789")) if named else column + 1
                if not len(cell):
                    continue
                first = inside = cell[0]
                if len(first) == 1:
                    inside = first[0]
                kind = cell.get("t", "n")
                is_inline = inside is not first
                if len(cell) > 1 or inside.tag not in plain or is_inline is not (kind == _INLINE):
                    found = self._odd(cell)
                else:
                    # Most cells; what is in them stands in many.
                    told = (kind, inside.text or "", cell.get("s", "0"))
                    if told not in known:
                        known[told] = self._seen(*told)
                    found = known[told]
                if found is None:
                    continue
                if cell.get("s") is None and (styled or is_on(line, "customFormat")):
                    found = self._either(found, cell, _around(line, styled, column))
                yield (row, column), found

    def _either(self, found: ShownCell, cell: Element, style: str) -> ShownCell:
        """A cell without a style of its own: some programs give it that of its row or column."""
        cell.set("s", style)
        return found if self._odd(cell) == found else found._replace(flaw=UNSAID)

    def _odd(self, cell: Element) -> ShownCell | None:
        """A cell that holds more than a value: a formula, or a text in parts."""
        space = namespace(cell)
        of = {local_name(part): part for part in cell if part.tag.startswith(space)}
        value = (of["v"].text or "") if "v" in of else ""
        inline = shared_text(of["is"]) if "is" in of else None
        kind = cell.get("t", "n")
        found = self._seen(kind, value, cell.get("s", "0"), inline)
        is_one = len(of) == len(cell) and (inline is None or not value)
        if found is not None and not (is_one and (inline is not None) is (kind == _INLINE)):
            found = found._replace(flaw=UNSAID)
        if "f" not in of:
            return found
        return (found or ShownCell("", ""))._replace(is_formula=True)

    def _seen(
        self, kind: str, value: str, style: str, inline: SharedText | None = None
    ) -> ShownCell | None:
        """What a value of a kind shows in a style."""
        look = self._looks.look(int(style))
        fonts: Sequence[Element | None] = ()
        above = ""
        if kind == "n":
            number = _number(value)
        elif kind == "d" and value:
            number = serial_of(datetime.fromisoformat(value), is_1904=self._is_1904)
        else:
            number = None
        if number is not None:
            return ShownCell(cell_text(number), self._number(number, look.form), look.flaw)
        if kind == "s" and value:
            words, fonts, above = self._shared[int(value)]
        elif kind == "b":
            words = "TRUE" if value.strip() == "1" else "FALSE"
        elif inline is not None:
            words, fonts, above = inline
        else:
            words = _unescaped(value)
        if not words:
            return None
        flaw = self._flaw_of_parts(fonts, look) if fonts else look.flaw
        if above:
            flaw = f"的字上面注着“{cut_short(above)}”"
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


def _around(line: Element, styled: Sequence[Element], column: int) -> str:
    """The style of a cell's row, else of its column."""
    if is_on(line, "customFormat"):
        return line.get("s", "0")
    inside = (
        each
        for each in styled
        if int(each.get("min", "1")) <= column <= int(each.get("max", "16384"))
    )
    return next((each.get("style", "0") for each in inside), "0")


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
