"""Every problem of every row is told at once, and says in which row and field it stands."""

from __future__ import annotations

from datetime import date

from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.validation import read_input, read_partly, validate
from qinglian_desktop.ledgers.tasks import TASKS
from tests.invented import EVERYTHING, example_input
from tests.unit.conftest import Voyage

ROWS: list[dict[str, object]] = [
    {"who": "吴𫟼", "due": "明天"},
    {"what": "补帆", "cost": "许多", "times": "三次半", "done": "快了"},
    {"what": "看灯"},
]


def of_rows(found: tuple[Problem, ...]) -> dict[tuple[str, int, str], str]:
    return {each.address: each.message for each in found if each.field == "steps"}


def test_what_is_missing_unreadable_and_wrong_is_told_together(voyage: Voyage) -> None:
    checked = voyage.desk.records.check(EVERYTHING, example_input(steps=ROWS, line=None, weight=-1))
    told = of_rows(checked.problems)
    assert set(told) == {
        ("steps", 1, "what"),
        ("steps", 1, "due"),
        ("steps", 2, "cost"),
        ("steps", 2, "times"),
        ("steps", 2, "done"),
    }
    assert told["steps", 1, "what"] == "步骤第 1 行：请填写“做什么”。"
    assert told["steps", 1, "due"].startswith("步骤第 1 行：时限：“明天”")
    assert told["steps", 2, "done"].startswith("步骤第 2 行：状态没有“快了”这个选项")
    assert {each.field for each in checked.problems} == {"line", "weight", "steps"}


def test_beside_a_field_the_row_need_not_be_named(voyage: Voyage) -> None:
    checked = voyage.desk.records.check(EVERYTHING, example_input(steps=ROWS))
    said = {each.cell.field: each.cell.message for each in checked.problems if each.cell}
    assert said["what"] == "请填写“做什么”。"
    assert all("行" not in words for words in said.values())


def test_of_rows_partly_read_there_is_what_can_be_read() -> None:
    values, problems = read_partly(EVERYTHING, example_input(steps=ROWS))
    assert values["steps"] == (
        {"who": "吴𫟼"},
        {"what": "补帆", "done": "快了"},
        {"what": "看灯"},
    )
    assert [each.address for each in problems] == [
        ("steps", 1, "due"),
        ("steps", 2, "cost"),
        ("steps", 2, "times"),
    ]
    whole, told = read_input(EVERYTHING, example_input(steps=ROWS))
    assert "steps" not in whole
    assert told == problems


def test_a_rule_is_not_asked_about_what_could_not_be_read() -> None:
    """What it would have said is not known to be true; of what it can see it speaks."""
    steps = [
        {"day": "2026-04-05", "percent": 20},
        {"day": "2026-03-05", "percent": 40},
        {"day": "2026-05-05", "percent": "八成"},
    ]
    typed = {
        "task": "建章立制",
        "day": "2026-02-01",
        "year": 2026,
        "owner": {"name": "甲", "id": 1},
        "due": "2026-12-01",
        "status": "推进中",
        "started_on": "2026-04-05",
        "steps": steps,
    }
    values, unread = read_partly(TASKS, typed)
    around = Surroundings(date(2026, 11, 23), {})
    told = {each.address for each in unread}
    found = validate(TASKS, values, around, told)
    assert [each.address for each in (*unread, *found)] == [
        ("steps", 3, "percent"),
        ("steps", 2, "day"),
    ]


def test_too_many_rows_are_told_once(voyage: Voyage) -> None:
    rows = [{"who": "吴𫟼"}] * 501
    checked = voyage.desk.records.check(EVERYTHING, example_input(steps=rows))
    assert [each.address for each in checked.problems if each.field == "steps"] == [
        ("steps", 0, "")
    ]


def test_a_row_that_says_what_another_says_is_asked_about(voyage: Voyage) -> None:
    rows = [{"what": "补帆（前）"}, {"what": "看灯"}, {"what": "补 帆(前)。"}]
    checked = voyage.desk.records.check(EVERYTHING, example_input(steps=rows))
    (found,) = [each for each in checked.problems if each.field == "steps"]
    assert (found.address, found.is_warning) == (("steps", 3, "what"), True)
    said = "步骤第 3 行：做什么“补 帆(前)。”和第 1 行一样，请核对是不是写了两次。"
    assert found.message == said


def test_who_is_nobody_is_told_of_in_the_row(voyage: Voyage) -> None:
    rows = [{"what": "看灯"}, {"what": "补帆", "who": "zzzz"}]
    checked = voyage.desk.records.check(EVERYTHING, example_input(steps=rows))
    told = of_rows(checked.problems)
    assert set(told) == {("steps", 2, "who")}
    assert told["steps", 2, "who"].startswith("步骤第 2 行：没有这个拼音的人")


def test_what_paper_cannot_show_is_told_of_in_the_row() -> None:
    rows = [{"what": "看灯"}, {"what": "补\U00016800帆"}]
    values, _ = read_input(EVERYTHING, example_input(steps=rows))
    around = Surroundings(
        date(2026, 11, 23), lacking=lambda text: "\U00016800" * ("\U00016800" in text)
    )
    told = of_rows(validate(EVERYTHING, values, around))
    assert told == {
        ("steps", 2, "what"): "步骤第 2 行：做什么里的“\U00016800”打印不出来，"
        "纸上会印成〓，建议改成别的字。"
    }
