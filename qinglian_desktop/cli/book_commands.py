"""Commands about a whole book: a sample to look at, whether a book is sound, and its repair."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.checking_up import check_up
from qinglian_desktop.application.repairing import REPAIRED, by_ledger, losses
from qinglian_desktop.application.sample_book import SAMPLE_YEAR
from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.application.soundness import Finding, Whole
from qinglian_desktop.cli.command import (
    DONE,
    PROBLEMS,
    Answer,
    Call,
    Command,
    Json,
    Option,
    read_year,
)


def _demo(call: Call) -> Answer:
    folder, year = call.folder, call.given.year or SAMPLE_YEAR
    password = call.password(new=True)
    book, recovery_code = call.books.create(folder, password)
    with _whole(book, folder):
        count = fill_with_sample(book, call.tools.catalogue, call.tools.resources / "sample", year)
    return Answer(
        {"book": str(folder), "year": year, "records": count, "recovery_code": recovery_code},
        [
            f"示例台账库已建好，{year} 年，共 {count} 条记录：{folder}",
            f"恢复码：{recovery_code}",
            "忘记密码时只有恢复码能打开台账库。恢复码只显示这一次，请抄下来另外保存。",
        ],
    )


@contextlib.contextmanager
def _whole(book: Book, folder: Path) -> Iterator[None]:
    """A sample is there whole or not at all; its folder was empty or missing before."""
    try:
        yield
    except BaseException:
        book.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    book.close()


def _check(call: Call) -> Answer:
    with call.desk(read_only=True) as desk:
        found = check_up(desk.book, desk.clock)
    if found.is_sound:
        said = ["台账库完好：数据、附件、索引和修改记录都核对过了。", *filter(None, [found.beside])]
        return Answer({"sound": True, "findings": [], **_has(found.findings, found.whole)}, said)
    return Answer(
        {
            "sound": False,
            "findings": [str(each) for each in found.findings],
            **_has(found.findings, found.whole),
        },
        [*found.lines, found.advice],
        code=PROBLEMS,
    )


def _repair(call: Call) -> Answer:
    folder = call.folder
    to = Path(call.given.to) if call.given.to else folder.with_name(f"{folder.name}{REPAIRED}")
    repaired = call.books.repair(folder, to, call.password())
    lines = [f"读得出来的都放进了新的台账库，共 {repaired.records} 条记录：{to}"]
    lines += [f"  {each}" for each in by_ledger(repaired, call.tools.catalogue)]
    lines += losses(repaired)
    lines.append(f"密码不变。原来的台账库没有改动，还在：{folder}")
    return Answer(
        {
            "book": str(to),
            "records": repaired.records,
            "lost": [str(each) for each in repaired.lost],
            **_has(repaired.lost, repaired.whole),
        },
        lines,
        code=PROBLEMS if repaired.lost else DONE,
    )


def _has(findings: Sequence[Finding], whole: Whole) -> dict[str, Json]:
    """The records touched, each with the backup that has it whole; the newest whole backup."""
    touched: list[Json] = []
    for each in findings:
        if each.ledger:
            copy = whole.of.get((each.ledger, each.record_id))
            named = copy[0].folder.name if copy else None
            touched.append({"ledger": each.ledger, "id": each.record_id, "backup": named})
    newest = whole.newest.folder.name if whole.newest else None
    return {"touched": touched, "whole_backup": newest}


DEMO = Command(
    ("demo",),
    "在一个空文件夹里建示例台账库，里面都是虚构的人和事；恢复码只显示一次",
    _demo,
    (Option("--year", f"示例记录所在的年份，不写是 {SAMPLE_YEAR}", "年份", read=read_year),),
)
CHECK = Command(
    ("check",),
    "检查台账库是否完好：数据、附件、查找用的索引、修改记录；坏了的说明是哪几条、哪份备份里完好",
    _check,
)
REPAIR = Command(
    ("repair",),
    "台账库损坏了，把读得出来的救到一个新的台账库里，原来的不动，并列出没有读出来的",
    _repair,
    (Option("--to", "新的台账库放在哪个文件夹，要还没有；不写时是旁边的“原名-修复”", "新文件夹"),),
)
