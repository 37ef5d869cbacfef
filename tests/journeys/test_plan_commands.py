"""Before an event, from the command line: planned, written, and every mistake in a sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.cli.command_line import main
from tests.conftest import PASSWORD

MEETING = {"kind": "支委会", "time": "2026-12-03 09:00", "place": "小会议室", "theme": "研究工作"}


@pytest.fixture
def run(
    sample_folder: Path,
    tools: Tools,
    books: Books,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Any]:
    """Runs a command over the test's own sample book; gives its JSON, with the code in "code"."""
    monkeypatch.setenv("QINGLIAN_PASSWORD", PASSWORD)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "示例台账库"
    shutil.copytree(sample_folder, folder)

    def run(*words: object) -> Any:
        code = main(["--book", str(folder), "--json", *map(str, words)], tools, books)
        return json.loads(capsys.readouterr().out) | {"code": code}

    return run


def plan(run: Callable[..., Any], tmp_path: Path, *typed: dict[str, str]) -> Any:
    (tmp_path / "计划.json").write_text(json.dumps(typed), "utf-8")
    return run("plan", "add", "meetings", "--file", tmp_path / "计划.json")


def test_a_meeting_is_planned_told_and_given_a_sheet(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    before = run("measures", "--period", "2026")
    made = plan(run, tmp_path, MEETING)
    assert made["plans"] == [
        {"id": 1, "ledger": "meetings", "day": "2026-12-03", "title": "支委会 研究工作"}
    ]
    told = run("notice", "--plan", "1", "--text")
    assert told["text"].split("\n")[:4] == [
        "关于召开支委会的通知",
        "各位支部委员：",
        "现定于下列时间召开支委会，有关事项通知如下：",
        "一、时间：2026年12月3日（星期四）09:00",
    ]
    assert (told["code"], told["path"], told["due"]) == (0, None, 5)
    for words, name in (
        (("notice", "--docx"), "关于召开支委会的通知_2026-12-03.docx"),
        (("agenda",), "支委会议程_2026-12-03.pdf"),
        (("sign-in",), "支委会签到表_2026-12-03.pdf"),
        (("sign-in", "--docx"), "支委会签到表_2026-12-03.docx"),
    ):
        found = run(*words, "--plan", "研究工作", "--day", "2026-12-03", "--to", tmp_path)
        assert found["code"] == 0
        assert Path(found["path"]).name == name
        assert (tmp_path / name).is_file()
    (listed,) = run("plan", "list")["plans"]
    assert set(listed["told"]) == {"通知文字", "会议通知", "会议议程", "签到表"}
    assert listed["changed"] == ""
    assert run("measures", "--period", "2026") == before


def test_a_plan_in_the_past_is_refused_and_none_of_a_list_is_kept(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    found = plan(run, tmp_path, MEETING, {**MEETING, "time": "2026-11-20 09:00"}, {"kind": "党课"})
    assert found["code"] == 1
    assert [(each["place"], each["message"]) for each in found["problems"]] == [
        (2, "起止时间 2026-11-20 已经过了，不能再做计划；办过的请登记成记录，没有办的改日子。"),
        (3, "计划要写起止时间，没有保存。"),
    ]
    assert run("plan", "list")["plans"] == []


def test_what_is_not_found_or_not_clear_is_told(run: Callable[..., Any], tmp_path: Path) -> None:
    plan(run, tmp_path, MEETING, {**MEETING, "time": "2026-12-10 09:00"})
    nothing = run("sign-in", "--plan", "没有的会", "--to", tmp_path)
    assert "没有找到计划“没有的会”" in nothing["problems"][0]["message"]
    two = run("sign-in", "--plan", "研究", "--to", tmp_path)
    assert "“研究”有 2 个计划" in two["problems"][0]["message"]
    assert run("sign-in", "--plan", "研究", "--day", "2026-12-10", "--to", tmp_path)["code"] == 0
    gone = run("sign-in", "--plan", "1", "--to", tmp_path / "没有")
    assert (gone["code"], gone["error"]["happened"][:5]) == (3, "找不到文件")
    assert run("sign-in", "--plan", "1")["code"] == 2


def test_what_cannot_be_planned_is_told(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "人.json").write_text('{"name": "某人"}', "utf-8")
    found = run("plan", "add", "people", "--file", tmp_path / "人.json")
    assert (found["code"], found["problems"][0]["message"]) == (1, "花名册不能做计划。")


def test_two_plans_of_one_kind_and_day_are_two_files(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    plan(run, tmp_path, MEETING, {**MEETING, "time": "2026-12-03 15:00", "theme": "研究发展"})
    named = run("sign-in", "--plan", "研究", "--day", "2026-12-03", "--to", tmp_path)
    assert "请写编号：1" in named["problems"][0]["message"]
    for command, called in (
        ("notice", "关于召开支委会的通知"),
        ("agenda", "支委会议程"),
        ("sign-in", "支委会签到表"),
    ):
        for number in (1, 2):
            found = run(command, "--plan", number, "--to", tmp_path)
            assert Path(found["path"]).name == f"{called}_2026-12-03_计划{number}.pdf"
    # Written once more it is the same file.
    assert run("agenda", "--plan", 2, "--to", tmp_path)["code"] == 0
    assert len([*tmp_path.glob("*.pdf")]) == 6


def test_a_word_document_that_may_have_been_changed_stays(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    plan(run, tmp_path, MEETING)
    words = ("notice", "--plan", "1", "--docx", "--to", tmp_path)
    first = Path(run(*words)["path"])
    first.write_bytes(b"changed by hand")
    assert Path(run(*words)["path"]).name == "关于召开支委会的通知_2026-12-03_2.docx"
    assert Path(run(*words)["path"]).name == "关于召开支委会的通知_2026-12-03_3.docx"
    assert first.read_bytes() == b"changed by hand"


@pytest.mark.parametrize(
    "words",
    [
        ("print", "talks", "--record", "1"),
        ("print", "talks", "--period", "2026-10"),
        ("blank", "talks"),
    ],
)
def test_no_word_document_takes_the_place_of_another(
    run: Callable[..., Any], tmp_path: Path, words: tuple[str, ...]
) -> None:
    for _ in range(2):
        assert run(*words, "--docx", "--to", tmp_path)["code"] == 0
    names = sorted(path.stem for path in tmp_path.glob("*.docx"))
    assert len(names) in (2, 4)
    assert {name.removesuffix("_2") for name in names} <= {*names}
    assert sum(name.endswith("_2") for name in names) == len(names) // 2
