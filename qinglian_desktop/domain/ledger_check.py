"""What contradicts in the declaration of a ledger, and the words in which that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import assert_never

from qinglian_desktop.domain.asks_check import check_asks
from qinglian_desktop.domain.conditions import Condition, Filled, Is, Reached, named_fields
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    KEY,
    Choice,
    Choices,
    Day,
    Field,
    Integer,
    Moment,
    Month,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Span,
    StepRef,
    Text,
)
from qinglian_desktop.domain.gathering_check import check_gathering
from qinglian_desktop.domain.initial import (
    Fixed,
    FromPerson,
    Initial,
    LastUsed,
    NextOfYear,
    StartOfYear,
    Today,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import (
    AlongChart,
    Coverage,
    Every,
    Lens,
    Matrix,
    MonthGrid,
    Stages,
    Timeline,
)
from qinglian_desktop.domain.measures import (
    ChildRows,
    Counted,
    Different,
    Distinct,
    Heads,
    Percent,
    RecordCount,
    Total,
    Unlinked,
    counted_by,
)
from qinglian_desktop.domain.paper_check import check_paper
from qinglian_desktop.domain.people_check import check_people, keeps_words
from qinglian_desktop.domain.pictures_check import check_pictures
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.standing import check_standing

RESERVED = {
    "id",
    "number",
    "state",
    "occurred_on",
    "entered_at",
    "entered_by",
    "changed_at",
    "revision",
}
"""Keys of the envelope, which every record has beside its fields."""


def check_ledger(ledger: Ledger) -> None:
    """Reject whatever in a ledger contradicts; every message names ledger and part."""
    _Checker(ledger).run()


class _Checker:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._fields = {field.key: field for field in ledger.fields}

    def run(self) -> None:
        ledger = self._ledger
        if not KEY.fullmatch(ledger.key):
            raise self._bad("key is not snake_case")
        self._distinct("field key", (field.key for field in ledger.fields))
        self._distinct("field label", (field.label for field in ledger.fields))
        self._distinct("measure key", (measure.key for measure in ledger.measures))
        for key in RESERVED & set(self._fields):
            raise self._bad(f"field key {key} belongs to the envelope")
        self._needs("occurred", ledger.occurred, Day, Month, Moment, Span)
        if not self._fields[ledger.occurred].required:
            raise self._bad(f"occurred field {ledger.occurred} must be required")
        if not ledger.title:
            raise self._bad("title names no field")
        for key in ledger.title:
            self._needs("title", key)
        for key in ledger.filters:
            self._needs("filters", key, Choice, Choices)
        for field in ledger.fields:
            if field.shown_when is not None:
                what = f"condition of field {field.key}"
                self._condition(what, field.shown_when, self._fields)
            if field.or_else:
                self._needs(f"field {field.key} or_else", field.or_else, Choice)
            if field.or_month:
                self._needs(f"field {field.key} or_month", field.or_month, Month)
            self._initial(field)
        for measure in ledger.measures:
            self._counted(f"measure {measure.key}", measure.counts)
            if measure.where is not None:
                self._condition(f"measure {measure.key}", measure.where, self._fields)
            if measure.on:
                self._needs(f"measure {measure.key}", measure.on, Day)
        for key in (key for keys in ledger.identity for key in keys):
            self._needs("identity", key)
        for key in ledger.apart:
            self._needs("apart", key)
        for lens in ledger.lenses:
            self._lens(lens)
        self._dues()
        if ledger.festivals is not None:
            self._needs("festivals", ledger.festivals.field, Choice)
            # The table of their days has these words and no others.
            keeps_words(ledger, "festivals", self._fields[ledger.festivals.field])
        for feed in ledger.feeds:
            self._needs("feed", feed.field)
        check_pictures(ledger)
        check_paper(ledger)
        check_people(ledger, self._needs, self._rows, self._condition)
        if ledger.gathering is not None:
            check_gathering(ledger, ledger.gathering)
        if ledger.standing is not None:
            check_standing(ledger, ledger.standing)
        check_asks(ledger)

    def _bad(self, what: str) -> BadDeclaration:
        return BadDeclaration(f"ledger {self._ledger.key}: {what}")

    def _distinct(self, what: str, keys: Iterable[str]) -> None:
        twice = [key for key, count in Counter(keys).items() if count > 1]
        if twice:
            raise self._bad(f"{what} {', '.join(twice)} stands twice")

    def _needs(self, what: str, key: str, *kinds: type) -> Field:
        field = self._fields.get(key)
        if field is None:
            raise self._bad(f"{what} names the unknown field {key!r}")
        if kinds and not isinstance(field.type, kinds):
            wanted = " or ".join(kind.__name__ for kind in kinds)
            raise self._bad(f"{what}: field {key} is {type(field.type).__name__}, not {wanted}")
        return field

    def _condition(self, what: str, condition: Condition, fields: dict[str, Field]) -> None:
        for leaf in named_fields(condition):
            field = fields.get(leaf.field)
            if field is None:
                raise self._bad(f"{what} looks at the unknown field {leaf.field!r}")
            match leaf:
                case Is(words=words):
                    if not isinstance(field.type, Choice | Choices):
                        raise self._bad(f"{what}: field {leaf.field} has no words to choose")
                    known = {*field.type.options, *dict(field.type.former)}
                    if strange := [word for word in words if word not in known]:
                        raise self._bad(f"{what}: {strange} are not options of {leaf.field}")
                case Reached():
                    if not isinstance(field.type, Day):
                        raise self._bad(f"{what}: field {leaf.field} is no Day that can come")
                case Filled():
                    pass
                case _:
                    assert_never(leaf)

    def _initial(self, field: Field) -> None:
        if field.stand_in:
            self._needs(f"field {field.key} stand_in", field.stand_in, Text)
        for what, initial in (("initial", field.initial), ("unsaid", field.unsaid)):
            self._begins(f"field {field.key} {what}", field, initial)

    def _begins(self, what: str, field: Field, initial: Initial | None) -> None:
        match initial:
            case Fixed(plain):
                try:
                    value = from_plain(field.type, plain)
                except Unreadable:
                    raise self._bad(f"{what}: {plain!r} cannot be read") from None
                words = value if isinstance(value, tuple) else (value,)
                if isinstance(field.type, Choice | Choices):
                    strange = [word for word in words if word not in field.type.options]
                    if strange:
                        raise self._bad(f"{what}: {strange} are not its options")
            case FromPerson(source):
                self._needs(what, source, PersonRef, PeopleRef)
            case Today():
                self._needs(what, field.key, Day, Moment, Span)
            case StartOfYear():
                self._needs(what, field.key, Day)
            case NextOfYear(like):
                self._needs(what, like, Choice)
            case LastUsed(like=like) if like:
                self._needs(what, like, Text)
            case _:
                pass

    def _rows(self, what: str, key: str) -> dict[str, Field]:
        kind = self._needs(what, key, Rows).type
        return {field.key: field for field in kind.fields} if isinstance(kind, Rows) else {}

    def _counted(self, what: str, counted: Counted) -> None:
        match counted:
            case RecordCount() | Unlinked():
                pass
            case Heads(key) | Total(key) | Different(key):
                kind = self._needs(what, key).type
                if counted_by(kind) is not type(counted):
                    way = type(counted).__name__
                    raise self._bad(f"{what}: {way} cannot count {type(kind).__name__} {key}")
            case Distinct(key):
                self._distinct_field(what, key)
            case ChildRows(key, where):
                rows = self._rows(what, key)
                if where is not None:
                    self._condition(what, where, rows)
            case Percent(part, whole):
                self._counted(what, part)
                self._counted(what, whole)
            case _:
                assert_never(counted)

    def _distinct_field(self, what: str, key: str) -> None:
        rows, dot, inner = key.partition(".")
        fields = self._rows(what, rows) if dot else self._fields
        field = fields.get(inner if dot else rows)
        if field is None or counted_by(field.type) not in (Distinct, Heads):
            raise self._bad(f"{what}: {key} is not a field of one word")

    def _lens(self, lens: Lens) -> None:
        what = f"lens {lens.label}"
        match lens:
            case MonthGrid(rows=key, every=every, otherwise=otherwise):
                self._needs(what, key, Choice, Choices)
                self._condition(what, Is(key, tuple(word for word, _ in every)), self._fields)
                if not every and otherwise is None:
                    raise self._bad(f"{what}: no word is due, so the grid would be empty")
            case Matrix(x=x, y=y, tint=tint, where=where):
                if where is not None:
                    self._condition(what, where, self._fields)
                for path in (x, y, *lens.filters):
                    key, dot, _ = path.partition(".")
                    through = (RecordRef, Rows) if path in lens.filters else (RecordRef,)
                    self._needs(what, key, *(through if dot else (Choice, Text)))
                self._needs(what, tint, Choice)
            case AlongChart():
                if not self._ledger.of_type(StepRef):
                    raise self._bad(f"{what}: no field names a step of a chart")
            case Coverage(people=key, every=turn):
                self._needs(what, key, PeopleRef, PersonRef)
                if turn in (Every.WEEK, Every.MONTH):
                    raise self._bad(f"{what}: a turn is a quarter, half-year or year, not {turn}")
            case Stages(stages=stages, who=who, outcome=outcome):
                self._needs(what, who, PersonRef)
                self._needs(what, outcome, Choice)
                if not stages:
                    raise self._bad(f"{what}: no stage on the way, so all would be at the end")
                for stage in stages:
                    self._condition(f"{what} {stage.label}", stage.until, self._fields)
            case Timeline():
                for key in (lens.start, lens.due):
                    self._needs(what, key, Day)
                rows = self._rows(what, lens.steps)
                for key, kind in ((lens.day, Day), (lens.percent, Integer)):
                    if key not in rows or not isinstance(rows[key].type, kind):
                        raise self._bad(f"{what}: row field {key} is not {kind.__name__}")
                self._condition(what, lens.done, self._fields)
            case _:
                assert_never(lens)

    def _dues(self) -> None:
        for due in self._ledger.dues:
            what = f"due {due.key}"
            rows, dot, key = due.date.partition(".")
            fields = self._rows(what, rows) if dot else self._fields
            field = fields.get(key if dot else rows)
            if field is None or not isinstance(field.type, Day):
                raise self._bad(f"{what}: {due.date} is not a Day field")
            self._condition(what, due.open, fields)
