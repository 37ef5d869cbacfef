"""How tasks and problems stood on a month's last day, whatever was entered since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import cast

import pytest

from qinglian_desktop.application.following import computed
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dues import is_overdue
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.ledger import Ledger, Standing
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import CellValue, cell, export_columns, screen_columns
from qinglian_desktop.domain.record import Record, Stamp, occurred_on
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.standing import standing_columns, standing_row
from qinglian_desktop.domain.validation import read_input, validate
from qinglian_desktop.ledgers.inspections import INSPECTIONS
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.tasks import TASKS

TODAY = date(2026, 12, 20)
TASK = {"task": "编制“三单一图”", "day": "2026-02-11", "owner": "甲某", "due": "2026-10-15"}
STEPS = (
    {"day": "2026-03-05", "percent": 40, "note": "初稿完成。"},
    {"day": "2026-10-20", "percent": 80, "note": "会议审定。"},
    {"day": "2026-11-12", "percent": 100, "note": "已公开。"},
)
PROBLEM = {
    "problem": "记录不全",
    "source": "自查",
    "day": "2026-09-08",
    "owner": "甲某",
    "due": "2026-12-31",
}


def record(ledger: Ledger, plain: Mapping[str, object]) -> Record:
    """A record without a complaint, with all that follows by itself."""
    values, unread = read_input(ledger, {**computed(ledger, plain), **plain})
    wrong = [*unread, *validate(ledger, values, Surroundings(TODAY))]
    assert [each.message for each in wrong if not each.is_warning] == []
    day = occurred_on(ledger, values)
    assert day is not None
    return Record(ledger.key, values, day, Stamp(datetime(2026, 12, 20), "某"), number="2026-001")


def told(ledger: Ledger, kept: Record, month: str) -> dict[str, CellValue] | None:
    """What the month's sheet says of a record, by heading."""
    standing = cast("Standing", ledger.standing)
    row = standing_row(ledger, standing, kept, Period.parse(month))
    heads = (each.heading for each in standing_columns(ledger, standing))
    return None if row is None else dict(zip(heads, row, strict=True))


def test_a_task_is_told_as_far_as_it_had_come_by_the_months_last_day() -> None:
    task = record(TASKS, {**TASK, "measures": "逐条梳理。", "steps": STEPS, "effect": "公开了。"})
    assert told(TASKS, task, "2026-01") is None
    february, september, october, november = (
        told(TASKS, task, f"2026-{month}") or {} for month in ("02", "09", "10", "11")
    )
    assert (february["状态"], february["最新进展"]) == ("未启动", None)
    assert (september["状态"], september["最新进展"]) == (
        "推进中",
        "2026年3月5日 40% 初稿完成。",
    )
    assert (october["状态"], october["最新进展"], october["完成日期"], october["完成成效"]) == (
        "推进中（逾期）",
        "2026年10月20日 80% 会议审定。",
        None,
        None,
    )
    assert (november["状态"], november["完成日期"], november["完成成效"]) == (
        "已完成",
        date(2026, 11, 12),
        "公开了。",
    )
    assert (october["具体措施"], october["责任人"], october["时限"]) == (
        "逐条梳理。",
        "甲某",
        date(2026, 10, 15),
    )
    assert told(TASKS, task, "2026-12") is None


def test_a_task_that_fell_back_was_finished_in_the_months_in_which_it_was() -> None:
    steps = ({"day": "2026-10-05", "percent": 100}, {"day": "2026-11-03", "percent": 90})
    task = record(TASKS, {**TASK, "steps": steps})
    assert [(told(TASKS, task, f"2026-{m}") or {}).get("状态") for m in (9, 10, 11, 12)] == [
        "未启动",
        "已完成",
        "推进中（逾期）",
        "推进中（逾期）",
    ]


def test_a_problem_is_on_the_sheet_until_solved_and_again_when_it_is_struck_off() -> None:
    problem = record(
        PROBLEMS,
        {
            **PROBLEM,
            "steps": [{"day": "2026-10-11", "note": "补了一半。"}],
            "status": "销号",
            "solved_on": "2026-11-02",
            "struck_on": "2027-01-15",
            "effect": "全部补齐。",
        }
        | {"struck_on": "2026-12-15"},
    )
    said = [told(PROBLEMS, problem, f"2026-{month:02}") for month in range(8, 13)]
    assert [each and each["状态"] for each in said] == [None, "待解决", "解决中", "已解决", "销号"]
    assert [each and each["最新整改进展"] for each in said][1:3] == [
        None,
        "2026年10月11日 补了一半。",
    ]
    assert [each and each["完成情况"] for each in said][1:4] == [None, None, "全部补齐。"]
    assert [each and each["销号日期"] for each in said][3:] == [None, date(2026, 12, 15)]
    assert told(PROBLEMS, problem, "2027-01") is None


