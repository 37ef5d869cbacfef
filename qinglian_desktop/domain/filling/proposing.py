"""What may go into the places of a form, by the words around them: sure, or only offered"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.filling.around_places import TableWords, labels_of
from qinglian_desktop.domain.filling.asked_labels import (
    AskedLabels,
    asked_labels,
    is_behind_remark,
    titled_span,
)
from qinglian_desktop.domain.filling.cell_template import CellTemplate, has_template
from qinglian_desktop.domain.filling.fact_labels import facts_within
from qinglian_desktop.domain.filling.facts_asked import FactsAsked
from qinglian_desktop.domain.filling.form_labels import has_gap, is_label, is_open
from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedPlace,
    MappedRows,
    WordsAround,
    Writing,
)
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FieldIn, FormPieces
from qinglian_desktop.domain.filling.form_spans import IN_MONTH, FormSpan
from qinglian_desktop.domain.filling.label_reading import (
    ReadLabel,
    is_left_blank,
    read_label,
)
from qinglian_desktop.domain.filling.measure_likeness import (
    KnownMeasure,
    MeasureLikeness,
)
from qinglian_desktop.domain.filling.row_proposing import RowProposing, record_fields
from qinglian_desktop.domain.filling.seen_form import FormCell, FormKind, FormPlace, SeenForm
from qinglian_desktop.domain.filling.suggestion import Suggestion

_OFFERED = 12
_NO_SPAN = 0.85
"""So sure at most is a figure of which nobody says over which time it is."""


class FormProposing:
    """What a form asks for, read from its words alone, with the measures of a catalogue."""

    def __init__(self, catalogue: Catalogue, seen: SeenForm) -> None:
        self.seen = seen
        self._likeness = MeasureLikeness(catalogue)
        self._template = CellTemplate(catalogue)
        self._row_proposing = RowProposing(catalogue)
        self._facts = FactsAsked(is_parted=seen.kind is FormKind.WORD)
        self._catalogue = catalogue
        self._spans: dict[str, FormSpan | None] = {}
        self._words = {each.name: TableWords(each) for each in seen.tables}

    @cached_property
    def places(self) -> dict[FormPlace, MappedPlace]:
        """What is surely meant, by place."""
        inside = self._inside_rows
        found: dict[FormPlace, MappedPlace] = {}
        for words in self._visible:
            for cell in (*words.blanks, *words.dated_lines):
                place = FormPlace(words.table.name, cell.at)
                if place in inside:
                    continue
                best = next(iter(self._suggested(words, cell, only_sure=True)), None)
                if best is not None and best.is_sure:
                    around = words.around(cell)
                    found[place] = MappedPlace(place, best.pieces, best.writing, around)
        return found

    @cached_property
    def rows(self) -> tuple[MappedRows, ...]:
        """The rows that are surely those of a ledger's records."""
        return tuple(
            each
            for words in self._visible
            for each in self._row_proposing.rows(words, self._span(words))
            if not self._asks_for_figures(words, each)
        )

    @property
    def mapping(self) -> FormMapping:
        """All that is sure, as a mapping to begin with."""
        places = tuple(self.places.values())
        return FormMapping(places, self.rows, self._ledger, labels_of(self.seen))

    def of_record(self, ledger: str) -> dict[FormPlace, MappedPlace]:
        """What surely goes into places where the form is filled for each record of a ledger."""
        if ledger not in self._catalogue:
            return {}
        return {
            place: MappedPlace(place, (FieldIn(key),), around=self._words[place.table].around(cell))
            for words in self._visible
            for cell, key in record_fields(self._catalogue[ledger], words)
            if (place := FormPlace(words.table.name, cell.at))
        }

    @property
    def unknown(self) -> tuple[FormPlace, ...]:
        """The places that are to be filled and with which nobody knows what is meant."""
        known = {*self.places, *self._inside_rows}
        return tuple(place for place in self.blanks if place not in known)

    @property
    def blanks(self) -> tuple[FormPlace, ...]:
        """Every place in which something is to be written."""
        return tuple(
            FormPlace(words.table.name, cell.at)
            for words in self._visible
            for cell in words.blanks
            if not self._is_left_blank(words, cell)
        )

    @property
    def wrong(self) -> dict[FormPlace, tuple[str, ...]]:
        """What is not understood of {{…}} in cells, in sentences without their end, by place."""
        return {
            place: told
            for place, cell in self.seen.places
            if has_template(cell.text) and (told := self._template.read(cell.text).wrong)
        }

    def suggestions(self, place: FormPlace) -> list[Suggestion]:
        """What may go into a place, the likeliest first."""
        words = self._words.get(place.table)
        cell = words.at(place.at) if words else None
        return self._suggested(words, cell)[:_OFFERED] if words and cell else []

    def placed(self, place: FormPlace, pieces: FormPieces) -> MappedPlace:
        """Pieces that somebody chose for a place, over the time that the words around it say.

        They are set behind a label that waits for them, and else instead of what stands there.
        """
        words = self._words.get(place.table)
        cell = words.at(place.at) if words else None
        if words is None or cell is None:
            return MappedPlace(place, pieces)
        span = asked_labels(words, cell).span or self._span(words)
        pieces = tuple(
            replace(each, span=span)
            if isinstance(each, CountedIn) and each.span == IN_MONTH
            else each
            for each in pieces
        )
        is_behind = is_label(cell) and has_gap(cell.text) and not has_template(cell.text)
        writing = Writing.BEHIND if is_behind else Writing.INSTEAD
        return MappedPlace(place, pieces, writing, words.around(cell))

    def rows_from(self, cells: Sequence[FormPlace], room: int) -> list[MappedRows]:
        """What each ledger could say in rows from these places on, the likeliest first."""
        words = self._words[cells[0].table]
        found = [cell for each in cells if (cell := words.at(each.at))]
        return self._row_proposing.offered(words, found, room, self._span(words) or IN_MONTH)

    def around(self, place: FormPlace) -> WordsAround:
        """The words around a place."""
        words = self._words.get(place.table)
        cell = words.at(place.at) if words else None
        return words.around(cell) if words and cell else WordsAround()

    @property
    def _visible(self) -> Iterator[TableWords]:
        return (each for each in self._words.values() if not each.table.is_hidden)

    @cached_property
    def _inside_rows(self) -> frozenset[FormPlace]:
        """The places of rows that are filled as rows."""
        found: set[FormPlace] = set()
        for each in self.rows:
            for column in each.columns:
                words = self._words[column.place.table]
                first = words.at(column.place.at)
                for row in range(each.room if first else 0):
                    cell = words.covering(first.row + row, first.column) if first else None
                    if cell is not None:
                        found.add(FormPlace(column.place.table, cell.at))
            first_place = each.columns[0].place
            words = self._words[first_place.table]
            start = words.at(first_place.at)
            if start is not None:
                rows = range(start.row, start.row + each.room)
                found |= {
                    FormPlace(first_place.table, cell.at)
                    for cell in words.table.cells
                    if cell.row in rows
                }
        return frozenset(found)

    @property
    def _ledger(self) -> str:
        told = (
            self._template.read(cell.text).ledger
            for _, cell in self.seen.places
            if has_template(cell.text)
        )
        return next(filter(None, told), "")

    def _span(self, words: TableWords) -> FormSpan:
        """The time of which the titles of a table speak, else the month."""
        return self._titled(words) or IN_MONTH

    def _titled(self, words: TableWords) -> FormSpan | None:
        name = words.table.name
        if name not in self._spans:
            self._spans[name] = titled_span(words)
        return self._spans[name]

    def _suggested(
        self, words: TableWords, cell: FormCell, *, only_sure: bool = False
    ) -> list[Suggestion]:
        if has_template(cell.text):
            read = self._template.read(cell.text)
            return [] if read.wrong else [Suggestion(read.pieces, 1.0)]
        if is_label(cell):
            told = facts_within(cell.text, is_title=words.is_line(cell))
            if told is None or self._facts.is_filled_beside(words, cell):
                return []
            return [Suggestion(told[0], 1.0, told[1])]
        if not is_open(cell):
            return []
        facts = [Suggestion((fact,), sure) for fact, sure in self._facts.asked(words, cell)]
        found = [*facts, *self._figures(words, cell, only_sure=only_sure)]
        return sorted(found, key=lambda each: -each.likeness)

    def _asks_for_figures(self, words: TableWords, rows: MappedRows) -> bool:
        """Whether most of what would be told of records are figures."""
        cells = [cell for each in rows.columns if (cell := words.at(each.place.at))]
        counted = [
            any(each.is_sure for each in self._figures(words, cell, only_sure=True))
            for cell in cells
        ]
        return sum(counted) * 2 > len(cells)

    def _is_left_blank(self, words: TableWords, cell: FormCell) -> bool:
        """Whether nothing is to be written there: behind a label with room, in a sum, a remark."""
        if is_label(cell):
            return self._facts.is_filled_beside(words, cell)
        labels = (*words.beside(cell), *words.above(cell))
        if any(is_left_blank(each.text) for each in labels):
            return True
        return is_behind_remark(words, cell) and not self._suggested(words, cell, only_sure=True)

    def _figures(
        self, words: TableWords, cell: FormCell, *, only_sure: bool
    ) -> Iterator[Suggestion]:
        asked = asked_labels(words, cell)
        if asked.is_never:
            return
        told = asked.span_in(self._titled(words))
        span, surest = told or IN_MONTH, 1.0 if told is not None else _NO_SPAN
        parts = next((each for each in asked.labels if each.parts), None)
        if parts is not None:
            for each in self._in_parts(asked, parts, span):
                yield replace(each, likeness=each.likeness * surest)
            return
        for likeness, known in self._likeness.ranked(asked, only_sure=only_sure):
            yield Suggestion((_counted(known, span),), likeness * surest)

    def _in_parts(
        self, asked: AskedLabels, label: ReadLabel, span: FormSpan
    ) -> Iterator[Suggestion]:
        """Two figures with a stroke between them: 完成/总数."""
        if any(each.units for each in asked.above):
            return
        pieces: list[CountedIn] = []
        surest = 1.0
        for part in label.parts:
            said = read_label(part)
            one = replace(label, stem=label.stem + said.stem, parts=(), units=said.units)
            other = replace(one, stem=said.stem + label.stem)
            ranked = [
                pair
                for each in (one, other)
                for pair in self._likeness.ranked(AskedLabels((each,)), said.units)[:1]
            ]
            if not ranked:
                return
            likeness, known = max(ranked, key=lambda pair: pair[0])
            pieces.append(_counted(known, span))
            surest = min(surest, likeness)
        if len(set(pieces)) == len(pieces):
            yield Suggestion((pieces[0], "/", pieces[1]), surest)


def _counted(known: KnownMeasure, span: FormSpan) -> CountedIn:
    return CountedIn(known.ledger.key, known.measure.key, span)
