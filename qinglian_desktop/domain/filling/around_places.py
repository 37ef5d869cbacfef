"""The words around the cells of a form: those of their row, of their column, and their own"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property

from qinglian_desktop.domain.filling.form_labels import (
    has_gap,
    is_dated,
    is_day_alone,
    is_empty,
    is_label,
    is_open,
    is_remark,
    plain_label,
    without_days,
)
from qinglian_desktop.domain.filling.form_mapping import FormMapping, WordsAround
from qinglian_desktop.domain.filling.seen_form import FormCell, FormPlace, FormTable, SeenForm
from qinglian_desktop.domain.remembered import remembered

_WIDE = 0.8
"""What takes so much of the width from the left on is a title, or heads a section of rows."""

_SAME_NEAREST, _SAME_NEXT, _MOST = 0.7, 0.1, 0.95
"""How alike two runs of labels are of which only those farther off differ: by how many agree."""


class TableWords:
    """The words around each cell of one table."""

    def __init__(self, table: FormTable) -> None:
        self.table = table
        self._covering = {
            (row, column): each
            for each in table.cells
            for row in range(each.row, each.row + each.rows)
            for column in range(each.column, each.column + each.columns)
        }
        self._left = min((each.column for each in table.cells if is_label(each)), default=0)
        in_row: dict[int, int] = {}
        for each in table.cells:
            in_row[each.row] = in_row.get(each.row, 0) + 1
        self._at = {each.at: each for each in table.cells}
        self._said: dict[int, list[int]] = {}
        self._around: dict[str, WordsAround] = {}
        self._alone = {row for row, many in in_row.items() if many == 1}

    def at(self, place: str) -> FormCell | None:
        """The cell of this place."""
        return self._at.get(place)

    def covering(self, row: int, column: int) -> FormCell | None:
        """The cell that takes this place, merged ones wherever they do."""
        return self._covering.get((row, column))

    def around(self, cell: FormCell) -> WordsAround:
        """The words around the cell, as they stand there, from far to near."""
        if cell.at not in self._around:
            own = cell.text.strip() if is_label(cell) else ""
            beside = (*self._section(cell), *self.beside(cell))
            self._around[cell.at] = WordsAround(_texts(beside), _texts(self.above(cell)), own)
        return self._around[cell.at]

    def beside(self, cell: FormCell) -> list[FormCell]:
        """The labels of its row, from far to near: the first run of them to its left."""
        found: list[FormCell] = []
        last = cell
        for column in range(cell.column - 1, -1, -1):
            each = self.covering(cell.row, column)
            if each is None or each is last:
                if each is None and found:
                    break
                continue
            last = each
            if is_label(each) and not self.is_line(each):
                found.append(each)
            elif found and is_empty(each):
                break
        return found[::-1]

    def above(self, cell: FormCell) -> list[FormCell]:
        """The labels of its column, from far to near: the first run of them upwards."""
        return self._upwards(cell)[0][::-1]

    def lines_over(self, cell: FormCell) -> list[FormCell]:
        """The titles and heads of sections above it, from near to far."""
        return [
            each
            for each in self.lines
            if each.row < cell.row and each.column <= cell.column < each.column + each.columns
        ]

    def is_line(self, cell: FormCell) -> bool:
        """Whether it is a title, or heads a section: it takes the whole width."""
        if not is_label(cell) or cell.column > self._left or self.table.columns < 3:
            return False
        return cell.row in self._alone or cell.columns >= _WIDE * self.table.columns

    @cached_property
    def lines(self) -> list[FormCell]:
        """Every title and head of a section, from the bottom up."""
        return [each for each in reversed(self.table.cells) if self.is_line(each)]

    @property
    def dated_lines(self) -> Iterator[FormCell]:
        """The titles in which a year and a month stand, which are those of the form last time."""
        return (
            e
            for e in self.table.cells
            if self.is_line(e) and is_dated(e.text) and not has_gap(e.text)
        )

    def is_adjacent(self, label: FormCell, cell: FormCell) -> bool:
        """Whether the label stands right before the cell in its row."""
        return label.column + label.columns == cell.column

    @property
    def blanks(self) -> Iterator[FormCell]:
        """The cells that are to be filled: by the words around them, or in their own words."""
        for each in self.table.cells:
            if each.is_locked and self.table.is_protected:
                continue
            if is_label(each):
                if has_gap(each.text) or "{{" in each.text.replace("｛", "{"):
                    yield each
            elif is_open(each) and (self.beside(each) or self.above(each)):
                yield each

    def _heads(self, label: FormCell) -> bool:
        """Whether a label in a column is its head: of a year alone (2025年) beside other heads."""
        if not is_remark(label.text):
            return True
        return is_day_alone(label.text) and any(
            each is not None
            and is_label(each)
            and not is_remark(each.text)
            and not self.is_line(each)
            for column in range(self.table.columns)
            if (each := self.covering(label.row, column)) is not label
        )

    def _section(self, cell: FormCell) -> list[FormCell]:
        """The head of the section of rows in which it stands, below the heads of the columns."""
        found, section = self._upwards(cell)
        return [section] if found and section is not None else []

    def _said_in(self, column: int) -> list[int]:
        """The rows of a column in which words stand, from the top."""
        if column not in self._said:
            rows = range(self.table.rows)
            cells = ((row, self.covering(row, column)) for row in rows)
            self._said[column] = [row for row, each in cells if each and is_label(each)]
        return self._said[column]

    def _upwards(self, cell: FormCell) -> tuple[list[FormCell], FormCell | None]:
        found: list[FormCell] = []
        section: FormCell | None = None
        said = self._said_in(cell.column)
        row = cell.row - 1
        while row >= 0:
            if not found:
                above = bisect_right(said, row)
                if not above:
                    break
                row = said[above - 1]
            each = self.covering(row, cell.column)
            if each is not None and self.is_line(each):
                if found:
                    break
                section = section or each
            elif each is not None and is_label(each) and self._heads(each):
                found.append(each)
            elif found:
                break
            row = (each.row if each is not None else row) - 1
        return found, section


def labels_of(seen: SeenForm) -> frozenset[str]:
    """The words by which a form is known again, whatever month stands in it."""
    said = (without_days(each.text) for _, each in seen.places if is_label(each))
    return frozenset(filter(None, said))


def labels_alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How surely two forms are the same by their words: 1 the same, 0 nothing in common."""
    return len(one & other) / len(one | other) if one and other else 0.0


