"""What a chip says of a person: the name, and what tells it from a namesake or an outsider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.field_types import FieldType, PeopleRef, PersonRef
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes
from qinglian_desktop.domain.values import Person


def same_name_untold(people: Iterable[Person], person: Person) -> Person | None:
    """Who stands there by the same name alone: one of the roster who is picked is meant by it."""
    if person.id is None:
        return None
    named = folded(person.name)
    return next((e for e in people if e.id is None and folded(e.name) == named), None)


def with_person(people: list[Person], person: Person) -> list[Person]:
    """With one more, if he does not stand there; instead of whom only the name told."""
    if person in people:
        return people
    untold = same_name_untold(people, person)
    if untold is None:
        return [*people, person]
    return [person if each == untold else each for each in people]


def chip_words(person: Person, members: Mapping[int, Member], kind: FieldType) -> str:
    """The name; of an outsider that he is one, of one of two namesakes the department."""
    remark = remark_on(person, members, kind)
    return f"{person.name}（{remark}）" if remark else person.name


def remark_on(person: Person, members: Mapping[int, Member], kind: FieldType) -> str:
    """What must be known beside the name, "" if it says enough."""
    named = folded(person.name)
    same = [each for each in members.values() if each.folded_name == named]
    member = members.get(person.id or 0)
    if member is None:
        # With a namesake on the roster it is asked at the save which of them is meant.
        may_stand = isinstance(kind, PersonRef | PeopleRef) and kind.outsiders
        return "" if same else "外单位" if may_stand else "花名册里没有"
    return remarks_on_namesakes(same).get(member.id, "")
