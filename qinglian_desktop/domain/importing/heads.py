"""Where the heads of a sheet stand: of all rows those of which most names are a ledger's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qinglian_desktop.domain.field_types import Choice, Choices
from qinglian_desktop.domain.importing.cells import is_blank_cell, text_of_cell
from qinglian_desktop.domain.importing.import_plan import HeadRows
from qinglian_desktop.domain.importing.likeness import (
    SURE,
    HeadCell,
    bare_head,
    is_of_person,
    plain_head,
)
from qinglian_desktop.domain.importing.targets import Target
from qinglian_desktop.domain.sheet import FileCell, FileSheet

_LOOKED_AT = 40
"""Rows at the top among which the heads are looked for."""
_MOST_ROWS = 3
_NARROW = 2
_BETTER_BELOW = 1.7
"""So many times the names must have a row below heads: else it heads another table."""
_LONGEST_HEAD = 80
_LABELLED = re.compile(r"[^:：]{2,10}[:：]\s*\S")
REASON = "没有导入的原因"
"""Over the column that says why a row was not taken: ours, and nothing of the record."""


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The rows of the heads, and the head of each column."""

    rows: HeadRows
    cells: tuple[HeadCell, ...]


def head_rows(head: SheetHead) -> list[list[str]]:
    """The heads as rows of cells, as they are found again: one that is merged stands on top."""
    parts = [(*each.above, each.words) for each in head.cells]
    return [
        [part[at] if at < len(part) else "" for part in parts]
        for at in range(max(map(len, parts), default=1))
    ]


def is_reason(head: HeadCell) -> bool:
    """Whether it is the column that we put behind what was not taken."""
    return head.words == REASON


def head_of(sheet: FileSheet, rows: HeadRows, width: int | None = None) -> SheetHead:
    """The heads that stand in these rows; of a sheet of that ``width``, where it is known."""
    width = _width(sheet) if width is None else width
    rows = _with_rows_below(sheet, rows, width)
    shown = _with_merged(sheet, rows, width)
    return SheetHead(rows, tuple(_head_cell([row[at] for row in shown]) for at in range(width)))


def _with_rows_below(sheet: FileSheet, rows: HeadRows, width: int) -> HeadRows:
    """With the rows into which a head is merged downwards, or that part one merged across."""
    last, lowest = rows.first + rows.count - 1, rows.first + _MOST_ROWS - 1
    for each in sheet.merged if rows.count else ():
        if rows.first <= each.top <= last < each.bottom <= lowest:
            last = each.bottom
    across = [e for e in sheet.merged if rows.count and e.bottom == last and e.right > e.left]
    if across and last < lowest and last + 1 < len(sheet.rows) and width > _NARROW:
        below = [at for at, c in enumerate(sheet.rows[last + 1]) if not is_blank_cell(c)]
        parted = all(any(e.left <= at <= e.right for e in across) for at in below)
        if len(below) > 1 and parted and all(_is_word(sheet.rows[last + 1][at]) for at in below):
            last += 1
    if rows.count and last < lowest and _parts_people(sheet, last, width):
        last += 1
    return HeadRows(rows.first, last - rows.first + 1 if rows.count else 0)


def _parts_people(sheet: FileSheet, last: int, width: int) -> bool:
    """Whether the row below says 姓名 and 职务 of people whose heads lost their merging."""
    if last + 1 >= len(sheet.rows) or any(e.top <= last <= e.bottom for e in sheet.merged):
        return False
    row, below = (
        [text_of_cell(each[at]) if at < len(each) else "" for at in range(width)]
        for each in sheet.rows[last : last + 2]
    )
    said = [at for at, words in enumerate(below) if words]
    spread = [at for at in said if not row[at]]
    groups = {at - 1 for at in spread if at - 1 not in spread} | set(spread)
    return bool(spread) and all(at in groups and is_of_person(below[at]) for at in said)


def _with_rows_above(sheet: FileSheet, head: SheetHead) -> SheetHead:
    """With the rows of groups, into which a head of it is merged upwards."""
    first, last = head.rows.first, head.rows.first + head.rows.count - 1
    tops = [e.top for e in sheet.merged if e.top < first <= e.bottom <= last]
    if not tops or last - min(tops) >= _MOST_ROWS:
        return head
    return head_of(sheet, HeadRows(min(tops), last - min(tops) + 1))


def find_head(sheet: FileSheet, known: Mapping[str, Target]) -> tuple[SheetHead, float]:
    """The likeliest heads, and how many names of the ledger they have; none without any name."""
    names, width = _known_names(known), _width(sheet)
    best, most = head_of(sheet, HeadRows(_first_row(sheet), 0), width), 0.0
    for first in range(min(_LOOKED_AT, len(sheet.rows))):
        if width > _NARROW and _is_title(sheet.rows[first]):
            continue
        for count in range(1, min(_MOST_ROWS, len(sheet.rows) - first) + 1):
            head = head_of(sheet, HeadRows(first, count), width)
            found = _names_in(head, names) - 0.05 * head.rows.count - 0.001 * first
            is_below = most > SURE and first >= best.rows.first + best.rows.count
            if found > (most * _BETTER_BELOW if is_below else most):
                best, most = head, found
    best = _with_rows_above(sheet, best)
    if most < (SURE * 2 if width > _NARROW else SURE):
        guess = _looks_like_head(sheet, known)
        if guess is None and best.rows.first > _first_row(sheet) + _MOST_ROWS:
            # One name so far down is a word of a record.
            guess = HeadRows(_first_row(sheet), 0)
        return (head_of(sheet, guess, width), 0.0) if guess else (best, 0.0)
    return best, most


