"""The half-year and year summary as values: a template's sentences, and the draft made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import TypeAlias

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import Figure, Measure
from qinglian_desktop.domain.return_content import NOT_KEPT
from qinglian_desktop.domain.text_check import hidden_sign

MeasureKey: TypeAlias = tuple[str, str]
"""The keys of a ledger and of one of its measures."""


class Kind(Enum):
    """What a paragraph is on paper; an address is the line that says to whom it goes."""

    TITLE = "title"
    ADDRESS = "address"
    HEAD = "head"
    SUBHEAD = "subhead"
    TEXT = "text"


class NumberStyle(Enum):
    """How a number is written; the value is the word behind the stroke in a placeholder."""

    EXACT = ""
    MORE = "多"
    OVER = "余"
    SPELT = "两"


class Fact(Enum):
    """What a template can say beside measures; the value is its Chinese name."""

    UNIT = "单位"
    PERIOD = "报告期"
    SINCE = "今年以来"


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a measure's figure goes."""

    ledger: Ledger
    measure: Measure
    style: NumberStyle = NumberStyle.EXACT

    @property
    def key(self) -> MeasureKey:
        """Under which its figure is found."""
        return self.ledger.key, self.measure.key


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence; an optional one can be left out without the rest."""

    pieces: tuple[str | Fact | Slot, ...]
    optional: bool = False

    @property
    def slots(self) -> Iterator[Slot]:
        """Its measures, in order."""
        return (piece for piece in self.pieces if isinstance(piece, Slot))


@dataclass(frozen=True, slots=True)
class Template:
    """What a summary is made from: paragraphs, each a kind and sentences of clauses."""

    name: str
    paragraphs: tuple[tuple[Kind, tuple[tuple[Clause, ...], ...]], ...]

    @property
    def slots(self) -> Iterator[Slot]:
        """Every measure that it names, each once, in the order of the text."""
        sentences = (each for _, sentences in self.paragraphs for each in sentences)
        slots = (slot for clauses in sentences for clause in clauses for slot in clause.slots)
        return iter({slot.key: slot for slot in slots}.values())


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a draft, which leads to its records; ``text`` is how it is written there."""

    ledger: str
    measure: str
    text: str


