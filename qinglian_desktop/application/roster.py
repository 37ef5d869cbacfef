"""Who is in the branch: found by name or pinyin, due on a day, recognised in input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import PeopleRef, PersonRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import occurred_on
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import Attendee, People, Person, Value


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
    wanted = text.strip().casefold().replace(" ", "")
    ranked = [
        (rank, member)
        for member in members
        if (rank := _rank(member, wanted)) is not None and (day is None or member.belongs_on(day))
    ]
    return [member for _, member in sorted(ranked, key=lambda pair: (pair[0], pair[1].id))]


def due_on(members: Iterable[Member], day: date) -> People:
    """Those who belonged to the branch on that day, all present."""
    return People.named(*(Person(m.name, m.id) for m in members if m.belongs_on(day)))


def recognise(
    ledger: Ledger, values: dict[str, Value], members: Mapping[int, Member]
) -> list[Problem]:
    """Give people named without an id the id of the one member of that name, in place.

    Two members of the same name are a problem; nobody of that name is left an outsider,
    with a warning where outsiders may stand.
    """
    problems: list[Problem] = []
    day = occurred_on(ledger, values)
    for field in ledger.of_type(PersonRef, PeopleRef):
        value = values.get(field.key)
        found: list[Problem] = []
        if isinstance(value, Person):
            values[field.key] = _recognised(value, field.key, members, day, found)
        elif isinstance(value, People):
            values[field.key] = People(
                tuple(
                    Attendee(
                        _recognised(each.person, field.key, members, day, found),
                        each.present,
                        each.reason,
                    )
                    for each in value.attendees
                ),
                value.due_count,
                value.present_count,
            )
        outsiders = isinstance(field.type, PersonRef | PeopleRef) and field.type.outsiders
        problems.extend(each for each in found if outsiders or not each.is_warning)
    return problems


def _recognised(
    person: Person,
    key: str,
    members: Mapping[int, Member],
    day: date | None,
    problems: list[Problem],
) -> Person:
    if person.id is not None and person.id in members:
        return _same_person(person, members, key, problems)
    same = list(_named(members.values(), person.name))
    if len(same) > 1 and day is not None:
        same = [member for member in same if member.belongs_on(day)] or same
    if len(same) == 1:
        return Person(person.name, same[0].id)
    if same:
        problems.append(
            Problem(
                key, f"花名册里有 {len(same)} 位{quoted(person.name)}，请从列表里点选是哪一位。"
            )
        )
    else:
        problems.append(
            Problem(key, f"花名册里没有{quoted(person.name)}，按外单位人员保存。", is_warning=True)
        )
    return Person(person.name)


def _same_person(
    person: Person, members: Mapping[int, Member], key: str, problems: list[Problem]
) -> Person:
    """The person that the id means; another's name beside it is a problem.

    A name that nobody bears may be the one that the person bore when the record was made.
    """
    meant = members[cast("int", person.id)]
    if not person.name:
        return Person(meant.name, meant.id)
    if person.name != meant.name and any(_named(members.values(), person.name)):
        said = f"{quoted(person.name)}的编号是{meant.name}的，请核对是哪一位。"
        problems.append(Problem(key, said))
    return person


def _named(members: Iterable[Member], name: str) -> Iterator[Member]:
    return (member for member in members if member.name == name)


def _rank(member: Member, wanted: str) -> int | None:
    if not wanted or member.name.startswith(wanted):
        return 0
    if wanted in member.initials:
        return 1
    if any(spelled.startswith(wanted) for spelled in member.initials):
        return 2
    return 3 if wanted in member.name else None
