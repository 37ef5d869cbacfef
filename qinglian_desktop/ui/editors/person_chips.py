"""What a chip says of a person: the name, and what tells it from a namesake or an outsider."""

from __future__ import annotations

from collections.abc import Mapping

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.field_types import FieldType, PeopleRef, PersonRef
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes
from qinglian_desktop.domain.values import Person


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
