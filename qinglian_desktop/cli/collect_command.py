"""The commands that collect the returns of many units, and take a month of them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qinglian_desktop.application.answering_units import AnsweringUnits, Receipts
from qinglian_desktop.application.collection import Collection, Gathered, collection_of
from qinglian_desktop.application.collection_ports import CollectionStore
from qinglian_desktop.application.collection_run import path_below
from qinglian_desktop.application.collection_writing import COLLECTED_KINDS
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import (
    DONE,
    ENVIRONMENT,
    PROBLEMS,
    Answer,
    Call,
    Command,
    Json,
    Option,
    file_ending,
    read_month,
)
from qinglian_desktop.cli.passwords import workbook_passwords_in
from qinglian_desktop.domain.collecting.collected import Fate, MetFile
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period

_WITH_PASSWORD = re.compile("://[^/?#@]*:[^/?#]*@")
_SEEN = (
    "数据库的密码写在命令里，同一台电脑上的人看得到。"
    "请去掉它，写进 PGPASSFILE 指的文件，或者环境变量 PGPASSWORD。"
)

_IN_THE_WAY = (
    "汇总没有写：--to 写的是单位交来的一个文件，写了它就没有了。"
    "收下的都保存了，请另写一个文件名，再做一次。"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where returns are collected to; ``desk`` of the book, where one was named."""

    store: CollectionStore
    collection: Collection
    desk: Desk | None


def _collect(call: Call) -> Answer:
    given = call.given
    folder = _folder(getattr(given, "from"), "月报")
    receipts_to = _folder(given.receipts, "放回执") if given.receipts else None
    if receipts_to is not None and getattr(given, "book", None) is None:
        raise UsageProblem("写回执（--receipts）还缺少：--book 台账库文件夹，回执要用它的签名。")
    passwords = workbook_passwords_in(Path(given.password_from)) if given.password_from else ()
    told = _Told()
    told.complaints += _seen_by_others(given.store)
    with _place(call) as place:
        if given.units:
            found = place.collection.unit_list.read(Path(given.units))
            told.facts["units"] = place.collection.unit_list.keep(found)
            told.lines += [f"单位名单里有 {len(found.units)} 个单位。", *found.remarks]
        gathered = place.collection.collect(folder, passwords)
        told.gathered(gathered)
        if receipts_to is not None and place.desk is not None:
            answering = AnsweringUnits(place.store, place.desk.collecting, call.tools.clock)
            told.receipts(answering.answer_all(gathered.readable, receipts_to))
        if given.to:
            target = Path(given.to)
            if _is_met(target, folder, gathered):
                told.complaints.append(_IN_THE_WAY)
                told.code = ENVIRONMENT
            else:
                today = call.tools.clock().date()
                told.written_out(place, gathered, given.month, today, target)
    return Answer(told.facts, told.lines, told.complaints, told.code)


def _uncollect(call: Call) -> Answer:
    given, month = call.given, call.given.month
    if not given.store and getattr(given, "book", None) is None:
        raise UsageProblem("还缺少：--book 台账库文件夹，或者 --store 数据库地址。")
    with _place(call) as place:
        gone = place.collection.take_back(month)
    said = (
        f"已撤回{month.label}收下的 {gone} 份月报，这个月的数和答复都不再保留；要重新收，再收一次。"
        if gone
        else f"没有收下过{month.label}的月报，没有可以撤回的。"
    )
    return Answer({"month": month.key, "returns": gone}, [said], _seen_by_others(given.store))


def _seen_by_others(address: str | None) -> list[str]:
    return [_SEEN] if address and _WITH_PASSWORD.search(address) else []


class _Told:
    """What the command has to say so far: what fails at the end takes nothing of it away."""

    def __init__(self) -> None:
        self.facts: dict[str, Json] = {}
        self.lines: list[str] = []
        self.complaints: list[str] = []
        self.code = DONE

    def gathered(self, gathered: Gathered) -> None:
        """Every file, and what kept it from its end."""
        self.facts["files"] = [_file_facts(each) for each in gathered.files]
        self.lines += [_file_words(each) for each in gathered.files] or ["这里没有月报。"]
        if gathered.others:
            self.lines.append(f"另有 {gathered.others} 个不是表格的文件，没有看。")
        self.facts["others"] = gathered.others
        self.code = PROBLEMS if gathered.of(Fate.REFUSED) else DONE
        if gathered.stopped:
            self.complaints.append(gathered.stopped)
            self.code = ENVIRONMENT

    def receipts(self, receipts: Receipts) -> None:
        """Those that were written, and why others were not."""
        self.facts["receipts"] = [
            {"verdict": verdict.value, "path": str(path)} for verdict, path in receipts.written
        ]
        self.lines.append(f"写好 {len(receipts.written)} 份回执。")
        self.complaints += receipts.unwritten
        if receipts.problem is not None:
            self.complaints += [
                f"回执没有都写好、记好：{receipts.problem.sentence}",
                "写好的回执都在，再做一次就接着写。",
            ]
            self.code = ENVIRONMENT

    def written_out(
        self, place: _Place, gathered: Gathered, wanted: Period | None, today: date, target: Path
    ) -> None:
        """What is made of the month that is wanted, or of the latest."""
        try:
            month = wanted or _latest(place, gathered, today)
            if month is None:
                self.complaints.append("还没有收下过月报，没有可以汇总的，汇总没有写。")
                self.code = self.code or PROBLEMS
                return
            place.collection.writing.write(month, target)
        except EnvironmentProblem as problem:
            self.complaints.append(f"汇总没有写出来：{problem.sentence}")
            self.code = ENVIRONMENT
            return
        self.facts |= {"month": month.key, "to": str(target)}
        self.lines.append(f"{month.label}的汇总已写好：{target}")


