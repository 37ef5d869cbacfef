"""What a unit settled on where several ways are open: one word of a fixed list, kept in the book"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Choice, Field
from qinglian_desktop.domain.ledger import Ledger, Section, UnitChoice
from qinglian_desktop.domain.query import Query


@dataclass(frozen=True, slots=True)
class Settled:
    """A field of which the unit settles on a ``word``, "" while it has not."""

    ledger: Ledger
    field: Field
    word: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """The words to choose from."""
        kind = self.field.type
        return kind.options if isinstance(kind, Choice) else ()


class UnitChoices:
    """The use cases around what a unit settled on, over one open book."""

    def __init__(self, book: Book, catalogue: Catalogue) -> None:
        self._book = book
        self._catalogue = catalogue

    def all(self) -> list[Settled]:
        """Every field of which a unit settles on a word; one that is no word any more is none."""
        with self._book.reading() as work:
            kept = work.settings.beginning("settled.")
        found = (Settled(*each, kept.get(_key(*each), "")) for each in self._fields())
        return [each if each.word in each.options else replace(each, word="") for each in found]

    def keep(self, ledger: str, field: str, word: str) -> None:
        """Settle on a word of the list, or with "" on none; records stay as they are."""
        (found,) = (e for e in self.all() if (e.ledger.key, e.field.key) == (ledger, field))
        if word and word not in found.options:
            raise ValueError(word)
        with self._book.writing() as work:
            work.settings.put(_key(found.ledger, found.field), word)

    def others(self, settled: Settled) -> int:
        """How many records were kept with another word than this one."""
        others = tuple(each for each in settled.options if each != settled.word)
        with self._book.reading() as work:
            query = Query(settled.ledger.key, words={settled.field.key: others})
            return work.records.count(query) if settled.word else 0

    def use(self) -> Catalogue:
        """The catalogue with what the unit settled on."""
        words = {(e.ledger.key, e.field.key): e.word for e in self.all() if e.word}
        if not words:
            return self._catalogue
        ledgers = tuple(_settled(ledger, words) for ledger in self._catalogue)
        return Catalogue(ledgers, self._catalogue.tabs, self._catalogue.usual)

    def _fields(self) -> Iterator[tuple[Ledger, Field]]:
        for ledger in self._catalogue:
            for field in ledger.fields:
                if isinstance(field.initial, UnitChoice):
                    yield ledger, field


def _key(ledger: Ledger, field: Field) -> str:
    return f"settled.{ledger.key}.{field.key}"


def _settled(ledger: Ledger, words: dict[tuple[str, str], str]) -> Ledger:
    if not any(of == ledger.key for of, _ in words):
        return ledger

    def begun(field: Field) -> Field:
        word = words.get((ledger.key, field.key))
        return replace(field, initial=UnitChoice(word)) if word else field

    return replace(
        ledger,
        sections=tuple(
            Section(each.label, tuple(map(begun, each.fields))) for each in ledger.sections
        ),
    )