Sentence: TypeAlias = tuple[str | Number, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a draft; one that a person edited has a single sentence."""

    kind: Kind
    sentences: tuple[Sentence, ...]

    @property
    def pieces(self) -> Iterator[str | Number]:
        """Words and numbers, in order."""
        return (piece for sentence in self.sentences for piece in sentence)

    @property
    def text(self) -> str:
        """The words as they are read."""
        return text_of(tuple(self.pieces))


def printable(paragraph: Paragraph) -> Paragraph:
    """The paragraph without signs that no file or paper can hold (pasted from elsewhere)."""

    def cleaned(piece: str | Number) -> str | Number:
        if not isinstance(piece, str) or hidden_sign(piece) is None:
            return piece
        return "".join(sign for sign in piece if hidden_sign(sign) is None)

    sentences = (tuple(map(cleaned, sentence)) for sentence in paragraph.sentences)
    return Paragraph(paragraph.kind, tuple(sentences))


def wording_of(paragraphs: Iterable[Paragraph]) -> list[tuple[Kind, str]]:
    """What is read, whichever of the words are figures: to compare a text with another."""
    return [(each.kind, each.text) for each in paragraphs]


def summary_title(paragraphs: Iterable[Paragraph]) -> str:
    """The title in one line, by which the file is called inside."""
    return "".join(each.text for each in paragraphs if each.kind is Kind.TITLE)


def spaced(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, bool]]:
    """Each paragraph, and whether a blank line follows it: after the title's last line."""
    for paragraph, following in pairwise((*paragraphs, None)):
        if paragraph is not None:
            ends = following is None or following.kind is not Kind.TITLE
            yield paragraph, paragraph.kind is Kind.TITLE and ends


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence, or an optional part of one, that is not in the draft.

    ``lacking`` are its measures without a figure, each with whether it was counted as 0.
    """

    text: str
    lacking: tuple[tuple[Slot, bool], ...]


def text_of(sentence: Sentence) -> str:
    """The words of a sentence."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in sentence)


def figure_words(value: int | Decimal, style: NumberStyle) -> str:
    """A figure as the sentence wants it: 5321 → 5300多, 107 → 100余, 2 → 两.

    多 and 余 keep two leading digits and are left off where nothing was dropped; a spelt
    figure above 99 stays in digits.
    """
    exact = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    whole = int(value)
    if style in (NumberStyle.MORE, NumberStyle.OVER) and whole >= 100:
        step = 10 ** (len(str(whole)) - 2)
        rounded = whole // step * step
        return exact if rounded == value else f"{rounded}{style.value}"
    if style is NumberStyle.SPELT and whole == value and 0 < whole < 100:
        return "两" if whole == 2 else _spelt(whole)
    return exact


def compose(
    template: Template, facts: Mapping[Fact, str], figures: Mapping[MeasureKey, Figure]
) -> tuple[tuple[Paragraph, ...], tuple[LeftOut, ...]]:
    """The template's paragraphs with the figures in, and what had to be left out.

    Left out is a sentence with a measure that was not kept or is 0, since nobody reports
    what was not done; of an optional part only that part, unless no figure would be left.
    What only leads to such sentences goes with them, and what is numbered is counted anew.
    """
    filling = _Filling(facts, figures)
    made: list[tuple[Paragraph, bool]] = []
    for kind, sentences in template.paragraphs:
        said = tuple(found for each in sentences if (found := filling.sentence(each)))
        is_bare = len(said) == 1 < len(sentences) and not any(any(c.slots) for c in sentences[0])
        made.append((Paragraph(kind, said), bool(said) and not is_bare))
    return tuple(_counted_anew(_without_bare_heads(made))), tuple(filling.left_out)


class _Filling:
    def __init__(self, facts: Mapping[Fact, str], figures: Mapping[MeasureKey, Figure]) -> None:
        self._facts = facts
        self._figures = figures
        self.left_out: list[LeftOut] = []

    def sentence(self, clauses: tuple[Clause, ...]) -> Sentence:
        """The sentence as it is said; () where it is left out."""
        lacking = {at: found for at, each in enumerate(clauses) if (found := self._lacking(each))}
        kept = [each for at, each in enumerate(clauses) if at not in lacking]
        counted = any(any(each.slots) for each in kept)
        needed = any(not clauses[at].optional for at in lacking)
        if lacking and (needed or not counted):
            every = tuple(lack for found in lacking.values() for lack in found)
            self._leave_out(clauses, every)
            return ()
        for at, found in lacking.items():
            self._leave_out((clauses[at],), found)
        return self._said(kept)

    def _lacking(self, clause: Clause) -> tuple[tuple[Slot, bool], ...]:
        found = ((slot, self._figures[slot.key].value) for slot in clause.slots)
        return tuple((slot, value is not None) for slot, value in found if not value)

    def _leave_out(
        self, clauses: tuple[Clause, ...], lacking: tuple[tuple[Slot, bool], ...]
    ) -> None:
        self.left_out.append(LeftOut(text_of(self._said(clauses)), lacking))

    def _said(self, clauses: tuple[Clause, ...] | list[Clause]) -> Sentence:
        return tuple(self._piece(piece) for clause in clauses for piece in clause.pieces)

    def _piece(self, piece: str | Fact | Slot) -> str | Number:
        match piece:
            case Fact():
                return self._facts[piece]
            case Slot():
                value = self._figures[piece.key].value
                words = NOT_KEPT if value is None else figure_words(value, piece.style)
                return Number(*piece.key, words)
            case _:
                return piece


def _without_bare_heads(
    made: Sequence[tuple[Paragraph, bool]],
) -> list[tuple[Paragraph, bool]]:
    """Each paragraph, and whether it stays: a head only with something that stays below it."""
    found: list[tuple[Paragraph, bool]] = []
    for place, (paragraph, stays) in enumerate(made):
        if paragraph.kind in (Kind.HEAD, Kind.SUBHEAD):
            lower = _ORDER[_ORDER.index(paragraph.kind) + 1 :]
            kinds = [one.kind in lower for one, _ in made[place + 1 :]]
            end = place + 1 + (kinds.index(False) if False in kinds else len(kinds))
            below = made[place + 1 : end]
            stays = not below or any(each for one, each in below if one.kind is Kind.TEXT)
        found.append((paragraph, stays))
    return found


def _counted_anew(found: Iterable[tuple[Paragraph, bool]]) -> Iterator[Paragraph]:
    """The paragraphs that stay; 三是 after a 二是 that is gone becomes 二是."""
    gone: dict[Kind, int] = {}
    for paragraph, stays in found:
        # What is numbered below a head begins anew.
        still = _ORDER[: _ORDER.index(paragraph.kind) + 1]
        gone = {kind: many for kind, many in gone.items() if kind in still}
        if stays:
            yield _numbered_less(paragraph, gone.get(paragraph.kind, 0))
        else:
            gone[paragraph.kind] = gone.get(paragraph.kind, 0) + 1


def _numbered_less(paragraph: Paragraph, less: int) -> Paragraph:
    number = _NUMBERED.match(paragraph.text)
    place = _PLACES.get(number[1], 0) - less if number else 0
    if not less or number is None or place < 1:
        return paragraph
    (first, *pieces), *rest = paragraph.sentences
    words = text_of((first,))
    words = f"{words[: number.start(1)]}{_spelt(place)}{words[number.end(1) :]}"
    return replace(paragraph, sentences=((words, *pieces), *rest))


def _spelt(whole: int) -> str:
    tens, ones = divmod(whole, 10)
    digits = "零一二三四五六七八九"
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


_ORDER = (Kind.TITLE, Kind.ADDRESS, Kind.HEAD, Kind.SUBHEAD, Kind.TEXT)
"""Each stands below those before it."""
_NUMBERED = re.compile("（?([一二三四五六七八九十]+)(?:是|、|）)")
"""一、, （一） and 一是 at the beginning of a paragraph."""
_PLACES = {_spelt(place): place for place in range(1, 100)}