def test_struck_off_in_a_later_month_it_is_not_told_in_between() -> None:
    days = {"solved_on": "2026-10-02", "struck_on": "2026-12-15", "status": "销号"}
    problem = record(PROBLEMS, PROBLEM | days)
    assert told(PROBLEMS, problem, "2026-11") is None
    assert (told(PROBLEMS, problem, "2026-12") or {})["状态"] == "销号"


@pytest.mark.parametrize(
    ("plain", "status", "struck_on"),
    [
        ({}, "待解决", None),
        ({"steps": [{"day": "2026-10-11"}]}, "解决中", None),
        ({"solved_on": "2026-10-12"}, "已解决", None),
        ({"solved_on": "2026-10-12", "status": "销号"}, "销号", "2026-10-12"),
    ],
)
def test_the_state_of_a_problem_follows_from_its_days(
    plain: dict[str, object], status: str, struck_on: str | None
) -> None:
    kept = record(PROBLEMS, PROBLEM | plain)
    assert kept.value("status") == status
    day = kept.value("struck_on")
    assert (day.isoformat() if isinstance(day, date) else None) == struck_on


def test_under_way_without_a_day_is_warned_of() -> None:
    values, _ = read_input(PROBLEMS, {**PROBLEM, "status": "解决中"})
    (warned,) = validate(PROBLEMS, values, Surroundings(TODAY))
    assert warned.is_warning
    assert "请在整改进展里加一行" in warned.message


@pytest.mark.parametrize(
    ("ledger", "plain", "word"),
    [(TASKS, TASK, "每月"), (TASKS, TASK, "长期"), (PROBLEMS, PROBLEM, "长期坚持")],
)
def test_words_stand_in_the_place_of_a_day_and_never_pass(
    ledger: Ledger, plain: dict[str, object], word: str
) -> None:
    kept = record(ledger, {**plain, "term": word, "due": None})
    assert not is_overdue(ledger, kept.values, date(2030, 1, 1))
    (column,) = (each for each in screen_columns(ledger) if each.key == "due")
    assert cell(kept, column) == word
    assert (told(ledger, kept, "2026-12") or {})["时限"] == word
    exported = {each.key: cell(kept, each) for each in export_columns(ledger)}
    assert (exported["due"], exported["term"]) == (None, word)


def test_what_is_mended_at_once_is_due_a_week_after_it_was_found() -> None:
    kept = record(PROBLEMS, {**PROBLEM, "term": "立行立改", "due": None})
    assert not is_overdue(PROBLEMS, kept.values, date(2026, 9, 15))
    assert is_overdue(PROBLEMS, kept.values, date(2026, 9, 16))
    assert (told(PROBLEMS, kept, "2026-09") or {})["时限"] == "立行立改"


def test_without_a_word_a_day_is_asked_for() -> None:
    for ledger, plain in ((TASKS, TASK), (PROBLEMS, PROBLEM)):
        values, _ = read_input(ledger, {**computed(ledger, plain), **plain, "due": None})
        assert "due" in [each.field for each in validate(ledger, values, Surroundings(TODAY))]


def test_a_visit_hands_the_words_of_a_time_limit_on() -> None:
    row = {"problem": "台账不全", "owner": "甲某", "term": "长期坚持", "due": "2026-12-01"}
    (feed,) = INSPECTIONS.feeds
    (fed,) = feed.values(read_input(INSPECTIONS, {"found": [row]})[0])
    assert (fed["term"], fed["due"]) == ("长期坚持", None)
    typed = {
        "theme": "调研",
        "day": "2026-10-20",
        "units": [{"name": "示例市甲局", "area": "市直"}],
        "content": "座谈",
        "found": [{"problem": "台账不全", "owner": "甲某"}],
    }
    values, _ = read_input(INSPECTIONS, typed)
    (problem,) = validate(INSPECTIONS, values, Surroundings(TODAY))
    assert problem.message.startswith("发现问题第 1 行：请填写时限")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"columns": ("task", "steps", "status", "gone")}, "unknown field 'gone'"),
        ({"columns": ("task", "steps", "status", "problem")}, "problem may not go out"),
        ({"ends": ("due",)}, ""),
        ({"ends": ("owner",)}, "owner is PersonRef"),
        ({"ends": ()}, "no end"),
        ({"state": "task"}, "task is Text"),
        ({"follow": ("owner",)}, "owner follows from nothing"),
        ({"day": "note"}, "no rows with a day"),
        ({"steps": "task"}, "no rows with a day"),
    ],
)
def test_a_sheet_that_contradicts_the_ledger_is_refused(
    changes: dict[str, object], said: str
) -> None:
    standing = replace(cast("Standing", TASKS.standing), **changes)  # type: ignore[arg-type]
    wrong = replace(TASKS, standing=standing)
    if said:
        with pytest.raises(BadDeclaration, match=said):
            Catalogue((wrong,))
    else:
        Catalogue((wrong,))
