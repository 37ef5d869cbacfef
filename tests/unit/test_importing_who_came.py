"""Who came and who did not, as offices name their columns and write into them."""

from __future__ import annotations

import pytest

from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import read, sheet, told


@pytest.mark.parametrize(
    ("due", "present"),
    [
        ("应到会人数", "实到会人数"),
        ("应参会人数", "实参会人数"),
        ("应参加人数", "实际参加人数"),
        ("应到人数", "到会人数"),
        ("应出席人数", "实际出席人数"),
        ("应到人数", "实际到会人数"),
    ],
)
@pytest.mark.parametrize(
    "absent",
    [
        *("缺席及原因", "缺席情况", "请假人员及事由", "请假情况", "未参加人员及原因"),
        *("未到人员及原因", "缺勤人员及原因", "因故未参加人员", "请假", "缺席及事由"),
    ],
)
def test_the_absent_are_not_lost_whatever_their_column_is_called(
    due: str, present: str, absent: str
) -> None:
    page = sheet(f"类型|{due}|{present}|{absent}", "支委会|5|4|莫三（出差）")
    assert told(read(MEETINGS, page))[0]["people"] == {
        "people": [{"name": "莫三", "present": False, "reason": "出差"}],
        "due": 5,
        "present": 4,
    }


@pytest.mark.parametrize("head", ["请假", "缺席数", "未到人数", "请假人数"])
def test_a_number_of_the_absent_is_one(head: str) -> None:
    page = sheet(f"类型|应到人数|{head}", "支委会|5|1人")
    assert told(read(MEETINGS, page))[0]["people"] == {"people": [], "due": 5, "present": 4}


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("莫三出差、吴四病假", [("莫三", "出差"), ("吴四", "病假")]),
        ("莫三因公出差，吴四", [("莫三", "因公出差"), ("吴四", None)]),
        ("1人请假", []),
        ("请假1人", []),
        ("缺1人", []),
    ],
)
def test_a_reason_behind_a_name_is_no_part_of_it(
    said: str, absent: list[tuple[str, str | None]]
) -> None:
    page = sheet("类型|应到|实到|缺席及原因", f"支委会|5|{5 - (len(absent) or 1)}|{said}")
    people = [
        {"name": name, "present": False, **({"reason": why} if why else {})} for name, why in absent
    ]
    found = read(MEETINGS, page)
    assert not found.record(0).problems
    assert told(found)[0]["people"] == {
        "people": people,
        "due": 5,
        "present": 5 - (len(absent) or 1),
    }


@pytest.mark.parametrize(
    "said",
    ["18/20", "18人/20人", "实到18（应到20）", "应到20人，实到18人", "20／18", "实到18，应到20"],
)
@pytest.mark.parametrize("head", ["参加人数", "参加人员", "实到/应到"])
def test_two_numbers_are_how_many_came_of_how_many(said: str, head: str) -> None:
    found = read(MEETINGS, sheet(f"类型|主题|{head}", f"支委会|学习|{said}"))
    assert not found.record(0).problems
    assert told(found)[0]["people"] == {"people": [], "due": 20, "present": 18}


@pytest.mark.parametrize(
    "group",
    [
        *("支部党员", "全体支委", "支委会成员", "党小组全体", "机关干部", "各支部书记"),
        *("中层以上干部", "支委", "支部书记", "科室负责人", "党员代表", "社区干部3人"),
    ],
)
def test_a_group_is_nobody_s_name_and_is_told_once(group: str) -> None:
    page = sheet("类型|主题|应到|实到|参加人员", f"支委会|学习|5|5|{group}")
    record = read(MEETINGS, page).record(0)
    (problem,) = record.problems
    assert problem.message == f"“{group}”没有写是哪几个人，请选出来，或者只记人数。"
    assert record.typed["people"] == {"people": [], "due": 5, "present": 5}


def test_a_group_with_a_number_is_no_guest_and_its_number_is_offered() -> None:
    page = sheet("类型|主题|列席人员|主持人", "支委会|学习|社区干部3人|支部书记")
    record = read(MEETINGS, page).record(0)
    assert [each.message for each in record.problems] == [
        "“社区干部3人”没有写是哪几个人，请选出来，或者只记人数。",
        "“支部书记”没有写是哪几个人，请写上姓名。",
    ]
    assert [each.options for each in record.problems] == [("实到3人",), ()]
    assert not {"guests", "host"} & record.typed.keys()


@pytest.mark.parametrize("name", ["韦明谦书记", "陈一委员", "李二", "张党生", "欧阳代表华"])
def test_a_name_is_no_group(name: str) -> None:
    page = sheet("类型|主题|参加人员", f"支委会|学习|{name}、王五")
    assert not read(MEETINGS, page).record(0).problems


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("李一、王二等3人", "李一、王二；实到3人"),
        ("李一、王二等三人", "李一、王二；实到3人"),
        ("李一等", "李一"),
        ("李一、王二等同志", "李一、王二"),
    ],
)
def test_of_those_who_are_not_all_named_the_names_are_offered(said: str, offered: str) -> None:
    (problem,) = (
        read(TALKS, sheet("谈话对象|谈话内容|谈话地点", f"{said}|甲|乙")).record(0).problems
    )
    assert "没有写全是哪几个人" in problem.message and problem.options == (offered,)
    (problem,) = (
        read(MEETINGS, sheet("类型|主题|参加人员", f"支委会|学习|{said}")).record(0).problems
    )
    assert problem.options == (offered,)


@pytest.mark.parametrize(
    "example", ["（例）张三", "例：张三", "张三（示例）", "例1", "【示例】张三", "示例：张三"]
)
@pytest.mark.parametrize("number", ["", "1"])
def test_an_example_is_no_record(example: str, number: str) -> None:
    page = sheet("序号|姓名|性别|民族", f"{number}|{example}|男|汉", "2|李四|男|汉")
    found = read(PEOPLE, page)
    assert [each.why for each in found.body.left_out] == ["示例"]
    assert [each["name"] for each in told(found)] == ["李四"]


def test_a_regular_meeting_is_no_example() -> None:
    page = sheet("主题|类型|地点", "例会|支委会|会议室", "例行检查|支委会|会议室")
    assert len(told(read(MEETINGS, page))) == 2


@pytest.mark.parametrize("total", ["共计6次，10人次", "合计：6次、10人次", "共6次，10人"])
def test_a_line_of_several_sums_is_a_total(total: str) -> None:
    rows = ("谈话对象|谈话内容|谈话地点|谈话人", "李一|甲|乙|王二", f"{total}|||")
    found = read(TALKS, sheet(*rows, merged="2,0,2,3"))
    expected = "分段" if total.startswith("共6") else "合计"
    assert [each.why for each in found.body.left_out] == [expected]


def test_what_is_wrong_at_a_cell_is_told_once_for_all_its_rows() -> None:
    rows = ("岗位|风险点|防控措施|完成时限", "采购|不公|（1）比价；（2）集体研究|2026年6月底")
    (problem,) = read(RISKS, sheet(*rows)).record(0).problems
    assert (problem.row, problem.column) == (1, 3)


@pytest.mark.parametrize("sign", ["—", "——", "-", "/", "－", "\\"])
def test_a_stroke_in_a_text_says_nothing_but_a_word_stays(sign: str) -> None:
    page = sheet("姓名|联系电话|备注", f"李一|{sign}|{sign}", "王二|无|0771-1/2")
    assert told(read(PEOPLE, page)) == [
        {"name": "李一"},
        {"name": "王二", "phone": "无", "remarks": "0771-1/2"},
    ]
