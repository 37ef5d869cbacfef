"""The parts of a zipped workbook with the first rows of its sheets, and nothing of the others.

What stands behind the rows stays, like what is merged, so that heads are understood in them as
in the whole. What is cut wrongly, because it is written as no program writes it, is not read:
then the whole decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_STRINGS = "sharedstrings.xml"
_NUMBER = re.compile(rb"<v>(\d{1,9})")
"""Of a cell that has a text this is its place among the texts; of others it does not matter."""


def with_first_rows(parts: Iterable[tuple[str, bytes]], most: int) -> Iterator[tuple[str, bytes]]:
    """Each part by its name; of the texts that sheets share those that these rows need."""
    last, strings = -1, list[tuple[str, bytes]]()
    for part, data in parts:
        if part.endswith(_STRINGS):
            strings.append((part, data))
        elif b"<sheetData" in data:
            kept = _cut(data, b"<sheetData", b"</row>", b"</sheetData>", most)
            last = max((last, *map(int, _NUMBER.findall(kept))))
            yield part, kept
        else:
            yield part, data
    for part, data in strings:
        yield part, _cut(data, b"<sst", b"</si>", b"</sst>", last + 1)


def _cut(data: bytes, begins: bytes, each: bytes, ends: bytes, most: int) -> bytes:
    """Without what is behind so many of ``each``, as far as where they end."""
    at, end = data.find(begins), data.rfind(ends)
    for _ in range(most):
        if at < 0 or (at := data.find(each, at, end)) < 0:
            return data
        at += len(each)
    return data[:at] + data[end:] if most and end >= 0 else data
