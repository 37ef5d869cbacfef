"""Who is in the branch: found by name or pinyin, due on a day, recognised in input."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.naming import Mentioned, Naming
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import alike, folded, spelled
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import Field, Name, PeopleRef, PersonRef, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.record import occurred_on
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes
from qinglian_desktop.domain.values import Attendee, People, Person, Value, Values


class RosterLookup:
    """The roster of an open book."""

    def __init__(self, book: Book, catalogue: Catalogue) -> None:
        self._book = book
        self._catalogue = catalogue

    def members(self) -> Mapping[int, Member]:
        """Everyone by id, those who left too."""
        with self._book.reading() as work:
            return work.records.members()

    def matching(self, text: str, day: date | None = None) -> list[Member]:
        """Who the typed text may mean: by name, pinyin or initials; with ``day`` only who was in.

        Names that begin with the text come first.
        """
        return matching(self.members().values(), text, day)

    def due_on(self, day: date) -> People:
        """Everyone who belonged to the branch on that day, all present."""
        return due_on(self.members().values(), day)


def matching(members: Iterable[Member], text: str, day: date | None = None) -> list[Member]:
    """Members whom the typed text may mean, the likeliest first."""
    wanted, letters = folded(text), spelled(text)
    ranked = [
        (rank, member)
        for member in members
        if (rank := _rank(member, wanted, letters)) is not None
        and (day is None or member.belongs_on(day))
    ]
    return [member for _, member in sorted(ranked, key=lambda pair: (pair[0], pair[1].id))]


def due_on(members: Iterable[Member], day: date) -> People:
    """Those who belonged to the branch on that day, all present."""
    return People.named(*(Person(m.name, m.id) for m in members if m.belongs_on(day)))


_NAMING = (PersonRef, PeopleRef, Name, Rows)
"""Types of fields that may name somebody."""


def recognise(
    ledger: Ledger, values: dict[str, Value], members: Mapping[int, Member]
) -> list[Problem]:
    """Give people named without an id the id and the spelling of the one member meant, in place.

    A text that names several is several people. Two members of the same name are a problem, and
    so are letters that are nobody's; nobody of a name is left an outsider, with a warning where
    outsiders may stand.
    """
    naming = Naming(members, occurred_on(ledger, values))
    problems: list[Problem] = []
    for field in ledger.of_type(*_NAMING):
        if (value := values.get(field.key)) is None or field.key == _own_name(ledger):
            continue
        if isinstance(field.type, Rows):
            rows = cast("tuple[Values, ...]", value)
            values[field.key] = _in_rows(field, rows, naming, problems)
            continue
        which = (ledger.key, field.key, field.label, value)
        values[field.key], found = naming.once(which, partial(_meant, field, value, naming))
        problems += found
    return problems


def names_nobody_else(
    ledger: Ledger, before: Values, values: Values, more: Collection[str]
) -> bool:
    """Whether by ``more`` fields nothing that names people comes or goes, nor the day moves."""
    naming = {field.key for field in ledger.of_type(*_NAMING)}
    is_added = values.keys() - before.keys() <= set(more) and naming.isdisjoint(more)
    is_all_there = before.keys() <= values.keys() and before.keys().isdisjoint(more)
    return is_added and is_all_there and occurred_on(ledger, before) == occurred_on(ledger, values)


def _own_name(ledger: Ledger) -> str:
    """The field of the roster that nobody else is named by: it makes the name."""
    return ledger.roster.name if ledger.roster is not None else ""


def _in_rows(
    field: Field, rows: tuple[Values, ...], naming: Naming, problems: list[Problem]
) -> tuple[Values, ...]:
    kind = cast("Rows", field.type)
    read: list[Values] = []
    for place, row in enumerate(rows, 1):
        meant = dict(row)
        for cell in kind.fields:
            if cell.key not in row or not isinstance(cell.type, Name | PersonRef):
                continue
            meant[cell.key], found = _meant(cell, row[cell.key], naming)
            problems += [
                problem_in_row(
                    field.key,
                    field.label,
                    InRow(place, cell.key, each.message),
                    is_warning=each.is_warning,
                )
                for each in found
            ]
        read.append(meant)
    return tuple(read)


def _meant(field: Field, value: Value, naming: Naming) -> tuple[Value, Sequence[Problem]]:
    """The value of one field with everybody in it recognised, and what is to be told of it."""
    found: list[Problem] = []
    match field.type:
        case Name():
            meant: Value = _one(field, Person(cast("str", value)), naming, found).name
            found = [each for each in found if not each.is_warning]
        case PersonRef(outsiders=outsiders):
            meant = _one(field, cast("Person", value), naming, found)
            found = [each for each in found if outsiders or not each.is_warning]
        case PeopleRef(outsiders=outsiders):
            people = cast("People", value)
            given = [_namesake(each, naming) for each in people.attendees]
            named = [(each, one) for each in given for one in _named_in(each.person, naming)]
            told = naming.told_apart([each for _, each in named])
            attendees = [
                Attendee(_recognised(field, each, naming, found), one.present, one.reason)
                for (one, _), each in zip(named, told, strict=True)
                if each is not None
            ]
            meant = People(tuple(attendees), people.due_count, people.present_count)
            found = [each for each in found if outsiders or not each.is_warning]
            found += _run_together(field, [each for _, each in named])
        case _:
            meant = value
    return meant, found


def _named_in(person: Person, naming: Naming) -> Iterable[Mentioned]:
    if person.id is not None or not person.name:
        return (Mentioned(person.name, person.id),)
    return naming.people(person.name)


def _namesake(given: Attendee, naming: Naming) -> Attendee:
    """Absent with a department for the reason: one of two namesakes, told from the other."""
    if given.reason and given.person.id is None and naming.is_remark(given.reason):
        told = naming.people(f"{given.person.name}（{given.reason}）")
        if len(told) == 1 and told[0].id is not None:
            return Attendee(Person(told[0].name, told[0].id), given.present)
    return given


def _run_together(field: Field, named: Iterable[Mentioned]) -> list[Problem]:
    """What is one name to whoever wrote it and several here is told."""
    wholes: dict[str, list[str]] = {}
    for each in named:
        if each.whole:
            wholes.setdefault(each.whole, []).append(each.name)
    return [
        Problem(
            field.key,
            f"{quoted(whole)}当作 {len(names)} 位：{'、'.join(names)}。{_or_one(names)}",
            is_warning=True,
        )
        for whole, names in wholes.items()
    ]


def _or_one(names: Iterable[str]) -> str:
    return f"如果是一个人，请在中间加圆点，写成{quoted('·'.join(names))}。"


def _one(field: Field, person: Person, naming: Naming, problems: list[Problem]) -> Person:
    """The person of a field that takes one only."""
    several = list(_named_in(person, naming))
    if len(several) == 1:
        return _recognised(field, several[0], naming, problems)
    named = quoted("、".join(each.name for each in several))
    said = f"{field.label}只能填一个人，这里写了 {len(several)} 位：{named}，请留一位。"
    if all(each.whole for each in several):
        said += _or_one([each.name for each in several])
    problems.append(Problem(field.key, said))
    return person


def _recognised(field: Field, named: Mentioned, naming: Naming, problems: list[Problem]) -> Person:
    person = Person(named.name, named.id)
    if person.id is not None and (meant := naming.member(person.id)) is not None:
        return _same_person(field.key, person, meant, naming, problems)
    same = naming.called(person.name)
    letters = "" if same else spelled(person.name)
    if letters:
        same = naming.spelled(letters)
    if len(same) == 1:
        return Person(same[0].name, same[0].id)
    if same:
        said = _which(person.name, same, naming.day, by_letters=bool(letters))
    elif letters:
        said = f"没有这个拼音的人：花名册里没有谁的姓名拼作{quoted(person.name)}，请写汉字姓名。"
    elif others := naming.bracketed(person.name):
        names = "、".join(_told_apart(others))
        said = (
            f"{quoted(person.name)}和花名册对不上：花名册里是{names}。"
            "括号里只能写这个人在花名册里的部门或职务，请改正。"
        )
    elif naming.is_remark(person.name):
        said = (
            f"{field.label}里的{quoted(person.name)}不是姓名，请删去，或写出是哪一位；"
            "写在姓名后面的部门、职务，要和花名册里的一样。"
        )
    else:
        nearly = "、".join(dict.fromkeys(each.name for each in naming.nearly(person.name)[:3]))
        asked = f"如果是{nearly}，请改选。" if nearly else ""
        if naming.may_be_several(person.name):
            asked += "如果是几个人，请用“、”隔开。"
        said = f"花名册里没有{quoted(person.name)}，按外单位人员保存。{asked}"
        problems.append(Problem(field.key, said, is_warning=True))
        return Person(person.name)
    problems.append(Problem(field.key, said))
    return Person(person.name)


def _which(text: str, same: list[Member], day: date | None, *, by_letters: bool) -> str:
    """Which of several is meant, asked of the user; or that none was there on the day."""
    if day is not None and not any(each.belongs_on(day) for each in same):
        stays = "、".join(_stay(each, named=by_letters) for each in same)
        return f"{quoted(text)}在 {day} 不在本支部（花名册里：{stays}），请核对日期或人员。"
    if by_letters:
        names = "、".join(_told_apart(same))
        return f"拼音{quoted(text)}有 {len(same)} 位：{names}，请从列表里点选是哪一位。"
    return f"花名册里有 {len(same)} 位{quoted(text)}，请从列表里点选是哪一位。"


def _stay(member: Member, *, named: bool) -> str:
    name = member.name if named else ""
    return (
        f"{name}{member.joined or ''} 至 {member.left}"
        if member.left
        else (f"{name}{member.joined or ''} 起")
    )


def _told_apart(found: Sequence[Member]) -> list[str]:
    remarks = remarks_on_namesakes(found)
    told = ((each.name, remarks.get(each.id) or each.department) for each in found)
    return [f"{name}（{where}）" if where else name for name, where in told]


def _same_person(
    key: str, person: Person, meant: Member, naming: Naming, problems: list[Problem]
) -> Person:
    """The person that the id means; another's name beside it is a problem.

    A name that nobody bears may be the one that the person bore when the record was made.
    """
    if not person.name or alike(person.name, meant.name):
        return Person(meant.name, meant.id)
    if naming.called(person.name):
        said = f"{quoted(person.name)}的编号是{meant.name}的，请核对是哪一位。"
        problems.append(Problem(key, said))
    return person


def _rank(member: Member, wanted: str, letters: str) -> int | None:
    if not wanted or member.folded_name == wanted:
        return 0
    if member.folded_name.startswith(wanted):
        return 1
    if letters and letters in member.initials:
        return 2
    if letters and any(spelling.startswith(letters) for spelling in member.initials):
        return 3
    return 4 if wanted in member.folded_name else None
