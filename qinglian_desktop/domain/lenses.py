"""Other ways to look at a ledger, declared by it; one view per kind draws them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from qinglian_desktop.domain.conditions import Condition
from qinglian_desktop.domain.link_gaps import Linked as Linked

Heat: TypeAlias = Callable[[str, str], str]
"""The word of the tint that follows from the words of the two axes; "" where none does."""


class Every(Enum):
    """How often something is due; the value is the length in months, a week is less than one."""

    WEEK = 0
    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A year × the words of a choice: done, planned (草稿) and missing, a click from each cell.

    ``rows`` names a Choice or Choices field. ``every`` says how often a word is due, and
    ``otherwise`` how often the others are, those that a unit adds included; None for words
    that are not due and not shown. A cell spans the months of one turn, a month's cell of a
    weekly word holds its weeks (by their Mondays).
    """

    label: str
    rows: str
    every: tuple[tuple[str, Every | None], ...] = ()
    otherwise: Every | None = Every.MONTH

    def due_every(self, word: str) -> Every | None:
        """How often this word is due; None if it is not."""
        return dict(self.every).get(word, self.otherwise)


@dataclass(frozen=True, slots=True)
class Crossed:
    """A map of records by two fields, on any day; ``tint`` names a ranked choice.

    Options of ``tint`` are ranked from the gravest. Only records for which ``where`` holds are
    shown. ``filters`` may go through a link (``power.area``), or name people in rows
    (``controls.owner``). ``heat`` says by a rule how grave a cell is, empty or not.
    """

    label: str
    x: str
    y: str
    tint: str
    where: Condition | None = None
    heat: Heat | None = None
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix(Crossed):
    """A table by the words of two fields, which may go through a link, too.

    A cell takes the gravest colour in it, where ``heat`` does not say how grave it is.
    """


@dataclass(frozen=True, slots=True)
class AlongChart(Crossed):
    """The charts of what ``y`` links to, each as a line of its steps; ``x`` is the StepRef.

    A record that names none of the steps stands at the end of its line.
    """


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who of each focus class of the roster has no record as one of ``people`` in a period.

    With ``everyone`` it is the members of the party instead, as one class of that name, for
    whom 待办 does not ask.
    ``every`` is the turn in which each should have one: a quarter, a half-year or a year.
    ``verb`` is what should be done with them: 应谈话, 已谈话, 本期未谈话. ``whom`` is what a
    reason calls them: 重点对象每半年至少一次.
    """

    label: str
    people: str
    every: Every
    verb: str = "登记"
    whom: str = ""
    everyone: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step on the way; a record stands in the first whose ``until`` does not hold yet."""

    label: str
    until: Condition


@dataclass(frozen=True, slots=True)
class Stages:
    """A board of columns, one a stage and a last one for records that have passed them all.

    ``who`` names what a card is called by, a person or a Text; ``outcome`` the ranked choice that
    colours it, the best first unless the ``gravest_first``. What a person's earlier records say of
    it, in order, is the trend; a record that is passed on tells of its own way instead.
    """

    label: str
    stages: tuple[Stage, ...]
    end: str
    who: str
    outcome: str
    gravest_first: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars over the months of a year, from the day of ``start`` to the time limit ``due``.

    ``steps`` names Rows that hold ``day`` and ``percent``: how far the work had come when;
    a record is finished while ``done`` holds, and overdue once ``due`` is past without it.
    """

    label: str
    start: str
    due: str
    steps: str
    day: str
    percent: str
    done: Condition


@dataclass(frozen=True, slots=True)
class RowList:
    """The rows of all records as one list: what is to be done by whom until when, ticked in place.

    ``rows`` names Rows, of which ``what`` says what is to be done and ``due``, a Day, until when.
    A tick writes the word ``finished`` into the Choice ``status`` and the day into ``done_on``;
    one taken back writes what stood there before, else the word ``open``. ``who`` are Names in a
    row, the first of whom has to do it, and ``of`` fields of the record that say whose row it is.
    ``noun`` is what a row is called. Records for which ``where`` does not hold are left out.
    """

    label: str
    rows: str
    what: str
    due: str
    status: str
    finished: str
    open: str
    done_on: str
    who: tuple[str, ...]
    of: tuple[str, ...]
    noun: str
    where: Condition | None = None


TableLens: TypeAlias = MonthGrid | Coverage | Stages | Timeline | RowList | Linked
"""What goes on paper as a table."""
Lens: TypeAlias = TableLens | Matrix | AlongChart
"""A ``Crossed`` goes out as it is drawn."""
