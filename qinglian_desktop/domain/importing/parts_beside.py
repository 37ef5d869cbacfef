"""A table whose heads stand twice beside each other: its right half is read below its left"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.importing.cells import is_blank_cell
from qinglian_desktop.domain.importing.heads import SheetHead
from qinglian_desktop.domain.importing.likeness import HeadCell, bare_head, is_nowhere, plain_head
from qinglian_desktop.domain.importing.targets import Target
from qinglian_desktop.domain.sheet import FileCell, FileSheet, Merged

_LEAST = 2
_FAR = 1000


@dataclass(frozen=True, slots=True)
class PartsBeside:
    """The columns at which each part begins, its ``width``, and how much lower the next is read.

    Without any all stands once, and where it is read.
    """

    starts: tuple[int, ...] = ()
    width: int = 0
    lower: int = 0

    @property
    def begins(self) -> frozenset[int]:
        """The rows in which another part begins."""
        return frozenset(part * self.lower for part in range(1, len(self.starts)))

    def original(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell stands in the file, by row and column counted from 0."""
        if not self.lower or row < self.lower:
            return row, column
        part = row // self.lower
        return row % self.lower, column + self.starts[part] - self.starts[0]

    def row_words(self, row: int) -> str:
        """What a row is called, counted from 0."""
        part = row // self.lower if self.lower else 0
        number = f"第 {self.original(row, 0)[0] + 1} 行"
        if not part:
            return number
        return f"右栏{number}" if len(self.starts) == _LEAST else f"第 {part + 1} 栏{number}"


ALONE = PartsBeside()
"""All stands once."""


def parts_beside(sheet: FileSheet, head: SheetHead, known: Mapping[str, Target]) -> PartsBeside:
    """Whether the same heads stand twice or more, and nothing else beside them."""
    cells = head.cells
    # A sheet may have thousands of columns without a word.
    worded = [at for at, cell in enumerate(cells) if cell.words]
    if len(worded) < _LEAST:
        return ALONE
    first, last = worded[0], worded[-1]
    names = {plain_head(n): e.takes_many for e in known.values() for n in e.names}
    for width in range(_LEAST, min((len(cells) - first) // 2, last - first) + 1):
        part = cells[first : first + width]
        starts = _starts(cells, worded, part)
        if len(starts) < _LEAST:
            continue
        heads = ((plain_head(each.words), bare_head(each.words)) for each in part)
        named = [names[head] for both in heads for head in sorted(set(both)) if head in names]
        is_known = False in named and len(named) + any(map(is_nowhere, part)) >= _LEAST
        if len(set(part)) == len(part) and is_known and not _is_grouped(sheet, head, starts):
            return PartsBeside(tuple(starts), width, _lower(sheet))
    return ALONE


def _starts(
    cells: Sequence[HeadCell], worded: Sequence[int], part: Sequence[HeadCell]
) -> list[int]:
    """Where the part stands; none where anything else with words stands beside it."""
    starts, at = [worded[0]], bisect_left(worded, worded[0] + len(part))
    while at < len(worded):
        start = worded[at]
        if cells[start : start + len(part)] != part:
            return []
        starts.append(start)
        at = bisect_left(worded, start + len(part))
    return starts


def _is_grouped(sheet: FileSheet, head: SheetHead, starts: Sequence[int]) -> bool:
    """Whether the row above says of each part something else: 去年, 今年."""
    row = sheet.rows[head.rows.first - 1] if head.rows.first else ()
    said = [not is_blank_cell(row[at]) for at in starts if at < len(row)]
    return len(said) > 1 and all(said)


def _lower(sheet: FileSheet) -> int:
    return max(_FAR, 10 ** len(str(len(sheet.rows))))


def below_each_other(sheet: FileSheet, head: SheetHead, beside: PartsBeside) -> FileSheet:
    """The sheet with the parts of its records below each other, each under the first heads."""
    if not beside.starts:
        return sheet
    top = head.rows.first + head.rows.count
    last = beside.starts[0] + beside.width
    spread = {
        (row, start): sheet.rows[row][each.left]
        for each in sheet.merged
        if each.top >= top and each.right - each.left >= beside.width
        for row in range(each.top, min(each.bottom + 1, len(sheet.rows)))
        for start in beside.starts
        if each.left <= start <= each.right and each.left < len(sheet.rows[row])
    }
    rows: list[tuple[FileCell, ...]] = []
    for at, row in enumerate(sheet.rows):
        is_above = at < head.rows.first
        rows.append(row if is_above else row[:last])
    for part, start in enumerate(beside.starts[1:], 1):
        rows += [()] * (part * beside.lower - len(rows))
        for at, row in enumerate(sheet.rows):
            cells = () if at < top else row[start : start + beside.width]
            if (at, start) in spread:
                cells = (spread[at, start], *cells[1:])
            rows.append((*(None for _ in range(beside.starts[0])), *cells))
    return replace(sheet, rows=tuple(rows), merged=tuple(_merged(sheet, top, beside)))


def _merged(sheet: FileSheet, top: int, beside: PartsBeside) -> Iterator[Merged]:
    for each in sheet.merged:
        for part, start in enumerate(beside.starts):
            end = start + beside.width - 1
            is_in = each.left <= end and each.right >= start
            if not is_in or (each.top < top and part):
                continue
            left, right = max(each.left, start), min(each.right, end)
            down, back = part * beside.lower, start - beside.starts[0]
            if each.top < top:
                yield replace(each, right=each.right if each.bottom < top else right)
            else:
                yield Merged(each.top + down, left - back, each.bottom + down, right - back)
