"""支委会 and 党小组 at the unit: said once, at the people of the roster, and kept in step"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.chinese_numbers import with_digits
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.rules import Member, Office
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import Person, Value, Values, is_blank


def said_by_roster(
    catalogue: Catalogue, ledger: Ledger, members: Mapping[int, Member]
) -> dict[str, Value]:
    """What the roster decides of the unit's record: committee, groups, and who leads.

    Those whose leaving is entered are left out, so that it is true on the next day, too. Empty
    for other ledgers, and where the roster keeps no offices. None: that there is nobody.
    """
    roster = catalogue.roster.roster if catalogue.roster is not None else None
    unit = ledger.unit
    if unit is None or roster is None or roster.life is None:
        return {}
    said: dict[str, Value] = {}
    seats = _seats(members)
    if unit.committee:
        said[unit.committee] = tuple(_seat(member, office) for member, office in seats) or None
    if unit.groups:
        leader = roster.life.beside[0]
        said[unit.groups] = _groups(members, leader) or None
    head = (m for m, office in seats if office.word == unit.head_office)
    if (first := next(head, None)) is not None:
        said[unit.head] = Person(first.name, first.id)
    return said


def may_be_said(catalogue: Catalogue, ledger: Ledger) -> tuple[str, ...]:
    """The fields of the unit that the roster decides, or would if it had somebody for them."""
    roster = catalogue.roster.roster if catalogue.roster is not None else None
    unit = ledger.unit
    if unit is None or roster is None or roster.life is None:
        return ()
    return tuple(key for key in (unit.committee, unit.groups, unit.head) if key)


def in_step(values: Values, said: Mapping[str, Value]) -> dict[str, Value]:
    """The values with what the roster says in its place."""
    return {k: v for k, v in {**values, **said}.items() if not is_blank(v)}


def said_otherwise(
    ledger: Ledger, values: Values, said: Mapping[str, Value], previous: Record | None
) -> list[Problem]:
    """A problem for each field that was typed other than the roster has it, or had it before."""
    found: list[Problem] = []
    for key, value in said.items():
        field = ledger.field(key)
        known = {format_text(field.type, value)}
        known |= {format_text(field.type, previous.value(key))} if previous is not None else {""}
        if format_text(field.type, values.get(key)) not in known:
            said_there = "照花名册里各人的党内职务和党小组列出"
            if isinstance(value, Person):
                said_there = f"按花名册里的党内职务是{value.name}"
            asked = "这里不能改，要改请到花名册里改那个人。"
            found.append(Problem(key, f"{field.label}{said_there}，{asked}"))
    return found


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
