"""Whether the words around a place that was found again still ask for what they asked for before"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from qinglian_desktop.domain.filling.around_places import TableWords
from qinglian_desktop.domain.filling.asked_labels import asked_labels, titled_span, titles_of
from qinglian_desktop.domain.filling.form_labels import is_label
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FormPieces
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.label_reading import CountClass, read_label, title_span
from qinglian_desktop.domain.filling.seen_form import FormCell

_ANOTHER = 0.5
"""Less alike than this, two names are of two things."""


@dataclass(frozen=True, slots=True)
class AskedThere:
    """What the words around a cell name, in which units, and over which time, None for unknown.

    ``tells_time`` where a label or a title says the time; without any it is the month.
    """

    names: tuple[str, ...]
    units: frozenset[CountClass]
    span: FormSpan | None
    tells_time: bool

    def names_the_same(self, other: AskedThere) -> bool:
        """Whether both name the same things, however these are numbered."""
        return (self.names, self.units) == (other.names, other.units)

    def names_another(self, other: AskedThere) -> bool:
        """Whether what is named nearest has hardly a word of what was named there before."""
        if not self.names or not other.names:
            return False
        one, two = self.names[0], other.names[0]
        likeness = SequenceMatcher(None, one, two, autojunk=False).ratio()
        return likeness < _ANOTHER and one not in two and two not in one

    def counts_otherwise(self, other: AskedThere) -> bool:
        """Whether one asks for people, say, and the other for how often."""
        return bool(self.units and other.units) and self.units.isdisjoint(other.units)


class TableAsking:
    """What the words of one table ask for, cell by cell."""

    def __init__(self, words: TableWords) -> None:
        self._words = words
        self.titled = titled_span(words)
        self.is_titled = self.titled is None or any(map(title_span, titles_of(words)))

    def tells_once(self, asked: AskedThere) -> bool:
        """Whether what is nearest to the place is named nowhere else in the table."""
        return bool(asked.names) and self._named[asked.names[0]] == 1

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(read_label(e.text).stem for e in self._words.table.cells if is_label(e))

    def at(self, place: str) -> AskedThere | None:
        """What is asked for in a place; None where there is none."""
        cell = self._words.at(place)
        return self._asked(cell) if cell is not None else None

    def _asked(self, cell: FormCell) -> AskedThere:
        asked = asked_labels(self._words, cell)
        names = tuple(each.stem for each in asked.labels if each.stem)
        tells_time = self.is_titled or asked.span is not None
        return AskedThere(names, asked.units, asked.span_in(self.titled), tells_time)


def asked_again(pieces: FormPieces, before: AskedThere, now: AskedThere) -> FormPieces | None:
    """The pieces over the time that the words say now; None where they no longer fit there.

    A figure over another time than that of the words before was chosen so, and stays.
    """
    followed = [each for each in pieces if isinstance(each, CountedIn) and each.span == before.span]
    is_figure = any(isinstance(each, CountedIn) for each in pieces)
    if is_figure and (before.counts_otherwise(now) or before.names_another(now)):
        return None
    if not followed or before.span == now.span or not now.tells_time:
        return pieces
    span = now.span
    if span is None:
        return None
    return tuple(
        replace(each, span=span) if isinstance(each, CountedIn) and each in followed else each
        for each in pieces
    )
