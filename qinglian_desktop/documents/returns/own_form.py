"""A file in just the form in which a return is written: its cells, and that it shows nothing else.

Whatever else stands in a file makes it none of these; then it is read and compared the long way.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from openpyxl.utils.cell import get_column_letter

from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.documents.returns.arranged import ArrangedPage, arranged
from qinglian_desktop.documents.returns.layout import CHECK
from qinglian_desktop.documents.returns.own_parts import (
    DAY,
    FOOT,
    HEAD,
    WHOLE,
    OwnParts,
    own_parts,
)
from qinglian_desktop.documents.returns.shown.archive import is_one_archive
from qinglian_desktop.domain.cell_values import CellValue
from qinglian_desktop.domain.return_content import cell_words

_LOCAL = struct.Struct("<4s5H3L2H")
"""What stands before each part of the archive."""
_LARGEST = 16 * 2**20
"""Bytes, unpacked; larger ones are no ordinary returns and have time."""
_BROKEN = (
    BadZipFile,
    KeyError,
    zlib.error,
    EOFError,
    NotImplementedError,
    struct.error,
    ValueError,
)
_STRANGE = (b"_x", b"\r", b"&#13;", b"]]>")
"""What one program reads otherwise than another."""
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)" s="(\d+)" t="(?:n">(?:<v>(-?[\d.]+)</v>)?'
    rb'|inlineStr"><is><t((?: xml:space="preserve")?>[^<]*)</t></is>)</c>'
)
_GROUPS = 6
"""What stands before a cell, its column, row, style and number, and its text from <t on."""
_ROW = re.compile(rb'<row r="(\d+)"(?: ht="(\d+(?:\.\d+)?)" customHeight="1")?( hidden="1")?>')
_ENDS = {b"</row>", b"/</row>"}
"""What stands behind the begin of a row, without cells and with them."""
_COLUMN = re.compile(
    rb'<col (hidden="1" )?width="(\d+(?:\.\d+)?)" customWidth="1" min="(\d+)" max="(\d+)"/>'
)
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/>')
_THINNEST_ROW, _THINNEST_COLUMN = 8.0, 1.0
_FIRST_DAY = date(1899, 12, 30)
_DAYS = range(61, 2_958_466)
"""Serial numbers of the days that all programs count alike."""
_WHOLE_NUMBER = re.compile(rb"0|-?[1-9]\d{0,10}")
_AMOUNT = re.compile(rb"-?(?:0|[1-9]\d{0,8})\.\d{1,16}")
_MOST_COLUMNS = 702
_LETTERS = [get_column_letter(place).encode() for place in range(1, _MOST_COLUMNS + 1)]
_COLUMNS = {letters: place for place, letters in enumerate(_LETTERS)}


class _Otherwise(Exception):
    """The file is in another form."""


class _Sheet:
    """One sheet; its ``rows`` from A1 on are there when its texts are made out."""

    def __init__(self, xml: bytes, parts: OwnParts) -> None:
        pieces: list[bytes] = _CELL.split(xml)
        before, _, pieces[0] = pieces[0].partition(b"<sheetData>")
        pieces[-1], _, after = pieces[-1].partition(b"</sheetData>")
        head, foot = HEAD.fullmatch(before), FOOT.fullmatch(after)
        if head is None or foot is None:
            raise _Otherwise
        self._gaps, self._letters, self._numbers, self._styles, self._figures, self.texts = (
            pieces[place::_GROUPS] for place in range(_GROUPS)
        )
        self._forms = parts.forms
        if not self._forms.keys() >= set(self._styles):
            raise _Otherwise
        self._columns, self._merged = _all(_COLUMN, head[1]), _all(_MERGED, foot[1])
        self._header: bytes = foot[2] or b""
        if not (self._gaps[0] and self._gaps[-1]):
            # Cells that stand in no row.
            raise _Otherwise
        # A stroke stands for the cells between.
        opened = _ROW.split(b"/".join(filter(None, self._gaps)))
        numbers, heights, hidden, ends = (opened[place::4] for place in (1, 2, 3, 4))
        if opened[0] or not set(ends) <= _ENDS or numbers != _counted(len(numbers)):
            raise _Otherwise
        if any(height and float(height) < _THINNEST_ROW for height in set(heights)):
            raise _Otherwise
        self.rows: list[list[CellValue]] = [[] for _ in numbers]
        self._filled = [place for place, end in enumerate(ends) if end == b"/</row>"]
        self._hidden = {place for place, is_hidden in enumerate(hidden, 1) if is_hidden}

    def make_out(self, known: Mapping[bytes, CellValue]) -> None:
        """Put what the cells hold into their places; ``known`` are the texts."""
        forms = self._forms
        values = [
            known[text] if text else (_figure(forms[style], figure) if figure else None)
            for text, style, figure in zip(self.texts, self._styles, self._figures, strict=True)
        ]
        begins = [place for place, gap in enumerate(self._gaps) if gap]
        for row, (first, last) in zip(self._filled, pairwise(begins), strict=True):
            letters, cells = self._letters[first:last], values[first:last]
            if self._numbers[first:last].count(b"%d" % (row + 1)) != last - first:
                raise _Otherwise
            is_whole = letters == _LETTERS[: last - first]
            self.rows[row] = cells if is_whole else _spread(letters, cells)

    def shows(self, page: ArrangedPage) -> bool:
        """Whether it shows what is arranged, all of it and nothing else."""
        width = max(map(len, page.rows))
        header = escape(f"&R{page.header.replace('&', '&&')}").encode("ascii", "xmlcharrefreplace")
        return (
            self._hidden <= page.hidden
            and self._header in {b"", header}
            and len(self.rows) == len(page.rows)
            and all(map(_is_same, self.rows, page.rows))
            and all(
                int(first) <= int(last)
                and (int(first) > width if hidden else float(wide) >= _THINNEST_COLUMN)
                for hidden, wide, first, last in self._columns
            )
            and all(self._is_clear(*each) for each in self._merged)
        )

    def _is_clear(self, left: bytes, top: bytes, right: bytes, bottom: bytes) -> bool:
        """Whether merged cells lie in one row and cover nothing."""
        row = self.rows[int(top) - 1] if 0 < int(top) <= len(self.rows) else []
        # Some programs merge E3:B3 as B3:E3.
        first, last = sorted((_COLUMNS.get(left, 0), _COLUMNS.get(right, _MOST_COLUMNS)))
        return top == bottom and not any(each is not None for each in row[first + 1 : last + 1])


class OwnForm:
    """The sheets of a file in this form, in their order."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            parts = own_parts(len(members)) if is_one_archive(data, archive) else None
            if parts is None or sum(each.file_size for each in members) > _LARGEST:
                raise _Otherwise
            if [each.filename for each in members] != parts.names:
                raise _Otherwise
            found = {each.filename: _unpacked(data, each) for each in members}
        listed = parts.listed(found)
        if listed is None or any(found[name] != each for name, each in parts.always.items()):
            raise _Otherwise
        self._listed = listed
        sheets = [_Sheet(found[part], parts) for part in parts.sheets]
        _make_out(sheets)
        self._sheets = dict(zip(listed.names, sheets, strict=True))
        self.names = list(self._sheets)
        if len(self.names) < len(sheets):
            raise _Otherwise

    def grid(self, name: str) -> list[list[CellValue]]:
        """A sheet's rows from A1 on."""
        return self._sheets[name].rows

    def shows(self, read: ReadReturn) -> bool:
        """Whether whoever opens the file sees the content that was read, and nothing else."""
        content = read.as_written
        named = zip(content.sheets, read.sheets, strict=True)
        pages = list(
            arranged(content, [name for sheet, (name, _) in named if content.is_drawn(sheet)])
        )
        return (
            [*(page.name for page in pages), CHECK] == self.names
            and self._listed.prints_all([len(page.rows) for page in pages[:2]])
            and all(self._sheets[page.name].shows(page) for page in pages)
        )


