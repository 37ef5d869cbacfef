"""Dots within names, and words beside them: a title, a department, a sex are nobody else."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.naming import Naming
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.text_check import name_complaints
from qinglian_desktop.domain.titles import is_nobody
from qinglian_desktop.domain.values import People, Person
from tests.invented import example_input
from tests.unit.conftest import Voyage

TOGETHER = ("买买提", "阿依古丽", "吐尔逊", "扎西", "卓玛")


@pytest.mark.parametrize("dot", "·•.‧・ㆍꞏᆞ𐄁")
@pytest.mark.parametrize(
    "shape", ["阿依古丽{}买买提", "阿依古丽 {} 买买提", "阿依古丽{}买买提{}吐尔逊"]
)
def test_a_dot_parts_no_two_people(shape: str, dot: str) -> None:
    naming = Naming({number: Member(number, name) for number, name in enumerate(TOGETHER)})
    name = shape.replace("{}", dot)
    assert [each.name for each in naming.people(name)] == [name]
    assert [each.name for each in naming.people(f"{name}、扎西")] == [name, "扎西"]


def test_an_outsider_whose_parts_are_of_the_roster_is_told_of(voyage: Voyage) -> None:
    for name in TOGETHER:
        voyage.crew(name)
    saved = voyage.save(example_input(guests="阿依古丽·买买提"))
    assert saved.record.value("guests") == People.named(Person("阿依古丽·买买提"))
    assert [each.message for each in saved.warnings] == [
        "花名册里没有“阿依古丽·买买提”，按外单位人员保存。如果是买买提、阿依古丽，请改选。"
    ]


def test_names_that_stand_together_are_told_to_be_several(voyage: Voyage) -> None:
    ids = [voyage.crew(name) for name in TOGETHER[3:]]
    for field in ("guests", "hands"):
        saved = voyage.save(example_input(**{"guests": None, field: "扎西卓玛"}))
        assert saved.record.value(field) == People.named(*map(Person, TOGETHER[3:], ids))
    assert [each.message for each in saved.warnings] == [
        "“扎西卓玛”当作 2 位：扎西、卓玛。如果是一个人，请在中间加圆点，写成“扎西·卓玛”。"
    ]
    with pytest.raises(DataProblems, match="如果是一个人，请在中间加圆点，写成“扎西·卓玛”"):
        voyage.event(chief="扎西卓玛")
    saved = voyage.save(example_input(guests="扎西·卓玛", day="2026-10-08"))
    assert saved.record.value("guests") == People.named(Person("扎西·卓玛"))


PLACES = {
    1: Member(1, "卢亦航", "综合科", "科长"),
    2: Member(2, "覃书宁", "办公室", "支部书记"),
    3: Member(3, "李伟", "综合科"),
    4: Member(4, "李伟", "办公室"),
}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("卢亦航同志和覃书宁同志", [("卢亦航", None), ("覃书宁", None)]),
        ("卢亦航同志 覃书宁同志", [("卢亦航", None), ("覃书宁", None)]),
        ("卢亦航同志覃书宁同志", [("卢亦航", None), ("覃书宁", None)]),
        ("卢亦航书记、王五和覃书宁科长", [("卢亦航", None), ("王五", None), ("覃书宁", None)]),
        ("卢亦航、和覃书宁", [("卢亦航", None), ("覃书宁", None)]),
        ("卢亦航\t综合科\n覃书宁\t办公室", [("卢亦航", None), ("覃书宁", None)]),
        ("综合科\t卢亦航\n办公室\t覃书宁", [("卢亦航", None), ("覃书宁", None)]),
        ("卢亦航\t综合科\t科长", [("卢亦航", None)]),
        ("卢亦航综合科科长", [("卢亦航", None)]),
        ("办公室支部书记覃书宁", [("覃书宁", None)]),
        ("覃书宁，书记", [("覃书宁", None)]),
        ("覃书宁，男，王五，女", [("覃书宁", None), ("王五", None)]),
        ("卢亦航 男", [("卢亦航", None)]),
        ("李伟（办公室）、李伟(综合科)", [("李伟", 4), ("李伟", 3)]),
        ("李伟 办公室", [("李伟", 4)]),
        ("李伟（综合科）和卢亦航（科长）", [("李伟", 3), ("卢亦航", None)]),
        # Whose these are cannot be said.
        ("卢亦航、书记", [("卢亦航", None), ("书记", None)]),
        ("卢亦航、办公室", [("卢亦航", None), ("办公室", None)]),
        ("卢亦航（办公室）", [("卢亦航（办公室）", None)]),
        ("王五、综合科", [("王五", None), ("综合科", None)]),
    ],
)
def test_what_is_said_of_somebody_is_nobody_else(
    text: str, people: list[tuple[str, int | None]]
) -> None:
    assert [(each.name, each.id) for each in Naming(PLACES).people(text)] == people


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("卢亦航、书记", "客人里的“书记”不是姓名，请删去，或写出是哪一位"),
        ("卢亦航、甲板部", "客人里的“甲板部”不是姓名"),
        ("甲板部", "客人里的“甲板部”不是姓名"),
        ("卢亦航（甲板部）", "和花名册对不上：花名册里是卢亦航（轮机部）。"),
        ("王五、王五同志", "写了两次"),
        ("王五、王五主任", "写了两次"),
    ],
)
def test_what_belongs_to_nobody_is_asked_about(voyage: Voyage, typed: str, said: str) -> None:
    voyage.crew("卢亦航", cabin="轮机部")
    voyage.crew("覃书宁", cabin="甲板部")
    with pytest.raises(DataProblems, match=said):
        voyage.event(guests=typed)


def test_words_beside_the_next_name_of_a_list_of_several_entries(voyage: Voyage) -> None:
    first, second = (voyage.crew("李伟", cabin=cabin) for cabin in ("轮机部", "甲板部"))
    kept = voyage.save(example_input(guests=["李伟", "甲板部"])).record
    assert kept.value("guests") == People.named(Person("李伟", second))
    kept = voyage.save(example_input(guests="李伟\t轮机部", day="2026-10-08")).record
    assert kept.value("guests") == People.named(Person("李伟", first))
    kept = voyage.save(example_input(chief="李伟（甲板部）", day="2026-10-07")).record
    assert kept.value("chief") == Person("李伟", second)


NO_NAMES = (
    "其他同志 其余同志 部分同志 班子成员 支委成员 家属 书记 主任 同志 王五等二人 王五等三位同志 "
    "王五等同志 王五等几人 王五等2人 王五等十余人 王五夫妇 王五一行 欧阳娜一行 男 病假 三位同志 "
    "办公室 财务科 第一书记 市纪委 群众代表 四级调研员 若干人 "
    "共三人 共3人 其家属 妻子 王五全家 驻村工作队 序号"
)
NAMES = (
    "王等红 李一行 欧阳一行 艾山 多杰 文书记明 王书记 其美 万人杰 任何 王处 李书 党家栋 甲 "
    "阿依古丽·买买提 王科 何会计"
)


@pytest.mark.parametrize("name", NO_NAMES.split())
def test_what_is_told_of_people_on_paper_is_no_name(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize("name", NAMES.split())
def test_names_that_hold_such_words_are_names(name: str) -> None:
    assert not is_nobody(name)


def test_who_was_registered_under_such_a_name_stays_somebody() -> None:
    assert list(name_complaints("客人", "王等", is_somebody=True)) == []
    assert list(name_complaints("客人", "王等")) != []
    assert list(name_complaints("客人", "王\x00等", is_somebody=True)) != []
