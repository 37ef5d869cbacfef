"""What the paper form of a record says, line by line, however it is drawn: on a PDF, in Word"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import Enum, auto
from typing import NamedTuple, TypeAlias, cast

from qinglian_desktop.domain.boxes import boxes
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    LongText,
    Moment,
    PeopleRef,
    Rows,
    Span,
    Text,
)
from qinglian_desktop.domain.how_far import said_beside
from qinglian_desktop.domain.late_entry import late_entry_words
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.usual_form import headings_of, paper_form
from qinglian_desktop.domain.values import Attached, Interval, People, Value, Values, is_blank
from qinglian_desktop.domain.words import Reading, pieces, words

DAY_TO_FILL = "年\u3000\u3000月\u3000\u3000日"
"""The day of a signature, to be filled by hand."""
_USUAL: Mapping[type, Value] = {
    Day: date(2026, 12, 30),
    Moment: datetime(2026, 12, 30, 10),
    Span: Interval(datetime(2026, 12, 30, 10), datetime(2026, 12, 30, 11, 30)),
}
_TO_WRITE = "\u3000" * 5
_MOST_NAMED = 30
"""Those present are named if they are no more than this."""
_AFTER_MARK = re.compile("(?<=、)")


class Setting(Enum):
    """How what is said stands in its cell."""

    WORDS = auto()
    """One text; in half a line, centred where it takes a single line."""
    LONG = auto()
    """From the top, paragraphs indented."""
    NAMES = auto()
    """Pieces that no line tears apart."""
    BOXES = auto()
    """Options, each with its box, a gap between them."""
    COUNT = auto()
    """A number, centred."""


class Entry(NamedTuple):
    """A label and what is said beside it, in pieces; ``lines`` are kept free for a long text."""

    label: str
    said: Sequence[str]
    setting: Setting = Setting.WORDS
    lines: int = 1


class Heading(NamedTuple):
    """A line across the form that names what comes below it."""

    words: str


class Entries(NamedTuple):
    """One entry that has a line of its own, or two that share it."""

    entries: tuple[Entry, ...]


class InnerRows(NamedTuple):
    """Child rows below a heading and the heads of their columns; there is at least one."""

    label: str
    kind: Rows
    rows: Sequence[Values]


class FilesOfForm(NamedTuple):
    """The attachments of a record; there is at least one."""

    label: str
    files: Sequence[Attached]


class EachToSign(NamedTuple):
    """People below a heading, each with a blank to sign."""

    label: str
    names: Sequence[str]

    @property
    def heading(self) -> str:
        """What stands above the names."""
        return f"{self.label}（{len(self.names)}人）"


FormLine: TypeAlias = Heading | Entries | InnerRows | FilesOfForm | EachToSign


class _Line(NamedTuple):
    """A declared line: one or two fields; ``when_filled`` leaves it out while it is empty."""

    fields: tuple[Field, ...]
    when_filled: bool


class FormReader:
    """Reads the records of one ledger as its form says them.

    What is the same for all of them is found once, so a reader is made for one print.
    """

    def __init__(
        self, ledger: Ledger, before: Callable[[Record], Mapping[str, str]] = lambda _: {}
    ) -> None:
        """``before`` gives, by field, what is said of what a record was before."""
        self._before = before
        self._ledger = ledger
        self._form = form = paper_form(ledger)
        self._lines = [
            _Line(tuple(map(ledger.field, line)), all(key in form.when_filled for key in line))
            for line in form.lines
        ]
        self._headings = headings_of(ledger)
        self._boxes: dict[tuple[str, Value], Sequence[str] | None] = {}

    @property
    def usual_title(self) -> str:
        """The title of what has no other."""
        return self._form.title

    def notes(self, record: Record) -> tuple[str, ...]:
        """What stands below the table, a paragraph each; also that the record was entered late."""
        note = self._form.note
        said = note if not note or note.startswith("注") else f"注：{note}"
        return tuple(each for each in (said, late_entry_words(self._ledger, record)) if each)

    @property
    def usual_pairs(self) -> Sequence[Entries]:
        """The lines that two fields share, their times filled as they usually are."""
        return [
            Entries(tuple(self.entry(each, _USUAL.get(type(each.type))) for each in line.fields))
            for line in self._lines
            if len(line.fields) == 2
        ]

    def title(self, record: Record) -> str:
        """What the paper of a record is called."""
        kind = self._form.kind_of(record.values)
        return kind.title if kind else self._form.title

    def stated(self, record: Record) -> str:
        """The record's number; the day too, if no line of the form says it."""
        number = f"编号：{record.number or _TO_WRITE}"
        if any(self._ledger.occurred in line for line in self._form.lines):
            return number
        field, value = self._said(self._ledger.field(self._ledger.occurred), record)
        day = words(field.type, value, Reading.FORM)
        return f"{field.label}：{day}\u3000{number}"

    def lines(self, record: Record) -> Iterator[FormLine]:
        """The lines that apply to these values, as on the screen; then those who sign by name."""
        form, values = self._form, record.values
        titled = form.kind if form.kind_of(values) else ""
        for line in self._lines:
            if (heading := self._headings.get(line.fields[0].key)) is not None:
                yield Heading(heading)
            if line.when_filled and self._is_empty(line.fields, values):
                continue
            fields = [f for f in line.fields if self._applies(f, values) and f.key != titled]
            if fields:
                yield from self._line(fields, record)
        for each in self._signing(record):
            if isinstance(each, EachToSign):
                yield each

    def signatures(self, record: Record) -> tuple[str, ...]:
        """The places to sign that end the form."""
        return tuple(each for each in self._signing(record) if isinstance(each, str))

    def entry(self, field: Field, value: Value) -> Entry:
        """A field's label with what it says."""
        ticked = self._ticked(field, value)
        if ticked is not None:
            return Entry(field.label, ticked, Setting.BOXES)
        said = pieces(field.type, value, Reading.FORM)
        match field.type:
            case PeopleRef():
                return Entry(field.label, said, Setting.NAMES)
            case LongText(lines=lines):
                return Entry(field.label, said, Setting.LONG, lines)
            case _:
                return Entry(field.label, ("".join(said),) if said else ())

    def _line(self, fields: Sequence[Field], record: Record) -> Iterator[FormLine]:
        field, value = self._said(fields[0], record)
        match field.type if len(fields) == 1 else None:
            case Attachments():
                if value:
                    yield FilesOfForm(field.label, cast("tuple[Attached, ...]", value))
            case PeopleRef(attendance=True):
                yield from self._attendance(value if isinstance(value, People) else People())
            case Rows() as kind:
                if value:
                    yield InnerRows(field.label, kind, cast("tuple[Values, ...]", value))
            case _:
                yield Entries(tuple(self._entry(each, record) for each in fields))

    def _entry(self, field: Field, record: Record) -> Entry:
        """A field's label with what it says, and with what is said beside it."""
        entry, beside = self.entry(*self._said(field, record)), said_beside(field, record.values)
        if field.reason_when_changed and (was := self._before(record).get(field.key)):
            beside = f"{beside}（{was}）"
        return entry._replace(said=(*entry.said, beside)) if beside else entry

    def _is_empty(self, fields: Sequence[Field], values: Values) -> bool:
        """Whether a line has nothing to say."""
        return all(is_blank(values.get(each.key)) for each in fields)

    def _applies(self, field: Field, values: Values) -> bool:
        """Whether there is something to say of a field: what it holds, or the word in its place."""
        return field.is_shown(values) or bool(field.or_else and values.get(field.or_else))

    def _said(self, field: Field, record: Record) -> tuple[Field, Value]:
        """A field with what stands in it: where it is blank, the word that is read instead."""
        value = record.value(field.key)
        if is_blank(value) and field.or_else and (word := record.value(field.or_else)):
            return replace(field, type=Text()), word
        return field, value

    def _attendance(self, people: People) -> Iterator[FormLine]:
        """How many were due and came, in cells of their own; who was absent and why; who came.

        Of a crowd the numbers are enough: its names are on the sheet that they signed.
        """
        absent = words(PeopleRef(), People(people.absent), Reading.LIST).removeprefix("缺席：")
        came = [each.person.name for each in people.attendees if each.present]
        known = not is_blank(people)
        if known and not absent and people.due == people.present:
            absent = "无"
        due = Entry("应到人数", (f"{people.due}人",) if known else (), Setting.COUNT)
        present = Entry("实到人数", (f"{people.present}人",) if known else (), Setting.COUNT)
        yield Entries((due, present))
        yield _named("缺席人员及原因", absent)
        if 0 < len(came) <= _MOST_NAMED:
            yield _named("参加人员", "、".join(came))

    def _ticked(self, field: Field, value: Value) -> Sequence[str] | None:
        """The options as boxes, the same for all records that tick the same; None without any."""
        if not isinstance(field.type, Choice | Choices):
            return None
        key = (field.key, value)
        if key not in self._boxes:
            self._boxes[key] = boxes(field.type, value)
        return self._boxes[key]

    def _signing(self, record: Record) -> Iterator[str | EachToSign]:
        kind = self._form.kind_of(record.values)
        for each in (kind and kind.signatures) or self._form.signatures:
            if isinstance(each, str):
                yield each
                continue
            names = _present(record.value(each.people))
            yield EachToSign(each.label, names) if len(names) > 1 else each.label


def lines_to_sign(signatures: Sequence[str]) -> Iterator[Sequence[str]]:
    """Places to sign in lines of up to three."""
    each = {4: 2}.get(len(signatures), 3)
    for first in range(0, len(signatures), each):
        yield signatures[first : first + each]


def _named(label: str, names: str) -> Entries:
    named = [name for name in _AFTER_MARK.split(names) if name]
    return Entries((Entry(label, named, Setting.NAMES),))


def _present(people: Value) -> list[str]:
    attendees = people.attendees if isinstance(people, People) else ()
    return [each.person.name for each in attendees if each.present]
