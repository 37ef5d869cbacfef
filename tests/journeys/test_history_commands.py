"""What a record was, and one version of it restored, from the command line."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from tests.conftest import PASSWORD, Run


@pytest.fixture
def run(sample_folder: Path, books: Books, tools: Tools, commanded: Run, tmp_path: Path) -> Run:
    """Over a sample book in which the place of the first talk was changed twice."""
    folder = tmp_path / "示例台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    desk = Desk(book, tools)
    ledger = desk.catalogue["talks"]
    for place in ("二楼小会议室", "三楼谈话室"):
        record = desk.records.get(ledger, 1)
        assert record is not None
        typed = desk.records.plain(ledger, record) | {"place": place}
        desk.records.save(ledger, typed, record_id=1, reason="核对时改")
    book.close()
    return partial(commanded, folder)


def test_versions_are_listed_compared_and_restored(run: Run) -> None:
    told = run("record", "history", "talks", "--record", 1)
    assert told["code"] == 0
    newest, second, *_ = told["versions"]
    assert newest["changed"] == second["changed"] == ["place"]
    number = second["version"]
    assert newest["version"] == number + 1
    beside = run("record", "history", "talks", "--record", 1, "--version", number)
    (place,) = [each for each in beside["fields"] if each["differs"]]
    assert (place["field"], place["then"], place["now"]) == ("place", "二楼小会议室", "三楼谈话室")
    restore = "record", "restore", "talks", "--record", 1, "--version", number
    done = run(*restore, "--reason", "当时没有写错")
    assert (done["code"], done["changed"]) == (0, ["place"])
    kept = next(each for each in run("record", "list", "talks")["records"] if each["id"] == 1)
    assert kept["values"]["place"] == "二楼小会议室"
    again = run(*restore)
    assert (again["code"], again["changed"]) == (0, [])
    assert len(run("record", "history", "talks", "--record", 1)["versions"]) == number + 2


def test_in_sentences(run: Run) -> None:
    code, said, _ = run("record", "history", "talks", "--record", 1, "--version", 1, says=True)
    assert code == 0
    assert "* 地点（不同）\n" in said and "    现在：三楼谈话室\n" in said
    code, said, _ = run("record", "restore", "talks", "--record", 1, "--version", 1, says=True)
    assert code == 0 and "的样子，变了的有：地点。" in said
    last = run("record", "history", "talks", "--record", 1, says=True)[1].splitlines()[0]
    assert "修改（恢复成" in last and last.endswith("：地点")


def test_what_is_not_there_is_told(run: Run) -> None:
    code, _, wrong = run("record", "restore", "talks", "--record", 1, "--version", 99, says=True)
    assert code == 1 and "没有第 99 版" in wrong
    code, _, wrong = run("record", "history", "talks", "--record", 99999, says=True)
    assert code == 1 and "没有编号为 99999 的记录" in wrong
