"""Commands about the copies of a book: made, listed, gone back to."""

from __future__ import annotations

import contextlib
import sys

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.going_back import look_ahead
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import Answer, Call, Command, Json, Option
from qinglian_desktop.domain.errors import EnvironmentProblem

_YES = "恢复"
"""What is to be typed where somebody is asked whether to go on."""


def _back_up(call: Call) -> Answer:
    with call.desk() as desk:
        made = desk.book.back_up()
        copy = next(each for each in call.books.backups(call.folder) if each.folder == made)
    return Answer(_told(copy), [f"备份做好了：{made}"])


def _backups(call: Call) -> Answer:
    found = call.books.backups(call.folder)
    lines = [_line(each) for each in found] or ["还没有备份。"]
    return Answer({"backups": [_told(each) for each in found]}, lines)


def _restore(call: Call) -> Answer:
    copy = _chosen(call)
    secret = call.password()
    prospect = look_ahead(call.books, call.tools.catalogue, call.folder, copy.folder, secret)
    before: dict[str, Json] = {**_told(copy), "prospect": prospect.sentences}
    said = [f"恢复到 {copy.words} 的备份以后：", *(f"  {each}" for each in prospect.sentences)]
    if not call.given.yes and not _agreed(said):
        asked = "没有恢复，什么也没有改动。看清楚以后确实要恢复的，加上 --yes 再做一次。"
        return Answer({**before, "restored": False}, [*said, asked])
    aside = call.books.restore(call.folder, copy.folder, secret)
    missing = _missing(call, secret)
    return Answer(
        {**before, "restored": True, "aside": str(aside), "missing": [*missing]},
        [*said, "恢复好了，密码不变。", *missing, f"恢复前的内容整个放在一边：{aside}"],
    )


def _missing(call: Call, secret: str) -> list[str]:
    """What neither the copy nor the book before had; an older book tells when it is updated."""
    with contextlib.suppress(EnvironmentProblem):
        book = call.books.open(call.folder, secret, read_only=True)
        with contextlib.closing(book):
            return [str(each) for each in book.glance()]
    return []


def _chosen(call: Call) -> Copy:
    """The copy that was named; asked for where somebody can be asked."""
    found = call.books.backups(call.folder)
    named: str | None = call.given.copy
    if named is None and sys.stdin.isatty() and found:
        print("\n".join(map(_line, found)), file=sys.stderr)
        print("恢复到哪一份？写它的名字：", end="", file=sys.stderr, flush=True)
        named = sys.stdin.readline().strip()
    for each in found:
        if named in (each.folder.name, str(each.number or "")):
            return each
    known = "、".join(each.folder.name for each in found) or "还没有备份"
    if named is None:
        raise UsageProblem(f"还缺少：--copy 备份。可用：{known}。")
    raise UsageProblem(f"没有“{named}”这份备份，可用：{known}。")


def _agreed(said: list[str]) -> bool:
    """Whether somebody who was told what it means says so; nobody does where none can be asked."""
    if not sys.stdin.isatty():
        return False
    print("\n".join(said), file=sys.stderr)
    print(f"要恢复，写“{_YES}”再按回车：", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() == _YES


def _told(copy: Copy) -> dict[str, Json]:
    return {
        "name": copy.folder.name,
        "number": copy.number,
        "at": copy.at.isoformat(sep=" ", timespec="seconds"),
        "size": copy.size,
        "path": str(copy.folder),
    }


def _line(copy: Copy) -> str:
    size = max(round(copy.size / 1024 / 1024, 1), 0.1)
    return f"{copy.folder.name}  {copy.words}  {size} MB（附件另算）  {copy.folder}"


BACK_UP = Command(
    ("backup",),
    "做一份备份，放在台账库的备份文件夹里，读回来核对过才算数",
    _back_up,
)
BACKUPS = Command(
    ("backups",),
    "列出备份，新的在前：名字、时间、大小、在哪里；不需要密码",
    _backups,
)
RESTORE = Command(
    ("restore",),
    "恢复到一份备份：先检查这一份，说清楚会少什么、多什么，确认以后才恢复",
    _restore,
    (
        Option("--copy", "哪一份备份，写 backups 列出的名字或者开头的份数", "备份"),
        Option("--yes", "不再询问，直接恢复", is_switch=True),
    ),
)
