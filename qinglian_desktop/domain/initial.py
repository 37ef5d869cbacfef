"""What a field starts with on a new form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from qinglian_desktop.domain.values import Plain, Value, Values


@dataclass(frozen=True, slots=True)
class Fixed:
    """Starts with this plain input."""

    plain: Plain


@dataclass(frozen=True, slots=True)
class Today:
    """Starts with this day; for a Span or Moment with this hour."""


@dataclass(frozen=True, slots=True)
class StartOfYear:
    """The first of January of this year, for a Day of which nothing is known but that it was."""


@dataclass(frozen=True, slots=True)
class LastUsed:
    """Starts with what the newest record holds, else with the unit's field ``unit_field``.

    Where the field ``like`` is named, only while it says what it says in the newest record: until
    it is typed over the one follows the other.
    """

    unit_field: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """Starts with the ``word`` that the unit settled on in 设置; else as in the newest record.

    What was kept with another word stays as it is, and is told of.
    """

    word: str = ""


RosterFact: TypeAlias = Literal["post", "classes", "department", "position"]


@dataclass(frozen=True, slots=True)
class FromPerson:
    """Follows the roster's entry of the person in ``field`` until it is typed over.

    Of several people it is the first one's, but the classes of all; and ``position``, 部门及职务,
    which is told of each, behind the name.
    """

    field: str
    fact: RosterFact


@dataclass(frozen=True, slots=True)
class Computed:
    """Follows other fields until it is typed over; ``by`` gets the values, may give None."""

    by: Callable[[Values], Value]


@dataclass(frozen=True, slots=True)
class NextOfYear:
    """Follows until it is typed over: the next number of the year among those of the same word.

    ``like`` names the choice with that word.
    """

    like: str


Initial: TypeAlias = (
    Fixed | Today | StartOfYear | LastUsed | UnitChoice | FromPerson | Computed | NextOfYear
)
