"""A mapping found again in another file of the same form: by its words, wherever they moved"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qinglian_desktop.domain.filling.around_places import (
    TableWords,
    labels_alike,
    labels_of,
    words_alike,
)
from qinglian_desktop.domain.filling.form_labels import without_days
from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedColumn,
    MappedPlace,
    MappedRows,
    WordsAround,
)
from qinglian_desktop.domain.filling.form_pieces import FormPieces
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.line_alignment import Alignment
from qinglian_desktop.domain.filling.row_proposing import room_from
from qinglian_desktop.domain.filling.same_meaning import AskedThere, TableAsking, asked_again
from qinglian_desktop.domain.filling.seen_form import FormPlace, FormTable, SeenForm

_ELSEWHERE = 0.85
"""So alike they must be anywhere else."""
_SAME_TABLE = 0.3


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """A mapping in the places of another file: what moved from where to where, what has no place.

    ``new`` are cells that are to be filled and that the form did not have before. ``gone`` are
    places of the form as it was mapped, those of rows by that of their first column. ``reworded``
    are places beside which other words stand than before, ``retimed`` those of the form now of
    which the words say another time, over which they are filled; ``unfit`` those of the form
    now that want people where it was how often, or over a time that nobody can tell.
    """

    mapping: FormMapping
    moved: tuple[tuple[FormPlace, FormPlace], ...] = ()
    gone: tuple[FormPlace, ...] = ()
    new: tuple[FormPlace, ...] = ()
    reworded: tuple[tuple[FormPlace, FormPlace], ...] = ()
    retimed: tuple[FormPlace, ...] = ()
    unfit: tuple[FormPlace, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether everything is where it was, asks for the same, and nothing is new."""
        other = (self.moved, self.gone, self.new, self.reworded, self.retimed, self.unfit)
        return not any(other)


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
            old: Alignment(self._before[old].table, self._words[new].table)
            for old, new in self._tables.items()
        }
        self._taken: set[FormPlace] = set()
        self._asking = {name: TableAsking(words) for name, words in self._words.items()}
        self._asked = {name: TableAsking(words) for name, words in self._before.items()}

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
        self._again = dict(self._asked_again(where))
        unfit = [old for old, pieces in self._again.items() if pieces is None]
        fit = {old: new for old, new in where.items() if old not in unfit}
        retimed = [
            each.place
            for each in self._mapping.places
            if each.place in fit and self._again.get(each.place, each.pieces) != each.pieces
        ]
        retimed += [
            each.columns[0].place
            for each in self._mapping.rows
            if each.columns[0].place in fit and self._over(each) != each.span
        ]
        mapping = self._moved(fit)
        return FoundAgain(
            mapping,
            tuple((old, new) for old, new in fit.items() if old != new),
            tuple(place for place in around if place not in where),
            tuple(self._new(mapping)),
            tuple(
                pair
                for pair in fit.items()
                if self._is_reworded(*pair, is_retimed=pair[0] in retimed)
            ),
            tuple(fit[each] for each in retimed),
            tuple(where[each] for each in unfit),
        )

    def _asked_again(
        self, where: dict[FormPlace, FormPlace]
    ) -> Iterator[tuple[FormPlace, FormPieces | None]]:
        """What goes into each place by the words that stand there now; None where it cannot."""
        for each in self._mapping.places:
            if (there := where.get(each.place)) is None:
                continue
            before, now = self._asked_there(each.place, there)
            if before is not None and now is not None:
                yield each.place, asked_again(each.pieces, before, now)

    def _asked_there(
        self, old: FormPlace, new: FormPlace
    ) -> tuple[AskedThere | None, AskedThere | None]:
        before = self._asked.get(old.table)
        return before.at(old.at) if before else None, self._asking[new.table].at(new.at)

    def _is_another(self, old: FormPlace, new: FormPlace) -> bool:
        """Whether a place is that of another section, in which rows of the same words stand."""
        before, now = self._asked_there(old, new)
        if before is None or now is None or before.names_the_same(now):
            return False
        return before.names[:1] != now.names[:1] or not (
            self._asked[old.table].tells_once(before) and self._asking[new.table].tells_once(now)
        )

    def _is_reworded(self, old: FormPlace, new: FormPlace, *, is_retimed: bool) -> bool:
        before, now = self._asked_there(old, new)
        if before is None or now is None:
            return False
        return not before.names_the_same(now) or (before.span != now.span and not is_retimed)

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
        is_other = aligned.stands_again(old) and self._is_another(place, found)
        return None if found in self._taken or is_other else found

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
        found = scored[0][1]
        return None if self._is_another(place, found) else found

    def _new(self, mapping: FormMapping) -> Iterator[FormPlace]:
        """Blank cells in rows or columns that were not there before, and in none of a list."""
        listed = {
            (each.place.table, cell.row + count)
            for rows in mapping.rows
            for each in rows.columns[:1]
            if (cell := self._words[each.place.table].at(each.place.at))
            for count in range(rows.room)
        }
        old = {new: name for name, new in self._tables.items()}
        for name, words in self._words.items():
            aligned = self._aligned.get(old.get(name, ""))
            for cell in words.blanks:
                place = FormPlace(name, cell.at)
                is_new = aligned is None or aligned.is_new(cell)
                if is_new and place not in self._taken and (name, cell.row) not in listed:
                    yield place

    def _moved(self, where: dict[FormPlace, FormPlace]) -> FormMapping:
        return replace(
            self._mapping,
            places=tuple(
                self._with_words(
                    replace(
                        each,
                        place=where[each.place],
                        pieces=self._again.get(each.place) or each.pieces,
                    )
                )
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
        if not columns:
            return None
        there = columns[0].place
        return replace(rows, columns=columns, room=self._room(rows, there), span=self._over(rows))

    def _over(self, rows: MappedRows) -> FormSpan | None:
        """The time of the rows: that of the title now, where it was that of the title before."""
        table = rows.columns[0].place.table
        before, now = self._asked.get(table), self._asking.get(self._tables.get(table, ""))
        if before is None or now is None or rows.span != before.titled:
            return rows.span
        return (now.titled if now.is_titled else None) or rows.span

    def _room(self, rows: MappedRows, place: FormPlace) -> int:
        """As many rows as there are now, where it was as many as there were; never more."""
        first = rows.columns[0].place
        before, now = self._before.get(first.table), self._words[place.table]
        old, new = before.at(first.at) if before else None, now.at(place.at)
        was_whole = before and old and room_from(before, old) == rows.room
        there = room_from(now, new) if new else 0
        return (there if was_whole else min(there, rows.room)) or rows.room


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
