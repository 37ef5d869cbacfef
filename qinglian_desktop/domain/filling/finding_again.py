"""A mapping found again in another file of the same form: by its words, wherever they moved"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from qinglian_desktop.domain.filling.around_places import (
    TableWords,
    labels_alike,
    labels_of,
    words_alike,
)
from qinglian_desktop.domain.filling.form_labels import plain_label, without_days
from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedColumn,
    MappedPlace,
    MappedRows,
    WordsAround,
)
from qinglian_desktop.domain.filling.seen_form import FormCell, FormPlace, FormTable, SeenForm

_SAME_PLACE = 0.6
"""So alike the words of a place must be where the rows and columns lead to it."""
_SAME_AGAIN = 0.85
"""So alike where rows or columns of the same words stand more than once."""
_ELSEWHERE = 0.85
"""So alike they must be anywhere else."""
_SAME_TABLE = 0.3
_RENAMED = 0.6
"""So alike are two rows of which one is the other with words changed a little."""


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """A mapping in the places of another file: what moved from where to where, what has no place.

    ``new`` are cells that are to be filled and that the form did not have before. ``gone`` are
    places of the form as it was mapped, those of rows by that of their first column.
    """

    mapping: FormMapping
    moved: tuple[tuple[FormPlace, FormPlace], ...] = ()
    gone: tuple[FormPlace, ...] = ()
    new: tuple[FormPlace, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether everything is where it was, and nothing is new."""
        return not (self.moved or self.gone or self.new)


def find_again(mapping: FormMapping, before: SeenForm, now: SeenForm) -> FoundAgain:
    """The mapping that was made of the form ``before`` in the same form as it came ``now``."""
    if before.tables == now.tables:
        return FoundAgain(mapping)
    return _Finding(mapping, before, now).found()


class _Finding:
    """Where each place of a form before is in the form of now."""

    def __init__(self, mapping: FormMapping, before: SeenForm, now: SeenForm) -> None:
        self._mapping = mapping
        self._now = now
        self._words = {each.name: TableWords(each) for each in now.tables}
        self._before = {each.name: TableWords(each) for each in before.tables}
        self._tables = dict(_paired_tables(before, now))
        self._aligned = {
            old: _Alignment(self._before[old].table, self._words[new].table)
            for old, new in self._tables.items()
        }
        self._taken: set[FormPlace] = set()

    def found(self) -> FoundAgain:
        where: dict[FormPlace, FormPlace] = {}
        around = dict(self._mapped())
        for place, words in around.items():
            if (there := self._expected(place, words)) is not None:
                where[place] = there
                self._taken.add(there)
        for place, words in around.items():
            if place not in where and (there := self._elsewhere(place, words)) is not None:
                where[place] = there
                self._taken.add(there)
        mapping = self._moved(where)
        return FoundAgain(
            mapping,
            tuple((old, new) for old, new in where.items() if old != new),
            tuple(place for place in around if place not in where),
            tuple(self._new()),
        )

    def _mapped(self) -> Iterator[tuple[FormPlace, WordsAround]]:
        """Every place of the mapping with the words around it before."""
        for each in self._mapping.places:
            yield each.place, self._around(each.place, each.around)
        for rows in self._mapping.rows:
            for column in rows.columns:
                yield column.place, self._around(column.place, WordsAround())

    def _around(self, place: FormPlace, kept: WordsAround) -> WordsAround:
        words = self._before.get(place.table)
        cell = words.at(place.at) if words else None
        return words.around(cell) if words and cell else kept

    def _expected(self, place: FormPlace, around: WordsAround) -> FormPlace | None:
        """Where the rows and columns lead, if the words are those there."""
        aligned = self._aligned.get(place.table)
        if aligned is None:
            return None
        words = self._words[self._tables[place.table]]
        old = self._before[place.table].at(place.at)
        cell = aligned.cell(words, old) if old else None
        if old is None or cell is None:
            return None
        if words_alike(around, words.around(cell)) < aligned.least(old):
            return None
        found = FormPlace(words.table.name, cell.at)
        return None if found in self._taken else found

    def _elsewhere(self, place: FormPlace, around: WordsAround) -> FormPlace | None:
        """The one place of the form whose words are the same, or nearly."""
        table = self._tables.get(place.table)
        scored = sorted(
            (
                (words_alike(around, words.around(cell)), FormPlace(words.table.name, cell.at))
                for words in self._words.values()
                if table in (None, words.table.name)
                for cell in words.blanks
                if FormPlace(words.table.name, cell.at) not in self._taken
            ),
            key=lambda pair: -pair[0],
        )
        if not scored or scored[0][0] < _ELSEWHERE:
            return None
        if len(scored) > 1 and scored[1][0] == scored[0][0]:
            return None
        return scored[0][1]

    def _new(self) -> Iterator[FormPlace]:
        """Blank cells in rows or columns that were not there before."""
        old = {new: name for name, new in self._tables.items()}
        for name, words in self._words.items():
            aligned = self._aligned.get(old.get(name, ""))
            for cell in words.blanks:
                place = FormPlace(name, cell.at)
                is_new = aligned is None or aligned.is_new(cell)
                if is_new and place not in self._taken:
                    yield place

    def _moved(self, where: dict[FormPlace, FormPlace]) -> FormMapping:
        return replace(
            self._mapping,
            places=tuple(
                self._with_words(replace(each, place=where[each.place]))
                for each in self._mapping.places
                if each.place in where
            ),
            rows=tuple(
                rows for each in self._mapping.rows if (rows := self._rows(each, where)) is not None
            ),
            labels=labels_of(self._now),
        )

    def _with_words(self, mapped: MappedPlace) -> MappedPlace:
        words = self._words[mapped.place.table]
        cell = words.at(mapped.place.at)
        return replace(mapped, around=words.around(cell)) if cell else mapped

    def _rows(self, rows: MappedRows, where: dict[FormPlace, FormPlace]) -> MappedRows | None:
        columns = tuple(
            MappedColumn(where[each.place], each.column)
            for each in rows.columns
            if each.place in where
        )
        return replace(rows, columns=columns) if columns else None


class _Alignment:
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


def _paired_tables(before: SeenForm, now: SeenForm) -> Iterator[tuple[str, str]]:
    """The names of tables before and now: the same name, else the most words in common."""
    left = {each.name: each for each in now.tables}
    old = {each.name: each for each in before.tables}
    for name in [name for name in old if name in left]:
        if len(now.tables) == 1 or _tables_alike(old[name], left[name]) >= _SAME_TABLE:
            yield name, name
            del left[name], old[name]
    for name, table in old.items():
        best = max(left.values(), key=lambda each: _tables_alike(table, each), default=None)
        if best is not None and _tables_alike(table, best) >= _SAME_TABLE:
            yield name, best.name
            del left[best.name]


def _tables_alike(one: FormTable, other: FormTable) -> float:
    return labels_alike(*(_labels(each) for each in (one, other)))


def _labels(table: FormTable) -> frozenset[str]:
    return frozenset(filter(None, (without_days(each.text) for each in table.cells)))


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