@remembered(4096)
def words_alike(one: WordsAround, other: WordsAround) -> float:
    """How alike the words around two places are, from 0 to 1."""
    sides = [
        _sides_alike(*pair)
        for pair in ((one.beside, other.beside), (one.above, other.above))
        if pair[0] or pair[1]
    ]
    around = min(sides, default=1.0)
    if not one.own and not other.own:
        return around
    # What says itself what it is needs no others.
    return 0.9 * _sides_alike((one.own,), (other.own,)) + 0.1 * around


def with_words(mapping: FormMapping, seen: SeenForm) -> FormMapping:
    """The mapping with the words around its places, by which they are found again."""
    words = {table.name: TableWords(table) for table in seen.tables}

    def around(place: FormPlace) -> WordsAround:
        table = words.get(place.table)
        cell = table.at(place.at) if table else None
        return table.around(cell) if table and cell else WordsAround()

    return replace(
        mapping,
        places=tuple(replace(each, around=around(each.place)) for each in mapping.places),
        rows=tuple(
            replace(each, around=around(each.columns[0].place)) if each.columns else each
            for each in mapping.rows
        ),
        labels=labels_of(seen),
    )


def _texts(cells: Iterable[FormCell]) -> tuple[str, ...]:
    return tuple(" ".join(each.text.split()) for each in cells)


def _sides_alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    left, right = "／".join(map(plain_label, one)), "／".join(map(plain_label, other))
    if left == right:
        return 1.0
    if not left or not right:
        return 0.3
    ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    same = 0
    for label, there in zip(reversed(one), reversed(other), strict=False):
        if plain_label(label) != plain_label(there):
            break
        same += 1
    return max(ratio, min(_MOST, _SAME_NEAREST + _SAME_NEXT * same)) if same else ratio
