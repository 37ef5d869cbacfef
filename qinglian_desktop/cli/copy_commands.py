"""Commands about the copies of a book: made, listed, gone back to."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator, Sequence
from pathlib import Path

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.going_back import look_ahead
from qinglian_desktop.application.second_place import SecondSpot
from qinglian_desktop.application.soundness import UnsoundCopy
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import Answer, Call, Command, Json, Option
from qinglian_desktop.domain.errors import EnvironmentProblem

_YES = "恢复"
"""What is to be typed where somebody is asked whether to go on."""


def _back_up(call: Call) -> Answer:
    second: str | None = call.given.second
    with call.desk() as desk:
        if second is None:
            made = desk.book.back_up()
        else:
            made = desk.second_backups.put(SecondSpot(Path(second).absolute(), second))
        copy = next(each for each in call.books.backups(made.parents[1]) if each.folder == made)
    where = "备份做好了" if second is None else "第二处备份做好了"
    return Answer(_told(copy), [f"{where}：{made}"])


def _backups(call: Call) -> Answer:
    found = _copies(call)
    lines = [_line(each) for each in found] or ["还没有备份。"]
    return Answer({"backups": [_told(each) for each in found]}, lines)


def _copies(call: Call) -> list[Copy]:
    """The book's backups, or those in the second place that was named."""
    place = _place(call)
    if place is None:
        return call.books.backups(call.folder)
    book = call.folder if hasattr(call.given, "book") else None
    shelves = call.books.shelves(place, book)
    return [copy for each in shelves for copy in call.books.backups(each)]


def _place(call: Call) -> Path | None:
    """The second place that was named."""
    named: str | None = getattr(call.given, "from")
    return None if named is None else Path(named).absolute()


def _restore(call: Call) -> Answer:
    copy = _chosen(call)
    secret = call.password()
    if _place(call) is not None and not call.books.is_book(call.folder):
        _bring_back(call, copy, secret)
        said = f"恢复好了，是 {copy.words} 的内容，密码不变：{call.folder}"
        return Answer({**_told(copy), "restored": True, "aside": None}, [said])
    prospect = look_ahead(call.books, call.tools.catalogue, call.folder, copy.folder, secret)
    before: dict[str, Json] = {**_told(copy), "prospect": prospect.sentences}
    said = [f"恢复到 {copy.words} 的备份以后：", *(f"  {each}" for each in prospect.sentences)]
    if not call.given.yes and not _agreed(said):
        asked = "没有恢复，什么也没有改动。看清楚以后确实要恢复的，加上 --yes 再做一次。"
        return Answer({**before, "restored": False}, [*said, asked])
    known = prospect.findings if call.given.despite or not call.given.yes else ()
    with _told_despite():
        aside = call.books.restore(call.folder, copy.folder, secret, known=known)
    missing = _missing(call, secret)
    return Answer(
        {**before, "restored": True, "aside": str(aside), "missing": [*missing]},
        [*said, "恢复好了，密码不变。", *missing, f"恢复前的内容整个放在一边：{aside}"],
    )


def _bring_back(call: Call, copy: Copy, secret: str) -> None:
    known: Sequence[str] = ()
    try:
        call.books.bring_back(copy.folder, secret, call.folder)
    except UnsoundCopy as unsound:
        if not call.given.despite:
            with _told_despite():
                raise
        known = unsound.findings
    if known:
        call.books.bring_back(copy.folder, secret, call.folder, known=known)


@contextlib.contextmanager
def _told_despite() -> Generator[None]:
    """Who is refused for what a check finds is told how to go on all the same."""
    try:
        yield
    except UnsoundCopy as unsound:
        unsound.todo = "请换一份更早的备份。看清楚了仍要恢复的，加上 --despite 再做一次。"
        raise


def _missing(call: Call, secret: str) -> list[str]:
    """What neither the copy nor the book before had; an older book tells when it is updated."""
    with contextlib.suppress(EnvironmentProblem):
        book = call.books.open(call.folder, secret, read_only=True)
        with contextlib.closing(book):
            return [str(each) for each in book.glance()]
    return []


def _chosen(call: Call) -> Copy:
    """The copy that was named; asked for where somebody can be asked."""
    found = _copies(call)
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


_FROM = Option("--from", "第二处：U盘或共享上的文件夹，不写就是台账库自己的备份", "文件夹")
BACK_UP = Command(
    ("backup",),
    "做一份备份，放在台账库的备份文件夹里，读回来核对过才算数",
    _back_up,
    (Option("--second", "放到第二处：U盘或共享上的这个文件夹，以后每周自动放一份", "文件夹"),),
)
BACKUPS = Command(
    ("backups",),
    "列出备份，新的在前：名字、时间、大小、在哪里；不需要密码",
    _backups,
    (_FROM,),
)
RESTORE = Command(
    ("restore",),
    "恢复到一份备份：先检查这一份，说清楚会少什么、多什么，确认以后才恢复",
    _restore,
    (
        _FROM,
        Option("--copy", "哪一份备份，写 backups 列出的名字或者开头的份数", "备份"),
        Option("--yes", "不再询问，直接恢复；检查出问题的不恢复", is_switch=True),
        Option("--despite", "检查出问题的也恢复", is_switch=True),
    ),
)
