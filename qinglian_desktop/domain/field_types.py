"""The closed union of field types: what a field means, never how it is drawn or stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from qinglian_desktop.domain.beside import Beside as Beside
from qinglian_desktop.domain.choice_options import check_options
from qinglian_desktop.domain.conditions import Condition, holds
from qinglian_desktop.domain.convening import Convening
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.flow_fields import Flow as Flow
from qinglian_desktop.domain.flow_fields import StepRef as StepRef
from qinglian_desktop.domain.in_return import InReturn as InReturn
from qinglian_desktop.domain.initial import Initial
from qinglian_desktop.domain.values import Plain, Values

KEY = re.compile(r"[a-z][a-z0-9_]*")
"""A stable English word: what fields and ledgers are called by in files and tables."""

LONGEST_TEXT = 20_000
"""Characters in one long text; a page of paper holds 616 (GB/T 9704: 22 × 28)."""
_OF_EVERY_ROW = {"record_id", "place"}
"""Which record a row belongs to and where it stands."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``remembered`` offers what was typed in this field before.

    One that is ``listed`` names a thing, so that of 一支部、二支部 in a cell each has a row; of
    one that is ``hours_of`` a day the hours may stand behind that day.
    """

    longest: int = 100
    remembered: bool = False
    listed: bool = False
    hours_of: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.longest <= 500:
            raise BadDeclaration(f"Text.longest {self.longest} is not in 1..500")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: up to 50 characters of GB 18030-2022, with · (U+00B7) within."""


@dataclass(frozen=True, slots=True)
class LongText:
    """Text of several lines; ``lines`` is the height that the paper form gives it if it can.

    ``wordings`` are texts to begin with, out of which one is chosen and then changed; a unit
    keeps a set of its own.
    """

    lines: int = 4
    longest: int = LONGEST_TEXT
    wordings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.lines <= 40:
            raise BadDeclaration(f"LongText.lines {self.lines} is not in 1..40")


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number in a counting unit (人次, 份, 条 …), or which it is of several (第3次)."""

    unit: str = ""
    least: int = 0
    most: int = 1_000_000
    ordinal: bool = False

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise BadDeclaration(f"Integer.least {self.least} is above most {self.most}")

    @property
    def is_year(self) -> bool:
        """Whether it is a year of the calendar, and not how many."""
        return self.unit == "年" and self.least > 1000


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in 万元, exact to the 分 (six decimals); a Decimal."""

    unit: str = "万元"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; ``may_be_future`` for time limits and plans."""

    may_be_future: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A year and month, held as its first day."""

    may_be_future: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and a time of day, to the minute, without a time zone."""


@dataclass(frozen=True, slots=True)
class Span:
    """起止时间: two moments, the second optional and not before the first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list of words; a unit may change the list unless it is ``fixed``.

    ``former`` are words that older records hold, each with the word that took its place, or
    "" where it was only dropped. ``words_of`` is ``ledger.field`` where the list is that of
    another ledger's choice, which a unit changes there. ``known_as`` are words of others, each
    with the word of the list that it means.
    """

    options: tuple[str, ...]
    fixed: bool = False
    former: tuple[tuple[str, str], ...] = ()
    words_of: str = ""
    known_as: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        check_options(self.options, self.former, self.known_as)


@dataclass(frozen=True, slots=True)
class Choices:
    """Any number of a list of words, kept in the order of the list; else as ``Choice``."""

    options: tuple[str, ...]
    fixed: bool = False
    former: tuple[tuple[str, str], ...] = ()
    known_as: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        check_options(self.options, self.former, self.known_as)


@dataclass(frozen=True, slots=True)
class PersonRef:
    """One of the roster; with ``outsiders`` a name that is not in it, with ``later`` who has come
    since to what was there before."""

    outsiders: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class PeopleRef:
    """Several people; with ``attendance`` also 应到, 实到 and 缺席 with its reason.

    With ``attendance`` the list fills itself from who of the branch is ``convened`` on the day,
    everybody if nothing is said of it. Where the roster does not tell, and ``like`` names a
    Choice, it are those who were due at the last event of the same word. ``guests`` names the
    field for others who came.
    """

    attendance: bool = False
    outsiders: bool = False
    like: str = ""
    convened: tuple[Convening, ...] = ()
    guests: str = ""


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record of another ledger, by that ledger's key.

    One registered at the field begins with the form: ``begins_with`` are pairs of a field here and
    one there, of one type, or a person and several; ``begins`` makes more, as plain input.
    """

    ledger: str
    begins_with: tuple[tuple[str, str], ...] = ()
    begins: Callable[[Values], Mapping[str, Plain]] | None = None


