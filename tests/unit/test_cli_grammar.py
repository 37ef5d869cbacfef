"""Every command is documented, and whatever is written wrongly is answered in Chinese."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from qinglian_desktop.cli.chinese_parser import UsageProblem, in_chinese
from qinglian_desktop.cli.command import Command, Option
from qinglian_desktop.cli.command_line import COMMANDS, grammar
from qinglian_desktop.cli.grammar import EVERYWHERE, GROUPS

HELP = Path(__file__).parents[2] / "resources" / "help" / "命令行.md"
each_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda each: " ".join(each.words))


def help_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        grammar().parse_args([*words, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def sections() -> dict[str, str]:
    """The help page's sections by their heading."""
    parts = re.split(r"^### (.+)$", HELP.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@each_command
def test_help_explains_the_command_and_each_of_its_options(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    said = help_of(capsys, *command.words)
    # Lines are broken where they are full; the words stay.
    flat = re.sub(r"\s+", "", said)
    assert re.sub(r"\s+", "", command.help) in flat
    for option in (*command.options, *EVERYWHERE):
        assert option.help
        assert re.sub(r"\s+", "", option.help) in flat
        assert (option.metavar if option.is_placed else option.name) in said


@each_command
def test_the_help_page_describes_the_command(command: Command) -> None:
    section = sections()[" ".join(command.words)]
    for option in command.options:
        assert (option.metavar if option.is_placed else option.name) in section
    assert "JSON" in section or command.words[-1] == "add"


def test_the_help_page_describes_no_command_that_is_gone() -> None:
    assert set(sections()) == {" ".join(command.words) for command in COMMANDS}


def test_the_help_page_describes_the_options_of_all_commands() -> None:
    page = HELP.read_text("utf-8")
    assert [option.name for option in EVERYWHERE if f"`{option.name}" not in page] == []


WRITTEN = [
    pytest.param(option, id=f"{' '.join(command.words)} {option.name}")
    for command in COMMANDS
    for option in command.options
    if option.name in ("--to", "--errors") and option.metavar == "文件"
]


@pytest.mark.parametrize("option", WRITTEN)
@pytest.mark.parametrize("name", ["写到这里", "写到.这里", "表.xls", "表.zip"])
def test_a_file_is_never_written_as_what_its_name_does_not_say(option: Option, name: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError) as told:
        option.read(name)
    (end,) = re.findall(f"“{name}”看不出写成什么，文件名要以 (\\.\\w+).* 结尾。", str(told.value))
    assert option.read(f"{name}{end.upper()}") == f"{name}{end.upper()}"


def test_the_first_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    said = help_of(capsys)
    assert {command.words[0] for command in COMMANDS} <= set(re.findall(r"^ +([\w-]+)", said, re.M))
    assert all(GROUPS[command.words[0]] for command in COMMANDS if len(command.words) > 1)


@each_command
def test_help_holds_no_english_of_argparse(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    said = help_of(capsys, *command.words)
    for word in ("usage", "options", "positional", "arguments", "show this", "exit"):
        assert word not in said


WRONG = [
    ([], "还缺少：命令"),
    (["record"], "还缺少：命令"),
    (["recor"], "没有“recor”这个命令"),
    (["record", "remove"], "没有“remove”这个命令"),
    (["search"], "还缺少：文字"),
    (["print", "talks"], "还缺少：--to"),
    (["measures", "--period"], "--period 后面要写一个值"),
    (["measures", "--period", "2026-13"], "月份不在 1 至 12 之间"),
    (["measures", "--period", "去年"], "“去年”不是报告期"),
    (["return", "--month", "2026Q1", "--to", "."], "“2026Q1”不是月份"),
    (["print", "x", "--to", ".", "--record", "1", "--period", "2026"], "只能写一个"),
    (["print", "x", "--to", ".", "--record", "-1"], "--record"),
    (["print", "x", "--to", ".", "--record", "一"], "“一”不是记录的内部编号"),
    (["demo", "--year", "26"], "“26”不是可用的年份"),
    (["demo", "--year", "9" * 9999], "不是可用的年份"),
    (["demo", "--json=yes"], "--json 后面不带值"),
    (["check", "--colour"], "不认识的参数：--colour"),
    (["check", "more"], "不认识的参数：more"),
    (["demo", "--ye", "2026"], "不认识的参数"),
]


@pytest.mark.parametrize(("written", "said"), WRONG)
def test_what_is_written_wrongly_is_told_in_chinese(written: list[str], said: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        grammar().parse_args(written)
    assert said in str(problem.value)
    assert problem.value.usage.startswith("用法：main.py")
    assert not re.search(r"argument|invalid|expected|required|choose", str(problem.value))


def test_a_sentence_that_is_not_known_is_not_shown_in_english() -> None:
    assert in_chinese("something new in Python 3.99") == "命令写得不对。"


@pytest.mark.parametrize(
    "written",
    [
        ["--book", "B", "--json", "--password-file", "P", "record", "list", "talks"],
        ["record", "--book", "B", "--json", "--password-file", "P", "list", "talks"],
        ["record", "list", "talks", "--book", "B", "--password-file", "P", "--json"],
        ["--book", "B", "record", "list", "talks", "--json", "--password-file", "P"],
    ],
)
def test_common_options_stand_before_or_after_the_command(written: list[str]) -> None:
    given = grammar().parse_args(written)
    assert (given.book, given.password_file, given.json) == ("B", "P", True)


def test_the_later_of_two_books_counts() -> None:
    assert grammar().parse_args(["--book", "A", "check", "--book", "B"]).book == "B"