def in_own_form(data: bytes) -> OwnForm | None:
    """The file's sheets, if it is in just this form."""
    try:
        return OwnForm(data)
    except (_Otherwise, ParseError, *_BROKEN):
        return None


def _unpacked(data: bytes, member: ZipInfo) -> bytes:
    """A part of the archive, where it is packed as all programs understand it."""
    at = member.header_offset
    sign, _, flags, method, _, _, _, _, _, named, more = _LOCAL.unpack_from(data, at)
    start = at + _LOCAL.size + named + more
    if sign != b"PK\3\4" or flags != member.flag_bits or method != ZIP_DEFLATED:
        raise _Otherwise
    if data[at + _LOCAL.size :][:named] != member.filename.encode():
        raise _Otherwise
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    found = inflating.decompress(data[start : start + member.compress_size], _LARGEST)
    is_whole = inflating.eof and len(found) == member.file_size
    if not is_whole or zlib.crc32(found) != member.CRC:
        raise _Otherwise
    return found


def _make_out(sheets: Sequence[_Sheet]) -> None:
    """Put into all sheets what their cells hold."""
    found: set[bytes | None] = set()
    for sheet in sheets:
        found.update(sheet.texts)
    texts = [each for each in found if each]
    body = b"</t><t".join(texts or [b">"])
    if not body.isascii() or any(sign in body for sign in _STRANGE):
        raise _Otherwise
    known: dict[bytes, CellValue] = {}
    root = ElementTree.fromstring(b"<a><t%b</t></a>" % body)
    for each, element in zip(texts, root, strict=False):
        text = element.text or ""
        if text.strip() != text and each.startswith(b">"):
            # Some programs leave out the blanks.
            raise _Otherwise
        known[each] = cell_words(text) or None
    for sheet in sheets:
        sheet.make_out(known)


def _spread(letters: Sequence[bytes], values: Sequence[CellValue]) -> list[CellValue]:
    """The cells of a row in their columns, of which some are left out."""
    cells: list[CellValue] = []
    for name, value in zip(letters, values, strict=True):
        place = _COLUMNS.get(name, -1)
        if place < len(cells):
            raise _Otherwise
        cells += [None] * (place - len(cells))
        cells.append(value)
    return cells


@lru_cache(maxsize=512)
def _counted(count: int) -> list[bytes]:
    """The numbers from 1 to so many."""
    return [b"%d" % number for number in range(1, count + 1)]


def _all(pattern: re.Pattern[bytes], found: bytes | None) -> list[Sequence[bytes]]:
    """What stands one after another, each of it of the pattern."""
    pieces = pattern.split(found or b"")
    step = pattern.groups + 1
    if any(pieces[::step]):
        raise _Otherwise
    return [pieces[place : place + pattern.groups] for place in range(1, len(pieces), step)]


def _is_same(row: Sequence[object], wanted: Sequence[CellValue]) -> bool:
    if len(row) == len(wanted) and tuple(row) == wanted:
        return True
    long = max(len(row), len(wanted))
    return _padded(row, long) == _padded(wanted, long)


def _padded(row: Sequence[object], long: int) -> list[object]:
    return [None if each == "" else each for each in row] + [None] * (long - len(row))


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
    raise _Otherwise
