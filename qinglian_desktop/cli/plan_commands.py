"""Commands before an event: plans, and what is written out of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.plan_making import Plan, find_plan, list_plans, make_plans
from qinglian_desktop.application.preparing import Beforehand, EventPaper
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import INPUT, LEDGER, Answer, Call, Command, Json, Option, day
from qinglian_desktop.cli.input_files import read_records
from qinglian_desktop.domain.dates import Unreadable, read_day
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.problem import Problem


def _add(call: Call) -> Answer:
    named, sheet = call.ledger(), read_records(call.given.file)
    with call.desk() as desk:
        ledger = desk.catalogue[named.key]
        made = make_plans(desk.records, ledger, sheet, desk.clock().date())
    return Answer(
        {"ledger": ledger.key, "plans": [_facts(each) for each in made]},
        [f"已存为计划 {len(made)} 个，不计入任何数：", *map(_line, made)],
    )


def _list(call: Call) -> Answer:
    with call.desk(read_only=True) as desk:
        plans = list_plans(desk.records, desk.catalogue)
        changed = [desk.preparing.told_changes(each.ledger, each.draft) for each in plans]
    lines: list[str] = []
    for each, words in zip(plans, changed, strict=True):
        lines += [_line(each), *([f"       {words}"] if words else [])]
    facts: list[Json] = [
        {**_facts(each), "told": cast("Json", each.draft.told), "changed": words}
        for each, words in zip(plans, changed, strict=True)
    ]
    return Answer({"plans": facts}, [*lines, f"计划共 {len(plans)} 个。"])


def _write(beforehand: Beforehand, call: Call) -> Answer:
    to, as_text = call.given.to, getattr(call.given, "text", False)
    if not (to or as_text):
        raise UsageProblem("还缺少：--to 文件夹。")
    with call.desk() as desk:
        plans = list_plans(desk.records, desk.catalogue)
        plan = find_plan(plans, call.given.plan, call.given.day)
        if plan.ledger.gathering is None:
            said = f"{plan.ledger.label}的计划没有{beforehand.value}可写。"
            raise DataProblems((Problem("plan", said),))
        paper = desk.preparing.prepare(plan.ledger, plan.draft.typed, beforehand)
        folder = Path(to) if to else None
        apart = _apart(desk, plans, plan, paper)
        as_word = bool(call.given.docx)
        path = desk.preparing.save(paper, folder, apart, as_word=as_word) if folder else None
        told = paper.noted_in(plan.draft.told, as_text=not folder)
        desk.records.keep_draft(replace(plan.draft, told=told))
    lines = [paper.message] if as_text else []
    lines += [f"已写好：{path}"] if path else []
    return Answer(
        {
            "plan": _facts(plan),
            "path": str(path) if path else None,
            "text": paper.message if as_text else None,
            "due": paper.told.count,
            "remarks": list(paper.remarks),
        },
        lines,
        [f"请留意：{each}" for each in paper.remarks],
    )


def _apart(desk: Desk, plans: Sequence[Plan], plan: Plan, paper: EventPaper) -> str:
    """What tells a paper's file from that of another plan of one kind and day: its number."""
    others = (
        desk.preparing.prepare(each.ledger, each.draft.typed, paper.beforehand)
        for each in plans
        if each is not plan and each.day == plan.day and each.ledger.gathering is not None
    )
    is_one = any(other.name == paper.name for other in others)
    return f"_计划{plan.draft.id}" if is_one else ""


def _facts(plan: Plan) -> dict[str, Json]:
    return {
        "id": plan.draft.id,
        "ledger": plan.ledger.key,
        "day": day(plan.day) if plan.day else None,
        "title": plan.title,
    }


def _line(plan: Plan) -> str:
    return f"{plan.draft.id:>5}  {plan.day or '没有日期'}  {plan.ledger.label}  {plan.title}"


def _read_day(text: str) -> date:
    try:
        return read_day(text)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(str(error)) from None


_WHICH = (
    Option("--plan", "计划的编号（plan list 最前面的数），或者标题里的文字", "计划", required=True),
    Option("--day", "计划的日子，标题相同的时候用", "日期", read=_read_day),
    Option("--to", "写到哪个文件夹，文件夹要先有", "文件夹"),
    Option("--docx", "写成 Word，不写时是 PDF", is_switch=True),
)
PLAN_ADD = Command(
    ("plan", "add"),
    "把还没有到日子的会议、活动、谈话存为计划；计划不是记录，不计入任何数",
    _add,
    (LEDGER, INPUT),
)
PLAN_LIST = Command(("plan", "list"), "列出全部计划，日子近的在前", _list)
NOTICE = Command(
    ("notice",),
    "照计划写会议通知，成 PDF、Word 或者可以粘贴的文字",
    partial(_write, Beforehand.NOTICE),
    (*_WHICH, Option("--text", "在标准输出上写成文字", is_switch=True)),
)
AGENDA = Command(
    ("agenda",),
    "照计划写会议议程，成 PDF 或 Word",
    partial(_write, Beforehand.AGENDA),
    _WHICH,
)
SIGN_IN = Command(
    ("sign-in",),
    "照计划和当天的花名册写空白签到表，成 PDF 或 Word",
    partial(_write, Beforehand.SIGN_IN),
    _WHICH,
)
