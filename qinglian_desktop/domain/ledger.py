"""A ledger as declared once: fields in sections, measures, lenses, dues and its paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qinglian_desktop.domain.asks import Asks as Asks
from qinglian_desktop.domain.conditions import Condition
from qinglian_desktop.domain.festivals import BeforeFestivals as BeforeFestivals
from qinglian_desktop.domain.field_types import Choice, Choices, Field, PeopleRef
from qinglian_desktop.domain.gathering import EventKind as EventKind
from qinglian_desktop.domain.gathering import Gathering as Gathering
from qinglian_desktop.domain.grading import Grading as Grading
from qinglian_desktop.domain.initial import Computed as Computed
from qinglian_desktop.domain.initial import Fixed as Fixed
from qinglian_desktop.domain.initial import FromPerson as FromPerson
from qinglian_desktop.domain.initial import Initial as Initial
from qinglian_desktop.domain.initial import LastUsed as LastUsed
from qinglian_desktop.domain.initial import NextOfYear as NextOfYear
from qinglian_desktop.domain.initial import StartOfYear as StartOfYear
from qinglian_desktop.domain.initial import Today as Today
from qinglian_desktop.domain.initial import UnitChoice as UnitChoice
from qinglian_desktop.domain.lenses import Lens
from qinglian_desktop.domain.measures import Measure
from qinglian_desktop.domain.paper import EachSigns as EachSigns
from qinglian_desktop.domain.paper import ListColumn as ListColumn
from qinglian_desktop.domain.paper import PaperForm as PaperForm
from qinglian_desktop.domain.paper import PaperKind as PaperKind
from qinglian_desktop.domain.paper import PaperList as PaperList
from qinglian_desktop.domain.paper import SheetEach as SheetEach
from qinglian_desktop.domain.passage import Passage as Passage
from qinglian_desktop.domain.pictures import Picture
from qinglian_desktop.domain.publishing import PublishedCount as PublishedCount
from qinglian_desktop.domain.publishing import PublishedList as PublishedList
from qinglian_desktop.domain.publishing import Publishing as Publishing
from qinglian_desktop.domain.rules import Rule
from qinglian_desktop.domain.text_check import USUAL
from qinglian_desktop.domain.values import Values


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together on the paper form."""

    label: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class PartyLife:
    """What the roster keeps of a member of the party; each names one of its fields.

    ``full`` says who are full members, since ``full_since``; who only joined, since ``since``.
    ``suspended`` are rows of ``since`` and ``until``; ``offices`` such rows with a Choice
    ``word`` and the text ``charge``. The words ``beside`` are of no member of the committee, the
    first of them of who leads a group. ``away`` is a Choice, ``away_to`` says where. The ``group``
    is that of today, and none before ``group_since``.
    """

    politics: str
    since: str
    full: Condition
    full_since: str
    suspended: str
    offices: str
    beside: tuple[str, ...]
    group: str
    group_since: str
    away: str
    away_to: str
    phone: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The ledger that declares this keeps the people; each names one of its fields.

    ``party`` says who of them are members of the party (党员). ``votes`` is a Choice of yes and
    no: what it says goes before what follows from the ``life`` in the party. ``leading`` are
    words of posts, the highest first: whoever has one of them stands before the others in the
    list, but behind whoever holds an office in the committee today.
    """

    name: str
    department: str
    post: str
    joined: str
    left: str
    left_reason: str
    votes: str
    classes: str
    class_word: str
    class_since: str
    party: Condition
    leading: tuple[str, ...] = ()
    life: PartyLife | None = None
    born: str = ""


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The ledger that declares this keeps one record, the unit; each names one of its fields.

    Said once, at the people of the roster, and brought into step here: ``committee`` are rows
    of ``office``, ``person``, ``charge``, ``since`` and ``phone``, ``groups`` rows of ``name``,
    ``leader`` and ``members``; and the ``head`` is who holds ``head_office`` there. Where nobody
    does it is blank, or whoever was typed, but not who held it before. A unit whose ``kind`` is
    one of ``collecting`` puts the returns of others together (汇总).
    """

    name: str
    code: str
    head: str
    phone: str
    committee: str = ""
    groups: str = ""
    head_office: str = ""
    kind: str = ""
    collecting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done while ``open`` holds, by ``date``: a Day field, or ``rows.field``.

    It is due so many ``months`` and days ``after`` it, and is told that many days ``ahead``, with
    what the field ``source`` says of from where it came.
    """

    key: str
    label: str
    date: str
    open: Condition
    months: int = 0
    after: int = 0
    ahead: int = 7
    source: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sheet of the monthly return: how all that is not finished stands on the month's last day.

    A record is open until the first of the days in the fields ``ends``, and stands on the sheet of
    the months in which one of these falls, too. Of ``steps``, whose rows have the field ``day``,
    the latest is told, behind ``state`` that it is overdue. What is dated later than the month's
    last day is not known to the sheet: neither such rows nor such ends are, the fields ``follow``
    are computed without them, and those ``with_end`` are said once the first end has come.
    ``columns`` are fields that the return may carry.
    """

    title: str
    columns: tuple[str, ...]
    steps: str
    day: str
    state: str
    ends: tuple[str, ...]
    follow: tuple[str, ...] = ()
    with_end: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """Enter once, reuse: while ``field`` is filled, records of ``ledger`` follow from this one.

    ``values`` makes their values out of this record's, one record each; it fills the
    ``fields``, which can then only be changed here, and the others belong to whoever keeps
    that ledger. Changed, voided or revived with this record, in the same transaction.
    """

    field: str
    ledger: str
    fields: tuple[str, ...]
    values: Callable[[Values], tuple[Values, ...]]


