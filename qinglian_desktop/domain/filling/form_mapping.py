"""What goes where in a form of somebody else, and by what its places are known again"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from qinglian_desktop.domain.filling.form_pieces import CountedIn, FieldIn, FormPieces
from qinglian_desktop.domain.filling.form_spans import IN_MONTH, FormSpan
from qinglian_desktop.domain.filling.seen_form import FormPlace


@dataclass(frozen=True, slots=True)
class WordsAround:
    """The words around a place by which it is found again: its row's, its column's, its own."""

    beside: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    own: str = ""


class Writing(Enum):
    """What becomes of what stood in the place."""

    INSTEAD = "instead"
    BEHIND = "behind"
    """Behind its words, in the place of blanks and lines that stand there: 填报人：____."""


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """A place and what goes into it."""

    place: FormPlace
    pieces: FormPieces
    writing: Writing = Writing.INSTEAD
    around: WordsAround = WordsAround()


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of rows: the place in their first row, and the key of a column of the ledger.

    The key is as in lists (``projection``); ``.place`` numbers the rows.
    """

    place: FormPlace
    column: str


@dataclass(frozen=True, slots=True)
class MappedRows:
    """Records of a ledger below each other, from the row of the columns' places on.

    ``room`` rows are there for them, more are inserted. Without a ``span`` all records are told;
    ``words`` by choice field narrow them.
    """

    ledger: str
    columns: tuple[MappedColumn, ...]
    room: int
    span: FormSpan | None = IN_MONTH
    words: tuple[tuple[str, str], ...] = ()
    around: WordsAround = WordsAround()


@dataclass(frozen=True, slots=True)
class FormMapping:
    """All that is filled into a form; with a ``ledger`` it is filled once for each record of it."""

    places: tuple[MappedPlace, ...] = ()
    rows: tuple[MappedRows, ...] = ()
    ledger: str = ""
    labels: frozenset[str] = field(default_factory=frozenset[str])
    """The words that stood in the form, by which another file is known to be the same form."""

    @property
    def figures(self) -> tuple[CountedIn, ...]:
        """Every figure that it asks for, each once."""
        found = (piece for each in self.places for piece in each.pieces)
        return tuple(dict.fromkeys(each for each in found if isinstance(each, CountedIn)))

    @property
    def ledgers(self) -> tuple[str, ...]:
        """The keys of the ledgers that it asks, each once."""
        asked = (*(each.ledger for each in (*self.figures, *self.rows)), self.ledger)
        return tuple(dict.fromkeys(filter(None, asked)))

    @property
    def ledgers_of_records(self) -> tuple[str, ...]:
        """The keys of the ledgers whose records it tells, not only how many there are."""
        told = (*(each.ledger for each in self.rows), self.ledger)
        return tuple(dict.fromkeys(filter(None, told)))

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns of its record that it asks for, each once."""
        found = (piece for each in self.places for piece in each.pieces)
        return tuple(dict.fromkeys(each.column for each in found if isinstance(each, FieldIn)))

    def of(self, place: FormPlace) -> MappedPlace | None:
        """What goes into a place."""
        return next((each for each in self.places if each.place == place), None)
