"""What the ledgers of 推进落实 compute, refuse and hand on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest

from qinglian_desktop.application.following import follow
from qinglian_desktop.domain.dues import open_days
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import cell, return_columns
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.validation import read_input, validate
from qinglian_desktop.ledgers.branch_building import BRANCH_BUILDING
from qinglian_desktop.ledgers.brand_work import BRAND_WORK
from qinglian_desktop.ledgers.directives import DIRECTIVES
from qinglian_desktop.ledgers.inspections import INSPECTIONS
from qinglian_desktop.ledgers.joint_actions import JOINT_ACTIONS
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.promotion_meetings import PROMOTION_MEETINGS
from qinglian_desktop.ledgers.secretary_talks import SECRETARY_TALKS
from qinglian_desktop.ledgers.service import SERVICE
from qinglian_desktop.ledgers.tasks import TASKS

AROUND = Surroundings(date(2026, 11, 23))
TASK = {
    "task": "编制“三单一图”",
    "kind": "廉洁型",
    "day": "2026-02-11",
    "year": 2026,
    "owner": "样例人",
    "due": "2026-06-30",
}
PROBLEM = {
    "problem": "会议记录不完整",
    "source": "自查",
    "day": "2026-05-08",
    "owner": "样例人",
    "due": "2026-06-30",
    "status": "待解决",
}


def said(ledger: Ledger, plain: Mapping[str, object]) -> dict[str, str]:
    """The errors by field."""
    values, unread = read_input(ledger, plain)
    problems = (*unread, *validate(ledger, values, AROUND))
    return {each.field: each.message for each in problems if not each.is_warning}


def warned(ledger: Ledger, plain: Mapping[str, object]) -> list[str]:
    values, _ = read_input(ledger, plain)
    return [each.field for each in validate(ledger, values, AROUND) if each.is_warning]


def followed(ledger: Ledger, plain: Mapping[str, object]) -> dict[str, object]:
    return follow(ledger, read_input(ledger, plain)[0], {}, set())


def steps(*reached: tuple[str, int]) -> list[dict[str, object]]:
    return [{"day": f"2026-{day}", "percent": percent} for day, percent in reached]


@pytest.mark.parametrize(
    ("reached", "status", "finished"),
    [
        ((), "未启动", None),
        ((("03-05", 0),), "未启动", None),
        ((("03-05", 0), ("04-05", 40)), "推进中", None),
        ((("03-05", 40), ("05-05", 100), ("06-05", 100)), "已完成", "2026-05-05"),
        ((("05-05", 100), ("06-05", 80)), "推进中", None),
        ((("03-05", 100), ("06-05", 50), ("09-05", 100)), "已完成", "2026-09-05"),
    ],
)
def test_steps_say_how_far_a_task_is(
    reached: tuple[tuple[str, int], ...], status: str, finished: str | None
) -> None:
    plain = TASK | {"steps": steps(*reached)}
    found = followed(TASKS, plain)
    assert (found["status"], found["finished_on"], found["year"]) == (status, finished, 2026)
    days = {"started_on": found["started_on"], "finished_on": finished}
    assert said(TASKS, plain | {"status": status, **days}) == {}


def test_a_status_that_contradicts_the_steps_is_refused() -> None:
    wrong = TASK | {"status": "已完成", "finished_on": "2026-04-01"}
    assert "还没有填进展，状态应为“未启动”" in said(TASKS, wrong)["status"]
    wrong |= {"steps": steps(("03-05", 60))}
    assert "最后一次是 60%，状态应为“推进中”" in said(TASKS, wrong)["status"]


def test_the_days_of_a_task_are_those_of_its_steps() -> None:
    done = TASK | {"status": "已完成", "steps": steps(("03-05", 20), ("06-05", 100))}
    assert said(TASKS, done | {"finished_on": "2026-02-20"}) == {
        "started_on": "按填写的进展，启动日期应为 2026-03-05，请改正。",
        "finished_on": "按填写的进展，完成日期应为 2026-06-05，请改正。",
    }
    idle = TASK | {"status": "未启动", "started_on": "2026-03-05"}
    assert said(TASKS, idle) == {"started_on": "按填写的进展，启动日期应当空着，请改正。"}


def test_a_task_cannot_end_before_it_starts() -> None:
    wrong = TASK | {"status": "未启动", "due": "2026-01-31"}
    assert said(TASKS, wrong)["due"].startswith("时限早于下达日期")


def test_steps_stand_in_the_order_of_their_days() -> None:
    turned = TASK | {"status": "推进中", "steps": steps(("04-05", 20), ("03-05", 40))}
    assert "第 2 行的日期 2026-03-05 早于上一行" in said(TASKS, turned)["steps"]
    days = {"started_on": "2026-03-05"}
    fallen = TASK | days | {"status": "推进中", "steps": steps(("03-05", 40), ("04-05", 20))}
    assert said(TASKS, fallen) == {}
    assert "steps" in warned(TASKS, fallen)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"status": "已解决"}, "solved_on"),
        ({"status": "销号"}, "solved_on"),
        ({"solved_on": "2026-06-01"}, "status"),
        ({"status": "已解决", "solved_on": "2026-05-07"}, "solved_on"),
        ({"due": "2026-05-07"}, "due"),
    ],
)
def test_a_problem_is_solved_on_a_day_and_not_before_it_was_found(
    change: dict[str, str], field: str
) -> None:
    assert said(PROBLEMS, PROBLEM) == {}
    assert list(said(PROBLEMS, PROBLEM | change)) == [field]


def test_each_problem_found_at_a_visit_goes_into_the_list_of_problems() -> None:
    row = {"problem": "台账不全", "owner": "样例人", "due": "2026-12-01", "measures": "补齐"}
    visit = {
        "theme": "调研",
        "day": "2026-10-20",
        "units": [{"name": "示例市甲局", "area": "市直"}],
        "content": "座谈",
        "found": [row, row | {"unit": "示例市乙局"}],
    }
    (feed,) = INSPECTIONS.feeds
    one, two = feed.values(read_input(INSPECTIONS, visit)[0])
    assert [one["unit"], two["unit"]] == ["示例市甲局", "示例市乙局"]
    assert set(one) == set(feed.fields)
    status = {"status": "待解决"}
    assert validate(PROBLEMS, {**one, **status}, AROUND) == ()


def test_of_several_units_none_is_guessed() -> None:
    visit = {
        "units": [{"name": "示例市甲局"}, {"name": "示例市乙局"}],
        "found": [{"problem": "台账不全"}],
    }
    (problem,) = INSPECTIONS.feeds[0].values(read_input(INSPECTIONS, visit)[0])
    assert problem["unit"] is None


def test_a_model_unit_is_named_in_a_batch() -> None:
    named = {"kind": "模范机关示范单位", "day": "2026-05-29", "units": [{"name": "示例市甲局"}]}
    assert list(said(BRANCH_BUILDING, named)) == ["batch"]
    assert said(BRANCH_BUILDING, named | {"batch": "第一批"}) == {}
    assert said(BRANCH_BUILDING, named | {"kind": "双强四好"}) == {}


def test_a_classified_document_is_refused_with_the_reason() -> None:
    secret = {"title": "样例文件", "secrecy": "机密", "day": "2026-05-29"}
    assert said(DIRECTIVES, secret)["secrecy"].endswith("标有密级的文件不能在这台计算机上登记。")


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        ("每周计划", "3月30日至4月5日"),
        ("每季汇报", "2026年第二季度"),
        ("半年总结", "2026年上半年"),
        ("政策学研", "2026年4月"),
    ],
)
def test_a_plan_or_report_says_its_period_by_its_day(kind: str, period: str) -> None:
    assert followed(BRAND_WORK, {"kind": kind, "day": "2026-04-01"})["period"] == period


def test_a_plan_of_a_week_is_rows_and_an_older_one_keeps_its_text() -> None:
    plan = {"kind": "每周计划", "day": "2026-10-12", "period": "10月12日至10月18日"}
    assert said(BRAND_WORK, plan) == {"items": "请填写“工作安排”，一项工作一行。"}
    assert said(BRAND_WORK, plan | {"items": [{"work": "重阳敬老联建"}]}) == {}
    older = plan | {"content": "重阳敬老联建", "done": "60人参加"}
    assert said(BRAND_WORK, older) == {}
    values, _ = read_input(BRAND_WORK, older)
    assert (values["content"], values["done"]) == ("重阳敬老联建", "60人参加")
    # A report is text, as it was; rows are no part of it.
    report = plan | {"kind": "每季汇报", "items": [{"work": "重阳敬老联建"}]}
    assert list(said(BRAND_WORK, report)) == ["content"]
    assert "items" not in read_input(BRAND_WORK, report)[0]


@pytest.mark.parametrize(
    ("ledger", "rows", "what"),
    [
        (BRAND_WORK, "items", "work"),
        (PROMOTION_MEETINGS, "decisions", "matter"),
        (SECRETARY_TALKS, "tasks", "matter"),
        (SERVICE, "matters", "matter"),
    ],
)
def test_what_has_a_time_limit_is_due_until_it_says_when_it_was_done(
    ledger: Ledger, rows: str, what: str
) -> None:
    (due,) = ledger.dues
    plain = [
        {what: "办完了的", "due": "2026-10-10", "finished_on": "2026-10-12"},
        {what: "没有办完的", "due": "2026-10-31"},
        {what: "没有时限的"},
    ]
    values, problems = read_input(ledger, {"kind": "每周计划"} | {rows: plain})
    assert [each.field for each in problems if each.field == rows] == []
    assert list(open_days(due, values)) == [date(2026, 10, 31)]


def test_only_who_registers_at_a_community_has_a_row() -> None:
    row = {"person": "样例人", "community": "示例社区", "day": "2026-03-06", "post": "楼道巡访"}
    served = {"person": "样例人", "day": "2026-04-23", "hours": "2.5小时", "confirmer": "林向晚"}
    typed = {
        "kind": "双报到双服务",
        "theme": "社区报到",
        "day": "2026-04-23",
        "partners": "示例社区",
        "registered": [row],
        "services": [served],
        "feedback_on": "2026-06-28",
    }
    assert said(JOINT_ACTIONS, typed) == {}
    assert {"registered", "services", "feedback_on"} <= set(read_input(JOINT_ACTIONS, typed)[0])
    joint = read_input(JOINT_ACTIONS, typed | {"kind": "成员单位联合活动"})[0]
    assert not {"registered", "services", "feedback_on"} & set(joint)


def test_more_present_than_due_is_asked_about() -> None:
    held = {"kind": "推进会", "theme": "推进会", "day": "2026-04-15", "heads": 26}
    assert warned(PROMOTION_MEETINGS, held | {"due_heads": 25}) == ["heads"]
    assert warned(PROMOTION_MEETINGS, held | {"due_heads": 26}) == []
    assert warned(PROMOTION_MEETINGS, held) == []


def test_a_document_is_not_passed_on_before_it_came() -> None:
    passed = {"title": "样例文件", "secrecy": "公开", "day": "2026-05-29"}
    assert said(DIRECTIVES, passed | {"received_on": "2026-05-28"}) == {}
    wrong = said(DIRECTIVES, passed | {"received_on": "2026-05-30"})
    assert wrong["day"].startswith("传达日期早于收文日期")


def test_a_return_says_what_was_decided_and_not_by_whom_nor_what_was_said_to_a_unit() -> None:
    def told(ledger: Ledger, plain: Mapping[str, object]) -> dict[str, object]:
        stamp = Stamp(datetime(2026, 10, 20, 9), "样例人")
        record = Record(ledger.key, read_input(ledger, plain)[0], date(2026, 10, 20), stamp)
        return {each.key: cell(record, each) for each in return_columns(ledger)}

    decided = {"matter": "报整改清单", "owner": "各单位", "due": "2026-09-15"}
    meeting = told(PROMOTION_MEETINGS, {"decisions": [decided, {"matter": "推广做法"}]})
    assert meeting["decisions"] == "报整改清单；\n推广做法"
    unit = {"name": "示例市甲局", "area": "市直", "feedback": "补齐记录"}
    assert told(INSPECTIONS, {"units": [unit]})["units"] == "示例市甲局 市直"
    registered = [{"person": "样例人"}, {"person": "又一人"}]
    kind = {"kind": "双报到双服务"}
    assert told(JOINT_ACTIONS, kind | {"registered": registered})["registered.count"] == 2
    talk = told(SECRETARY_TALKS, {"talker": "样例人", "tasks": [{"matter": "补齐台账"}]})
    assert not {"talker", "place", "tasks", "task"} & set(talk)
