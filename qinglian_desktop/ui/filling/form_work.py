"""A form under way: what goes where in it as it is chosen, kept in the book with each choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qinglian_desktop.application.filling import OpenedForm
from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedPlace,
    MappedRows,
)
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FormPieces
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.seen_form import FormPlace


class FormWork:
    """Changes of a mapping; ``proposed`` is what the words of the form suggest for its places."""

    def __init__(
        self,
        opened: OpenedForm,
        proposed: Mapping[FormPlace, MappedPlace],
        rows: Sequence[MappedRows] = (),
    ) -> None:
        self.opened = opened
        self.mapping = opened.mapping
        self._proposed = proposed
        self._rows = rows
        self._before: list[FormMapping] = []

    @property
    def proposed(self) -> dict[FormPlace, MappedPlace]:
        """The proposals for places into which nothing was said to go yet."""
        taken = self._taken
        return {place: each for place, each in self._proposed.items() if place not in taken}

    @property
    def proposed_rows(self) -> list[MappedRows]:
        """The rows that are proposed where nothing was said to go yet."""
        taken = self._taken
        return [each for each in self._rows if not taken & {one.place for one in each.columns}]

    @property
    def with_proposals(self) -> FormMapping:
        """What would go where if all that is proposed were taken."""
        places = (*self.mapping.places, *self.proposed.values())
        return replace(self.mapping, places=places, rows=(*self.mapping.rows, *self.proposed_rows))

    @property
    def _taken(self) -> set[FormPlace]:
        in_rows = {one.place for each in self.mapping.rows for one in each.columns}
        return in_rows | {each.place for each in self.mapping.places}

    @property
    def can_go_back(self) -> bool:
        """Whether a choice can be taken back."""
        return bool(self._before)

    def put(self, chosen: Iterable[MappedPlace]) -> None:
        """Let these go into their places."""
        new = {each.place: each for each in chosen}
        kept = [each for each in self.mapping.places if each.place not in new]
        self._change(replace(self.mapping, places=(*kept, *new.values())))

    def clear(self, places: Sequence[FormPlace]) -> None:
        """Let nothing go into these places, nor the rows that begin in one of them."""
        gone = set(places)
        mapping = self.mapping
        rows = tuple(
            each for each in mapping.rows if not gone & {one.place for one in each.columns}
        )
        kept = tuple(each for each in mapping.places if each.place not in gone)
        self._change(replace(mapping, places=kept, rows=rows))

    def put_rows(self, rows: MappedRows) -> None:
        """Let records stand below each other from here on, in the place of others there."""
        new = {each.place for each in rows.columns}
        mapping = self.mapping
        others = tuple(
            each for each in mapping.rows if not new & {one.place for one in each.columns}
        )
        places = tuple(each for each in mapping.places if each.place not in new)
        self._change(replace(mapping, places=places, rows=(*others, rows)))

    def take_proposals(self) -> None:
        """Let all that is proposed go into its places."""
        self._change(self.with_proposals)

    def over(self, places: Sequence[FormPlace], span: FormSpan) -> None:
        """Count what goes into these places over another time."""
        found = (self.mapping.of(each) for each in places)
        self.put([replace(each, pieces=_over(each.pieces, span)) for each in found if each])

    def of_ledger(self, ledger: str, proposed: Mapping[FormPlace, MappedPlace]) -> None:
        """Fill it once for each record of the ledger; once a month without one.

        ``proposed`` is what its words suggest then.
        """
        self._proposed = proposed
        self._change(replace(self.mapping, ledger=ledger))

    def go_back(self) -> None:
        """Take the last choice back."""
        if self._before:
            self.mapping = self._before.pop()

    def _change(self, mapping: FormMapping) -> None:
        if mapping != self.mapping:
            self._before.append(self.mapping)
            self.mapping = mapping


def _over(pieces: FormPieces, span: FormSpan) -> FormPieces:
    return tuple(
        replace(each, span=span) if isinstance(each, CountedIn) else each for each in pieces
    )
