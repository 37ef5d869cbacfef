"""Commands that put records into a book and bring them out again."""

from __future__ import annotations

from typing import cast

from qinglian_desktop.application.records import Saved
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import (
    INPUT,
    LEDGER,
    PERIOD,
    REASON,
    Answer,
    Call,
    Command,
    Json,
    Option,
    day,
    problem_facts,
)
from qinglian_desktop.cli.input_files import read_records
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import title_of

MOST_FOUND = 1_000


def _add_people(call: Call) -> Answer:
    roster = call.tools.catalogue.roster
    if roster is None:
        raise UsageProblem("这一版没有花名册。")
    return _add(call, roster)


def _add_records(call: Call) -> Answer:
    return _add(call, call.ledger())


def _add(call: Call, ledger: Ledger) -> Answer:
    sheet = read_records(call.given.file)
    with call.desk() as desk:
        # The unit may have its own words for the ledger's lists.
        saved = desk.records.add_all(desk.catalogue[ledger.key], sheet, reason=call.reason)
    warnings = [
        f"第 {place} 条：{warning.message}" if len(saved) > 1 else warning.message
        for place, each in enumerate(saved, 1)
        for warning in each.warnings
    ]
    return Answer(
        {"ledger": ledger.key, "saved": [_saved(each) for each in saved]},
        [
            f"已保存{ledger.label} {len(saved)} 条："
            f"{'、'.join(each.record.number for each in saved)}。"
        ],
        [f"请留意：{warning}" for warning in warnings],
    )


def _saved(saved: Saved) -> Json:
    record = saved.record
    return {
        "id": record.id,
        "number": record.number,
        "occurred_on": day(record.occurred_on),
        "state": record.state.value,
        "warnings": [problem_facts(each) for each in saved.warnings],
    }


def _list(call: Call) -> Answer:
    ledger = call.ledger()
    with call.desk(read_only=True) as desk:
        query = Query(ledger.key, period=call.given.period)
        records = desk.searching.fetch(ledger, desk.searching.ids(query))
        listed: list[Json] = [
            {
                "id": record.id,
                "number": record.number,
                "occurred_on": day(record.occurred_on),
                "state": record.state.value,
                "values": cast("Json", desk.records.plain(ledger, record)),
            }
            for record in records
        ]
    lines = [
        f"{record.id:>5}  {record.number:<9} {record.occurred_on}  {record.state.value}  "
        f"{title_of(ledger, record.values)}"
        for record in records
    ]
    return Answer(
        {"ledger": ledger.key, "records": listed}, [*lines, f"{ledger.label}共 {len(lines)} 条。"]
    )


def _search(call: Call) -> Answer:
    text = " ".join(call.given.text)
    with call.desk(read_only=True) as desk:
        found = desk.searching.find(text, MOST_FOUND)
        catalogue = desk.catalogue
    lines = [
        f"{each.occurred_on}  {catalogue[each.ledger].label}  {each.number}  {each.title}\n"
        f"            {each.excerpt}"
        for each in found
    ]
    return Answer(
        {
            "text": text,
            "found": [
                {
                    "ledger": each.ledger,
                    "id": each.record_id,
                    "number": each.number,
                    "occurred_on": day(each.occurred_on),
                    "title": each.title,
                    "excerpt": each.excerpt,
                }
                for each in found
            ],
        },
        [*lines, f"找到 {len(found)} 条。"],
    )


ADD_PEOPLE = Command(
    ("people", "add"),
    "在花名册里登记人员，一次一人或多人；多人时要么全部保存，要么都不保存",
    _add_people,
    (INPUT, REASON),
)
ADD_RECORDS = Command(
    ("record", "add"),
    "在一本台账里登记记录，一次一条或多条；多条时要么全部保存，要么都不保存",
    _add_records,
    (LEDGER, INPUT, REASON),
)
LIST_RECORDS = Command(
    ("record", "list"),
    "列出一本台账的记录，新的在前；作废的不列",
    _list,
    (LEDGER, PERIOD),
)
SEARCH = Command(
    ("search",),
    "在所有台账里查找文字或姓名（姓名可写拼音首字母），新的在前",
    _search,
    (Option("text", "要找的文字", "文字", many=True),),
)
