"""Which characters a TrueType file has, read from its table of them: quick enough for every save"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path


@cache
def letters_of(path: Path) -> frozenset[int]:
    """The characters of a font; none for a file that is no font."""
    try:
        with path.open("rb") as file:
            count = struct.unpack(">4xH6x", file.read(12))[0]
            tables = [struct.unpack(">4s4xLL", file.read(16)) for _ in range(count)]
            place, length = next(table[1:] for table in tables if table[0] == b"cmap")
            file.seek(place)
            return frozenset(_characters(file.read(length)))
    except (OSError, struct.error, StopIteration, ValueError):
        return frozenset()


def _characters(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", table, 2)
    for number in range(count):
        (start,) = struct.unpack_from(">L", table, 4 + 8 * number + 4)
        (form,) = struct.unpack_from(">H", table, start)
        if form == 12:
            (groups,) = struct.unpack_from(">L", table, start + 12)
            for first, last, glyph in struct.iter_unpack(
                ">LLL", table[start + 16 : start + 16 + 12 * groups]
            ):
                yield from range(first + (glyph == 0), last + 1)
        elif form == 4:
            yield from _of_segments(table, start)


def _of_segments(table: bytes, start: int) -> Iterable[int]:
    (twice,) = struct.unpack_from(">H", table, start + 6)
    segments = twice // 2
    ends = struct.unpack_from(f">{segments}H", table, start + 14)
    starts = struct.unpack_from(f">{segments}H", table, start + 16 + twice)
    deltas = struct.unpack_from(f">{segments}H", table, start + 16 + 2 * twice)
    offsets_at = start + 16 + 3 * twice
    offsets = struct.unpack_from(f">{segments}H", table, offsets_at)
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for sign in range(first, min(last, 0xFFFE) + 1):
            glyph = sign
            if offset := offsets[number]:
                place = offsets_at + 2 * number + offset + 2 * (sign - first)
                (glyph,) = struct.unpack_from(">H", table, place)
            if glyph and (glyph + deltas[number]) & 0xFFFF:
                yield sign
