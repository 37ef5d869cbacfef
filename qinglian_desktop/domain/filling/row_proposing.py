"""Rows of a form that are to be filled with records: which ledger's, and which column says what"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.filling.around_places import TableWords
from qinglian_desktop.domain.filling.form_columns import (
    PLACE,
    form_columns,
    row_columns,
    rows_asked,
)
from qinglian_desktop.domain.filling.form_labels import is_open, plain_label
from qinglian_desktop.domain.filling.form_mapping import MappedColumn, MappedRows
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.seen_form import FormCell, FormPlace
from qinglian_desktop.domain.importing.heads import SheetHead
from qinglian_desktop.domain.importing.import_plan import HeadRows
from qinglian_desktop.domain.importing.likeness import (
    SURE,
    HeadCell,
    bare_head,
    is_nowhere,
    likeness,
    plain_head,
    stem_of,
)
from qinglian_desktop.domain.importing.matching import match_columns
from qinglian_desktop.domain.importing.targets import Target, targets
from qinglian_desktop.domain.ledger import Ledger

_LEAST = 2
"""So many heads at least must be columns of the ledger, and half of all."""
_TITLED = 1.5
"""So many heads it is worth that the title names the ledger."""
_INSIDE = 0.01
_TABLE_OF = re.compile("(?:台账|清单|花名册)$")


@dataclass(frozen=True, slots=True)
class OpenRows:
    """Rows below heads in which nothing stands: the cells of the first, and how many there are."""

    first: tuple[FormCell, ...]
    heads: tuple[HeadCell, ...]
    room: int


class RowProposing:
    """Finds the rows of tables that ask for the records of a ledger of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._ledgers = [each for each in catalogue if each.is_kept]
        self._targets: dict[str, dict[str, Target]] = {}
        self._names: dict[str, frozenset[str]] = {}

    def rows(self, words: TableWords, span: FormSpan) -> Iterator[MappedRows]:
        """What a table asks for; ``span`` is the time of which its title speaks."""
        for each in open_rows(words):
            near = [ledger for ledger in self._ledgers if self._is_near(ledger, each.heads)]
            ranked = [found for found in self._ranked(words, each, near) if found[1]]
            if not ranked or (len(ranked) > 1 and ranked[0][0] <= ranked[1][0]):
                continue
            score, columns, ledger = ranked[0]
            asked = sum(not is_nowhere(head) for head in each.heads if head.words)
            if len(columns) < _LEAST or score * 2 < asked:
                continue
            yield _mapped(words, each, ledger, columns, span)

    def offered(
        self, words: TableWords, cells: Sequence[FormCell], room: int, span: FormSpan
    ) -> list[MappedRows]:
        """What each ledger could say in rows that begin with these cells, the likeliest first.

        Where no more than one row is meant, there is as much room as the form left.
        """
        room = room if room > 1 else max(room_from(words, cells[0]), 1)
        each = OpenRows(tuple(cells), tuple(_head(words, cell) for cell in cells), room)
        ranked = self._ranked(words, each, self._ledgers)
        return [_mapped(words, each, ledger, columns, span) for _, columns, ledger in ranked]

    def _ranked(
        self, words: TableWords, asked: OpenRows, ledgers: Sequence[Ledger]
    ) -> list[tuple[float, dict[int, str], Ledger]]:
        """What each ledger could say there and how likely it is meant, the likeliest first."""
        titles = "".join(plain_label(line.text) for line in words.lines_over(asked.first[0]))
        found: list[tuple[float, dict[int, str], Ledger]] = []
        for ledger in ledgers:
            columns = self._columns(ledger, asked.heads)
            label = plain_label(ledger.label)
            is_titled = bool(columns) and (_TABLE_OF.sub("", label) or label) in titles
            found.append((_told(columns) + (_TITLED if is_titled else 0), columns, ledger))
        return sorted(found, key=lambda each: -each[0])

    def _is_near(self, ledger: Ledger, heads: Sequence[HeadCell]) -> bool:
        """Whether heads enough are names of its columns for it to be worth a closer look."""
        if ledger.key not in self._names:
            found = self._targets_of(ledger).values()
            self._names[ledger.key] = frozenset(
                plain_head(name) for each in found for name in each.names
            )
        named = sum(not _names_of(head).isdisjoint(self._names[ledger.key]) for head in heads)
        return named >= _LEAST

    def _targets_of(self, ledger: Ledger) -> dict[str, Target]:
        if ledger.key not in self._targets:
            self._targets[ledger.key] = targets(ledger)
        return self._targets[ledger.key]

    def _columns(self, ledger: Ledger, heads: Sequence[HeadCell]) -> dict[int, str]:
        head = SheetHead(HeadRows(0, 1), tuple(heads))
        known = row_columns(ledger)
        found: dict[int, str] = {}
        for each in match_columns(head, (), self._targets_of(ledger), {}, {}):
            if each.is_sure and each.target in known and each.target not in found.values():
                found[each.at] = each.target
        # A row can be that of one kind of child rows only.
        asked = rows_asked(ledger, found.values())
        counts = {rows: sum(k.startswith(f"{rows}.") for k in found.values()) for rows in asked}
        best = max(counts, key=lambda rows: counts[rows], default="")
        return {
            at: key
            for at, key in found.items()
            if key.partition(".")[0] not in counts or key.startswith(f"{best}.") or key in asked
        }


