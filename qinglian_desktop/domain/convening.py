"""Who of the branch is due at an event (应到) by its kind, on its day, and why, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from qinglian_desktop.domain.comparing import alike, folded
from qinglian_desktop.domain.conditions import Condition, holds
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import People, Person, Values

_MOST_NAMED = 4


class Circle(Enum):
    """Of whom an event asks to come."""

    BRANCH = "在册人员"
    PARTY = "党员"
    COMMITTEE = "支委"
    GROUP = "党小组"


@dataclass(frozen=True, slots=True)
class Convening:
    """Where ``when`` holds, or everywhere, an event asks a circle of the branch to come.

    ``group`` names the field that says which 党小组. ``tells_votes``: who of them votes matters.
    """

    circle: Circle
    when: Condition | None = None
    group: str = ""
    tells_votes: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """The members who are due, and the reason as a sentence.

    Where the roster does not say who is, it is not ``is_known``, and they are all who may be.
    """

    members: tuple[Member, ...]
    reason: str
    convening: Convening
    group: str = ""
    is_known: bool = True

    def why_not(self, member: Member, day: date) -> str:
        """Why somebody of the branch is not due; "" for whoever is, or may be."""
        if any(each.id == member.id for each in self.members):
            return ""
        match self.convening.circle:
            case Circle.BRANCH:
                return ""
            case Circle.COMMITTEE:
                return "当天不是支委"
            case Circle.GROUP if member.in_party_on(day):
                return f"不是{self.group}的人"
            case Circle.PARTY | Circle.GROUP:
                return "当天还没有入党" if member.in_party else member.politics or "不是党员"


def who_is_due(
    convened: Sequence[Convening], values: Values, members: Mapping[int, Member], day: date
) -> Called:
    """Those of the branch whom the first convening that holds asks to come on the day."""
    fitting = (each for each in convened if each.when is None or holds(each.when, values))
    convening = next(fitting, Convening(Circle.BRANCH))
    there = tuple(each for each in members.values() if each.belongs_on(day))
    party = tuple(each for each in there if each.in_party_on(day))
    match convening.circle:
        case Circle.BRANCH:
            said = f"应到的是当天在册的 {len(there)} 人。"
            return Called(there, said, convening, is_known=bool(convened))
        case Circle.PARTY:
            return Called(party, _of_party(convening, there, party, day), convening)
        case Circle.COMMITTEE:
            return _of_committee(convening, there, party, day)
        case Circle.GROUP:
            return _of_group(convening, str(values.get(convening.group) or ""), party, day)


def not_due(
    called_up: Called, people: People, members: Mapping[int, Member], day: date
) -> Iterator[tuple[Member, str]]:
    """Who stands in a list though he is not due that day, each with the reason."""
    for each in people.attendees:
        member = _member(each.person, members)
        is_here = member is not None and member.belongs_on(day)
        if member is not None and is_here and (why := called_up.why_not(member, day)):
            yield member, why


def not_due_words(found: Iterable[tuple[Member, str]], guests: str) -> str:
    """A sentence about those who are not due; "" where there are none. ``guests``: 列席."""
    named = [f"{member.name}（{why}）" for member, why in found]
    if not named:
        return ""
    seat = f"，来了请填在“{guests}”里" if guests else ""
    return f"{_some(named)}不在应到之列{seat}。"


def left_out_words(asked: Called, people: People) -> str:
    """A sentence about those who are due and stand in no list; "" where it is not known."""
    ids = {each.person.id for each in people.attendees}
    names = {folded(each.person.name) for each in people.attendees if each.person.id is None}
    listed = ids | names
    named = [m.name for m in asked.members if not {m.id, m.folded_name} & listed]
    return f"名单里没有列出：{_some(named)}。" if named and listed and asked.is_known else ""


def _member(person: Person, members: Mapping[int, Member]) -> Member | None:
    """Who is meant: by id, or while it is only typed the one of that name."""
    if person.id is not None:
        return members.get(person.id)
    name = folded(person.name)
    same = [each for each in members.values() if each.folded_name == name]
    return same[0] if len(same) == 1 else None


def _of_party(
    convening: Convening, there: Sequence[Member], party: Sequence[Member], day: date
) -> str:
    if not party:
        return "当天花名册里没有党员，请核对政治面貌和调入、调出日期；也可以直接填人数。"
    full = sum(each.is_full_on(day) for each in party)
    said = [f"正式党员 {full} 人"] if full else []
    said += [f"预备党员 {len(party) - full} 人"] if full < len(party) else []
    votes = sum(each.votes_on(day) for each in party)
    more = f"，其中有表决权 {votes} 人" if convening.tells_votes else ""
    reason = f"应到的是当天的{'、'.join(said)}{more}。"
    away = [f"{each.name}（{each.away}）" for each in party if each.away]
    if away:
        reason += f"流动或借调在外：{_some(away)}。"
    others = [f"{m.name}（{m.politics}）" for m in there if not m.in_party_on(day)]
    return reason + (f"{_some(others)}不是党员，不计应到。" if others else "")


def _of_committee(
    convening: Convening, there: Sequence[Member], party: Sequence[Member], day: date
) -> Called:
    holders = [(each, each.seat_on(day)) for each in there]
    seated = sorted((held for held in holders if held[1]), key=lambda held: held[1][0].rank)
    if not seated:
        said = (
            "花名册里当天没有人担任支委，名单先照上一次的填，没有上一次就列出党员；"
            "在花名册的“党内职务”里登记支委，以后就自动填好。"
        )
        return Called(tuple(party), said, convening, is_known=False)
    named = "、".join(f"{each.name}（{seats[0].word}）" for each, seats in seated)
    said = f"应到的是当天的支委 {len(seated)} 人：{named}。"
    return Called(tuple(each for each, _ in seated), said, convening)


def _of_group(convening: Convening, group: str, party: Sequence[Member], day: date) -> Called:
    grouped = [(each, name) for each in party if (name := each.group_on(day))]
    if not group or not grouped:
        lacks = "花名册里还没有人登记党小组" if not grouped else "还没有填是哪个党小组"
        said = f"{lacks}，名单先照上一次的填，没有上一次就列出党员。"
        return Called(tuple(party), said, convening, group, is_known=False)
    ours = tuple(each for each, name in grouped if alike(name, group))
    said = f"应到的是当天{group}的党员 {len(ours)} 人。"
    if not ours:
        known = "、".join(dict.fromkeys(name for _, name in grouped))
        said = (
            f"花名册里当天没有“{group}”的党员，可能写法不同或者已经撤销；"
            f"花名册里有：{known}。请核对，也可以逐个添加或者直接填人数。"
        )
    return Called(ours, said, convening, group)


def _some(named: Sequence[str]) -> str:
    more = f"等 {len(named)} 人" if len(named) > _MOST_NAMED else ""
    return f"{'、'.join(named[:_MOST_NAMED])}{more}"
