"""A word that a figure counts as one more though it may be one that is there, written otherwise"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import Name, Rows, Text
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import Distinct
from qinglian_desktop.domain.near_words import nearly_alike
from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.values import Values


def likely_doubles(
    work: UnitOfWork, ledger: Ledger, values: Values, previous: Values | None
) -> Iterator[Problem]:
    """Ask once of each word that is new to its field; what is meant is for the keeper to say."""
    for measure in ledger.measures:
        if not isinstance(measure.counts, Distinct):
            continue
        path = measure.counts.field
        if not _is_text(ledger, path):
            # Of people the roster knows who is who; a choice has its list.
            continue
        typed = _words(values, path)
        before = {folded(word) for _, word in _words(previous or {}, path)}
        if all(folded(word) in before for _, word in typed):
            continue
        known = dict(work.records.words_of(ledger, path))
        same = {folded(word) for word in known} | before
        for row, word in typed:
            if folded(word) not in same:
                near = next((each for each in known if nearly_alike(each, word)), None)
                if near is not None:
                    yield _asked(ledger, path, row, near, known[near], measure.label)
            known.setdefault(word, "本条")


def _asked(ledger: Ledger, path: str, row: int, near: str, number: str, figure: str) -> Problem:
    said = (
        f"与已有的{quoted(near)}（{number}）很像，是不是同一个？"
        f"是同一个请写成一样的，{quoted(figure)}才不会多算；不是就不用管。"
    )
    key, dot, inner = path.partition(".")
    if not dot:
        return Problem(key, said, is_warning=True)
    return problem_in_row(key, ledger.field(key).label, InRow(row, inner, said), is_warning=True)


def _is_text(ledger: Ledger, path: str) -> bool:
    key, dot, inner = path.partition(".")
    kind = ledger.field(key).type
    if dot and isinstance(kind, Rows):
        kind = next(each.type for each in kind.fields if each.key == inner)
    return isinstance(kind, Text | Name)


def _words(values: Values, path: str) -> list[tuple[int, str]]:
    """The words that stand there, each with its row; 0 in a field of its own."""
    key, dot, inner = path.partition(".")
    value = values.get(key)
    if not dot:
        return [(0, value)] if isinstance(value, str) else []
    rows = cast("tuple[Values, ...]", value or ())
    found = ((place, row.get(inner)) for place, row in enumerate(rows, 1))
    return [(place, word) for place, word in found if isinstance(word, str)]
