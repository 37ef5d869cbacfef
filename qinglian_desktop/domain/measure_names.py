"""Measures by the words of a placeholder: 台账名.指标名, and what stands behind its strokes"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import Measure

_SLACK = re.compile(r"^其中：|[“”\"《》\s]")
"""What a name in a placeholder may lack: marks that are hard to type or easy to forget."""


class UnknownName(ValueError):
    """A name of nothing; its words are the end of a sentence behind the placeholder."""


def strokes_of(inside: str) -> tuple[str, list[str]]:
    """The name within a placeholder, and the words behind its strokes."""
    name, *strokes = (part.strip() for part in inside.split("|"))
    return name, strokes


class MeasureNames:
    """The measures of ledgers, by the names of both."""

    def __init__(self, ledgers: Iterable[Ledger]) -> None:
        known = tuple(ledgers)
        self._ledgers = {
            **{_plain(each.label): each for each in known},
            **{each.key: each for each in known},
        }
        self._labels = [each.label for each in known if each.measures]

    def ledger(self, name: str) -> Ledger | None:
        """The ledger of this name or key."""
        return self._ledgers.get(name) or self._ledgers.get(_plain(name))

    def find(self, name: str) -> tuple[Ledger, Measure]:
        """The measure that is called so; UnknownName with a guess at what was meant."""
        ledger_name, dot, measure_name = (part.strip() for part in name.partition("."))
        if not dot:
            raise UnknownName("看不懂，要写成“{台账名.指标名}”")
        ledger = self.ledger(ledger_name)
        if ledger is None:
            raise UnknownName(
                f"：没有{quoted(ledger_name)}这本台账{_meant(ledger_name, self._labels)}"
            )
        for known in _names_by_rank(ledger):
            for measure, names in known:
                if measure_name == measure.key or _plain(measure_name) in map(_plain, names):
                    return ledger, measure
        meant = _meant(measure_name, [each.label for each in ledger.measures])
        raise UnknownName(f"：{ledger.label}没有{quoted(measure_name)}这个指标{meant}")


def _names_by_rank(ledger: Ledger) -> Iterator[list[tuple[Measure, tuple[str, ...]]]]:
    """The measures by their labels, then without the ledger's name before them, then by aliases."""
    begin = _plain(ledger.label)
    yield [(each, (each.label,)) for each in ledger.measures]
    yield [
        (each, (left,))
        for each in ledger.measures
        if (left := _plain(each.label).removeprefix(begin))
    ]
    yield [(each, each.aliases) for each in ledger.measures]


def _plain(name: str) -> str:
    return _SLACK.sub("", name)


def _meant(name: str, known: list[str]) -> str:
    """A guess at what was meant, or all that there is."""
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f"，是不是“{close[0]}”"
    return f"，有的是{'、'.join(f'“{each}”' for each in known)}" if known else ""
