"""Every command, asked by keepers of every kind: what each may is done, the rest is refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.cli.command import ENVIRONMENT
from qinglian_desktop.cli.command_line import COMMANDS, main
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from tests.rights.confidential_words import ASKED, OTHERS, PLANTED, word_of

ALL, ENTERING, READING = KeeperRole.ALL, KeeperRole.ENTERING, KeeperRole.READING
NEW = {"name": "新来的人", "joined": "2026-11-01", "politics": "群众"}
_RANK = (READING, ENTERING, ALL)


@dataclass(frozen=True)
class Asked:
    """How a command is called; the least role that may, and whether one has to see everything.

    Of one that ``needs_more`` than a test can make up it is only heard what it says.
    """

    words: str
    least: KeeperRole = READING
    tells_all: bool = False
    needs_more: bool = False

    def may(self, keeper: Keeper) -> bool:
        """Whether it is done for a keeper."""
        has_role = _RANK.index(keeper.role) >= _RANK.index(self.least)
        return has_role and (keeper.sees_confidential or not self.tells_all)


COMMANDS_ASKED = {
    "demo": Asked("--book {new}"),
    "people add": Asked("--file {people}", ENTERING),
    "record add": Asked("meetings --file {meetings}", ENTERING, needs_more=True),
    "record list": Asked("assignments"),
    "record history": Asked("assignments --record 1"),
    "record restore": Asked("meetings --record 1 --version 1", ENTERING, needs_more=True),
    "keepers": Asked(""),
    "keeper add": Asked("新来的", ALL, needs_more=True),
    "keeper change": Asked("没有的人", ALL, needs_more=True),
    "keeper remove": Asked("没有的人", ALL, needs_more=True),
    "keeper handover": Asked("新来的", ALL, needs_more=True),
    "keeper password": Asked("", needs_more=True),
    "uncollect": Asked("--month 2026-09", ALL, needs_more=True),
    "search": Asked(ASKED),
    "plan add": Asked("meetings --file {meetings}", ENTERING, needs_more=True),
    "plan list": Asked(""),
    "notice": Asked("--plan 谈话 --to {folder}", ENTERING, needs_more=True),
    "agenda": Asked("--plan 谈话 --to {folder}", ENTERING, needs_more=True),
    "sign-in": Asked("--plan 谈话 --to {folder}", ENTERING, needs_more=True),
    "measures": Asked("--period 2026-10"),
    "return": Asked("--month 2026-09 --to {folder}", ENTERING, tells_all=True),
    "register": Asked(""),
    "verify": Asked("{return}", needs_more=True),
    "receipt": Asked("{return} --taken --to {folder}", ENTERING, needs_more=True),
    "receipts": Asked("--from {folder}", ENTERING, needs_more=True),
    "collect": Asked("--from {returns} --to {folder}", ENTERING, needs_more=True),
    "codes": Asked("", needs_more=True),
    "fill": Asked("--form 没有的表 --month 2026-10 --to {folder}", needs_more=True),
    "forms": Asked(""),
    "form show": Asked("{people}", needs_more=True),
    "form keep": Asked("{people} --name 表", ENTERING, needs_more=True),
    "form forget": Asked("没有的表", ENTERING, needs_more=True),
    "print": Asked("meetings --record 1 --docx --to {folder}"),
    "blank": Asked("meetings --docx --to {folder}"),
    "export": Asked("assignments --to {folder}/清单.xlsx", needs_more=True),
    "template": Asked("meetings --to {folder}/空表.xlsx", needs_more=True),
    "flow import": Asked("--power 1 --file {people}", ENTERING, needs_more=True),
    "flow export": Asked("--power 1", needs_more=True),
    "flow draw": Asked("--power 1 --to {folder}/图.pdf", needs_more=True),
    "controls": Asked(""),
    "risk-map": Asked("--to {folder}/图.xlsx", needs_more=True),
    "publish": Asked("--names hidden --to {folder}", needs_more=True),
    "summary": Asked("--period 2026H1 --to {folder}/总结.txt", tells_all=True),
    "backup": Asked("", ENTERING),
    "backups": Asked(""),
    "restore": Asked("--copy {copy} --yes", ALL, tells_all=True),
    "merge": Asked("--from {folder}", ALL, tells_all=True, needs_more=True),
    "check": Asked(""),
    "repair": Asked("--to {repaired}", ALL, tells_all=True),
    "export-all": Asked("--to {folder} --readable", ALL, tells_all=True),
    "import-all": Asked("{return}", needs_more=True),
    "import": Asked("meetings {people}", ENTERING, needs_more=True),
}
"""A new command stands here, with who may use it."""
OF_HIDDEN = (
    "record list talks",
    "record history talks --record 30",
    "record restore talks --record 30 --version 1",
    "record add talks --file {people}",
    "plan add talks --file {people}",
    "print talks --record 30 --to {folder}",
    "export talks --to {folder}/谈话.xlsx",
    "import talks {people}",
)


class _Asking:
    def __init__(self, folder: Path, reported: Path, tools: Tools, books: Books) -> None:
        self.folder = folder
        self._tools, self._books = tools, books
        beside = folder.parent
        (beside / "写到这里").mkdir()
        people = beside / "人.json"
        people.write_text(json.dumps([NEW]), "utf-8")
        meetings = beside / "会.json"
        meetings.write_text(json.dumps({"theme": ASKED}), "utf-8")
        returns = beside / "月报"
        shutil.copytree(reported, returns)
        self._places: dict[str, object] = {
            "new": beside / "新的",
            "repaired": beside / "修好的",
            "folder": beside / "写到这里",
            "people": people,
            "copy": min(each.name for each in (folder / "backups").iterdir() if each.is_dir()),
            "meetings": meetings,
            "return": next(returns.glob("*.xlsx")),
            "returns": returns,
        }

    def __call__(self, words: str) -> int:
        said = words.format(**self._places).split()
        book = () if "--book" in said else ("--book", str(self.folder))
        return main([*book, *said], self._tools, self._books)


@pytest.fixture
def ask(planted_folder: Path, tools: Tools, books: Books, tmp_path: Path) -> _Asking:
    """Runs commands over the test's own copy of the planted book."""
    folder = tmp_path / "示例台账库"
    shutil.copytree(planted_folder, folder)
    return _Asking(folder, planted_folder.parent / "月报", tools, books)


