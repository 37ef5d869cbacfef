"""The rows of a file in just the form in which a return is written.

Most of them, as headings and what a measure is called, stand alike in the returns of all units:
each of these is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from xml.parsers import expat

from qinglian_desktop.documents.returns.shortest import DAY, WHOLE, shortest_return
from qinglian_desktop.domain.cell_values import CellValue
from qinglian_desktop.domain.return_content import cell_words

_SIGNS = [bytes([sign]) for sign in range(ord("A"), ord("Z") + 1)]
LETTERS = [*_SIGNS, *(first + second for first in _SIGNS for second in _SIGNS)]
COLUMNS = {letters: place for place, letters in enumerate(LETTERS)}

_STRANGE = ("_x", "\r", "]]>")
"""What one program reads otherwise than another."""
_NO_SIGN = "\0"
"""What XML cannot hold."""
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}\d+)" s="(\d+)" t="(?:n">(?:<v>(-?[\d.]+)</v>)?'
    rb'|inlineStr"><is><t((?: xml:space="preserve")?>[^<]*)</t></is>)</c>'
)
_GROUPS = 5
"""What stands before a cell, its place, style and number, and its text from <t on."""
_ROW = re.compile(rb'<row r="(\d+)"(?: ht="(\d+(?:\.\d+)?)" customHeight="1")?( hidden="1")?>')
ROW_END = b"</row>"
_FILLED = b"/" + ROW_END
_ENDS = {ROW_END, _FILLED}
"""What stands behind the begin of a row, without cells and with them."""
_THINNEST = 8.0
_FIRST_DAY = date(1899, 12, 30)
_DAYS = range(61, 2_958_466)
"""Serial numbers of the days that all programs count alike."""
_WHOLE_NUMBER = re.compile(rb"0|-?[1-9]\d{0,10}")
_AMOUNT = re.compile(rb"-?(?:0|[1-9]\d{0,8})\.\d{1,16}")

_MOST, _LONGEST = 8192, 1000
"""Rows that are remembered, and the bytes of each."""


class NotOwnForm(Exception):
    """The file is in another form."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row with its number as it is written; its ``cells`` begin with column A."""

    number: bytes
    is_hidden: bool
    cells: tuple[CellValue, ...]


class _OwnRows:
    """Reads rows, and remembers what those hold that are written so."""

    def __init__(self) -> None:
        self._known: dict[bytes, OwnRow] = {}

    def read(self, sheets: Sequence[Sequence[bytes]]) -> list[list[OwnRow]]:
        """Those of each sheet, which are written without their ends."""
        known = self._known
        new = list({row for each in sheets for row in each if row not in known})
        made = dict(zip(new, _rows_of(new), strict=True)) if new else {}
        rows = [[made.get(row) or known[row] for row in each] for each in sheets]
        if len(known) > _MOST:
            known = self._known = {}
        known.update((each, row) for each, row in made.items() if len(each) <= _LONGEST)
        return rows


_ROWS = _OwnRows()


def own_rows(sheets: Sequence[Sequence[bytes]]) -> list[list[OwnRow]]:
    """The rows of each sheet, as they are written without their ends.

    Raises NotOwnForm.
    """
    rows = _ROWS.read(sheets)
    if any([row.number for row in each] != _counted(len(each)) for each in rows):
        raise NotOwnForm
    return rows


def _rows_of(written: Sequence[bytes]) -> Iterator[OwnRow]:
    """Rows that are written so, each without its end."""
    pieces: list[bytes] = _CELL.split(ROW_END.join((*written, b"")))
    gaps, places, styles, figures, texts = (pieces[place::_GROUPS] for place in range(_GROUPS))
    forms = shortest_return().forms
    if not forms.keys() >= set(styles):
        raise NotOwnForm
    # A stroke stands for the cells between.
    opened = _ROW.split(b"/".join(filter(None, gaps)))
    named, heights, hidden, ends = (opened[place::4] for place in (1, 2, 3, 4))
    begins = [place for place, gap in enumerate(gaps) if gap]
    if opened[0] or not set(ends) <= _ENDS or not gaps[0] or len(begins) - 1 != ends.count(_FILLED):
        # Something else stands there, or cells that stand in no row.
        raise NotOwnForm
    if any(height and float(height) < _THINNEST for height in set(heights)):
        raise NotOwnForm
    words = _words_of([each for each in texts if each])
    values = [
        next(words) if text else (_figure(forms[style], figure) if figure else None)
        for text, style, figure in zip(texts, styles, figures, strict=True)
    ]
    stretches = pairwise(begins)
    for number, is_hidden, end in zip(named, hidden, ends, strict=True):
        first, last = next(stretches) if end == _FILLED else (0, 0)
        cells = _placed(number, places[first:last], values[first:last])
        yield OwnRow(number, bool(is_hidden), cells)


def _words_of(written: Sequence[bytes]) -> Iterator[str | None]:
    """The words of cells that are written so, from what stands behind <t on."""
    body = b"</t><t".join(written)
    if not body.isascii() or b"\r" in body:
        raise NotOwnForm
    found: list[str] = []
    parser = expat.ParserCreate()
    # Chinese is written as numbers of signs: what is told at once costs a third.
    parser.buffer_text = True
    parser.CharacterDataHandler = found.append
    parser.EndElementHandler = lambda _: found.append(_NO_SIGN)
    try:
        parser.Parse(b"<a><t%b</t></a>" % body, True)
    except expat.ExpatError as error:
        raise NotOwnForm from error
    told = "".join(found)
    if any(sign in told for sign in _STRANGE):
        raise NotOwnForm
    for each, words in zip(written, told.split(_NO_SIGN), strict=False):
        if words.strip() != words and each.startswith(b">"):
            # Some programs leave out the blanks.
            raise NotOwnForm
        yield cell_words(words) or None


def _placed(
    number: bytes, places: Sequence[bytes], values: Sequence[CellValue]
) -> tuple[CellValue, ...]:
    """The cells of a row in their columns, of which some are left out."""
    if places == _places(number)[: len(places)]:
        return tuple(values)
    cells: list[CellValue] = []
    for name, value in zip(places, values, strict=True):
        place = COLUMNS.get(name.removesuffix(number), -1)
        if place < len(cells):
            raise NotOwnForm
        cells += [None] * (place - len(cells))
        cells.append(value)
    return tuple(cells)


@lru_cache(maxsize=512)
def _places(number: bytes) -> list[bytes]:
    """Where the cells of a row stand, A to Z."""
    return [letters + number for letters in _SIGNS]


@lru_cache(maxsize=512)
def _counted(count: int) -> list[bytes]:
    """The numbers from 1 to so many."""
    return [b"%d" % number for number in range(1, count + 1)]


@lru_cache(maxsize=4096)
def _figure(form: str, digits: bytes) -> CellValue:
    """What a number shows in a form, where it is beyond doubt."""
    if _WHOLE_NUMBER.fullmatch(digits):
        number = int(digits)
        if form != DAY:
            return number
        if number in _DAYS:
            return _FIRST_DAY + timedelta(number)
    elif _AMOUNT.fullmatch(digits) and form not in {DAY, WHOLE}:
        # A sheet keeps an amount as a double: 95.9 may be 95.90000000000001.
        amount = round(Decimal(repr(float(digits))), 6)
        return int(amount) if amount == amount.to_integral_value() else amount
    raise NotOwnForm
