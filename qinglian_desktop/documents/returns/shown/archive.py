"""Whether a file is one archive, in which no program finds other parts than its list names."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

_BEGIN = b"PK\3\4"
"""Of a part."""
_NAMED, _MORE, _LOCAL = slice(26, 28), slice(28, 30), 30
"""Where the beginning of a part says how long its name and the rest are, and how long it is."""


def is_one_archive(data: bytes, archive: ZipFile) -> bool:
    """Whether the parts that its list names lie side by side, and no other one between them.

    A program that goes from part to part, as one does with a file that it repairs, finds those
    that the list leaves out: another archive before this one.
    """
    at = 0
    for begin, end in (*_parts(data, archive), (archive.start_dir, len(data))):
        if begin < at or _BEGIN in data[at:begin]:
            return False
        at = end
    return _BEGIN not in data[archive.start_dir :]


def _parts(data: bytes, archive: ZipFile) -> Iterator[tuple[int, int]]:
    """Where each begins and ends."""
    for each in sorted(archive.infolist(), key=lambda each: each.header_offset):
        begin = each.header_offset
        local = data[begin : begin + _LOCAL]
        beside = sum(int.from_bytes(local[place], "little") for place in (_NAMED, _MORE))
        yield begin, begin + _LOCAL + beside + each.compress_size