def _is_title(row: Sequence[FileCell]) -> bool:
    """Whether it is a single text, or lines like 填报单位：三支部; nothing begins with a blank row.

    The head of a group that stands alone is found as that which is above the others.
    """
    said = [cell for cell in row if not is_blank_cell(cell)]
    return len(said) < 2 or all(_LABELLED.match(text_of_cell(cell)) for cell in said)


def names_any(head: SheetHead, known: Mapping[str, Target]) -> bool:
    """Whether any of the heads is a name of a target."""
    return _names_in(head, _known_names(known)) > 0


def _known_names(known: Mapping[str, Target]) -> dict[str, str]:
    return {plain_head(name): key for key, each in known.items() for name in each.names}


def _names_in(head: SheetHead, known: Mapping[str, str]) -> float:
    """How many of the targets are named, each once, as far as it is sure."""
    named: set[str] = set()
    for cell in head.cells:
        if not cell.words or len(cell.words) > _LONGEST_HEAD:
            continue
        plain = plain_head(cell.words)
        key = known.get(plain) or known.get(bare_head(plain))
        if key:
            named.add(key)
    return float(len(named))


def _head_cell(texts: Sequence[str]) -> HeadCell:
    parts = [text for at, text in enumerate(texts) if text and (at == 0 or text != texts[at - 1])]
    return HeadCell(parts[-1], tuple(parts[:-1])) if parts else HeadCell("")


def _with_merged(sheet: FileSheet, rows: HeadRows, width: int) -> list[list[str]]:
    """The words of these rows, those of merged cells in each of the cells."""
    shown = [
        [text_of_cell(row[at]) if at < len(row) else "" for at in range(width)]
        for row in sheet.rows[rows.first : rows.first + rows.count]
    ]
    last = rows.first + rows.count - 1
    for each in sheet.merged:
        if each.top < rows.first or each.top > last or each.left >= width:
            continue
        words = shown[each.top - rows.first][each.left]
        for at in range(each.top, min(each.bottom, last) + 1):
            for column in range(each.left, min(each.right, width - 1) + 1):
                shown[at - rows.first][column] = words
    if rows.count > 1 and not any(rows.first <= each.top <= last for each in sheet.merged):
        # Copied cells and text files know of no merging: a group goes on until the next begins.
        for row, below in pairwise(shown):
            for at in range(1, width):
                if not row[at] and below[at]:
                    row[at] = row[at - 1]
    return shown


def _first_row(sheet: FileSheet) -> int:
    filled = (at for at, row in enumerate(sheet.rows) if not all(map(is_blank_cell, row)))
    return next(filled, 0)


def _width(sheet: FileSheet) -> int:
    return max(map(len, sheet.rows), default=0)


def _looks_like_head(sheet: FileSheet, known: Mapping[str, Target]) -> HeadRows | None:
    """The first row of several words that are all text, and none of them that of a record.

    Such are words out of a list, and those that stand in their column again.
    """
    options = {
        plain_head(word)
        for target in known.values()
        if isinstance(target.kind, Choice | Choices)
        for word in target.kind.options
    }
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        said = [cell for cell in row if not is_blank_cell(cell)]
        if len(said) > 1:
            is_data = any(plain_head(text_of_cell(cell)) in options for cell in said)
            is_data = is_data or _stands_again(row, sheet.rows[at + 1 : _LOOKED_AT])
            return HeadRows(at, 1) if all(map(_is_word, said)) and not is_data else None
    return None


def _stands_again(row: Sequence[FileCell], below: Sequence[Sequence[FileCell]]) -> bool:
    """Whether a word of the row is said again in its column, by a row that is another."""
    others = [each for each in below if [*each] != [*row]]
    return any(
        not is_blank_cell(cell) and at < len(each) and each[at] == cell
        for at, cell in enumerate(row)
        for each in others
    )


def _is_word(cell: FileCell) -> bool:
    return isinstance(cell, str) and not re.search("[0-9]{2}", cell) and len(cell) < _LONGEST_HEAD


def title_rows(sheet: FileSheet, head: SheetHead) -> Iterator[str]:
    """What stands above the heads, each text once."""
    said = (text_of_cell(cell) for row in sheet.rows[: head.rows.first] for cell in row)
    yield from dict.fromkeys(filter(None, said))


def rank(
    label: str, sheet: FileSheet, at: int, head: SheetHead, named: float
) -> tuple[bool, float, bool, int]:
    """How likely a sheet of these heads is the one that is meant, which may be called so."""
    is_called = label in (sheet.name, *title_rows(sheet, head))
    return is_called and named > 0, named, not sheet.is_hidden, -at
