"""What is told of an event before it: as far as it is known, nothing as if it were over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from qinglian_desktop.domain.convening import Circle, Convening
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    Field,
    LongText,
    PeopleRef,
    PersonRef,
    Rows,
    Span,
    Text,
)
from qinglian_desktop.domain.invitation import BLANK, Invitation, invitation
from qinglian_desktop.domain.ledger import EventKind, Gathering, Ledger, Section
from qinglian_desktop.domain.ledger_check import check_ledger
from qinglian_desktop.domain.notice import agenda_paper, as_message, notice
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.sign_in import sign_in_sheet
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.values import Attendee, Interval, People, Person, Value

GATHERING = Gathering(
    called="航会",
    verb="召开",
    kind="kind",
    kinds=(EventKind("夜航", "夜航活动", "开展"),),
    place="place",
    theme="theme",
    host="host",
    guests=("masters",),
    agenda="agenda",
)
LEDGER = Ledger(
    key="voyages",
    label="航会",
    noun="航会",
    sections=(
        Section(
            "航会",
            (
                Field("kind", "类型", Choice(("大会", "夜航"), fixed=True), required=True),
                Field("time", "时间", Span(), required=True),
                Field("place", "地点", Text()),
                Field("theme", "主题", Text()),
                Field("host", "主持人", PersonRef(outsiders=True)),
                Field(
                    "people",
                    "应到/实到/缺席",
                    PeopleRef(
                        attendance=True, convened=(Convening(Circle.PARTY),), guests="guests"
                    ),
                ),
                Field("guests", "列席", PeopleRef(outsiders=True)),
                Field("masters", "船东", PeopleRef(outsiders=True)),
                Field("agenda", "议题", Rows((Field("item", "议题", Text()),), noun="议题")),
                Field("outline", "提纲", LongText()),
            ),
        ),
    ),
    occurred="time",
    title=("kind", "theme"),
    gathering=GATHERING,
)
DAY = date(2026, 12, 5)
FULL = Member(
    1, "甲", post="船长", joined=date(2020, 1, 1), votes=True, in_party=True, is_full=True
)
NEW = replace(FULL, id=2, name="乙", post="水手", is_full=False)
LEFT = replace(FULL, id=3, name="丙", left=date(2026, 11, 30), left_reason="调出")
OTHER = Member(4, "丁", joined=date(2020, 1, 1), politics="群众")
MEMBERS = {each.id: each for each in (FULL, NEW, LEFT, OTHER)}
WHOLE: dict[str, Value] = {
    "kind": "大会",
    "time": Interval(datetime(2026, 12, 5, 14, 30), datetime(2026, 12, 5, 16, 0)),
    "place": "三楼会议室",
    "theme": "学习",
    "host": Person("甲", 1),
    "agenda": ({"item": "传达文件。"}, {"item": "讨论"}),
}


def told(values: dict[str, Value] | None = None, ledger: Ledger = LEDGER) -> Invitation:
    assert ledger.gathering is not None
    return invitation(ledger, ledger.gathering, WHOLE if values is None else values, MEMBERS)


def listed(*names: tuple[str, int | None]) -> People:
    return People.named(*(Person(name, at) for name, at in names))


def groups(found: Invitation) -> dict[str, list[str]]:
    return {each.label: [one.name for one in each.people] for each in found.due}


def test_a_notice_says_what_is_known_and_to_whom_it_goes() -> None:
    found = told({**WHOLE, "guests": listed(("外人", None))})
    assert as_message(notice(found), Signature("某支部", date(2026, 11, 26))) == (
        "关于召开大会的通知\n"
        "全体党员：\n"
        "现定于下列时间召开大会，有关事项通知如下：\n"
        "一、时间：2026年12月5日（星期六）14:30至16:00\n"
        "二、地点：三楼会议室\n"
        "三、主题：学习\n"
        "四、议程：（1）传达文件；（2）讨论\n"
        "五、主持人：甲\n"
        "六、参加人员：全体党员（2人）\n"
        "七、列席人员：外人\n"
        "八、请假：请准时参加；因故不能参加的，请提前向甲同志请假。\n"
        "某支部\n"
        "2026年11月26日"
    )


def test_what_is_not_known_is_left_to_be_written() -> None:
    found = told({"time": Interval(datetime(2026, 12, 5))})
    assert found.when == f"2026年12月5日（星期六）{BLANK}"
    lines = [each.text for each in notice(found)]
    assert f"二、地点：{BLANK}" in lines
    assert lines[0] == "关于召开航会的通知"
    assert lines[-1].endswith("请提前向党支部请假。")
    agenda = [each.text for each in agenda_paper(found)]
    assert [line[:3] for line in agenda if line.startswith("1. ")] == ["1. "]
    assert told({}).when == ""
    assert "还没有写清是哪一天" in told({}).remarks[0]


def test_a_word_has_its_own_verb() -> None:
    assert told({**WHOLE, "kind": "夜航"}).doing == "开展夜航活动"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (datetime(2026, 12, 5, 9, 0), None, "2026年12月5日（星期六）09:00"),
        (
            datetime(2026, 12, 5, 9, 0),
            datetime(2026, 12, 6, 12, 0),
            "2026年12月5日（星期六）09:00至2026年12月6日（星期日）12:00",
        ),
        (
            datetime(2026, 12, 5),
            datetime(2026, 12, 7),
            "2026年12月5日（星期六）至2026年12月7日（星期一）",
        ),
    ],
)
def test_when_it_is_has_its_weekday(start: datetime, end: datetime | None, said: str) -> None:
    assert told({"time": Interval(start, end)}).when == said


def test_without_a_list_it_are_those_who_are_due() -> None:
    found = told()
    assert groups(found) == {"正式党员": ["甲"], "预备党员": ["乙"]}
    assert found.remarks[0].startswith("应到的是当天的正式党员 1 人、预备党员 1 人")


def test_who_left_before_the_day_is_not_on_the_list_and_told() -> None:
    found = told({**WHOLE, "people": listed(("甲", 1), ("丙", 3), ("丁", 4))})
    assert groups(found) == {"正式党员": ["甲"], "其他人员": ["丁"]}
    assert found.remarks == (
        "丙2026年11月30日已经调出，2026年12月5日不在本支部，没有列进名单，请到计划里核对。",
        "当天应到而名单里没有列出：乙。",
        "丁（群众）不在应到之列，来了请填在“列席”里。",
    )
    early = told({**WHOLE, "time": Interval(datetime(2026, 11, 30, 9, 0))})
    assert groups(early) == {"正式党员": ["甲", "丙"], "预备党员": ["乙"]}


def test_a_host_or_guest_who_left_before_the_day_is_left_out_and_told() -> None:
    gone = Person("丙", 3)
    found = told({**WHOLE, "host": gone, "guests": listed(("丙", 3), ("外人", None))})
    message = as_message(notice(found), Signature("某支部", date(2026, 11, 26)))
    assert "丙" not in message
    assert "请提前向党支部请假" in message
    assert [each.name for each in found.guests] == ["外人"]
    assert found.remarks[:2] == (
        "丙2026年11月30日已经调出，2026年12月5日不在本支部，没有列进名单，请到计划里核对。",
        "丙2026年11月30日已经调出，2026年12月5日不在本支部，主持人留空，请到计划里另选。",
    )


def test_a_sheet_has_everybody_in_groups_and_says_of_nobody_that_he_came() -> None:
    people = People((Attendee(Person("甲", 1)), Attendee(Person("乙", 2), False, "出差")))
    found = told({**WHOLE, "people": people, "masters": listed(("老船东", None))})
    sheet = sign_in_sheet(found, date(2026, 11, 26))
    assert sheet.title == "大会签到表"
    assert sheet.due == 2
    said = [(g.label, [(p.name, p.post, p.remark) for p in g.people]) for g in sheet.groups]
    assert said == [
        ("正式党员", [("甲", "船长", "")]),
        ("预备党员", [("乙", "水手", "出差")]),
        ("列席", [("老船东", "", "")]),
    ]


WRONG: dict[str, tuple[Callable[[], Gathering], str]] = {
    "an unknown field": (lambda: replace(GATHERING, place="gone"), "'gone'"),
    "a field of another kind": (lambda: replace(GATHERING, agenda="place"), "place is Text"),
    "a word that is none": (
        lambda: replace(GATHERING, kinds=(EventKind("晨航", "晨航", "开展"),)),
        "晨航",
    ),
    "hours beside a time": (lambda: replace(GATHERING, hours="place"), "time already"),
    "people beside an attendance": (lambda: replace(GATHERING, people="masters"), "people already"),
    "a circle beside an attendance": (
        lambda: replace(GATHERING, circle=Circle.BRANCH),
        "people already",
    ),
    "guests that the attendance names": (lambda: replace(GATHERING, guests=("guests",)), "twice"),
    "a name that is none": (lambda: replace(GATHERING, called=""), "called nothing"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_contradicts_is_told(what: str) -> None:
    gathering, said = WRONG[what]
    with pytest.raises(BadDeclaration, match=said):
        check_ledger(replace(LEDGER, gathering=gathering()))


def test_those_named_are_addressed_by_name() -> None:
    fields = tuple(each for each in LEDGER.fields if each.key in ("time", "masters", "outline"))
    day = replace(fields[0], type=Day())
    ledger = replace(
        LEDGER,
        sections=(Section("谈话", (day, *fields[1:])),),
        title=("masters",),
        gathering=Gathering(called="谈话", people="masters", agenda="outline"),
    )
    check_ledger(ledger)
    values: dict[str, Value] = {
        "time": DAY,
        "masters": listed(("甲", 1), ("外人", None)),
        "outline": "近况\n\n打算",
    }
    found = told(values, ledger)
    assert (found.addressed, found.attending) == ("甲、外人同志", "甲、外人")
    assert found.agenda == ("近况", "打算")
    assert found.theme is None
    assert found.remarks == ()
    nobody = told({"time": DAY}, ledger)
    assert (nobody.addressed, nobody.attending) == ("各有关同志", "各有关同志")
    assert nobody.remarks == ("没有登记名单，签到表上的姓名留空填写。",)
