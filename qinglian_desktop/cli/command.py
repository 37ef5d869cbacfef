"""What a command is: its words, options, help, and what it answers."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.passwords import KEEPER_VARIABLE, password_for
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rights import must_see

DONE, PROBLEMS, USAGE, ENVIRONMENT = 0, 1, 2, 3
"""Exit codes: done · problems in the data · wrongly written · the surroundings went wrong."""

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Option:
    """An option, or a value by its place when the name has no dashes."""

    name: str
    help: str
    metavar: str = ""
    required: bool = False
    many: bool = False
    read: Callable[[str], object] = str
    is_switch: bool = False
    may_be_bare: bool = False
    """Whether it may stand without its value, which is then "" instead of none at all."""

    @property
    def is_placed(self) -> bool:
        """Whether it is told by its place instead of its name."""
        return not self.name.startswith("-")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say: JSON for programs, lines for people, and the exit code.

    ``lines`` go to standard output, ``complaints`` to standard error.
    """

    data: Mapping[str, Json]
    lines: Sequence[str] = ()
    complaints: Sequence[str] = ()
    code: int = DONE


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the program: what was written, and what the command may use."""

    given: argparse.Namespace
    tools: Tools
    books: Books

    @property
    def folder(self) -> Path:
        """The book's folder; UsageProblem if none was named."""
        book = getattr(self.given, "book", None)
        if book is None:
            raise UsageProblem("还缺少：--book 台账库文件夹。")
        return Path(book)

    @property
    def keeper(self) -> str:
        """Whose password it is; "" where nobody said, and all are tried."""
        return getattr(self.given, "keeper", None) or os.environ.get(KEEPER_VARIABLE, "")

    @property
    def reason(self) -> str:
        """Why a month that was reported is changed; "" where nobody said."""
        return self.given.reason or ""

    def password(self, *, new: bool = False) -> str:
        """The password, from where it was said to be; asked for twice when it is new."""
        file = getattr(self.given, "password_file", None)
        return password_for(Path(file) if file else None, new=new)

    @contextmanager
    def desk(self, *, read_only: bool = False) -> Iterator[Desk]:
        """The named book, open on a desk until the block ends.

        Raises NotAllowed where a ledger was named that its keeper does not see.
        """
        book = self.books.open(
            self.folder,
            self.password(),
            keeper=self.keeper,
            read_only=read_only,
            progress=_told_once(),
        )
        for problem in self.tools.machine_watch.at_opening(book):
            print(problem.sentence, file=sys.stderr)
        try:
            if (key := getattr(self.given, "ledger", "")) in self.tools.catalogue:
                must_see(book.keeper, self.tools.catalogue[key])
            yield Desk(book, self.tools)
        finally:
            book.close()
            for notice in book.take_notices():
                # Beside whatever the command answers, if it does: keys were lost and made anew.
                print(notice.sentence, file=sys.stderr)

    def ledger(self) -> Ledger:
        """The ledger that was named; UsageProblem with all names if there is none."""
        key: str = self.given.ledger
        if key not in self.tools.catalogue:
            known = "、".join(f"{each.key}（{each.label}）" for each in self.tools.catalogue)
            raise UsageProblem(f"没有“{key}”这本台账，可用：{known}。")
        return self.tools.catalogue[key]


@dataclass(frozen=True, slots=True)
class Command:
    """``words`` call it (record add); ``run`` does it. ``either`` names options that exclude."""

    words: tuple[str, ...]
    help: str
    run: Callable[[Call], Answer]
    options: tuple[Option, ...] = ()
    either: tuple[str, ...] = ()


def _told_once() -> Progress:
    """Only of a book of an older version anything is told while it opens: then it takes a while."""
    told: list[bool] = []

    def progress(done: int, total: int) -> bool:
        if not told:
            told.append(True)
            print("旧版本的台账库，正在备份、升级，请稍等…", file=sys.stderr, flush=True)
        return True

    return progress


def file_ending(*ends: str) -> Callable[[str], str]:
    """Reads the name of a file that is written, which ends with one of these: .xlsx."""
    *others, last = ends
    known = f"{'、'.join(others)} 或 {last}" if others else last

    def read(text: str) -> str:
        if Path(text).suffix.lower() not in ends:
            raise argparse.ArgumentTypeError(f"“{text}”看不出写成什么，文件名要以 {known} 结尾。")
        return text

    return read


def read_period(text: str) -> Period:
    """A period as an option's value."""
    try:
        return Period.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def read_month(text: str) -> Period:
    """A month as an option's value."""
    period = read_period(text)
    if period.kind is not PeriodKind.MONTH:
        raise argparse.ArgumentTypeError(f"“{text}”不是月份，请写成 2026-10。")
    return period


def read_number(text: str) -> int:
    """A record's id as an option's value."""
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise argparse.ArgumentTypeError(f"“{text}”不是记录的内部编号，请写数字，例如 12。")
    return int(text)


def read_year(text: str) -> int:
    """A year as an option's value."""
    if not (text.isascii() and text.isdigit() and 2000 <= int(text[:5]) <= 2100):
        raise argparse.ArgumentTypeError(f"“{text}”不是可用的年份，请写 2000 至 2100，例如 2026。")
    return int(text)


def number(value: int | Decimal | None) -> int | float | None:
    """A figure as JSON: exact for whole numbers and for six decimals."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def day(value: date) -> str:
    """A day as JSON."""
    return value.isoformat()


def problem_facts(problem: Problem) -> dict[str, Json]:
    """A problem as JSON: its field, and within rows the row, counted from 1, and its field."""
    said: dict[str, Json] = {"field": problem.field, "message": problem.message}
    if problem.cell is not None:
        said |= {"row": problem.cell.row, "row_field": problem.cell.field}
    return said


LEDGER = Option("ledger", "哪本台账，写它的英文名，例如 talks（谈心谈话）", "台账")
PERIOD = Option(
    "--period",
    "报告期：2026-10（月）、2026Q3（季度）、2026H1（半年）或 2026（年）",
    "报告期",
    read=read_period,
)
REASON = Option("--reason", "更正原因：这个月已经上报过、月报会和报出的不一样时，必须写明", "原因")
TO = Option("--to", "写到哪个文件夹（例如U盘），文件夹要先有", "文件夹", required=True)
INPUT = Option("--file", "记录的 JSON 文件，一条或一组；写 - 从标准输入读", "文件", required=True)