def test_every_command_says_who_may_use_it() -> None:
    assert set(COMMANDS_ASKED) == {" ".join(each.words) for each in COMMANDS}


@pytest.mark.parametrize("name", ["录入员", "巡察组", "副书记"])
def test_what_a_keeper_may_is_done_and_the_rest_is_refused(
    name: str,
    ask: _Asking,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QINGLIAN_PASSWORD", word_of(name))
    keeper, wrong = OTHERS[name], list[tuple[str, int, str]]()
    # What would make the book another comes last.
    for command, asked in sorted(COMMANDS_ASKED.items(), key=lambda each: each[1].least is ALL):
        code = ask(f"{command} {asked.words}")
        told = capsys.readouterr()
        is_refused = code == ENVIRONMENT and f"使用人“{name}”" in told.err
        is_heard = not keeper.sees_confidential and PLANTED in told.out + told.err
        is_done = code == 0 or (asked.needs_more and not is_refused)
        is_right = is_done if asked.may(keeper) else is_refused or asked.needs_more
        if is_heard or not is_right:
            wrong.append((command, code, told.err))
    assert wrong == []
    if not keeper.sees_confidential:
        written = ask.folder.parent / "写到这里"
        for path in (each for each in written.rglob("*") if each.is_file()):
            assert PLANTED.encode() not in path.read_bytes()


@pytest.mark.parametrize("words", OF_HIDDEN)
def test_a_ledger_that_is_not_seen_is_refused_by_name(
    words: str,
    ask: _Asking,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QINGLIAN_PASSWORD", word_of("录入员"))
    assert ask(words) == ENVIRONMENT
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        "您看不到“谈心谈话”里的记录。",
        "什么也没有改动，台账库里的记录没有受影响。",
        "请让看得到谈话和体检的使用人来做。",
    ]
    assert told.out == ""
