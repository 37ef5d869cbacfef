"""Commands about what a record was: its versions, one beside that of today, and one restored."""

from __future__ import annotations

from collections.abc import Iterator

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.versions import Compared, KeptVersion
from qinglian_desktop.cli.command import (
    LEDGER,
    REASON,
    Answer,
    Call,
    Command,
    Json,
    Option,
    problem_facts,
    read_number,
)
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.then_and_now import ThenAndNow


def _history(call: Call) -> Answer:
    with call.desk(read_only=True) as desk:
        ledger, record = _record(call, desk)
        if call.given.version is not None:
            at = record.id or 0, call.given.version
            return _compared(ledger, desk.records.versions.compare(ledger, *at))
        versions = desk.records.versions.all(ledger, record.id or 0)
    lines = [
        f"第 {each.number} 版  {each.called}  {each.change.by}  {each.change.action}"
        + (f"（{each.change.reason}）" if each.change.reason else "")
        + (f"：{'、'.join(labels)}" if (labels := _labels(ledger, each)) else "")
        for each in versions
    ]
    return Answer(
        {**_which(record), "versions": [_facts(ledger, each) for each in versions]},
        [*lines, f"{ledger.label} {record.number} 共 {len(versions)} 版，最近的在最上面。"],
    )


def _restore(call: Call) -> Answer:
    number: int = call.given.version
    with call.desk() as desk:
        ledger, record = _record(call, desk)
        versions = desk.records.versions
        seen = versions.compare(ledger, record.id or 0, number)
        kept = versions.restore(ledger, record.id or 0, number, reason=call.reason)
    if kept.revision == record.revision:
        lines = [f"{kept.number} 现在就是第 {number} 版的样子，没有改动。"]
    else:
        changes = "、".join(seen.changes)
        lines = [f"{kept.number} 已恢复成 {seen.version.called} 的样子，变了的有：{changes}。"]
    return Answer(
        {
            **_which(kept),
            "version": number,
            "changed": [] if kept.revision == record.revision else _changed(seen),
            "warnings": [problem_facts(each) for each in seen.problems],
        },
        lines,
        [f"请留意：{each.message}" for each in seen.problems],
    )


def _record(call: Call, desk: Desk) -> tuple[Ledger, Record]:
    ledger = desk.catalogue[call.ledger().key]
    record = desk.records.get(ledger, call.given.record)
    if record is None:
        said = f"{ledger.label}里没有编号为 {call.given.record} 的记录，没有改动。"
        raise DataProblems((Problem("", said),))
    return ledger, record


def _compared(ledger: Ledger, seen: Compared) -> Answer:
    lines = [f"{seen.record.number} 第 {seen.version.number} 版（{seen.version.called}）和现在："]
    for each in seen.lines:
        lines += _said(each, is_staying=each.key in seen.stays)
    lines += [f"现在的表上没有的项目，恢复时不带过来：{each}" for each in seen.gone if each]
    return Answer(
        {
            **_which(seen.record),
            **_facts(ledger, seen.version),
            "fields": [
                {
                    "field": each.key,
                    "label": each.label,
                    "then": each.then,
                    "now": each.now,
                    "differs": each.differs,
                    "stays": each.key in seen.stays,
                }
                for each in seen.lines
            ],
            "problems": [problem_facts(each) for each in seen.problems],
        },
        lines,
        [each.message for each in seen.problems],
    )


def _said(each: ThenAndNow, *, is_staying: bool) -> Iterator[str]:
    if not each.differs:
        yield f"  {each.label}：{each.now}"
        return
    mark = "不同，恢复也不变" if is_staying else "不同"
    note = f"（{each.note}）" if each.note else ""
    yield f"* {each.label}（{mark}）"
    yield f"    那时：{each.then or '（没有填）'}"
    yield f"    现在：{each.now or '（没有填）'}{note}"


def _which(record: Record) -> dict[str, Json]:
    return {
        "ledger": record.ledger,
        "id": record.id,
        "number": record.number,
        "state": record.state.value,
    }


def _facts(ledger: Ledger, version: KeptVersion) -> dict[str, Json]:
    change = version.change
    return {
        "version": version.number,
        "at": change.at.isoformat(timespec="seconds"),
        "by": change.by,
        "action": change.action,
        "reason": change.reason,
        "changed": [key for key in ledger.by_key if _is_other(version, key)],
    }


def _labels(ledger: Ledger, version: KeptVersion) -> list[str]:
    return [each.label for each in ledger.fields if _is_other(version, each.key)]


def _is_other(version: KeptVersion, key: str) -> bool:
    before, after = version.change.before, version.change.after or {}
    return before is not None and before.get(key) != after.get(key)


def _changed(seen: Compared) -> list[str]:
    return [each.key for each in seen.lines if each.differs and each.key not in seen.stays]


_RECORD = Option(
    "--record",
    "一条记录的内部编号（record list 最前面的数）",
    "编号",
    required=True,
    read=read_number,
)
HISTORY = Command(
    ("record", "history"),
    "一条记录的修改经过；写了 --version 时，把那一版和现在逐项对照",
    _history,
    (
        LEDGER,
        _RECORD,
        Option("--version", "第几版，最早的是 1；不写时列出全部", "版次", read=read_number),
    ),
)
RESTORE_VERSION = Command(
    ("record", "restore"),
    "把一条记录恢复成从前某一版的样子，记为一次改动",
    _restore,
    (
        LEDGER,
        _RECORD,
        Option("--version", "第几版，见 record history", "版次", required=True, read=read_number),
        REASON,
    ),
)
