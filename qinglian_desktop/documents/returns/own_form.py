"""A file in just the form in which a return is written: its cells, and that it shows nothing else.

Whatever else stands in a file makes it none of these; then it is read and compared the long way.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.documents.returns.arranged import ArrangedPage, arranged
from qinglian_desktop.documents.returns.layout import CHECK
from qinglian_desktop.documents.returns.own_parts import FOOT, HEAD, own_parts
from qinglian_desktop.documents.returns.own_rows import (
    COLUMNS,
    LETTERS,
    ROW_END,
    NotOwnForm,
    OwnRow,
    own_rows,
)
from qinglian_desktop.documents.returns.shown.archive import is_one_archive
from qinglian_desktop.domain.cell_values import CellValue

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
_WIDTH = re.compile(rb' width="[1-9]\d*(?:\.\d+)?"')
"""Of a column that is wide enough to be seen."""
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/>')


class _Sheet:
    """One sheet: its ``rows`` of cells from A1 on, between what stands before and after them."""

    def __init__(self, before: bytes, rows: Sequence[OwnRow], after: bytes) -> None:
        head, foot = HEAD.fullmatch(before), FOOT.fullmatch(after)
        if head is None or foot is None:
            raise NotOwnForm
        self._columns: bytes = head[1] or b""
        self._merged = _all(_MERGED, foot[1])
        self._header: bytes = foot[2] or b""
        self.rows = [row.cells for row in rows]
        self._hidden = {place for place, row in enumerate(rows, 1) if row.is_hidden}

    def shows(self, page: ArrangedPage) -> bool:
        """Whether it shows what is arranged, all of it and nothing else."""
        width = max(map(len, page.rows))
        header = html.escape(f"&R{page.header.replace('&', '&&')}", quote=False)
        return (
            self._hidden <= page.hidden
            and self._header in {b"", header.encode("ascii", "xmlcharrefreplace")}
            and len(self.rows) == len(page.rows)
            and all(map(_is_same, self.rows, page.rows))
            and _shows_columns(self._columns, width)
            and all(self._is_clear(*each) for each in self._merged)
        )

    def _is_clear(self, left: bytes, top: bytes, right: bytes, bottom: bytes) -> bool:
        """Whether merged cells lie in one row and cover nothing."""
        row = self.rows[int(top) - 1] if 0 < int(top) <= len(self.rows) else ()
        # Some programs merge E3:B3 as B3:E3.
        first, last = sorted((COLUMNS.get(left, 0), COLUMNS.get(right, len(LETTERS))))
        return top == bottom and not any(each is not None for each in row[first + 1 : last + 1])


class OwnForm:
    """The sheets of a file in this form, in their order."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            parts = own_parts(len(members)) if is_one_archive(data, archive) else None
            if parts is None or sum(each.file_size for each in members) > _LARGEST:
                raise NotOwnForm
            if [each.filename for each in members] != parts.names:
                raise NotOwnForm
            found = {each.filename: _unpacked(data, each) for each in members}
        listed = parts.listed(found)
        if listed is None or any(found[name] != each for name, each in parts.always.items()):
            raise NotOwnForm
        self._listed = listed
        sheets = [_divided(found[part]) for part in parts.sheets]
        rows = own_rows([written for _, written, _ in sheets])
        self._sheets = {
            name: _Sheet(before, each, after)
            for name, (before, _, after), each in zip(listed.names, sheets, rows, strict=True)
        }
        self.names = list(self._sheets)
        if len(self.names) < len(sheets):
            raise NotOwnForm

    def grid(self, name: str) -> Sequence[Sequence[CellValue]]:
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
    except (NotOwnForm, *_BROKEN):
        return None


def _unpacked(data: bytes, member: ZipInfo) -> bytes:
    """A part of the archive, where it is packed as all programs understand it."""
    at = member.header_offset
    sign, _, flags, method, _, _, _, _, _, named, more = _LOCAL.unpack_from(data, at)
    start = at + _LOCAL.size + named + more
    if sign != b"PK\3\4" or flags != member.flag_bits or method != ZIP_DEFLATED:
        raise NotOwnForm
    if data[at + _LOCAL.size :][:named] != member.filename.encode():
        raise NotOwnForm
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    # One byte more than it says, so that more is noticed.
    found = inflating.decompress(data[start : start + member.compress_size], member.file_size + 1)
    is_whole = inflating.eof and len(found) == member.file_size
    if not is_whole or zlib.crc32(found) != member.CRC:
        raise NotOwnForm
    return found


def _divided(xml: bytes) -> tuple[bytes, list[bytes], bytes]:
    """What stands before a sheet's rows, these without their ends, and what stands after them."""
    before, _, rest = xml.partition(b"<sheetData>")
    *rows, after = rest.split(ROW_END)
    return before, rows, after


def _shows_columns(written: bytes, width: int) -> bool:
    """Whether columns that are written so can be seen, one hidden at their end lies beyond."""
    count = written.count(b"<col ")
    alike = _WIDTH.sub(b"", written)
    return alike == _columns(count) or (count > width and alike == _columns(count, b' hidden="1"'))


@lru_cache(maxsize=256)
def _columns(count: int, last: bytes = b"") -> bytes:
    """So many columns as they are written, without their widths."""
    looks = [*[b""] * (count - 1), last][:count]
    return b"".join(
        b'<col%b customWidth="1" min="%d" max="%d"/>' % (look, place, place)
        for place, look in enumerate(looks, 1)
    )


def _all(pattern: re.Pattern[bytes], found: bytes | None) -> list[Sequence[bytes]]:
    """What stands one after another, each of it of the pattern."""
    pieces = pattern.split(found or b"")
    step = pattern.groups + 1
    if any(pieces[::step]):
        raise NotOwnForm
    return [pieces[place : place + pattern.groups] for place in range(1, len(pieces), step)]


def _is_same(row: Sequence[object], wanted: Sequence[CellValue]) -> bool:
    if row == wanted:
        return True
    long = max(len(row), len(wanted))
    return _padded(row, long) == _padded(wanted, long)


def _padded(row: Sequence[object], long: int) -> list[object]:
    return [None if each == "" else each for each in row] + [None] * (long - len(row))
