"""Whom a text means: one name however typed, several in a list, letters that are one person's."""

from __future__ import annotations

from typing import Any

import pytest

from qinglian_desktop.application.naming import Naming
from qinglian_desktop.application.wording_check import wording_complaints
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.measures import Distinct, Measure
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import Attendee, People, Person
from qinglian_desktop.domain.wording import Wording
from qinglian_desktop.storage.member_list import MemberList
from tests.invented import EVERYTHING, INVENTED_ROSTER, crew_input, example_input
from tests.unit.conftest import Voyage

NAMES = ("卢亦航", "覃书宁", "古丽扎·阿依登", "罗文渊", "李伟", "李伟明", "李和平", "卢一航")
SPELLED = {"卢亦航": ("lyh", "luyihang"), "卢一航": ("lyh", "luyihang"), "罗文渊": ("lwy",)}
MEMBERS = {
    number: Member(number, name, initials=SPELLED.get(name, ()))
    for number, name in enumerate(NAMES, 1)
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("卢亦航 覃书宁", ["卢亦航", "覃书宁"]),
        ("卢亦航　覃书宁", ["卢亦航", "覃书宁"]),
        ("卢亦航和覃书宁", ["卢亦航", "覃书宁"]),
        ("卢亦航和李和平", ["卢亦航", "李和平"]),
        ("卢亦航、覃书宁,罗文渊；李伟\n李伟明\t王五", [*NAMES[:2], *NAMES[3:6], "王五"]),
        ("卢亦航 覃书宁和罗文渊 王五", ["卢亦航", "覃书宁", "罗文渊", "王五"]),
        ("卢 亦 航 覃 书宁", ["卢 亦 航", "覃 书宁"]),
        ("lwy 覃书宁", ["lwy", "覃书宁"]),
        ("古丽扎 阿依登 卢亦航", ["古丽扎 阿依登", "卢亦航"]),
        ("古丽扎 阿依登", ["古丽扎 阿依登"]),
        ("李和平", ["李和平"]),
        ("卢亦航和平", ["卢亦航和平"]),
        ("艾山 买买提", ["艾山 买买提"]),
        ("李　伟", ["李　伟"]),
        ("马骏 王小虎", ["马骏", "王小虎"]),
        ("莫小兰、马骏  王小虎\n卢亦航", ["莫小兰", "马骏", "王小虎", "卢亦航"]),
        ("马骏　王小虎 莫小兰", ["马骏", "王小虎", "莫小兰"]),
        ("欧阳修远 马骏 古丽·买买提", ["欧阳修远", "马骏", "古丽·买买提"]),
        ("张 三", ["张 三"]),
        ("欧 阳 修", ["欧 阳 修"]),
        ("张 三 李 四", ["张 三", "李 四"]),
        ("马骏 张 三", ["马骏", "张 三"]),
        ("张 三 卢亦航", ["张 三", "卢亦航"]),
        ("支部书记 马骏 副书记 王小虎", ["马骏", "王小虎"]),
        ("阿布都 热合曼 吐尔逊", ["阿布都 热合曼 吐尔逊"]),
        ("Marie Curie", ["Marie Curie"]),
        ("马骏 Jack", ["马骏 Jack"]),
        ("文化局 王小虎", ["文化局 王小虎"]),
        ("卢亦航覃书宁", ["卢亦航", "覃书宁"]),
        ("卢亦航　书记 覃书宁同志", ["卢亦航", "覃书宁"]),
        ("卢亦航副主任、王五主任", ["卢亦航", "王五主任"]),
        ("  ", []),
    ],
)
def test_a_list_is_its_people_and_one_name_is_one(text: str, names: list[str]) -> None:
    assert [each.name for each in Naming(MEMBERS).people(text)] == names


@pytest.mark.parametrize(
    "between", ["•", "・", "∙", "．", ".", " ", "　", "", "\u200b·", "·\ufe0f", "ㆍ", "ꞏ", "ᆞ"]
)
def test_one_name_is_known_however_it_is_typed(voyage: Voyage, between: str) -> None:
    text = f"古丽扎{between}阿依登"
    guzal = voyage.crew("古丽扎·阿依登")
    event = voyage.event(chief=text, guests=text, keeper=text, steps=[{"what": "看", "who": text}])
    kept = voyage.desk.records.get(EVERYTHING, event)
    assert kept is not None
    meant = Person("古丽扎·阿依登", guzal)
    assert kept.value("chief") == meant
    assert kept.value("guests") == People.named(meant)
    assert kept.value("keeper") == meant.name
    assert kept.values["steps"][0]["who"] == meant.name  # pyright: ignore


