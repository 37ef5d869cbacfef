"""Records that contradict, of every system of the report: a sentence each, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from qinglian_desktop.application.desk import Desk
from tests.journeys.office import BOOKS, PASSWORD, TOOLS, Office

DIRECTIVE = {"title": "示例文件", "secrecy": "公开", "day": "2026-10-09"}
TASK = {
    "task": "示例任务",
    "day": "2026-03-01",
    "year": 2026,
    "owner": "韦明谦",
    "due": "2026-12-31",
    "status": "未启动",
}
CHECKUP = {"person": "韦明谦", "term": "2026年上半年", "day": "2026-04-01", "diagnosis": "无"}
MEETING = {
    "kind": "党员大会",
    "time": "2026-10-09 09:00 至 10:00",
    "place": "会议室",
    "theme": "表决事项",
    "host": "韦明谦",
    "recorder": "覃书宁",
    "people": "韦明谦、黄𬱖、陈㛃",
    "agenda": [{"item": "表决"}],
    "points": "逐项表决。",
}
PROBLEM = {
    "problem": "示例问题",
    "source": "自查",
    "day": "2026-10-09",
    "owner": "韦明谦",
    "due": "2026-12-01",
    "status": "待解决",
}
VOTE = {"matter": "示例事项", "yes": 3, "no": 0, "abstained": 0, "outcome": "通过"}
TALK = {
    "category": "谈心谈话",
    "form": "个别",
    "time": "2026-10-09 09:00 至 09:30",
    "place": "谈心谈话室",
    "people": "李䶮",
    "classes": ["其他"],
    "talker": "韦明谦",
    "focus": ["其他"],
    "content": "谈话。",
}


@pytest.mark.parametrize(
    ("ledger", "given", "field", "words"),
    [
        ("directives", {**DIRECTIVE, "secrecy": "机密"}, "secrecy", "标有密级的文件不能在这台"),
        ("tasks", {**TASK, "due": "2026-02-01"}, "due", "时限早于下达日期（2026-02-01 早于"),
        ("tasks", {**TASK, "status": "已完成"}, "status", "状态应为“未启动”"),
        (
            "tasks",
            {**TASK, "steps": [{"day": "2026-04-01", "percent": 130}]},
            "steps",
            "应在 0 至 100 之间",
        ),
        ("checkups", {**CHECKUP, "diagnosis": ""}, "diagnosis", "指标一项都没有勾选"),
        (
            "checkups",
            {**CHECKUP, "rechecks": [{"day": "2026-03-01", "outcome": "健康"}]},
            "result",
            "请先填体检结果",
        ),
        ("problems", {**PROBLEM, "status": "已解决"}, "solved_on", "请填写解决日期"),
        ("problems", {**PROBLEM, "due": "2026-01-01"}, "due", "时限早于发现日期"),
        ("meetings", {**MEETING, "votes": [VOTE]}, "votes", "赞成3票没有过半，不能写“通过”"),
        (
            "meetings",
            {**MEETING, "people": "应到5人；实到6人"},
            "people",
            "实到 6 人多于应到 5 人",
        ),
        ("talks", {**TALK, "revisit_on": "2026-09-01"}, "revisit_on", "回访日期早于谈话时间"),
        (
            "meetings",
            {**MEETING, "eight_items": ["读一本红色书籍"], "points": ""},
            "points",
            "请填写“发言要点”",
        ),
    ],
)
def test_a_contradiction_is_told_at_its_field(
    office: Office, ledger: str, given: Mapping[str, object], field: str, words: str
) -> None:
    before = office.count(ledger)
    said = office.add(ledger, given)
    assert said.code == 1
    told = {problem["field"]: problem["message"] for problem in said.json["problems"]}
    assert words in told[field]
    assert told[field].endswith("。")
    assert office.count(ledger) == before


def test_words_of_secret_papers_are_warned_about_and_the_record_is_kept(office: Office) -> None:
    said = office.add("directives", {**DIRECTIVE, "title": "转发绝密电报"})
    assert said.code == 0
    (warning,) = said.json["saved"][0]["warnings"]
    assert "不能登记涉密内容" in warning["message"]


def test_a_quorum_that_is_missed_is_warned_about_with_its_reason(office: Office) -> None:
    vote = {**VOTE, "outcome": "未通过"}
    said = office.add("meetings", {**MEETING, "votes": [vote]})
    assert said.code == 0
    words = [warning["message"] for warning in said.json["saved"][0]["warnings"]]
    assert any("有表决权的党员" in each and "到会3人，没有过半" in each for each in words)


def test_a_list_that_is_anothers_has_its_words(office: Office) -> None:
    """A form of education that the unit drops or adds is dropped or added for meetings too."""
    book = BOOKS.open(office.book, PASSWORD)
    desk = Desk(book, TOOLS)
    (forms,) = (
        each.wording
        for each in desk.wordings.lists()
        if (each.ledger.key, each.field.key) == ("education", "form")
    )
    changed = forms.dropped("案例通报").added("廉政知识测试").renamed("廉政讲座", "清廉讲座")
    desk.wordings.keep("education", "form", changed)
    book.close()
    for form, code in (("案例通报", 1), ("廉政知识测试", 0), ("清廉讲座", 0)):
        assert office.add("meetings", {**MEETING, "education_form": form}).code == code, form
    kept = office.run("record", "list", "education").json["records"]
    assert {"廉政知识测试", "清廉讲座"} <= {each["values"]["form"] for each in kept}


def test_a_renamed_choice_is_told_with_its_new_name_and_old_records_count(office: Office) -> None:
    book = BOOKS.open(office.book, PASSWORD)
    desk = Desk(book, TOOLS)
    (forms,) = (
        each.wording
        for each in desk.wordings.lists()
        if (each.ledger.key, each.field.key) == ("education", "form")
    )
    desk.wordings.keep("education", "form", forms.renamed("廉政讲座", "清廉讲座"))
    book.close()
    lecture = {
        "form": "廉政讲座",
        "day": "2026-10-09",
        "theme": "讲座",
        "people": "应到5人；实到5人",
    }
    said = office.add("education", lecture)
    assert said.messages == ["形式里的“廉政讲座”已经改叫“清廉讲座”，请改选“清廉讲座”。"]
    assert office.add("education", {**lecture, "form": "清廉讲座"}).code == 0
    found = office.run("measures", "--period", "2026").json["measures"]
    lectures = next(e for e in found if (e["ledger"], e["key"]) == ("education", "lectures"))
    assert lectures["value"] == 4
    old = office.run("record", "list", "education").json["records"]
    assert sum(each["values"]["form"] == "廉政讲座" for each in old) == 3
