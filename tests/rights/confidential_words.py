"""A book in whose confidential ledgers a word stands wherever one can be written"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.domain.field_types import Field, LongText, Name, PeopleRef, Rows, Text
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import AnswersTo, Draft, Record
from qinglian_desktop.domain.values import Attendee, People, Person, Value
from tests.conftest import NOW
from tests.lists_from_above import line

ASKED = "隐语"
"""What is searched for: an answer may say it again."""
PLANTED = f"{ASKED}窥"
"""Stands in every word that nobody without sight may meet."""
SOMEBODY = f"{PLANTED}某"
MONTH = Period.parse("2026-10")
OTHERS = {
    "录入员": Keeper("录入员", KeeperRole.ENTERING, sees_confidential=False),
    "只看员": Keeper("只看员", KeeperRole.READING, sees_confidential=False),
    "副书记": Keeper("副书记", KeeperRole.ALL, sees_confidential=False),
    "纪检委员": Keeper("纪检委员", KeeperRole.ENTERING),
    "巡察组": Keeper("巡察组", KeeperRole.READING),
}
"""Keepers of every kind but one, by name; their passwords are ``word_of``."""


def word_of(name: str) -> str:
    """The password of one of them."""
    return f"{name}的口令"


def plant(desk: Desk) -> None:
    """Put the word into all that is confidential, and link, draft, report and correct of it."""
    asking = line(desk, theme="开展谈心谈话", term="每月", places=["谈心谈话"])
    for ledger in desk.catalogue:
        if ledger.is_confidential:
            _in_records(desk, ledger)
    talks = desk.catalogue["talks"]
    typed = _talk(desk)
    answers = (AnswersTo("assignments", asking.id or 0, "talk"),)
    saved = desk.records.save(talks, typed, answers=answers).record
    desk.records.keep_draft(Draft("talks", {"content": PLANTED, "place": PLANTED}))
    plan = {**typed, "time": "2026-11-27 09:00", "content": None}
    desk.records.keep_draft(Draft("talks", plan, is_plan=True))
    desk.records.keep_draft(
        Draft(
            "assignments",
            desk.records.plain(desk.catalogue["assignments"], _now(desk, asking)),
            asking.id,
        )
    )
    folder = desk.book.folder.parent / "月报"
    folder.mkdir()
    desk.returning.deliver(MONTH, folder)
    changed = {**desk.records.plain(talks, saved), "place": f"{PLANTED}室"}
    desk.records.save(talks, changed, record_id=saved.id, reason=f"{PLANTED}记错了")
    with desk.book.writing() as work:
        work.settings.put("summary.2026", PLANTED)


def _talk(desk: Desk) -> dict[str, object]:
    talks = desk.catalogue["talks"]
    begun = {"time": "2026-10-21 09:00", "category": "提醒谈话", "people": SOMEBODY}
    typed = {**desk.records.start(talks, begun), "place": PLANTED, "talker": SOMEBODY}
    return {**typed, "classes": ["其他"], "focus": ["其他"], "content": PLANTED}


def _now(desk: Desk, record: Record) -> Record:
    found = desk.records.get(desk.catalogue[record.ledger], record.id or 0)
    assert found is not None
    return found


def _in_records(desk: Desk, ledger: Ledger) -> None:
    """Every text of the first two records of a ledger, past the door that would ask for sense."""
    with desk.book.writing() as work:
        for record in work.records.page(Query(ledger.key), 0, 2):
            values = {
                field.key: _planted(field, record.value(field.key)) for field in ledger.fields
            }
            mark = Mark(NOW, SOMEBODY, "更正", f"{PLANTED}的原因")
            work.records.replace(ledger, replace(record, values=values), mark)


def _planted(field: Field, value: Value) -> Value:
    match field.type:
        case Text() | LongText() | Name():
            return f"{PLANTED}{field.label}"
        case PeopleRef(outsiders=True):
            people = cast("People", value)
            return replace(people, attendees=(*people.attendees, Attendee(Person(SOMEBODY))))
        case Rows(fields=fields):
            rows = cast("tuple[Mapping[str, Value], ...]", value or ({},))
            return tuple(
                cast(
                    "Mapping[str, Value]",
                    {**row, **{each.key: _planted(each, row.get(each.key)) for each in fields}},
                )
                for row in rows
            )
        case _:
            return value