def _told(columns: dict[int, str]) -> float:
    """How much it is; what a record says of itself goes before what one of its child rows says."""
    return len(columns) - _INSIDE * sum("." in key for key in columns.values())


def _mapped(
    words: TableWords, asked: OpenRows, ledger: Ledger, columns: dict[int, str], span: FormSpan
) -> MappedRows:
    places = [
        MappedColumn(FormPlace(words.table.name, cell.at), key)
        for at, cell in enumerate(asked.first)
        if (key := PLACE if is_nowhere(asked.heads[at]) else columns.get(at, ""))
    ]
    over = span if ledger.is_of_events else None
    around = words.around(asked.first[0])
    return MappedRows(ledger.key, tuple(places), asked.room, over, around=around)


def record_fields(ledger: Ledger, words: TableWords) -> Iterator[tuple[FormCell, str]]:
    """The blank cells that ask for a column of a record, by the label right before or over them.

    Each column has one cell, the surest and first.
    """
    known, said = form_columns(ledger), targets(ledger)
    found: dict[str, tuple[float, FormCell]] = {}
    for cell in words.blanks:
        beside, above = words.beside(cell), words.above(cell)
        if not is_open(cell) or (beside and not words.is_adjacent(beside[-1], cell)):
            continue
        label = beside[-1] if beside else above[-1]
        head = HeadCell(label.text.strip().rstrip("：:"))
        for key, target in said.items():
            sure = likeness(head, target)
            if key in known and sure >= SURE and sure > found.get(key, (0.0, cell))[0]:
                found[key] = sure, cell
    taken: dict[str, tuple[float, str]] = {}
    for key, (sure, cell) in found.items():
        if sure > taken.get(cell.at, (0.0, ""))[0]:
            taken[cell.at] = sure, key
    for key, (_, cell) in found.items():
        if taken[cell.at][1] == key:
            yield cell, key


def _names_of(head: HeadCell) -> frozenset[str]:
    """What a head may be the name of, as it is compared."""
    return frozenset((plain_head(head.words), bare_head(head.words), stem_of(head.words))) - {""}


def room_from(words: TableWords, cell: FormCell) -> int:
    """How many rows from that of the cell on say nothing but the numbers of rows."""
    found = (
        each.room - (cell.row - each.first[0].row)
        for each in open_rows(words)
        if each.first[0].row <= cell.row < each.first[0].row + each.room
    )
    return next(found, 0)


def open_rows(words: TableWords) -> Iterator[OpenRows]:
    """Every run of rows, each below heads, that says nothing but the numbers of its rows."""
    table = words.table
    by_row: dict[int, list[FormCell]] = {}
    for each in table.cells:
        by_row.setdefault(each.row, []).append(each)
    row = 0
    while row < table.rows:
        cells = by_row.get(row, [])
        if not _is_open_row(words, cells):
            row += 1
            continue
        first, room = sorted(cells, key=lambda each: each.column), 0
        shape = [(each.column, each.columns) for each in first]
        while (
            _is_open_row(words, by_row.get(row + room, []))
            and [
                (each.column, each.columns)
                for each in sorted(by_row[row + room], key=lambda each: each.column)
            ]
            == shape
        ):
            room += 1
        heads = tuple(_head(words, each) for each in first)
        if sum(bool(head.words) for head in heads) > 1:
            yield OpenRows(tuple(first), heads, room)
        row += room


def _is_open_row(words: TableWords, cells: Sequence[FormCell]) -> bool:
    return len(cells) > 1 and all(is_open(each) and each.rows == 1 for each in cells)


def _head(words: TableWords, cell: FormCell) -> HeadCell:
    texts = [each.text for each in words.above(cell)]
    return HeadCell(texts[-1], tuple(texts[:-1])) if texts else HeadCell("")
