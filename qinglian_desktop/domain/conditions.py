"""What must hold for a record or a row to be counted; a closed union, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias, assert_never

from qinglian_desktop.domain.values import Value, is_blank


@dataclass(frozen=True, slots=True)
class Is:
    """The choice is one of these words; of several choices, at least one is."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """Something was entered in the field."""

    field: str


@dataclass(frozen=True, slots=True)
class Reached:
    """The day in the field has come; with ``after``, that many days more have passed.

    Blank fields are never reached. Looked at from a day: the end of a period, or today.
    """

    field: str
    after: int = 0

    def latest(self, on: date) -> date:
        """The last day that has been reached, looked at from ``on``."""
        return on - timedelta(days=self.after)


@dataclass(frozen=True, slots=True)
class Not:
    """The inner condition does not hold."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every inner condition holds."""

    inner: tuple[Condition, ...]


Condition: TypeAlias = Is | Filled | Reached | Not | AllOf


def is_(field: str, *words: str) -> Is:
    """``Is`` with its words written out."""
    return Is(field, words)


def filled(*fields: str) -> Condition:
    """Something was entered in at least one of the fields."""
    return Not(AllOf(tuple(Not(Filled(each)) for each in fields)))


def holds(condition: Condition, values: Mapping[str, Value], on: date = date.max) -> bool:
    """Whether the condition holds for the values of one record or row, looked at on a day."""
    match condition:
        case Is(field, words):
            value = values.get(field)
            return value in words if isinstance(value, str) else _any_in(value, words)
        case Filled(field):
            return not is_blank(values.get(field))
        case Reached(field):
            day = values.get(field)
            day = day.date() if isinstance(day, datetime) else day
            return isinstance(day, date) and day <= condition.latest(on)
        case Not(inner):
            return not holds(inner, values, on)
        case AllOf(inner):
            return all(holds(each, values, on) for each in inner)
        case _:
            assert_never(condition)


def named_fields(condition: Condition) -> Iterator[Is | Filled | Reached]:
    """The leaves of a condition, each with the field that it looks at."""
    match condition:
        case Is() | Filled() | Reached():
            yield condition
        case Not(inner):
            yield from named_fields(inner)
        case AllOf(inner):
            for each in inner:
                yield from named_fields(each)
        case _:
            assert_never(condition)


def _any_in(value: Value, words: tuple[str, ...]) -> bool:
    return isinstance(value, tuple) and any(each in words for each in value)
