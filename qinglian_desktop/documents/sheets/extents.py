"""How far the cells of a sheet reach, before the whole rectangle of them is made room for.

calamine takes room for every cell from the first to the last that holds something: one cell at
the far end of a sheet would be more than any PC has. What a sheet says of its own dimension is
no help, as it may be anything. Cells that are only styled count neither there nor here.
"""

from __future__ import annotations

import re
import struct

from qinglian_desktop.documents.sheets.cells import MOST_CELLS
from qinglian_desktop.documents.sheets.refusals import damaged_table, too_large
from qinglian_desktop.documents.sheets.watching import Watch
from qinglian_desktop.domain.errors import EnvironmentProblem

_COLUMNS = (
    (re.compile(rb'r="[A-Za-z]{2}'), 26),
    (re.compile(rb'r="(?:[B-Zb-z][A-Za-z]|[A-Za-z]{3})'), 52),
    (re.compile(rb'r="[A-Za-z]{3}'), 702),
)
_ROWS = (
    (re.compile(rb'r="[A-Za-z]*(?:[2-9]\d{5}|\d{7})'), 199_999),
    (re.compile(rb'r="[A-Za-z]*\d{6}'), 99_999),
    (re.compile(rb'r="[A-Za-z]*(?:[89]\d{3}|\d{5})'), 7_999),
)
_UNUSUAL = tuple(re.compile(each) for each in (rb'<c\b(?! r=")', rb'<row\b(?! r=")', rb":c[ />]"))
_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>(\s*</)?")
_AT = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)(\d*)")
_CHECK_EVERY = 200_000
_WIDEST, _LONGEST = 16_384, 1_048_576
_CELLS_OF_97 = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
_BEGINNING, _DIMENSIONS, _STRINGS = 0x0809, 0x0200, 0x00FC
_LONGEST_OF_97, _WIDEST_OF_97 = 65_536, 256


def check_extent(data: bytes, name: str, watch: Watch) -> None:
    """Refuse a sheet of .xlsx of which the cells need more room than is given to one."""
    if b"sheetData" not in data:
        return
    columns = next((bound for beyond, bound in _COLUMNS if not beyond.search(data)), None)
    if columns is not None:
        # Of the bounds of rows the widest is enough with which so many columns have room.
        beyond = next(each for each, rows in _ROWS if rows * columns <= MOST_CELLS)
        if not any(each.search(data) for each in (beyond, *_UNUSUAL)):
            return
    rows, columns = _exactly(data, name, watch)
    _check_room(rows, columns, name)


def _exactly(data: bytes, name: str, watch: Watch) -> tuple[int, int]:
    """The last row and column with content, where cells may also leave out where they stand."""
    last_row = last_column = row = column = 0
    for count, found in enumerate(_TAG.finditer(data)):
        if count % _CHECK_EVERY == 0:
            watch.at(0, 1)
        tag, attributes, closes = found.groups()
        if attributes.count(b'"') % 2 or attributes.count(b"'") % 2:
            raise damaged_table(name)
        places = _AT.findall(attributes)
        if tag == b"row":
            row = max((_number(digits) for _, digits in places if digits), default=row + 1)
            column = 0
            continue
        column += 1
        at_row = row
        for letters, digits in places:
            column = max(column, _column(letters))
            at_row = max(at_row, _number(digits or b"0"))
        if not attributes.endswith(b"/") and not closes:
            last_row, last_column = max(last_row, at_row), max(last_column, column)
    return last_row, last_column


def _number(digits: bytes) -> int:
    return int(digits) if len(digits) < 10 else 10**9


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


def check_extent_of_97(stream: bytes, name: str) -> None:
    """The same for the stream of a workbook of 97, sheet by sheet."""
    at = last_row = last_column = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _BEGINNING:
            last_row = last_column = 0
        elif kind in _CELLS_OF_97 and size >= 6 and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if kind == 0x00BD:
                column += max(0, (size - 6) // 6)
            if row > last_row or column > last_column:
                last_row, last_column = max(last_row, row), max(last_column, column)
                _check_room(last_row + 1, last_column + 1, name)
        else:
            _check_counts(kind, stream[at + 4 : at + 4 + size], len(stream), name)
        at += 4 + size


def _check_counts(kind: int, record: bytes, most: int, name: str) -> None:
    """Refuse records by whose word calamine makes room for more than a sheet or file can hold."""
    if kind == _STRINGS and len(record) >= 8 and struct.unpack_from("<I", record, 4)[0] > most:
        raise damaged_table(name)
    if kind == _DIMENSIONS and len(record) >= 14:
        top, bottom, left, right = struct.unpack_from("<IIHH", record)
        if not (top <= bottom <= _LONGEST_OF_97 and left <= right <= _WIDEST_OF_97):
            raise damaged_table(name)


def _check_room(rows: int, columns: int, name: str) -> None:
    if rows > _LONGEST or columns > _WIDEST:
        raise damaged_table(name)
    if rows * columns > MOST_CELLS:
        raise room_problem(rows, columns, name)


def room_problem(rows: int, columns: int, name: str) -> EnvironmentProblem:
    """The sheet reaches further than is read."""
    return too_large(name, f"表里最远用到了第{rows}行、第{columns}列")
