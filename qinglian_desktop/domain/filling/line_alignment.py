"""Which row and which column of a form became which of the same form sent again"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from qinglian_desktop.domain.filling.around_places import TableWords
from qinglian_desktop.domain.filling.form_labels import plain_label
from qinglian_desktop.domain.filling.seen_form import FormCell, FormTable

_SAME_PLACE = 0.6
"""So alike the words of a place must be where the rows and columns lead to it."""
_SAME_AGAIN = 0.85
"""So alike where rows or columns of the same words stand more than once."""
_RENAMED = 0.6
"""So alike are two rows of which one is the other with words changed a little."""


class Alignment:
    """Which row and which column of a table became which of another."""

    def __init__(self, before: FormTable, now: FormTable) -> None:
        old, new = _lines(before, by_row=True), _lines(now, by_row=True)
        self.rows = dict(_aligned(old, new))
        # Columns are compared by what stands in the rows that both have.
        old_columns = _lines(before, by_row=False, within=set(self.rows))
        new_columns = _lines(now, by_row=False, within=set(self.rows.values()))
        self.columns = dict(_aligned(old_columns, new_columns))
        self._row_least = _least(self.rows, old, new)
        self._column_least = _least(self.columns, old_columns, new_columns)
        self._known_rows = set(self.rows.values())
        self._known_columns = set(self.columns.values())

    def cell(self, words: TableWords, old: FormCell) -> FormCell | None:
        """The cell that took the place of one before."""
        row, column = self.rows.get(old.row), self.columns.get(old.column)
        if row is None or column is None:
            return None
        cell = words.covering(row, column)
        return cell if cell and (cell.row, cell.column) == (row, column) else None

    def least(self, old: FormCell) -> float:
        """How alike the words around a cell must be to those before: nothing where its row and
        its column say what nothing else says."""
        return max(self._row_least[old.row], self._column_least[old.column])

    def stands_again(self, old: FormCell) -> bool:
        """Whether its row or its column says what another says, too."""
        return self.least(old) == _SAME_AGAIN

    def is_new(self, cell: FormCell) -> bool:
        """Whether its row or its column was not there before."""
        return cell.row not in self._known_rows or cell.column not in self._known_columns


def _least(
    became: dict[int, int], old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> dict[int, float]:
    """How alike the words around must be, by line before."""
    before, now = Counter(old), Counter(new)

    def least(line: tuple[str, ...], there: tuple[str, ...]) -> float:
        if not line or line != there:
            return _SAME_PLACE
        return 0.0 if before[line] == now[line] == 1 else _SAME_AGAIN

    return {at: least(old[at], new[there]) for at, there in became.items()}


def _lines(
    table: FormTable, *, by_row: bool, within: set[int] | None = None
) -> list[tuple[str, ...]]:
    """What stands in each row, or in each column, as it is compared; within some rows only.

    Merged cells stand in every one of theirs: so 1月 is that of its group.
    """
    found: list[list[str]] = [[] for _ in range(table.rows if by_row else table.columns)]
    for each in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if not each.text or not (within is None or each.row in within):
            continue
        first, many = (each.row, each.rows) if by_row else (each.column, each.columns)
        for at in range(first, min(first + many, len(found))):
            found[at].append(plain_label(each.text))
    return [tuple(each) for each in found]


def _aligned(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Which line became which: those that are the same, and between them those nearly so."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    yield from ((at, at) for at in range(start))
    first, last = old[start : len(old) - end], new[start : len(new) - end]
    matcher = SequenceMatcher(None, first, last, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(start + a, start + b), range(start + c, start + d), strict=True)
        elif kind == "replace":
            yield from _renamed(old, new, range(start + a, start + b), range(start + c, start + d))
    yield from ((len(old) - at, len(new) - at) for at in range(end, 0, -1))


def _renamed(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], was: range, now: range
) -> Iterator[tuple[int, int]]:
    """Lines that changed, in their order, the likeliest next each."""
    begin = now.start
    for at in was:
        scored = [(_line_alike(old[at], new[there]), -there) for there in range(begin, now.stop)]
        if not scored:
            return
        likeness, minus = max(scored)
        if likeness >= _RENAMED:
            yield at, -minus
            begin = -minus + 1


def _line_alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    left, right = "／".join(one), "／".join(other)
    if left == right:
        return 1.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio() if left and right else 0.0


def _shared(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> int:
    """How many lines are the same from the beginning on."""
    many = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        many += 1
    return many
