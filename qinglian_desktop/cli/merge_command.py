"""The command that makes one of two copies of the book that were both written to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.merge_taking import WhoseWords, look_beside, merge_copy
from qinglian_desktop.application.merging import CopiesBeside, Differing, Since
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import REASON, Answer, Call, Command, Json, Option
from qinglian_desktop.cli.passwords import password_for
from qinglian_desktop.domain.rights import must_have_everything


def _merge(call: Call) -> Answer:
    with call.desk() as desk, closing(_other(call, desk)) as other:
        seen = look_beside(desk, other)
        if not call.given.yes:
            asked = (
                ["还没有合并，什么也没有改动。要合并，加上 --yes 再做一次。"]
                if seen.records
                else []
            )
            return Answer({**_facts(seen), "merged": False}, [*_lines(seen), *asked])
        same = set(_named_ones(seen, call.given.same))
        done = merge_copy(desk, other, dict(_sides(call, seen)), call.reason, same=same)
    counted = f"新增 {done.added} 条，改了 {done.changed} 条，照本机 {done.left} 条。"
    lines = [
        f"合并好了：{counted}",
        *(f"换了编号：{each}" for each in done.renumbered),
        *(f"提醒：{each}" for each in done.doubts),
        *seen.told,
    ]
    return Answer(
        {
            **_facts(seen),
            "merged": True,
            "added": done.added,
            "changed": done.changed,
            "left": done.left,
            "renumbered": done.renumbered,
            "doubts": done.doubts,
        },
        lines if seen.records else [seen.standing.value],
    )


def _other(call: Call, desk: Desk) -> Book:
    must_have_everything(desk.book.keeper, "合并另一份台账库")
    file: str | None = call.given.from_password_file
    secret = password_for(Path(file)) if file else call.password()
    folder = Path(getattr(call.given, "from")).absolute()
    return call.books.look(desk.book.folder, folder, secret)


def _sides(call: Call, seen: CopiesBeside) -> Iterator[tuple[str, WhoseWords]]:
    """By the name of each record the side that was written for it."""
    for_both: str | None = call.given.both
    chosen = {
        **dict.fromkeys(_named(call.given.ours), WhoseWords.HERE),
        **dict.fromkeys(_named(call.given.theirs), WhoseWords.THERE),
    }
    same = set(_named_ones(seen, call.given.same))
    sides = {name: chosen[each] for each in chosen for name in _named_ones(seen, each)}
    for each in seen.records:
        if each.name in sides:
            yield each.name, sides[each.name]
        elif for_both is not None and (each.since is Since.BOTH or each.name in same):
            yield each.name, WhoseWords.HERE if for_both == "本机" else WhoseWords.THERE


def _named_ones(seen: CopiesBeside, text: str | None) -> Iterator[str]:
    """The names of the records that were written."""
    known = {_address(each): each.name for each in seen.records}
    for each in _named(text):
        if each not in known:
            raise UsageProblem(f"没有“{each}”，可用：{'、'.join(known) or '没有不一样的记录'}。")
        yield known[each]


def _named(text: str | None) -> list[str]:
    return [each.strip() for each in (text or "").replace("，", ",").split(",") if each.strip()]


def _address(each: Differing) -> str:
    return f"{each.ledger.key}/{each.there.number}"


def _lines(seen: CopiesBeside) -> Iterator[str]:
    yield seen.standing.value
    for each in seen.records:
        yield f"{each.since.value}  {_address(each)}  {each.called}"
        yield from (f"    提醒：{said}" for said in each.doubts)
        if each.twin is not None:
            yield f"    和本机新记的 {each.twin.number} 像是同一件，是的请写在 --same 里。"
        elif each.since is Since.NEW:
            continue
        for line in each.lines:
            if line.differs:
                yield f"    {line.label}：本机“{line.now}”，对方“{line.then}”{line.note}"
    yield from seen.told


def _facts(seen: CopiesBeside) -> dict[str, Json]:
    return {
        "standing": seen.standing.value,
        "records": [
            {
                "record": _address(each),
                "since": each.since.value,
                "ledger": each.ledger.key,
                "number": each.there.number,
                "number_here": each.here.number if each.here is not None else None,
                "twin": each.twin.number if each.twin is not None else None,
                "doubts": list(each.doubts),
                "changed_here": each.by_here,
                "changed_there": each.by_there,
                "fields": [
                    {"field": line.key, "label": line.label, "here": line.now, "there": line.then}
                    for line in each.lines
                    if line.differs
                ],
            }
            for each in seen.records
        ],
        "told": list(seen.told),
    }


def _side(text: str) -> str:
    if text not in ("本机", "对方"):
        raise UsageProblem(f"“{text}”看不懂，请写 本机 或 对方。")
    return text


MERGE = Command(
    ("merge",),
    "把复制到别的电脑上、两边都改过的另一份合并进来：先列出不一样的记录，写了 --yes 才合并",
    _merge,
    (
        Option("--from", "另一份台账库的文件夹，或者它的一份备份", "文件夹", required=True),
        Option("--from-password-file", "另一份的密码文件；不写就用同一个密码", "文件"),
        Option("--both", "两边都改过的一律照哪一边：本机 或 对方", "哪边", read=_side),
        Option("--ours", "这些照本机：台账/编号，几条用逗号隔开，例如 talks/2026-004", "记录"),
        Option("--theirs", "这些照对方，写法同上", "记录"),
        Option("--same", "这些和本机新记的是同一件，写法同上；不写就是两件", "记录"),
        Option("--yes", "确实合并；先做一份备份", is_switch=True),
        REASON,
    ),
)
