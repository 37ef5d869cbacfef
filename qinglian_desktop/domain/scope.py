"""What a unit keeps of all that is declared: which ledgers, and how often each thing is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from qinglian_desktop.domain.field_types import Choice, Choices, present_word
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Coverage, Every, Lens, MonthGrid

Turn: TypeAlias = Every | None
"""How often; None for what is not asked of the unit."""

TURNS: tuple[Turn, ...] = (None, *Every)
"""Those of a word in a month grid; who is covered is looked at in turns of whole months."""


@dataclass(frozen=True, slots=True)
class Scope:
    """``left_out`` are keys of ledgers; ``often`` says of a ledger's word how often it is due.

    What is not named is as it was declared. A word is one of a month grid's rows, or the label
    of a coverage.
    """

    left_out: frozenset[str] = frozenset()
    often: Mapping[tuple[str, str], Turn] = field(default_factory=dict[tuple[str, str], Turn])


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A word of a ledger, how often it is due, and the turns that it may be due in."""

    word: str
    turn: Turn
    turns: tuple[Turn, ...]


def rhythms(ledger: Ledger) -> Iterator[Rhythm]:
    """Everything of a ledger that is due again and again."""
    for lens in ledger.lenses:
        match lens:
            case MonthGrid(rows=key):
                kind = ledger.field(key).type
                if isinstance(kind, Choice | Choices):
                    yield from (Rhythm(word, lens.due_every(word), TURNS) for word in kind.options)
            case Coverage():
                whole = tuple(turn for turn in TURNS if turn is not Every.WEEK)
                yield Rhythm(lens.label, lens.every, whole)
            case _:
                pass


def scoped(ledger: Ledger, scope: Scope) -> Ledger:
    """The ledger as the unit keeps it; one that is left out asks for nothing and is sent nowhere.

    Its records stay what they are, and its figures can still be counted.
    """
    if ledger.key in scope.left_out and ledger.is_of_events:
        return replace(
            ledger,
            is_kept=False,
            in_return=False,
            lenses=(),
            dues=(),
            festivals=None,
            pictures=(),
        )
    often = known(ledger, scope.often)
    if not often:
        return ledger
    lenses = (_in_turns(ledger, lens, often) for lens in ledger.lenses)
    return replace(ledger, lenses=tuple(lens for lens in lenses if lens is not None))


def known(ledger: Ledger, often: Mapping[tuple[str, str], Turn]) -> dict[str, Turn]:
    """What was chosen for this ledger, by the words as they are called now."""
    chosen = {word: turn for (key, word), turn in often.items() if key == ledger.key}
    found: dict[str, Turn] = {}
    for lens in ledger.lenses:
        match lens:
            case MonthGrid(rows=key):
                kind = ledger.field(key).type
                if isinstance(kind, Choice | Choices):
                    # The unit may have named a word otherwise since it chose how often.
                    now = ((present_word(kind, word), turn) for word, turn in chosen.items())
                    found |= {word: turn for word, turn in now if word in kind.options}
            case Coverage(label=label) if label in chosen:
                found[label] = chosen[label]
            case _:
                pass
    return found


def _in_turns(ledger: Ledger, lens: Lens, often: Mapping[str, Turn]) -> Lens | None:
    """The lens in the unit's turns; None where nothing of it is asked any more."""
    match lens:
        case MonthGrid(rows=key):
            kind = ledger.field(key).type
            if not isinstance(kind, Choice | Choices):
                return lens
            chosen = {word: often[word] for word in kind.options if word in often}
            every = {**dict(lens.every), **chosen}
            changed = replace(lens, every=tuple(every.items()))
            is_asked = any(changed.due_every(word) is not None for word in kind.options)
            return changed if is_asked else None
        case Coverage(label=label):
            turn = often.get(label, lens.every)
            return None if turn is None else replace(lens, every=turn)
        case _:
            return lens
