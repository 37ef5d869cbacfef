"""支委会 and 党小组 at the unit: said once, at the people of the roster, and kept in step"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.chinese_numbers import with_digits
from qinglian_desktop.domain.ledger import Ledger, UnitFacts
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.rules import Member, Office
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import Person, Value, Values, is_blank


@dataclass(frozen=True, slots=True)
class RosterSays:
    """What the roster decides of the unit's record, by field; None: that there is nobody.

    Who leads is not among the ``values`` while nobody holds that office: then it is typed at the
    unit, but those whom the ``members`` say to have held it before lead no more.
    """

    facts: UnitFacts
    values: dict[str, Value]
    members: Mapping[int, Member]

    def leads_no_more(self, head: Value, kept: Values) -> bool:
        """Whether the office of this head is over, by its days or as the committee kept it."""
        if self.facts.head in self.values or not isinstance(head, Person) or head.id is None:
            return False
        member = self.members.get(head.id)
        held = [each.word for each in member.offices] if member is not None else []
        seats = cast("tuple[Values, ...]", kept.get(self.facts.committee) or ())
        held += [str(seat.get("office")) for seat in seats if seat.get("person") == head]
        return self.facts.head_office in held


def said_by_roster(
    catalogue: Catalogue, ledger: Ledger, members: Mapping[int, Member]
) -> RosterSays | None:
    """What the roster decides of the unit's record: committee, groups, and who leads.

    Those whose leaving is entered are left out, so that it is true on the next day, too. None
    for other ledgers, and where the roster keeps no offices.
    """
    roster = catalogue.roster.roster if catalogue.roster is not None else None
    unit = ledger.unit
    if unit is None or roster is None or roster.life is None:
        return None
    said: dict[str, Value] = {}
    if unit.committee:
        seats = tuple(_seat(member, office) for member, office in _seats(members))
        said[unit.committee] = seats or None
    if unit.groups:
        leader = roster.life.beside[0]
        said[unit.groups] = _groups(members, leader) or None
    if heads := _heads(members, unit):
        said[unit.head] = Person(heads[0].name, heads[0].id)
    return RosterSays(unit, said, members)


def may_be_said(catalogue: Catalogue, ledger: Ledger) -> tuple[str, ...]:
    """The fields of the unit that the roster decides, or would if it had somebody for them."""
    roster = catalogue.roster.roster if catalogue.roster is not None else None
    unit = ledger.unit
    if unit is None or roster is None or roster.life is None:
        return ()
    return tuple(key for key in (unit.committee, unit.groups, unit.head) if key)


def in_step(values: Values, said: RosterSays | None) -> dict[str, Value]:
    """The values with what the roster says in its place."""
    if said is None:
        return dict(values)
    held = {**values, **said.values}
    if said.leads_no_more(held.get(said.facts.head), values):
        held[said.facts.head] = None
    return {k: v for k, v in held.items() if not is_blank(v)}


def said_otherwise(
    ledger: Ledger, values: Values, said: RosterSays, previous: Record | None
) -> list[Problem]:
    """A problem for each field that was typed other than the roster has it, or had it before."""
    found: list[Problem] = []
    kept: Values = previous.values if previous is not None else {}
    for key, value in said.values.items():
        field = ledger.field(key)
        known = {format_text(field.type, each) for each in (value, kept.get(key))}
        if format_text(field.type, values.get(key)) not in known:
            said_there = "照花名册里各人的党内职务和党小组列出"
            if isinstance(value, Person):
                said_there = f"按花名册里的党内职务是{value.name}"
            asked = "这里不能改，要改请到花名册里改那个人。"
            found.append(Problem(key, f"{field.label}{said_there}，{asked}"))
    head = values.get(said.facts.head)
    if head != kept.get(said.facts.head) and said.leads_no_more(head, {}):
        name = cast("Person", head).name
        over = f"按花名册，{name}已经不任{said.facts.head_office}（免职或者调出），这里不能再填。"
        asked = f"{name}还在任的请到花名册里改；新的人还没有定，这里空着。"
        found.append(Problem(said.facts.head, over + asked))
    return found


def doubtful_head(
    ledger: Ledger, head: Value, members: Mapping[int, Member]
) -> tuple[str, str] | None:
    """What is wrong with who leads the unit, and what to do about it; None where nothing is."""
    unit = ledger.unit
    if unit is None or not unit.head_office:
        return None
    heads, label = _heads(members, unit), ledger.field(unit.head).label
    if len(heads) > 1:
        names = "、".join(each.name for each in heads)
        told = f"月报封面写的是{heads[0].name}；已经不任的，请在花名册里填免职日期"
        return f"花名册里现任{unit.head_office}有 {len(heads)} 位：{names}", told
    if is_blank(head):
        told = "月报封面的负责人空着；定了人在花名册里登记，有人主持工作的也可以先填姓名"
        return f"{label}空缺", told
    member = members.get(head.id) if isinstance(head, Person) and head.id is not None else None
    if member is not None and member.left is not None and not heads:
        why = f"{member.left} {member.left_reason or '调出'}"
        return f"{label}还是{member.name}（{why}）", f"月报封面照这里写；换了人请改“{label}”"
    return None


def _heads(members: Mapping[int, Member], unit: UnitFacts) -> list[Member]:
    """Who holds the office of the head: one, or by mistake several, the latest to take it first."""
    held = [
        (office.since or date.min, member)
        for member, office in _seats(members)
        if office.word == unit.head_office
    ]
    return [member for _, member in sorted(held, key=lambda each: each[0], reverse=True)]


def _seats(members: Mapping[int, Member]) -> list[tuple[Member, Office]]:
    held = [
        (member, office)
        for member in members.values()
        if member.offices and member.left is None
        for office in member.offices
        if office.in_committee and office.until is None
    ]
    return sorted(held, key=lambda seat: seat[1].rank)


def _seat(member: Member, office: Office) -> dict[str, Value]:
    row: dict[str, Value] = {
        "office": office.word,
        "person": Person(member.name, member.id),
        "charge": office.charge,
        "since": office.since,
        "phone": member.phone,
    }
    return {key: value for key, value in row.items() if not is_blank(value)}


def _groups(members: Mapping[int, Member], leader: str) -> tuple[dict[str, Value], ...]:
    grouped: dict[str, list[Member]] = {}
    for member in members.values():
        if member.group and member.in_party and member.left is None:
            grouped.setdefault(member.group, []).append(member)
    rows: list[dict[str, Value]] = []
    for name, ours in sorted(grouped.items(), key=lambda each: _in_order(each[0])):
        row: dict[str, Value] = {"name": name, "members": len(ours)}
        for each in ours:
            if any(held.word == leader and held.until is None for held in each.offices):
                row["leader"] = Person(each.name, each.id)
                break
        rows.append(row)
    return tuple(rows)


def _in_order(name: str) -> list[str | int]:
    """第二党小组 stands before 第三党小组, and 第十 after both."""
    parts = re.split(r"([0-9]+)", with_digits(name))
    return [int(part) if at % 2 else part for at, part in enumerate(parts)]


def taken_back(unit: Record, after: Record, before: Record) -> dict[str, Value]:
    """The fields that the program changed and that are as it left them, as they were before."""
    return {
        key: before.value(key)
        for key in {*before.values, *after.values}
        if before.value(key) != after.value(key) == unit.value(key)
    }