_NEVER_IN_ROWS = PeopleRef | Choices | RecordRef | Span | Flow | StepRef


@dataclass(frozen=True, slots=True)
class Rows:
    """Child rows with fields of their own; ``noun`` is the word on the button that adds one."""

    fields: tuple[Field, ...]
    noun: str

    def __post_init__(self) -> None:
        keys = [field.key for field in self.fields]
        if not keys or len(set(keys)) != len(keys):
            raise BadDeclaration(f"Rows needs fields with distinct keys, got {keys}")
        if reserved := _OF_EVERY_ROW & set(keys):
            raise BadDeclaration(f"row field keys {reserved} belong to every row")
        for field in self.fields:
            if isinstance(field.type, Rows | Attachments | _NEVER_IN_ROWS):
                raise BadDeclaration(f"a row field cannot be {type(field.type).__name__}")

    def field(self, key: str) -> Field:
        """The row field of this key; KeyError if there is none."""
        return {field.key: field for field in self.fields}[key]


@dataclass(frozen=True, slots=True)
class Attachments:
    """Files kept inside the book: photos and scans."""


FieldType: TypeAlias = (
    Text
    | Name
    | LongText
    | Integer
    | Money
    | Day
    | Month
    | Moment
    | Span
    | Choice
    | Choices
    | PersonRef
    | PeopleRef
    | RecordRef
    | Flow
    | StepRef
    | Rows
    | Attachments
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: a stable English key, the label of the paper form, and what it means.

    ``help`` is the rule it comes from; ``shown_when`` hides it until its answers matter;
    ``in_return`` of a row's field, where it is not words, keeps it out of lists too;
    ``width`` is the list column's width in Chinese characters, 0 keeps it out of lists. ``told``
    is what a form says beside it, of all its values and today: what is not kept, for it changes.
    ``beside`` is what lists and papers say beside it of all its values, in a column of its own.
    ``or_else`` is the choice whose word is read where this one is blank: a day, or 长期坚持.
    Of a day of which a sheet says the month alone, that goes to the field ``or_month``.
    ``aliases`` are what other offices call it at the head of a column; what is taken for all
    records of a sheet without such a column is ``unsaid``, or ``titled``, of what stands above,
    or of each record what its field ``stand_in`` says. A share of which only the text of
    ``within``, of the same row, may tell is read out of that: 完成90%. What is changed once it
    was kept wants a reason, in the field ``reason_when_changed``.
    """

    key: str
    label: str
    type: FieldType
    required: bool = False
    help: str = ""
    initial: Initial | None = None
    shown_when: Condition | None = None
    in_return: InReturn = InReturn.WORDS
    width: int = 0
    told: Callable[[Values, date], str] | None = None
    beside: Beside | None = None
    or_else: str = ""
    or_month: str = ""
    aliases: tuple[str, ...] = ()
    unsaid: Initial | None = None
    titled: Callable[[Sequence[str]], Plain] | None = None
    stand_in: str = ""
    within: str = ""
    reason_when_changed: str = ""

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise BadDeclaration(f"field key {self.key!r} is not snake_case")
        if not re.fullmatch(r"[^｜：\n]+", self.label):
            raise BadDeclaration(f"field {self.key}: label {self.label!r} holds a mark")
        if self.required and self.shown_when is not None and isinstance(self.type, Rows):
            raise BadDeclaration(f"field {self.key}: required rows cannot be hidden")

    def is_shown(self, values: Values) -> bool:
        """Whether the field matters, given the other values."""
        return self.shown_when is None or holds(self.shown_when, values)


def present_word(kind: Choice | Choices, word: str) -> str:
    """The word as the list has it today; "" for one that was dropped."""
    return word if word in kind.options else dict(kind.former).get(word, word)
