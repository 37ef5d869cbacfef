"""What is counted, in which unit, over which records; values that storage turns into SQL."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, assert_never

from qinglian_desktop.domain.conditions import AllOf, Condition, Reached
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    FieldType,
    Flow,
    Integer,
    LongText,
    Moment,
    Money,
    Month,
    Name,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Span,
    StepRef,
    Text,
)


@dataclass(frozen=True, slots=True)
class RecordCount:
    """Each record counts one: 次, 场次, 个."""


@dataclass(frozen=True, slots=True)
class Heads:
    """人次: each record counts the people present; a group talk of 5 counts 5."""

    field: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a whole number or an amount."""

    field: str


@dataclass(frozen=True, slots=True)
class Different:
    """How many different words were ticked, month by month; months add up."""

    field: str


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many different ones the field names over the whole period: 48 个单位, two visits or one.

    ``field`` is one line of text, a choice, a person, ``rows.field``, or several people: those
    who came, and of a record that holds their number alone that many. Months do not add up.
    """

    field: str


@dataclass(frozen=True, slots=True)
class ChildRows:
    """How many child rows there are, of those for which ``where`` holds."""

    field: str
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Percent:
    """A hundred times ``part`` over ``whole``, rounded half up to one decimal place.

    Not kept (None) where the whole is nothing.
    """

    part: ChildRows
    whole: ChildRows


@dataclass(frozen=True, slots=True)
class Unlinked:
    """How many records there are to which none of another ledger leads: 没有流程图的职权.

    ``by`` is the link there, ``ledger.field``.
    """

    by: str

    @property
    def ledger(self) -> str:
        """The key of the ledger whose records lead here."""
        return self.by.partition(".")[0]

    @property
    def field(self) -> str:
        """The key of the field by which they do."""
        return self.by.partition(".")[2]


FigureValue: TypeAlias = "int | Decimal | None"
"""A value; None where nothing was kept (shown as —), which differs from a counted 0."""
Counted: TypeAlias = (
    RecordCount | Heads | Total | Different | Distinct | ChildRows | Percent | Unlinked
)


def counted_by(kind: FieldType) -> type[Counted] | None:
    """What may count the fields of a type; None where nothing does."""
    match kind:
        case Integer() | Money():
            return Total
        case PeopleRef():
            return Heads
        case Choices():
            return Different
        case Text() | Name() | Choice() | PersonRef():
            return Distinct
        case Rows():
            return ChildRows
        case LongText() | Day() | Month() | Moment() | Span() | RecordRef() | Attachments():
            return None
        case Flow() | StepRef():
            return None
        case _:
            assert_never(kind)


@dataclass(frozen=True, slots=True)
class Measure:
    """指标: a figure over a period, with its counting unit.

    ``standing`` counts what stands at the end of the period (风险点数) instead of what
    happened within it, so this month and year to date are the same figure. ``on`` names the
    Day field that says in which period a record counts (解决日期), where that is not the day
    on which it occurred; a record without that day does not count. ``aliases`` are what forms of
    others call it, beside its label; two measures may share one if only one of them counts people.
    """

    key: str
    label: str
    unit: str
    counts: Counted
    where: Condition | None = None
    standing: bool = False
    note: str = ""
    on: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether months add up to the year: so the collected returns of a unit are checked."""
        return not self.standing and not isinstance(self.counts, Percent | Distinct | Unlinked)

    def is_part_of(self, whole: Measure) -> bool:
        """Whether it counts the same as another, of fewer: by declaration never more of it."""
        asked = self.where.inner if isinstance(self.where, AllOf) else (self.where,)
        mine, its = ((each.counts, each.unit, each.standing, each.on) for each in (self, whole))
        return mine == its and (whole.where is None or whole.where in (self.where, *asked))

    @property
    def has_days_of_its_own(self) -> bool:
        """Whether a record counts in it by another day than the one on which it occurred."""
        rows = self.counts.where if isinstance(self.counts, ChildRows) else None
        return bool(self.on) or isinstance(rows, Reached)

    @property
    def counts_every_record(self) -> bool:
        """Whether it counts each record once, whatever it says."""
        return self.where is None and isinstance(self.counts, RecordCount)

    @property
    def is_of_today(self) -> bool:
        """Whether it says of a past month what is known today, for want of days."""
        return self.standing and not (self.counts_every_record or self.has_days_of_its_own)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value over a period, and where they were asked for the records behind it."""

    value: FigureValue
    records: tuple[int, ...] = ()
