"""Unicode's data as Qt brings it for Linux: 31 MB for all tongues, of which one is spoken here.

The library holds nothing but one table of files. It is written anew with the files that are used;
what follows the table moves up by whole pages, so that every address in it stays what it was.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import NamedTuple

_MARK = b"CmnD\x01\0\0\0"
_LOCALE = re.compile(r"[a-z]{2,3}(_\w+)?")
_SPOKEN = re.compile(r"zh(_\w+)?|en(_US)?")
_UNUSED_FOLDERS = {"brkitr", "unit", "translit", "rbnf"}
"""Breaking lines, units, other scripts, spelt numbers: Qt has its own or does without."""
_UNUSED_KINDS = {"spp", "cfu"}
_ENCODINGS = {"gb18030", "ibm-1386_P100-2001", "windows-936-2000"}
_ALIGNED = 16
_PAGE = 0x10000
"""The largest of any processor that is built for."""
_LOAD, _EH_FRAME, _NOTHING = 1, 0x6474E550, 0


class Table(NamedTuple):
    """Where it begins and where its list does, with the files: name → (start, end) in bytes."""

    start: int
    listed: int
    files: dict[str, tuple[int, int]]


def is_used(name: str) -> bool:
    """Whether a file of the table, such as ``icudt73l/coll/zh.res``, is for this program."""
    *folders, last = name.split("/")[1:]
    stem, _, kind = last.rpartition(".")
    if kind == "cnv":
        return stem in _ENCODINGS
    if kind in _UNUSED_KINDS or stem == "unames" or _UNUSED_FOLDERS & set(folders):
        return False
    return not (kind == "res" and _LOCALE.fullmatch(stem)) or bool(_SPOKEN.fullmatch(stem))


def slim(library: Path) -> None:
    """Leave in the library what is used; ValueError if it is none of the kind that is known."""
    data = library.read_bytes()
    table = _table(data)
    end = max(end for _, end in table.files.values())
    written = data[table.start : table.listed] + _written(data, table)
    # Not a byte of what follows is needed but by its address: it moves by whole pages.
    cut = (end - table.start - len(written)) // _PAGE * _PAGE
    if cut <= 0:
        return
    head = bytearray(data[: table.start] + written)
    head += b"\0" * (end - cut - len(head))
    _move_segments(head, table.start, end, cut)
    library.write_bytes(bytes(head) + data[end:])


def names_in(library: Path) -> list[str]:
    """The files of its table."""
    return list(_table(library.read_bytes()).files)


def _table(data: bytes) -> Table:
    start = data.find(_MARK) - 12
    if start < 0 or data[:4] != b"\x7fELF":
        raise ValueError("not a library of Unicode's data")
    (header,) = struct.unpack_from("<H", data, start)
    listed = start + header
    (count,) = struct.unpack_from("<I", data, listed)
    places = [struct.unpack_from("<II", data, listed + 4 + 8 * each) for each in range(count)]
    names = [_text(data, listed + name) for name, _ in places]
    starts = [listed + place for _, place in places]
    # The last one's length stands nowhere; what follows in the section is far smaller than a page.
    ends = [*starts[1:], _section_end(data, start)]
    return Table(start, listed, dict(zip(names, zip(starts, ends, strict=True), strict=True)))


def _written(data: bytes, table: Table) -> bytes:
    """The list of the files that are used, their names, and they themselves."""
    used = {name: place for name, place in table.files.items() if is_used(name)}
    names_at = 4 + 8 * len(used)
    names = b"".join(name.encode() + b"\0" for name in used)
    listed, content = struct.pack("<I", len(used)), b""
    name_at, begin = names_at, _aligned(names_at + len(names))
    parts: list[bytes] = []
    at = begin
    for name, (start, end) in used.items():
        listed += struct.pack("<II", name_at, at)
        name_at += len(name.encode()) + 1
        part = data[start:end]
        parts.append(part + b"\0" * (_aligned(len(part)) - len(part)))
        at += len(parts[-1])
    content = listed + names
    return content + b"\0" * (begin - len(content)) + b"".join(parts)


def _move_segments(head: bytearray, start: int, end: int, cut: int) -> None:
    """Tell the loader: the table's segment is shorter, whatever came after it lies ``cut`` before.

    The list of sections, which no loader reads, is given up.
    """
    place, size, count = _programs(head)
    struct.pack_into("<Q", head, 0x28, 0)
    struct.pack_into("<HH", head, 0x3C, 0, 0)
    for each in range(place, place + size * count, size):
        kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", head, each)
        if offset >= end:
            moved = _NOTHING if kind == _EH_FRAME else kind
            struct.pack_into("<I", head, each, moved)
            struct.pack_into("<Q", head, each + 8, offset - cut)
        elif kind == _LOAD and offset <= start < offset + length:
            struct.pack_into("<QQ", head, each + 32, end - cut - offset, end - cut - offset)


def _programs(data: bytes | bytearray) -> tuple[int, int, int]:
    (place,) = struct.unpack_from("<Q", data, 0x20)
    size, count = struct.unpack_from("<HH", data, 0x36)
    return place, size, count


def _section_end(data: bytes, start: int) -> int:
    """Where the section ends that begins at the table."""
    (sections,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    for each in range(sections, sections + size * count, size):
        offset, length = struct.unpack_from("<QQ", data, each + 24)
        if offset == start:
            return offset + length
    raise ValueError("the table is no section of its own")


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _text(data: bytes, start: int) -> str:
    return data[start : data.index(b"\0", start)].decode()