def test_the_parts_of_a_list_are_recognised_the_absent_with_their_reason(voyage: Voyage) -> None:
    first, second, third = (voyage.crew(name) for name in NAMES[:3])
    event = voyage.event(hands="卢亦航；缺席：覃书宁 古丽扎•阿依登（出差）")
    kept = voyage.desk.records.get(EVERYTHING, event)
    assert kept is not None
    assert kept.value("hands") == People(
        (
            Attendee(Person("卢亦航", first)),
            Attendee(Person("覃书宁", second), present=False, reason="出差"),
            Attendee(Person("古丽扎·阿依登", third), present=False, reason="出差"),
        )
    )


def test_where_one_person_stands_two_are_refused(voyage: Voyage) -> None:
    for name in ("卢亦航", "覃书宁"):
        voyage.crew(name)
    said = "领头只能填一个人，这里写了 2 位：“卢亦航、覃书宁”，请留一位。"
    with pytest.raises(DataProblems, match=said):
        voyage.event(chief="卢亦航 覃书宁")


def test_one_man_typed_three_ways_is_one(voyage: Voyage) -> None:
    with pytest.raises(DataProblems, match="写了两次"):
        voyage.event(guests="张三、张 三、张　三")


def test_letters_are_the_one_person_who_has_them_that_day(voyage: Voyage) -> None:
    person = voyage.crew("罗文渊")
    voyage.crew("李文英", gone="2025-01-01", gone_why="到岸")
    kept = voyage.desk.records.get(EVERYTHING, voyage.event(chief="LWY", keeper="luowenyuan"))
    assert kept is not None
    assert kept.value("chief") == Person("罗文渊", person)
    assert kept.value("keeper") == "罗文渊"


@pytest.mark.parametrize("field", ["chief", "guests", "hands", "keeper"])
def test_letters_of_nobody_or_of_two_are_refused(voyage: Voyage, field: str) -> None:
    with pytest.raises(DataProblems, match="没有这个拼音的人：花名册里没有谁的姓名拼作“lzq”"):
        voyage.event(**{field: "lzq"})
    for name in ("李志强", "刘志清"):
        voyage.crew(name)
    with pytest.raises(DataProblems, match="拼音“lzq”有 2 位：李志强、刘志清，请从列表里点选"):
        voyage.event(**{field: "lzq"})


def test_whose_name_only_begins_so_is_named_to_choose(voyage: Voyage) -> None:
    voyage.crew("罗文渊")
    saved = voyage.save(example_input(guests="罗文"))
    assert [each.message for each in saved.warnings] == [
        "花名册里没有“罗文”，按外单位人员保存。如果是罗文渊，请改选。"
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("支部书记卢亦航", ["卢亦航"]),
        ("卢亦航党委副书记", ["卢亦航"]),
        ("机关党委专职副书记 卢亦航", ["卢亦航"]),
        ("组织委员覃书宁、卢亦航老师", ["覃书宁", "卢亦航"]),
        ("卢亦航 副主任 覃书宁 科长", ["卢亦航", "覃书宁"]),
        ("卢亦航—覃书宁", ["卢亦航", "覃书宁"]),
        ("卢亦航-覃书宁", ["卢亦航", "覃书宁"]),
    ],
)
def test_a_title_before_or_behind_the_name_makes_nobody_another(
    voyage: Voyage, typed: str, meant: list[str]
) -> None:
    for name in ("卢亦航", "覃书宁"):
        voyage.crew(name)
    kept = voyage.desk.records.get(EVERYTHING, voyage.event(guests=typed))
    assert kept is not None
    assert [each.person.name for each in kept.value("guests").attendees] == meant  # pyright: ignore


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("艾山 买买提", "如果是几个人，请用“、”隔开。"),
        ("王大明和赵小红", "如果是几个人，请用“、”隔开。"),
        ("李和平", ""),
        ("阿依登", "如果是古丽扎·阿依登，请改选。"),
        ("码头的古丽扎·阿依登", "如果是古丽扎·阿依登，请改选。"),
    ],
)
def test_who_may_be_others_is_asked_about(voyage: Voyage, typed: str, asked: str) -> None:
    voyage.crew("古丽扎·阿依登")
    saved = voyage.save(example_input(guests=typed))
    said = f"花名册里没有“{typed}”，按外单位人员保存。{asked}"
    assert [each.message for each in saved.warnings] == [said]


@pytest.mark.parametrize(
    "name",
    ["全体党员", "全体", "各科室", "无", "同上", "王五等", "王五等人", "①王五", "王五【病假】"],
)
def test_what_names_nobody_is_not_counted_as_one_person(voyage: Voyage, name: str) -> None:
    for field in ("guests", "keeper"):
        with pytest.raises(DataProblems):
            voyage.event(**{field: name})
    with pytest.raises(DataProblems):
        voyage.crew(name)


@pytest.mark.parametrize("name", ["·", "-", "a", "王\ufffd五", "—", "lzq", "…", "·王五", "王１五"])
def test_what_is_no_name_is_refused(voyage: Voyage, name: str) -> None:
    with pytest.raises(DataProblems):
        voyage.crew(name)
    with pytest.raises(DataProblems):
        voyage.event(guests=name)


