"""Grading: by which method a level is found, what each method asks, and who answers for it"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Choice, Choices, Field, Integer
from qinglian_desktop.domain.initial import Computed
from qinglian_desktop.domain.values import Value, Values


@dataclass(frozen=True, slots=True)
class Grading:
    """The fields of a ledger by which its records are graded.

    ``questions`` are, by word of the Choice ``method``, the fields that are asked then. The Choice
    ``level`` is computed from the answers; ``why`` says in a sentence how, "" where nothing
    follows yet. ``who`` answers for which level. Another level wants a ``reason``.
    """

    method: str
    questions: tuple[tuple[str, tuple[str, ...]], ...]
    level: str
    reason: str
    why: Callable[[Values], str]
    who: tuple[tuple[str, str], ...]

    def asked(self, method: Value) -> tuple[str, ...]:
        """The keys of the fields that this method asks, in order."""
        return dict(self.questions).get(str(method), ())

    def answers_for(self, level: Value) -> str:
        """Who answers for a level; "" where nobody is named."""
        return dict(self.who).get(str(level), "")


def check_grading(grading: Grading, fields: dict[str, Field], ledger: str) -> None:
    """Reject what contradicts in it."""
    bad = f"ledger {ledger}: grading "
    asked = tuple(key for _, keys in grading.questions for key in keys)
    for key in (grading.method, grading.level, grading.reason, *asked):
        if key not in fields:
            raise BadDeclaration(f"{bad}names the unknown field {key!r}")
    for key in asked:
        if not isinstance(fields[key].type, Choice | Choices | Integer):
            raise BadDeclaration(f"{bad}cannot ask {key}")
    for key, words in (
        (grading.method, [word for word, _ in grading.questions]),
        (grading.level, [word for word, _ in grading.who]),
    ):
        kind = fields[key].type
        if not isinstance(kind, Choice) or not kind.fixed or list(kind.options) != words:
            raise BadDeclaration(f"{bad}does not know the words of {key}")
    if not isinstance(fields[grading.level].initial, Computed):
        raise BadDeclaration(f"{bad}needs a level that is computed")
