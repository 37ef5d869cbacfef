"""Who is to come to an event: those of its plan who are of the branch that day, else who is due"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.domain.convening import (
    Circle,
    Convening,
    left_out_words,
    not_due,
    not_due_words,
    who_is_due,
)
from qinglian_desktop.domain.field_types import PeopleRef
from qinglian_desktop.domain.gathering import Gathering
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import Attendee, People, Person, Value, Values

_MOST_ADDRESSED = 6
_OTHERS = "其他人员"
_ANYBODY = "各有关同志"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is to come; ``remark`` says what is known beforehand: 请假."""

    name: str
    post: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """People whose names stand together on the sheet that they sign."""

    label: str
    people: tuple[Guest, ...]


class GuestList:
    """Who is to come: those typed who belong to the branch that day, else whoever is due."""

    def __init__(
        self,
        ledger: Ledger,
        gathering: Gathering,
        values: Values,
        members: Mapping[int, Member],
        day: date | None,
    ) -> None:
        self._gathering = gathering
        self._values = values
        self._members = members
        self._day = day
        listed = [each for each in ledger.of_type(PeopleRef) if _attends(each.type)]
        kind = listed[0].type if listed else None
        self._kind = kind if isinstance(kind, PeopleRef) else None
        self._key = listed[0].key if listed else gathering.people
        convened: tuple[Convening, ...] = ()
        if self._kind is not None:
            convened = self._kind.convened
        elif gathering.circle is not None:
            convened = (Convening(gathering.circle),)
        self._called = who_is_due(convened, values, members, day or date.max)
        self._asks = bool(convened) and day is not None
        self._typed = _attendees(values.get(self._key))

    def due(self) -> tuple[Group, ...]:
        """Grouped as they stand in the party that day; groups without anybody are left out."""
        people = [each for each in self._typed if not self._is_gone(each.person)]
        if not self._typed and self._asks:
            people = [Attendee(Person(each.name, each.id)) for each in self._called.members]
        groups: dict[str, list[Guest]] = {"正式党员": [], "预备党员": [], _OTHERS: []}
        for each in people:
            groups[self._group(each.person)].append(self._guest(each))
        return tuple(Group(label, tuple(found)) for label, found in groups.items() if found)

    def guests(self) -> tuple[Guest, ...]:
        """列席 and others who come."""
        return tuple(self._guest(each) for each in self._asked() if not self._is_gone(each.person))

    def gone_host(self) -> Person | None:
        """Who was to lead it, where he does not belong to the branch that day."""
        host = self._values.get(self._gathering.host) if self._gathering.host else None
        return host if isinstance(host, Person) and self._is_gone(host) else None

    def _asked(self) -> Iterator[Attendee]:
        keys = [self._kind.guests] if self._kind is not None and self._kind.guests else []
        for key in (*keys, *self._gathering.guests):
            yield from _attendees(self._values.get(key))

    def addressed(self) -> str:
        """To whom a notice goes."""
        if self._gathering.people:
            return f"{names}同志" if (names := self._names()) else _ANYBODY
        if self._kind is None and self._gathering.circle is None:
            return _ANYBODY
        match self._called.convening.circle:
            case Circle.BRANCH:
                return "全体同志"
            case Circle.PARTY:
                return "全体党员"
            case Circle.COMMITTEE:
                return "各位支部委员"
            case Circle.GROUP:
                return f"{self._called.group or '本党小组'}全体党员"

    def attending(self) -> str:
        """Who comes: as addressed, with how many they are, or each by name."""
        names = self._names() if self._gathering.people else ""
        count = sum(len(each.people) for each in self.due())
        return names or f"{self.addressed()}{f'（{count}人）' if count else ''}"

    def _names(self) -> str:
        """Those named, if they are few."""
        names = [name.name for each in self.due() for name in each.people]
        return "、".join(names) if len(names) <= _MOST_ADDRESSED else ""

    def remarks(self) -> Iterator[str]:
        """Who was left out and why, and who is due and stands in no list."""
        day = self._day
        if day is None:
            yield "还没有写清是哪一天，纸上的时间留空；名单也要写了日子才能照那天的花名册列。"
            return
        people = [each.person for each in (*self._typed, *self._asked())]
        for person in dict.fromkeys(each for each in people if self._is_gone(each)):
            yield f"{person.name}{self._why_gone(person, day)}，没有列进名单，请到计划里核对。"
        if (host := self.gone_host()) is not None:
            yield f"{host.name}{self._why_gone(host, day)}，主持人留空，请到计划里另选。"
        if self._asks and self._typed:
            if said := left_out_words(self._called, People(tuple(self._typed))):
                yield f"当天应到而{said}"
            yield from self._not_due(day)
        elif self._asks:
            yield self._called.reason
        if not self._typed and not self._asks:
            yield "没有登记名单，签到表上的姓名留空填写。"

    def _not_due(self, day: date) -> Iterator[str]:
        found = not_due(self._called, People(tuple(self._typed)), self._members, day)
        if said := not_due_words(found, "列席" if self._kind is not None else ""):
            yield said

    def _is_gone(self, person: Person) -> bool:
        member = self._member(person)
        return member is not None and self._day is not None and not member.belongs_on(self._day)

    def _why_gone(self, person: Person, day: date) -> str:
        member, not_here = self._member(person), f"{plain_day(day)}不在本支部"
        if member is not None and member.left is not None and member.left < day:
            return f"{plain_day(member.left)}已经{member.left_reason or '转出'}，{not_here}"
        joined = member.joined if member is not None else None
        return f"{plain_day(joined) if joined else '以后'}才调入，{not_here}"

    def _member(self, person: Person) -> Member | None:
        return None if person.id is None else self._members.get(person.id)

    def _group(self, person: Person) -> str:
        member, day = self._member(person), self._day
        if member is None or day is None or not member.in_party_on(day):
            return _OTHERS
        return "正式党员" if member.is_full_on(day) else "预备党员"

    def _guest(self, attendee: Attendee) -> Guest:
        member = self._member(attendee.person)
        post = (member.post or member.department) if member is not None else ""
        remark = "" if attendee.present else attendee.reason or "请假"
        return Guest(attendee.person.name, post, remark)


def _attends(kind: object) -> bool:
    return isinstance(kind, PeopleRef) and kind.attendance


def _attendees(value: Value) -> tuple[Attendee, ...]:
    if isinstance(value, Person):
        return (Attendee(value),)
    return value.attendees if isinstance(value, People) else ()


def plain_day(day: date) -> str:
    """2026年12月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
