"""What is wrong with a record, told by field, all at once, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import cast

import pytest

from qinglian_desktop.domain.field_types import Choice, Field, PersonRef, Rows, Text
from qinglian_desktop.domain.ledger import Ledger, Section
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Member, Surroundings
from qinglian_desktop.domain.validation import errors, read_input, validate
from qinglian_desktop.domain.value_check import complaints, missing_words
from qinglian_desktop.domain.values import (
    Attached,
    Attendee,
    Interval,
    Link,
    People,
    Person,
    Value,
    Values,
)
from tests.invented import (
    EVERYTHING,
    INVENTED_ROSTER,
    INVENTED_UNIT,
    crew_input,
    example_input,
    example_values,
    ship_input,
)

TODAY = date(2026, 11, 23)
MEMBERS = {
    1: Member(1, "周𬭚", joined=date(2020, 1, 1)),
    2: Member(2, "吴𫟼", left=date(2026, 3, 1), left_reason="退休"),
    3: Member(3, "李䶮", joined=date(2026, 11, 1)),
}
AROUND = Surroundings(TODAY, MEMBERS, lacking=lambda text: "😀" if "😀" in text else "")


def sound_values(**changes: Value) -> dict[str, Value]:
    """The example with a record of the roster that it refers to."""
    return example_values(**{**dict.fromkeys(("about", "sails"), Link(1, "周𬭚 水手")), **changes})


def problems(**changes: Value) -> tuple[Problem, ...]:
    return validate(EVERYTHING, sound_values(**changes), AROUND)


def people(*attendees: Attendee, due: int | None = None, present: int | None = None) -> People:
    return People(attendees, due, present)


def test_a_full_record_has_no_problem():
    assert problems() == ()


def test_all_problems_are_told_at_once_errors_first():
    found = validate(EVERYTHING, {"story": "好😀", "weight": -1, "colour": "绿"}, AROUND)
    assert [problem.field for problem in found] == ["line", "day", "colour", "weight", "story"]
    assert [problem.is_warning for problem in found] == [False] * 4 + [True]
    assert len(errors(found)) == 4


CASES: list[tuple[str, Value, str]] = [
    ("line", "长" * 61, "61 字，最多 60 字"),
    ("line", "看\x00不见", "第 2 个字是看不见的控制字符"),
    ("line", "半个\ud800字", "第 3 个字是看不见的控制字符"),
    ("story", "字" * 1_000_000, "1,000,000 字，最多 20,000 字。原文都还在"),
    ("keeper", "名" * 51, "有 51 字，最多 50 字"),
    ("keeper", "张3", "里的“3”不能用在姓名里"),
    ("keeper", "张\n三", "控制字符"),
    ("keeper", "张😀", "不能用在姓名里"),
    ("day", date(2026, 11, 24), "还没有到，不能登记成已办的。先安排的请存为计划。"),
    ("month", date(2026, 12, 1), "2026-12 还没有到"),
    ("day", date(2026, 11, 24), "这台电脑的今天是 2026-11-23，不对的话请先校准电脑的日期"),
    ("month", date(2026, 12, 1), "请核对。这台电脑的今天是 2026-11-23"),
    ("moment", datetime(2026, 11, 24, 8, 0), "还没有到，请核对。这台电脑的今天是 2026-11-23"),
    ("span", Interval(datetime(2026, 11, 24, 8, 0)), "还没有到"),
    ("span", Interval(datetime(2026, 1, 2, 9, 0), datetime(2026, 1, 2, 8, 0)), "结束时间早于开始"),
    ("colour", "绿", "没有“绿”这个选项，可选：红、黄、蓝"),
    ("tasks", ("补帆", "睡觉"), "没有“睡觉”这个选项"),
    ("weight", -1, "不能是负数"),
    ("weight", 1_000_001, "应在 0 至 1000000 之间"),
    ("money", Decimal("-0.01"), "不能是负数"),
    ("money", Decimal("0.0000001"), "最多六位小数"),
    ("chief", Person("张，三"), "不能用在姓名里"),
    ("hands", people(due=-1, present=-2), "应到人数填的是 -1，不能是负数"),
    ("hands", people(due=3, present=4), "实到 4 人多于应到 3 人"),
    ("hands", people(Attendee(Person("外人"))), "花名册里没有“外人”"),
    ("hands", people(Attendee(Person("周𬭚", 1)), due=2), "应到填 2 人，名单是 1 人"),
    ("hands", people(Attendee(Person("周𬭚", 1)), present=0), "实到填 0 人，名单是 1 人"),
    ("hands", people(Attendee(Person("周𬭚", 1), False), due=6, present=6), "缺席却写了 1 人"),
    ("hands", people(*[Attendee(Person("周𬭚", 1))] * 2), "写了两次"),
    ("hands", people(Attendee(Person("周𬭚", 1), False, "病（重）")), "不能有括号"),
    ("guests", people(*(Attendee(Person("客")) for _ in range(2001))), "最多 2000 人"),
    ("hands", people(Attendee(Person("吴𫟼", 2))), "已于 2026-03-01 退休"),
    ("hands", people(Attendee(Person("李䶮", 3))), "到 2026-11-01 才调入"),
    ("chief", Person("吴𫟼", 2), "2026-10-09 不在本支部"),
    ("about", Link(None, "谁也不是"), "“谁也不是”还没有登记"),
    ("steps", ({"who": "吴𫟼"},), "步骤第 1 行：请填写“做什么”"),
    ("steps", ({"what": "一"}, {"what": "二", "cost": Decimal(-1)}), "步骤第 2 行：花费"),
    ("steps", ({"what": "一", "done": "快了"},), "没有“快了”这个选项"),
    ("steps", ({"what": "一"},) * 501, "最多 500 行"),
    ("files", (Attached("灯.jpg", "", "image/jpeg", 1),), "没有存进台账库"),
]


@pytest.mark.parametrize(("key", "value", "words"), CASES)
def test_a_problem_is_told_under_its_field_in_words(key: str, value: Value, words: str):
    found = [problem for problem in problems(**{key: value}) if problem.field == key]
    told = " ".join(problem.message for problem in found)
    assert words in told
    assert all(problem.message.endswith("。") for problem in found)
    assert not any(problem.is_warning for problem in found)


def test_those_alone_may_be_named_who_did_not_come():
    away = people(Attendee(Person("周𬭚", 1), False, "出差"), due=6, present=5)
    assert not [problem for problem in problems(hands=away) if problem.field == "hands"]


def test_what_cannot_be_printed_is_only_a_warning():
    (problem,) = problems(story="很好😀")
    assert problem.is_warning
    assert "打印不出来" in problem.message


def test_a_plan_may_lie_in_the_future():
    assert problems(plan=date(2099, 1, 1)) == ()


@pytest.mark.parametrize("text", ["本件为秘密★10年", "转发机密文件", "绝密"])
def test_words_of_secret_papers_are_warned_about(text: str):
    (problem,) = problems(story=text)
    assert problem.is_warning
    assert "涉密" in problem.message


def test_a_refused_word_of_a_fixed_list_is_told_with_its_rule():
    field = Field("secrecy", "密级", Choice(("公开", "内部"), fixed=True), help="涉密的不登记。")
    ((said, is_warning),) = complaints(field, "机密", None, TODAY)
    assert not is_warning
    assert said.endswith("可选：公开、内部。涉密的不登记。")


def test_a_table_that_is_required_asks_for_a_row_as_its_button_does():
    table = Rows((Field("what", "做什么", Text()),), noun="单位")
    assert missing_words(Field("units", "单位", table)) == "请添加“单位”，至少一行。"
    assert missing_words(Field("what", "做什么", Text())) == "请填写“做什么”。"


def test_a_renamed_word_is_told_with_its_new_name():
    field = Field("kind", "类别", Choice(("新名",), former=(("旧名", "新名"), ("弃用", ""))))
    ((said, is_warning),) = complaints(field, "旧名", None, TODAY)
    assert (said, is_warning) == ("类别里的“旧名”已经改叫“新名”，请改选“新名”。", False)
    ((said, _),) = complaints(field, "弃用", None, TODAY)
    assert said == "类别没有“弃用”这个选项，可选：新名。这些选项可以在“设置”里改。"
    assert not list(complaints(field, "旧名", "旧名", TODAY))


def test_words_as_saved_before_stay_allowed_though_the_list_has_changed():
    before = sound_values(colour="紫", tasks=("旧活",))
    surroundings = Surroundings(TODAY, MEMBERS, previous=before)
    assert validate(EVERYTHING, before, surroundings) == ()
    assert validate(EVERYTHING, {**before, "colour": "绿"}, surroundings)


def test_words_of_rows_as_saved_before_stay_allowed_too():
    before = sound_values(steps=({"what": "一", "done": "搁下"},))
    surroundings = Surroundings(TODAY, MEMBERS, previous=before)
    more = (*cast("tuple[Values, ...]", before["steps"]), {"what": "二", "done": "搁下"})
    assert validate(EVERYTHING, {**before, "steps": more}, surroundings) == ()
    (problem,) = validate(
        EVERYTHING, {**before, "steps": ({"what": "一", "done": "快了"},)}, surroundings
    )
    assert "没有“快了”这个选项" in problem.message


def test_a_rule_across_fields_tells_its_field():
    (problem,) = problems(colour="红", weight=0)
    assert (problem.field, problem.is_warning) == ("weight", False)


def test_a_field_not_shown_is_not_asked_for():
    assert problems(colour="黄", money=Decimal(-1)) == ()


def test_whoever_the_roster_itself_names_need_not_have_belonged_that_day():
    names = (*INVENTED_ROSTER.sections, Section("引荐", (Field("by", "引荐人", PersonRef()),)))
    values = {"name": "新人", "came": date(2026, 10, 9), "by": Person("李䶮", 3)}
    assert validate(replace(INVENTED_ROSTER, sections=names), values, AROUND) == ()


def test_the_last_day_in_the_branch_still_belongs():
    assert MEMBERS[2].belongs_on(date(2026, 3, 1))
    assert not MEMBERS[2].belongs_on(date(2026, 3, 2))
    assert MEMBERS[3].belongs_on(date(2026, 11, 1))
    assert not MEMBERS[3].belongs_on(date(2026, 10, 31))


def test_a_focus_class_counts_from_its_first_day():
    member = Member(1, "周𬭚", classes=(("船长", date(2026, 5, 1)), ("值更", None)))
    assert member.classes_on(date(2026, 4, 30)) == ("值更",)
    assert member.classes_on(date(2026, 5, 1)) == ("船长", "值更")


def test_input_is_read_and_fields_not_shown_are_dropped():
    values, found = read_input(EVERYTHING, example_input(colour="黄", money="3.5"))
    assert found == []
    assert values["day"] == date(2026, 10, 9)
    assert values["tasks"] == ("补帆", "看灯")
    assert "money" not in values


BAD_INPUT: list[tuple[Mapping[str, object], str, str]] = [
    ({"day": "2024.2.30"}, "day", "这一天不存在"),
    ({"day": True}, "day", "看不懂"),
    ({"weight": "三斤半"}, "weight", "不是整数"),
    ({"weight": 3.5}, "weight", "不是整数"),
    ({"weight": False}, "weight", "看不懂"),
    ({"money": "NaN"}, "money", "不是金额"),
    ({"money": "1e99"}, "money", "不是金额"),
    ({"money": "1000000000"}, "money", "“1000000000”不是金额"),
    ({"money": "-1000000000"}, "money", "“-1000000000”不是金额"),
    ({"line": ["a"]}, "line", "看不懂"),
    ({"moment": "2026-10-09"}, "moment", "缺少日期或时间"),
    ({"span": {"end": "10:00"}}, "span", "缺少开始时间"),
    ({"span": {"start": "2026-10-09 9:00", "stop": "10:00"}}, "span", "不认识的项目：“stop”"),
    ({"tasks": [1]}, "tasks", "应当是文字"),
    ({"chief": {"name": "甲", "id": "7"}}, "chief", "编号看不懂"),
    ({"chief": {"name": "甲", "id": 0}}, "chief", "编号看不懂（0）"),
    ({"about": {"id": 0, "label": "甲"}}, "about", "编号看不懂（0）"),
    ({"guests": 5}, "guests", "人员的写法看不懂"),
    ({"guests": {"people": "甲、乙"}}, "guests", "一人一项"),
    ({"guests": [{"name": "甲", "present": "是"}]}, "guests", "是或否"),
    ({"guests": [["甲"]]}, "guests", "人员的写法看不懂"),
    ({"hands": {"due": "很多"}}, "hands", "不是整数"),
    ({"steps": ["做什么"]}, "steps", "逐行填写"),
    ({"steps": [{"what": "一", "whom": "谁"}]}, "steps", "不认识的项目：“whom”"),
    ({"steps": [{"what": "一", "due": "明天"}]}, "steps", "时限：“明天”不是日期"),
    ({"steps": "没有格子的一行"}, "steps", "看不懂"),
    ({"files": "灯.jpg"}, "files", "附件不能从文字读入"),
    ({"files": [{"name": "灯.jpg"}]}, "files", "附件的写法看不懂"),
    ({"lime": "打错的键"}, "lime", "没有“lime”这一项"),
]


@pytest.mark.parametrize(("typed", "key", "words"), BAD_INPUT)
def test_input_that_cannot_be_read_is_a_problem_of_its_field(
    typed: Mapping[str, object], key: str, words: str
):
    values, found = read_input(EVERYTHING, {**example_input(), **typed})
    (problem,) = found
    assert problem.field == key
    assert words in problem.message
    assert key not in values
    assert re.search("。$", problem.message)


@pytest.mark.parametrize("amount", ["999999999.999999", "-999999999.999999"])
def test_the_largest_amount_is_read(amount: str):
    values, found = read_input(EVERYTHING, example_input(money=amount))
    assert (found, values["money"]) == ([], Decimal(amount))


def test_one_bad_field_does_not_hide_the_others():
    values, found = read_input(EVERYTHING, {"line": "补帆", "day": "?", "weight": "?"})
    assert [problem.field for problem in found] == ["day", "weight"]
    assert values == {"line": "补帆"}


@pytest.mark.parametrize("ledger", [INVENTED_UNIT, INVENTED_ROSTER], ids=lambda each: each.key)
def test_a_day_ahead_that_is_no_event_is_not_to_be_planned(ledger: Ledger) -> None:
    assert not ledger.is_of_events
    typed = ship_input() if ledger is INVENTED_UNIT else crew_input("周𬭚", "2020-01-01")
    values, _ = read_input(ledger, {**typed, ledger.occurred: "2027-01-01"})
    found = validate(ledger, values, Surroundings(date(2026, 11, 23)))
    (said,) = (each.message for each in found if each.field == ledger.occurred)
    assert "2027-01-01 还没有到，请核对。" in said
    assert "计划" not in said