@dataclass(frozen=True)
class Ledger:
    """台账: declared once; its table, form, list, search, measures, return and paper follow.

    ``occurred`` names the field that says when it happened; ``title`` the fields by which
    a record is called in lists. ``in_return`` ledgers get a sheet in the monthly return.
    ``noun`` is the word on the button that adds a record. In the field ``once_at_a_time``
    nobody can stand in two records of the same time: that is warned of. A list begins in the
    order of the field ``listed_by``, or with what occurred last. ``paper`` is the form of one
    record, ``listing`` the list of many on paper. Two records that agree in all fields of one of
    the ``identity`` are the same thing kept twice, but for those that say different things, or
    hours, in a field that tells them ``apart``. Of each record that the link ``once_for`` leads to
    there is one here. What ``is_confidential`` not every keeper sees. A unit's own catalogue holds
    what the unit does not keep, too: that is not ``is_kept``.
    """

    key: str
    label: str
    noun: str
    sections: tuple[Section, ...]
    occurred: str
    title: tuple[str, ...]
    measures: tuple[Measure, ...] = ()
    lenses: tuple[Lens, ...] = ()
    rules: tuple[Rule, ...] = ()
    dues: tuple[Due, ...] = ()
    festivals: BeforeFestivals | None = None
    feeds: tuple[Feed, ...] = ()
    pictures: tuple[Picture, ...] = ()
    standing: Standing | None = None
    asks: Asks | None = None
    gathering: Gathering | None = None
    grading: Grading | None = None
    passage: Passage | None = None
    publishing: Publishing | None = None
    paper: PaperForm | None = None
    listing: PaperList | None = None
    roster: Roster | None = None
    unit: UnitFacts | None = None
    in_return: bool = True
    about: str = ""
    filters: tuple[str, ...] = ()
    once_at_a_time: str = ""
    once_for: str = ""
    is_kept: bool = True
    is_confidential: bool = False
    listed_by: str = ""
    identity: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def moves_on(self) -> bool:
        """Whether its records are brought further while a form is open over them."""
        return self.asks is not None or self.passage is not None

    @property
    def is_of_events(self) -> bool:
        """Whether its records happen on a day, and can be planned: a person and the unit cannot."""
        return self.roster is None and self.unit is None

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order of the paper form."""
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """Fields by key."""
        return {field.key: field for field in self.fields}

    def field(self, key: str) -> Field:
        """The field of this key; KeyError if there is none."""
        return self.by_key[key]

    def of_type(self, *kinds: type) -> Sequence[Field]:
        """The fields whose type is one of these classes."""
        found = self._by_type.get(kinds)
        if found is None:
            found = tuple(field for field in self.fields if isinstance(field.type, kinds))
            self._by_type[kinds] = found
        return found

    @cached_property
    def sometimes(self) -> tuple[Field, ...]:
        """The fields that are hidden while they do not matter."""
        return tuple(field for field in self.fields if field.shown_when is not None)

    @cached_property
    def following(self) -> tuple[Field, ...]:
        """The fields that are filled in by what other fields say."""
        return tuple(
            field
            for field in self.fields
            if isinstance(field.initial, FromPerson | Computed | NextOfYear)
            or (isinstance(field.initial, LastUsed) and field.initial.like)
            or (isinstance(field.type, PeopleRef) and field.type.attendance)
        )

    @cached_property
    def listed(self) -> Mapping[str, frozenset[str]]:
        """By field the words of its list, which are right wherever one of them is entered.

        Paper has all their signs; where the unit has chosen one, another may be asked about.
        """
        return {
            field.key: frozenset(filter(USUAL.fullmatch, field.type.options))
            for field in self.fields
            if isinstance(field.type, Choice | Choices)
            and not isinstance(field.initial, UnitChoice)
        }

    @cached_property
    def _by_type(self) -> dict[tuple[type, ...], Sequence[Field]]:
        """Found once: every record that is checked asks for some of them."""
        return {}

    def measure(self, key: str) -> Measure:
        """The measure of this key; KeyError if there is none."""
        for measure in self.measures:
            if measure.key == key:
                return measure
        raise KeyError(key)
