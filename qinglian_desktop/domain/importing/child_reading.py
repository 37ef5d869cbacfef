"""The child rows of one record: whole in a cell, in columns of their own, or in numbered ones"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from qinglian_desktop.domain.field_types import FieldType, Rows
from qinglian_desktop.domain.importing.cell_reading import CellReading
from qinglian_desktop.domain.importing.cells import is_blank_cell
from qinglian_desktop.domain.importing.parts import lines_of_row, rows_beside, rows_in
from qinglian_desktop.domain.importing.targets import Target
from qinglian_desktop.domain.importing.written import share_in


class ChildRowReading(CellReading):
    """The cells of one record, with its child rows."""

    def _child_rows(self, key: str, columns: Sequence[tuple[int, Target]]) -> None:
        rows = self._children.setdefault(key, [])
        for row in self._rows:
            rows += rows_beside(self._whole_rows(key, row, columns), self._lines(key, row, columns))

    def _whole_rows(
        self, key: str, row: int, columns: Sequence[tuple[int, Target]]
    ) -> list[dict[str, object]]:
        """The child rows that stand in one cell of the row."""
        kind = cast("Rows", self._by.ledger.by_key[key].type)
        found: list[dict[str, object]] = []
        for at, target in columns:
            is_below = row != self._rows[0] and self._by.grid.goes_on(row, at)
            if target.part or is_below or not (words := self._words(row, at, target)):
                continue
            self._cells.setdefault((key, 0), (row, at))
            found += rows_in(kind, words, is_own=not self._by.grid.has_signs)
        return found

    def _lines(
        self, key: str, row: int, columns: Sequence[tuple[int, Target]]
    ) -> list[dict[str, object]]:
        """The child rows whose fields stand in columns of their own."""
        found: list[dict[str, object]] = []
        sets = _sets_of([(at, target) for at, target in columns if target.part])
        if len(sets) > 1:
            shared = {at for at, _ in sets[0]}.intersection(*({a for a, _ in e} for e in sets))
            said = [e for e in sets if any(self._says(row, at) for at, _ in e if at not in shared)]
            sets = said or sets[:1]
        for each in sets:
            found += self._lines_of(key, row, each, len(self._children[key]) + len(found))
        is_lender = self._by.is_one and key in {e.split(".")[0] for e in self._by.lent.values()}
        # Who registered once has a row for each time that he served.
        is_again = is_lender and bool(found) and self._children[key][-len(found) :] == found
        return [] if is_again else found

    def _says(self, row: int, at: int) -> bool:
        return not is_blank_cell(self._by.grid.meant(row, at))

    def _lines_of(
        self, key: str, row: int, columns: Sequence[tuple[int, Target]], before: int
    ) -> list[dict[str, object]]:
        """Those of one set of columns, ``before`` which so many were found."""
        found: list[dict[str, object]] = []
        kinds = [cast("FieldType", target.kind) for _, target in columns]
        said = [self._words(row, at, target) for at, target in columns]
        is_below = row != self._rows[0] and all(
            self._by.grid.goes_on(row, at)
            for (at, _), words in zip(columns, said, strict=True)
            if words
        )
        own = (w for (_, e), w in zip(columns, said, strict=True) if e.key not in self._by.lent)
        if is_below or not any(own):
            return []
        for line in lines_of_row(kinds, said, has_many=self._by.grid.has_signs):
            child: dict[str, object] = {}
            for (at, target), kind, text in zip(columns, kinds, line, strict=True):
                if text:
                    self._cells[target.key, before + len(found) + 1] = (row, at)
                    child[target.part], _ = self._plain(target, kind, text, (row, at))
            for cell in cast("Rows", self._by.ledger.by_key[key].type).fields:
                share = share_in(str(child.get(cell.within, ""))) if cell.within else None
                if share is not None:
                    child.setdefault(cell.key, share)
            # A row of which nothing was read has no place among those that are kept.
            if has_read := {part: plain for part, plain in child.items() if plain is not None}:
                found.append(has_read)
        return found


def _sets_of(columns: Sequence[tuple[int, Target]]) -> list[list[tuple[int, Target]]]:
    """The columns of each child row of a line: of 措施1 and 措施2 each, with what both have."""
    by_key: dict[str, list[tuple[int, Target]]] = {}
    for each in columns:
        by_key.setdefault(each[1].key, []).append(each)
    height = max(map(len, by_key.values()), default=0)
    return [
        [of[min(at, len(of) - 1)] for of in by_key.values() if at < len(of) or len(of) == 1]
        for at in range(height)
    ]
