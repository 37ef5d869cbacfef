"""Commands about a whole book: a sample to look at, and whether a book is sound."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.sample_book import SAMPLE_YEAR
from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.cli.command import DONE, PROBLEMS, Answer, Call, Command, Option, read_year


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
        findings = desk.book.check()
    return Answer(
        {"sound": not findings, "findings": list(findings)},
        findings or ["台账库完好：数据、索引和修改记录都核对过了。"],
        code=PROBLEMS if findings else DONE,
    )


DEMO = Command(
    ("demo",),
    "在一个空文件夹里建示例台账库，里面都是虚构的人和事；恢复码只显示一次",
    _demo,
    (Option("--year", f"示例记录所在的年份，不写是 {SAMPLE_YEAR}", "年份", read=read_year),),
)
CHECK = Command(
    ("check",),
    "检查台账库是否完好：数据、查找用的索引、修改记录",
    _check,
)