def _latest(place: _Place, gathered: Gathered, today: date) -> Period | None:
    """The latest month that was met, or else that was ever collected.

    One that is still to come only where there is no other: it is somebody's mistake.
    """
    months = [found.content.period for _, found in gathered.readable]
    if not months:
        with place.store.reading() as work:
            months = work.collected.months()
    return max(months, key=lambda each: (each.start <= today, each.start), default=None)


def _is_met(target: Path, folder: Path, gathered: Gathered) -> bool:
    """Whether a file is one that somebody handed in."""
    whole, within = target.resolve(), folder.resolve()
    if not (whole.exists() and whole.is_relative_to(within)):
        return False
    name = path_below(within, whole).casefold()
    return any(
        each.path.casefold() == name for each in gathered.files if each.fate is not Fate.UNRELATED
    )


@contextmanager
def _place(call: Call) -> Iterator[_Place]:
    """The database of ``--store``, or else the book, or else memory."""
    tools = call.tools
    with ExitStack() as closing:
        has_book = getattr(call.given, "book", None) is not None
        desk = closing.enter_context(call.desk()) if has_book else None
        if desk is not None and not call.given.store:
            yield _Place(desk.book, desk.collection, desk)
            return
        stores = tools.collection_stores
        store = stores.open(call.given.store) if call.given.store else stores.in_memory()
        closing.callback(store.close)
        if desk is None:
            yield _Place(store, Collection(store, tools.catalogue, tools), None)
            return
        beside = collection_of(desk.book, tools, desk.collecting, store)
        yield _Place(store, beside, desk)


def _folder(name: str, what: str) -> Path:
    folder = Path(name)
    if not folder.is_dir():
        raise EnvironmentProblem(
            f"找不到{what}的文件夹“{folder.name or folder}”，U盘可能已经拔出。",
            "没有改动任何记录。",
            "请核对路径，插好U盘，再做一次。",
        )
    return folder


def _file_words(met: MetFile) -> str:
    return f"{met.path}：{met.fate.value}。{''.join(met.why)}"


def _file_facts(met: MetFile) -> dict[str, Json]:
    return {
        "path": met.path,
        "fate": met.fate.value,
        "why": list(met.why),
        "unit_code": met.unit_code,
        "unit": met.unit_name,
        "period": met.period,
        "revision": met.revision,
    }


_STORE = "postgresql+psycopg://…"
COLLECT = Command(
    ("collect",),
    "汇总：把文件夹或U盘里各单位的月报都收下来，逐个文件说清收没收、为什么",
    _collect,
    (
        Option("--from", "月报在哪个文件夹（例如U盘）", "文件夹", required=True),
        Option(
            "--to",
            "一个月的汇总写成哪个文件：.xlsx 是汇总表，.pdf 是图，.docx 是文字；哪个月见 --month",
            "文件",
            read=file_ending(*COLLECTED_KINDS),
        ),
        Option("--month", "汇总写哪个月，不写就是最近的一个月", "月份", read=read_month),
        Option("--units", "单位名单的表格（单位名称、单位编码、类型），导入一次就记住", "文件"),
        Option("--receipts", "给每份月报写回执，写到哪个文件夹；要有 --book", "文件夹"),
        Option("--store", f"收到哪个数据库，不收进台账库：{_STORE}", "地址"),
        Option("--password-from", "月报加了打开密码时，写着各个密码的文件，一行一个", "文件"),
    ),
)
UNCOLLECT = Command(
    ("uncollect",),
    "撤回：一个月收下的月报都不再保留，可以再收",
    _uncollect,
    (
        Option("--month", "撤回哪个月，写成 2026-10", "月份", required=True, read=read_month),
        Option("--store", f"撤回这个数据库里的，不是台账库里的：{_STORE}", "地址"),
    ),
)