def test_on_a_day_between_two_stays_one_is_told_when_they_were(voyage: Voyage) -> None:
    voyage.crew("周明", came="2020-01-01", gone="2026-09-30", gone_why="到岸")
    voyage.crew("周明", came="2026-11-01")
    said = "“周明”在 2026-10-09 不在本支部（花名册里：2020-01-01 至 2026-09-30、2026-11-01 起），"
    with pytest.raises(DataProblems, match=said):
        voyage.event(chief="周明")


@pytest.mark.parametrize("field", ["line", "keeper"])
@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u2800", "\u3164"])
def test_signs_that_are_not_seen_fill_no_field(voyage: Voyage, field: str, sign: str) -> None:
    if field == "line":
        with pytest.raises(DataProblems, match="请填写“一行字”"):
            voyage.event(line=sign * 2)
    else:
        kept = voyage.desk.records.get(EVERYTHING, voyage.event(keeper=sign, story=f"甲{sign}乙"))
        assert kept is not None
        assert kept.value("keeper") is None
        assert kept.value("story") == "甲乙"


def test_a_word_of_a_list_is_meant_however_it_is_typed(voyage: Voyage) -> None:
    event = voyage.event(colour=" 红\u200b", tasks=["补 帆", "看灯。"])
    kept = voyage.desk.records.get(EVERYTHING, event)
    assert kept is not None
    assert (kept.value("colour"), kept.value("tasks")) == ("红", ("补帆", "看灯"))


def test_a_link_by_words_is_found_however_they_are_typed(voyage: Voyage) -> None:
    person = voyage.crew("古丽扎·阿依登")
    kept = voyage.desk.records.get(EVERYTHING, voyage.event(about="古丽扎•阿依登"))
    assert kept is not None
    assert kept.values["about"].id == person  # pyright: ignore
    assert kept.values["about"].label.startswith("古丽扎·阿依登")  # pyright: ignore


def test_a_link_by_words_or_number_is_found_among_many(voyage: Voyage) -> None:
    names = [
        "罗文渊",
        *(f"罗文渊{first}{second}" for first in "赵钱孙李周吴郑王" for second in "甲乙丙丁戊己庚"),
    ]
    voyage.desk.records.add_all(INVENTED_ROSTER, [crew_input(name, "2020-01-01") for name in names])
    oldest = voyage.desk.records.get(INVENTED_ROSTER, 1)
    assert oldest is not None
    for words in ("罗文渊", "罗 文渊", oldest.number):
        kept = voyage.desk.records.get(EVERYTHING, voyage.event(about=words))
        assert kept is not None
        assert kept.values["about"].id == 1  # pyright: ignore


def test_different_ones_are_counted_as_they_are_compared(voyage: Voyage) -> None:
    for line in (
        "新局（机关）",
        "新局(机关)",
        "新局　（机关）",
        "新局（机关）。",
        "新局",
        "3.5",
        "35",
    ):
        voyage.event(line=line)
    different = Measure("lines", "各不相同", "个", Distinct("line"))
    with voyage.desk.book.reading() as work:
        figure = work.records.figure(EVERYTHING, different, Period.parse("2026-10"))
    assert (figure.value, len(figure.records)) == (4, 7)


def test_adding_people_reads_the_roster_once(
    voyage: Voyage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read anew after each, a thousand people took a thousand times as long as one."""
    voyage.crew("甲一")
    reads: list[object] = []
    read = MemberList._read

    def counted(*given: Any) -> dict[int, Member]:
        reads.append(given)
        return read(*given)

    monkeypatch.setattr(MemberList, "_read", counted)
    names = [f"{first}{second}" for first in "赵钱孙李" for second in "伟芳"]
    voyage.desk.records.add_all(INVENTED_ROSTER, [crew_input(name) for name in names])
    assert len(reads) <= 1
    members = [member.name for member in voyage.desk.roster.members().values()]
    assert members == ["甲一", *names]


def test_who_is_void_and_revived_stands_again_in_his_place(voyage: Voyage) -> None:
    first, _ = voyage.crew("甲一"), voyage.crew("乙二")
    voyage.desk.roster.members()
    voyage.desk.records.void(INVENTED_ROSTER, first, "录错了")
    assert [each.name for each in voyage.desk.roster.members().values()] == ["乙二"]
    voyage.desk.records.revive(INVENTED_ROSTER, first)
    assert [each.name for each in voyage.desk.roster.members().values()] == ["甲一", "乙二"]


def test_two_words_of_a_list_that_are_the_same_are_refused() -> None:
    field = EVERYTHING.field("colour")
    assert wording_complaints(field, Wording(("红（一）", "红(一)", "黄"))) == [
        "“颜色”里“红(一)”和“红（一）”是同一个词，请只留一个。"
    ]
