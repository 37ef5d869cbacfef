"""Other ways to look at a ledger, declared by it; one view per kind draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from qinglian_desktop.domain.conditions import Condition


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """Month × choice: done, planned (草稿) and missing, a click from record or new one.

    ``rows`` names a Choices field, of which every word is due each month.
    """

    label: str
    rows: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by two choice fields, drilled down by a click; ``tint`` names a ranked choice.

    Options of ``tint`` are ranked from the gravest; a cell takes the gravest colour in it.
    Only records for which ``where`` holds are shown.
    """

    label: str
    x: str
    y: str
    tint: str
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who of each focus class of the roster has no record as one of ``people`` in a period.

    ``verb`` is what should be done with them: 应谈话, 已谈话, 本期未谈话.
    """

    label: str
    people: str
    verb: str = "登记"


Lens: TypeAlias = MonthGrid | Matrix | Coverage
