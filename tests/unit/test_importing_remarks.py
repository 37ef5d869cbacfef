"""What no field can take is left blank, and its words are kept in the remarks."""

from __future__ import annotations

from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.remarks import remarks_field
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import KNOWING, read, sheet, told

_ROSTER = sheet("姓名|入党时间|转正日期|备注", "张三|1997.07|1998年7月|书记", "李四|2001.7.1||")


def _left(*said: tuple[str, str]) -> ImportPlan:
    return ImportPlan(mended=dict.fromkeys(said), noted=frozenset(said))


def test_words_that_are_left_blank_stand_in_the_remarks_below_what_is_there() -> None:
    found = read(
        PEOPLE, _ROSTER, plan=_left(("joined_party", "1997.07"), ("full_since", "1998年7月"))
    )
    assert told(found) == [
        {
            "name": "张三",
            "joined_party": None,
            "full_since": None,
            "remarks": "书记\n入党时间：1997.07\n转正日期：1998年7月",
        },
        {"name": "李四", "joined_party": "2001-07-01"},
    ]
    assert [each.problems for each in found.records()] == [(), ()]


def test_what_is_only_left_blank_is_not_told_of() -> None:
    plan = ImportPlan(mended={("joined_party", "1997.07"): None})
    first = read(PEOPLE, _ROSTER, plan=plan).record(0)
    assert first.typed["remarks"] == "书记"
    assert [each.said for each in first.problems] == [("full_since", "1998年7月")]


def test_words_of_several_columns_and_of_child_rows_are_kept_too() -> None:
    rows = sheet("姓名|党内职务：职务|党内职务：任职日期", "张三|支部书记|去年")
    found = read(PEOPLE, rows, plan=_left(("offices.since", "去年")))
    assert told(found)[0]["remarks"] == "党内职务：任职日期：去年"
    times = sheet("开始时间|结束时间|谈话对象", "6月中旬|下午|张三")
    problem = read(TALKS, times).record(0).problems[0]
    assert problem.said is not None
    first = read(TALKS, times, plan=_left(problem.said)).record(0)
    assert first.problems == ()
    assert first.typed["content"] == f"起止时间：{problem.said[1]}"


def test_a_group_of_which_only_the_number_is_kept_leaves_its_words() -> None:
    said = ("people+position", "全体重点岗位负责人（5人）")
    plan = ImportPlan(mended={said: {"people": [], "present": 5}}, noted=frozenset({said}))
    rows = sheet("谈话对象及职务|谈话内容", "全体重点岗位负责人（5人）|不收送礼品")
    assert told(read(TALKS, rows, plan=plan)) == [
        {
            "people": {"people": [], "present": 5},
            "content": "不收送礼品\n谈话对象及职务：全体重点岗位负责人（5人）",
        }
    ]


def test_the_remarks_are_what_is_called_so_else_the_text_that_is_asked_for() -> None:
    found = {each.key: remarks_field(KNOWING[each.key]) for each in (PEOPLE, PROBLEMS, TALKS)}
    assert {key: each.key if each else "" for key, each in found.items()} == {
        "people": "remarks",
        "problems": "remarks",
        "talks": "content",
    }


def test_what_is_typed_for_the_one_record_is_kept_beside_it() -> None:
    said = ("joined_party", "1997.07")
    plan = ImportPlan(mended={said: None}, noted=frozenset({said}), by_row={1: {"remarks": "甲"}})
    assert told(read(PEOPLE, _ROSTER, plan=plan))[0]["remarks"] == "甲\n入党时间：1997.07"


def test_words_that_others_begin_with_are_not_lost_behind_them() -> None:
    said = ("joined_party", "1997.07")
    for before, is_there in (
        ("入党时间：1997.07.01", False),
        ("原入党时间：1997.07", False),
        ("书记；入党时间：1997.07", True),
        ("入党时间：1997.07\n书记", True),
    ):
        rows = sheet("姓名|入党时间|备注", ["张三", "1997.07", before])
        remarks = told(read(PEOPLE, rows, plan=_left(said)))[0]["remarks"]
        assert remarks == (before if is_there else f"{before}\n入党时间：1997.07")
