"""A file in just the form in which a return is written: its cells, and that it shows nothing else.

Whatever else stands in a file makes it none of these; then it is read and compared the long way.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile

from openpyxl.utils.cell import column_index_from_string

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
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.return_content import cell_words

_LARGEST = 16 * 2**20
"""Bytes, unpacked; larger ones are no ordinary returns and have time."""
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_STRANGE = (b"_x", b"\r", b"&#13;", b"]]>")
"""What one program reads otherwise than another."""
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)" s="(\d+)" t="(?:n">(?:<v>(-?[\d.]+)</v>)?'
    rb'|inlineStr"><is><t(?:>([^<]*)| xml:space="preserve">([^<]*))</t></is>)</c>'
)
_ROW = rb'<row r="(\d+)"(?: ht="(\d+(?:\.\d+)?)" customHeight="1")?( hidden="1")?>'
_ROWS = re.compile(_ROW)
_ANY_ROW = re.sub(rb"\((?!\?)", rb"(?:", _ROW)
_FIRST = re.compile(rb"(?:%b</row>)*%b" % (_ANY_ROW, _ANY_ROW))
_NEXT = re.compile(rb"</row>" + _FIRST.pattern)
_LAST = re.compile(rb"</row>(?:%b</row>)*" % _ANY_ROW)
_COLUMN = re.compile(
    rb'<col (hidden="1" )?width="(\d+(?:\.\d+)?)" customWidth="1" min="(\d+)" max="\d+"/>'
)
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/>')
_THINNEST_ROW, _THINNEST_COLUMN = 5.0, 1.0
_FIRST_DAY = date(1899, 12, 30)
_DAYS = range(61, 2_958_466)
"""Serial numbers of the days that all programs count alike."""
_WHOLE_NUMBER = re.compile(rb"0|-?[1-9]\d{0,10}")
_AMOUNT = re.compile(rb"-?(?:0|[1-9]\d{0,8})\.\d{1,16}")
_KEPT = b"\0"
"""Stands before text whose blanks at its ends are kept; no file can hold it."""


class _Otherwise(Exception):
    """The file is in another form."""


class _Sheet:
    """One sheet: ``rows`` from A1 on, their texts as bytes until all are made out."""

    def __init__(self, xml: bytes, parts: OwnParts) -> None:
        if not xml.isascii() or any(sign in xml for sign in _STRANGE):
            raise _Otherwise
        pieces: list[bytes] = _CELL.split(xml)
        before, _, pieces[0] = pieces[0].partition(b"<sheetData>")
        last, _, after = pieces[-1].partition(b"</sheetData>")
        head, foot = HEAD.fullmatch(before), FOOT.fullmatch(after)
        if len(pieces) == 1 or head is None or foot is None or not _LAST.fullmatch(last):
            raise _Otherwise
        self.rows: list[list[CellValue | bytes]] = []
        self._hidden: set[int] = set()
        self._columns, self._merged = _all(_COLUMN, head[1]), _all(_MERGED, foot[1])
        self._header: bytes = foot[2] or b""
        self._read(pieces[:-1], parts)
        self._begin(last)

    def _read(self, pieces: Sequence[bytes], parts: OwnParts) -> None:
        now = b""
        line: list[CellValue | bytes] = []
        forms, cells = parts.forms, iter(pieces)
        for gap, letters, row, style, number, text, kept in zip(*[cells] * 7, strict=True):
            if gap:
                if not (_NEXT if now else _FIRST).fullmatch(gap):
                    raise _Otherwise
                now = self._begin(gap)
                line = self.rows[-1]
            place = _column(letters)
            if row != now or place <= len(line) or style not in forms:
                raise _Otherwise
            if place > len(line) + 1:
                line += [None] * (place - len(line) - 1)
            if text:
                line.append(text)
            elif number:
                line.append(_figure(forms[style], number))
            else:
                line.append(_KEPT + kept if kept else None)

    def _begin(self, gap: bytes) -> bytes:
        """Begin the rows that are named in it; gives the last one's number."""
        now = b""
        for now, height, hidden in _ROWS.findall(gap):
            self.rows.append([])
            if now != b"%d" % len(self.rows) or (height and float(height) < _THINNEST_ROW):
                raise _Otherwise
            if hidden:
                self._hidden.add(len(self.rows))
        return now

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
                int(place) > width if hidden else float(wide) >= _THINNEST_COLUMN
                for hidden, wide, place in self._columns
            )
            and all(self._is_clear(*each) for each in self._merged)
        )

    def _is_clear(self, left: bytes, top: bytes, right: bytes, bottom: bytes) -> bool:
        """Whether merged cells lie in one row and cover nothing."""
        row = self.rows[int(top) - 1] if 0 < int(top) <= len(self.rows) else []
        return top == bottom and not any(
            each is not None for each in row[_column(left) : _column(right)]
        )


class OwnForm:
    """The sheets of a file in this form, in their order."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            parts = own_parts(len(members))
            if parts is None or sum(each.file_size for each in members) > _LARGEST:
                raise _Otherwise
            if [each.filename for each in members] != parts.names:
                raise _Otherwise
            found = {each.filename: archive.read(each) for each in members}
        listed = parts.listed(found)
        if listed is None or any(found[name] != each for name, each in parts.always.items()):
            raise _Otherwise
        self._listed = listed
        sheets = [_Sheet(found[part], parts) for part in parts.sheets]
        _make_out(sheets)
        self._sheets = dict(zip(listed.names, sheets, strict=True))
        if len(self._sheets) < len(sheets):
            raise _Otherwise

    @property
    def names(self) -> list[str]:
        """The sheets' names."""
        return list(self._sheets)

    def grid(self, name: str) -> list[list[CellValue]]:
        """A sheet's rows from A1 on."""
        return self._sheets[name].rows  # pyright: ignore[reportReturnType]

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


def _make_out(sheets: Iterable[_Sheet]) -> None:
    """Put text into the place of what stands for it, the same text once."""
    rows = [row for sheet in sheets for row in sheet.rows]
    found = list({each for row in rows for each in row if type(each) is bytes})
    body = b"</t><t>".join(each.lstrip(_KEPT) for each in found)
    texts = [each.text or "" for each in ElementTree.fromstring(b"<a><t>%b</t></a>" % body)]
    known: dict[object, CellValue] = {}
    for each, text in zip(found, texts, strict=True):
        if text.strip() != text and not each.startswith(_KEPT):
            # Some programs leave out the blanks.
            raise _Otherwise
        known[each] = cell_words(text) or None
    for row in rows:
        row[:] = [known[each] if type(each) is bytes else each for each in row]


def _all(pattern: re.Pattern[bytes], found: bytes | None) -> list[tuple[bytes, ...]]:
    """What stands one after another, each of it of the pattern."""
    if not re.fullmatch(b"(?:%b)*" % re.sub(rb"\((?!\?)", rb"(?:", pattern.pattern), found or b""):
        raise _Otherwise
    return pattern.findall(found or b"")


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


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    return column_index_from_string(letters.decode())
