"""Which measure the words around a place name, and how surely"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.filling.asked_labels import AskedLabels
from qinglian_desktop.domain.filling.label_reading import (
    PEOPLE,
    CountClass,
    ReadLabel,
    class_of,
    loose_stem,
    read_label,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import Measure, Percent
from qinglian_desktop.domain.remembered import remembered

SURE = 0.9
"""A measure of this likeness is what the words name; anything less is only offered."""
_OTHER_UNIT = 0.6
_NO_UNIT = 0.15
_FARTHER = 0.15
_NOT_COUNTED = 0.85
_OF_A_PART = 0.85


@dataclass(frozen=True, slots=True, eq=False)
class KnownMeasure:
    """A measure with the stems by which it is named, its own first; ``within`` 其中 of another.

    Each is itself alone: to compare two would compare all that their ledgers declare.
    """

    ledger: Ledger
    measure: Measure
    stems: tuple[str, ...]
    within: bool

    @property
    def counts_people(self) -> bool:
        """Whether it counts who came or was meant, and not how often."""
        return class_of(self.measure.unit) in PEOPLE


def known_measures(catalogue: Catalogue) -> tuple[KnownMeasure, ...]:
    """Every measure of the ledgers that are kept, but for rates: those are not filled in."""
    return tuple(
        _known(ledger, measure)
        for ledger in catalogue
        if ledger.is_kept
        for measure in ledger.measures
        if not isinstance(measure.counts, Percent)
    )


def _known(ledger: Ledger, measure: Measure) -> KnownMeasure:
    own = read_label(measure.label)
    stems = (own.stem, *(read_label(each).stem for each in measure.aliases))
    return KnownMeasure(ledger, measure, tuple(dict.fromkeys(filter(None, stems))), own.is_of_which)


class MeasureLikeness:
    """Asks how surely labels name each measure of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.known = known_measures(catalogue)
        self._classes: Mapping[str, set[CountClass | None]] = defaultdict(set)
        self._by_stem: dict[str, list[KnownMeasure]] = defaultdict(list)
        for each in self.known:
            for stem in each.stems:
                self._classes[stem].add(class_of(each.measure.unit))
                for key in dict.fromkeys((stem, loose_stem(stem))):
                    self._by_stem[key].append(each)

    def ranked(
        self,
        asked: AskedLabels,
        units: frozenset[CountClass] | None = None,
        *,
        only_sure: bool = False,
    ) -> list[tuple[float, KnownMeasure]]:
        """Measures by likeness from 0 to 1, the likeliest first; none that is nothing like it.

        With ``only_sure`` those alone are looked at that may be sure.
        """
        wanted = asked.units if units is None else units
        names = dict(_names(asked))
        # 问题 may as well head what the problems are.
        surest = 1.0 if any(each.asks_how_many for each in asked.labels) else _NOT_COUNTED
        if asked.is_of_a_part:
            surest *= _OF_A_PART
        scored = [
            (self._likeness(each, names, wanted, asked), each)
            for each in (self._called(names) if only_sure else self.known)
        ]
        found = [(round(score * surest, 3), each) for score, each in scored if score >= 0.3]
        return sorted(found, key=lambda pair: -pair[0])

    def _called(self, names: Iterable[str]) -> Iterable[KnownMeasure]:
        """The measures that have one of the names, but for words that make no difference."""
        found = (
            each
            for name in names
            for key in dict.fromkeys((name, loose_stem(name)))
            for each in self._by_stem.get(key, ())
        )
        return dict.fromkeys(found)

    def _likeness(
        self,
        known: KnownMeasure,
        names: Mapping[str, float],
        wanted: frozenset[CountClass],
        asked: AskedLabels,
    ) -> float:
        if known.within:
            return self._within(known, wanted, asked)
        best = 0.0
        for place, stem in enumerate(known.stems):
            for name, weight in names.items():
                best = max(best, weight * stems_alike(name, stem) - (0.02 if place else 0.0))
        return best * self._fits(known, wanted, names) if best else 0.0

    def _within(
        self, known: KnownMeasure, wanted: frozenset[CountClass], asked: AskedLabels
    ) -> float:
        """Of a part of another measure, which has to be named too."""
        best = 0.0
        sides = (asked.beside, asked.above)
        for side in sides:
            near = next((each for each in side if each.stem), None)
            if near is None:
                continue
            alike = max(stems_alike(near.stem, stem) for stem in known.stems)
            far = [each.stem for each in (*asked.parents, *asked.labels) if each is not near]
            is_parent = any(self._is_of(known.ledger, stem) for stem in far if stem)
            best = max(best, alike * (0.98 if is_parent else 0.55))
        unit = class_of(known.measure.unit)
        return best * (_OTHER_UNIT if wanted and unit not in wanted else 1.0)

    def _is_of(self, ledger: Ledger, stem: str) -> bool:
        """Whether something of the ledger is called so."""
        return any(
            stem in each.stems for each in self.known if each.ledger is ledger and not each.within
        )

    def _fits(
        self, known: KnownMeasure, wanted: frozenset[CountClass], names: Iterable[str]
    ) -> float:
        unit = class_of(known.measure.unit)
        if wanted:
            return 1.0 if unit in wanted else _OTHER_UNIT
        told = {stem for name in names for stem in known.stems if stem == name}
        is_one = all(len(self._classes[stem]) < 2 for stem in told)
        return 1.0 if is_one else 1.0 - _NO_UNIT


def _names(asked: AskedLabels) -> Iterator[tuple[str, float]]:
    """What may be the name of what is asked for, and how much that says."""
    beside, above = _side(asked.beside), _side(asked.above)
    told: dict[str, float] = {}

    def put(name: str, weight: float) -> None:
        if name:
            told[name] = max(weight, told.get(name, 0.0))

    is_crossed = bool(beside) and bool(above)
    for side in (beside, above):
        for place, name in enumerate(side):
            # Of a group the rows are parts: a row that says something else is not the group.
            put(name, 1.0 - (_FARTHER if is_crossed or place else 0.0))
        for far in side[1:]:
            put(far + side[0], 1.0)
            put(side[0] + far, 1.0)
    if is_crossed:
        for name, other in ((beside[0], above[0]), (above[0], beside[0])):
            put(name + other, 1.0)
        if beside[0] == above[0]:
            put(beside[0], 1.0)
    if not beside and not above:
        for topic in asked.topics:
            put(topic, 0.95)
    elif is_crossed or beside or above:
        for topic in asked.topics[:1]:
            for name in (*beside[:1], *above[:1]):
                put(topic + name, 0.93)
    return iter(told.items())


def _side(labels: tuple[ReadLabel, ...]) -> tuple[str, ...]:
    return tuple(each.stem for each in labels if each.stem)


@remembered(65_536)
def stems_alike(one: str, other: str) -> float:
    """How alike two names are: 1 the same, less where one holds the other."""
    if one == other:
        return 1.0
    left, right = loose_stem(one), loose_stem(other)
    if left == right:
        return 0.95
    if not left or not right:
        return 0.0
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) > 1 and shorter in longer:
        return 0.5 + 0.3 * len(shorter) / len(longer)
    if not set(left) & set(right):
        return 0.0
    ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return 0.7 * ratio if ratio > 0.45 else 0.0
