"""培元铸魂, 廉洁用权, 文化养廉: what their forms hold, and what never leaves the branch."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Field, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import return_columns
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.validation import read_partly
from qinglian_desktop.domain.values import Interval, Person, Values
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ledgers.checkups import CHECKUPS
from qinglian_desktop.ledgers.hours import hours
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS

CATALOGUE = Catalogue(ALL_LEDGERS)
TODAY = date(2026, 11, 23)

ADDED = {
    "eight_ones": {"time": "起止时间", "recorder": "记录人", "other": "其他"},
    "checkups": {
        "thought_shown": "思想表现",
        "politics_shown": "政治表现",
        "discipline_shown": "纪律表现",
        "conduct_shown": "作风表现",
        "home_shown": "家风表现",
        "opinion": "党支部意见",
        "prescription.done": "整改完成情况",
    },
    "role_models": {"place": "地点", "person_unit": "人物单位", "speaker": "主讲"},
    "powers": {
        "kind": "权力类型",
        "liability": "追责情形",
        "published": "公开形式",
        "scope": "公开范围",
        "chart": "流程图编号",
    },
    "risks": {
        "post": "岗位",
        "description": "风险描述",
        "indicator": "监测指标",
        "filed_on": "填报日期",
        "controls.head": "部门责任人",
    },
    "talks": {
        "position": "部门及职务",
        "recorder_post": "记录人职务",
        "outline": "谈话提纲",
        "opinion": "本人表态",
        "advice": "谈话人意见",
    },
    "reminders": {"sender": "发送人"},
    "education": {
        "time": "起止时间",
        "place": "地点",
        "organiser": "组织单位",
        "host": "主持人",
        "recorder": "记录人",
    },
    "culture_sites": {"department": "责任部门", "keeper": "责任人"},
    "publicity": {"page": "版面/网址"},
    "family": {
        "visitors": "家访人员",
        "visited_at": "走访地点类型",
        "given": "送出的东西",
        "signs": "发现的苗头",
        "advice": "家属意见建议",
        "needs": "需求与困难",
        "handling": "办理情况",
        "revisit_on": "回访日期",
        "revisit_result": "回访结果",
        "sets": "一式几份",
        "signers": "签订人关系",
        "delivered": "送达份数",
        "returned": "回收份数",
    },
    "practice": {"place": "地点", "organiser": "主持/组织", "content": "内容"},
}
"""What published forms have and ours lacked, by ledger: key and word of the form."""
NOT_ON_PAPER = {
    "checkups": {"current", "converted_on"},
    "risks": {"method", "likelihood", "severity", "reason", "stage"},
    "talks": {"focus", "outline"},
    "reminders": {"people"},
}
"""What no form has, though measures, pictures or the keeper need it."""


def on_paper(ledger: Ledger) -> set[str]:
    assert ledger.paper is not None
    return {key for line in ledger.paper.lines for key in line}


def added(key: str) -> dict[str, Field]:
    ledger = CATALOGUE[key]
    found: dict[str, Field] = {}
    for path in ADDED[key]:
        rows, dot, inner = path.partition(".")
        field = ledger.field(rows)
        found[path] = field.type.field(inner) if dot and isinstance(field.type, Rows) else field
    return found


@pytest.mark.parametrize("key", ADDED)
def test_a_form_has_what_published_forms_have(key: str) -> None:
    fields = added(key)
    assert {path: field.label for path, field in fields.items()} == ADDED[key]
    assert not [path for path, field in fields.items() if field.required]
    off = NOT_ON_PAPER.get(key, set())
    assert {path.partition(".")[0] for path in fields} - off <= on_paper(CATALOGUE[key])


@pytest.mark.parametrize("key", NOT_ON_PAPER)
def test_what_no_form_has_is_kept_and_not_printed(key: str) -> None:
    assert CATALOGUE[key].by_key.keys() >= NOT_ON_PAPER[key]
    assert not NOT_ON_PAPER[key] & on_paper(CATALOGUE[key])


@pytest.mark.parametrize("key", ADDED)
def test_the_sample_shows_each_of_them(sample_desk: Desk, key: str) -> None:
    plain = [sample_desk.records.plain(CATALOGUE[key], each) for each in records(sample_desk, key)]
    told = {path for each in plain for path in each}
    told |= {
        f"{rows}.{inner}"
        for each in plain
        for rows, value in each.items()
        if isinstance(value, list)
        for row in value
        if isinstance(row, dict)
        for inner in row
    }
    assert ADDED[key].keys() - told == set()


def records(desk: Desk, key: str) -> list[Record]:
    return desk.searching.fetch(desk.catalogue[key], desk.searching.ids(Query(key)))


def test_no_word_of_a_talk_or_a_check_up_is_in_the_return() -> None:
    """Of a talk: which kind, when, where, how many and who held it; of a check-up that it was."""
    assert [column.key for column in return_columns(TALKS)] == [
        "number",
        "category",
        "form",
        "time",
        "place",
        "people.count",
        "classes",
        "talker",
        "talker_post",
        "recorder",
    ]
    assert [column.key for column in return_columns(CHECKUPS)] == ["number", "term", "day"]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (None, "9:05"),
        (datetime(2026, 3, 2, 10, 30), "9:05至10:30"),
        (datetime(2026, 3, 3, 8, 0), "9:05至3月3日8:00"),
    ],
)
def test_the_hours_of_a_meeting_stand_beside_its_day(end: datetime | None, said: str) -> None:
    assert hours(Interval(datetime(2026, 3, 2, 9, 5), end)) == said


def test_an_event_that_follows_from_a_meeting_has_its_hours_place_and_people() -> None:
    meeting: Values = {
        "time": Interval(datetime(2026, 3, 2, 15), datetime(2026, 3, 2, 16, 30)),
        "place": "三楼会议室",
        "host": Person("李䶮", 1),
        "recorder": Person("吴𫟼", 2),
        "eight_items": ("读一本红色书籍",),
        "education_form": "一月一警示",
    }
    told = ("time", "place", "host", "recorder")
    for feed in CATALOGUE["meetings"].feeds[:2]:
        (fed,) = feed.values(meeting)
        assert tuple(map(fed.get, told)) == (
            "15:00至16:30",
            "三楼会议室",
            Person("李䶮", 1),
            Person("吴𫟼", 2),
        )


def test_what_was_seen_of_an_aspect_is_asked_where_it_was_ticked_and_never_lost() -> None:
    shown = CHECKUPS.field("thought_shown")
    assert not shown.is_shown({})
    assert shown.is_shown({"thought": ("理论学习不够经常",)})
    values, problems = read_partly(CHECKUPS, {"thought_shown": "一季度只学了两次。"})
    assert (values, problems) == ({"thought_shown": "一季度只学了两次。"}, [])


def test_three_people_answer_for_a_control() -> None:
    controls = RISKS.field("controls").type
    assert isinstance(controls, Rows)
    assert [field.label for field in controls.fields][1:4] == [
        "直接责任人",
        "部门责任人",
        "责任领导",
    ]
    assert [field.required for field in controls.fields][1:4] == [True, False, True]
