"""What offices do to their sheets, one trap each: what is understood of it.

Over 300 lines because each trap is a small table, and they are best read side by side.
"""

from __future__ import annotations

from typing import cast

import pytest

from qinglian_desktop.domain.importing.import_plan import HeadRows, ImportPlan
from qinglian_desktop.domain.projection import screen_columns
from qinglian_desktop.domain.sheet import FileCell, FileSheet
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import read, sheet, told


def test_numbers_under_a_head_of_days_are_days_and_text_is_asked_about() -> None:
    page = FileSheet("表", (("姓名", "出生年月", "入党时间"), ("张三", 1974.1, 37805)))
    (record,) = read(PEOPLE, page).records()
    assert record.typed == {"name": "张三", "joined_party": "2003-07-03"}
    assert record.completed == {(1, 2): "2003-07-03"}
    (problem,) = record.problems
    assert problem.options == ("1974-01", "1974-10") and problem.said == ("born", "1974.1")
    mended = read(PEOPLE, page, plan=ImportPlan(mended={("born", "1974.1"): "1974-10"}))
    assert mended.record(0).typed["born"] == "1974-10" and not mended.record(0).problems
    text = FileSheet("表", (("姓名", "出生年月", "入党时间"), ("张三", "1974.1", "37805")))
    assert read(PEOPLE, text).record(0).typed == {"name": "张三", "born": "1974-01"}


def test_how_long_it_took_says_when_it_ended() -> None:
    found = read(MEETINGS, sheet("类型|时间|时长（小时）", "支委会|2026-1-6 9:00|1.5"))
    assert found.record(0).typed["time"] == {"start": "2026-01-06 09:00", "end": "2026-01-06 10:30"}


def names(*rows: str | list[FileCell], merged: str = "") -> list[object]:
    return [each.get("name") for each in told(read(PEOPLE, sheet(*rows, merged=merged)))]


def left_out(*rows: str | list[FileCell], merged: str = "") -> list[tuple[int, str]]:
    found = read(PEOPLE, sheet(*rows, merged=merged))
    return [(each.row, each.why) for each in found.body.left_out]


def test_heads_of_three_rows() -> None:
    found = read(
        PEOPLE,
        sheet(
            "花名册||||",
            "序号|人员信息|||",
            "|基本||党内|",
            "|姓名|性别|入党时间|备注",
            "1|张三|男|2001-7-1|",
            merged="0,0,0,4 1,0,3,0 1,1,1,4 2,1,2,2 2,3,2,4",
        ),
    )
    assert found.head.rows == HeadRows(1, 3)
    assert told(found) == [{"name": "张三", "sex": "男", "joined_party": "2001-07-01"}]


def test_heads_with_their_choices_in_brackets_stars_line_ends_and_wide_blanks() -> None:
    found = read(
        PEOPLE,
        sheet(
            [
                "*姓\u3000\u3000名",
                "性别（男/女）",
                "民 族\n（如：汉族）",
                "政治面貌【必填】",
                "学历[从下拉里选]",
            ],
            "张三|男|汉族|群众|大专",
        ),
    )
    assert told(found) == [
        {
            "name": "张三",
            "sex": "男",
            "ethnicity": "汉族",
            "politics": "群众",
            "schooling": "大学专科",
        }
    ]


def test_heads_and_titles_that_stand_again_on_the_next_page() -> None:
    rows: list[str | list[FileCell]] = [
        "某支部花名册|||",
        "序号|基本情况||备注",
        "|姓名|性别|",
        "1|张三|男|",
        "本页小计|1人||",
        "某支部花名册|||",
        "序号|基本情况||备注",
        "|姓名|性别|",
        "2|李四|女|",
        "总 计|2人||",
    ]
    merged = "0,0,0,3 1,0,2,0 1,1,1,2 1,3,2,3 5,0,5,3 6,0,7,0 6,1,6,2 6,3,7,3"
    assert names(*rows, merged=merged) == ["张三", "李四"]
    assert left_out(*rows, merged=merged) == [
        (5, "合计"),
        (6, "标题"),
        (7, "表头"),
        (8, "表头"),
        (10, "合计"),
    ]


def test_sections_and_notes_however_they_are_written() -> None:
    rows: list[str | list[FileCell]] = [
        "姓名|性别|民族|备注",
        "一、第一党小组|||",
        "张三|男||",
        "（二）第二党小组|||",
        "李四|女||",
        "第一批|||",
        "王五|男||",
        "2026年|||",
        "赵六|男||",
        "注：1.本表一式两份|||",
        "2.每季度更新一次|||",
    ]
    assert names(*rows) == ["张三", "李四", "王五", "赵六"]
    assert [why for _, why in left_out(*rows)] == ["分段"] * 4 + ["说明"] * 2


def test_the_year_of_a_section_is_that_of_the_days_below_it() -> None:
    found = read(
        TALKS,
        sheet(
            "谈话时间|谈话对象|谈话内容",
            "2025年||",
            "3月5日|张三|工作",
            "2026年度||",
            "3月6日|张三|工作",
            merged="1,0,1,2",
        ),
    )
    days = [cast("dict[str, str]", each["time"])["start"] for each in told(found)]
    assert days == ["2025-03-05", "2026-03-06"]


def test_empty_columns_between_and_a_table_that_begins_in_the_midst() -> None:
    blank: list[FileCell] = []
    rows: list[str | list[FileCell]] = [blank] * 7
    found = read(PEOPLE, sheet(*rows, "||姓名||性别||", "||张三||男||", "||李四||女||"))
    assert found.head.rows == HeadRows(7, 1)
    assert [(each["name"], each["sex"]) for each in told(found)] == [("张三", "男"), ("李四", "女")]


def test_of_two_tables_one_below_the_other_the_second_is_told() -> None:
    rows = (
        "姓名|性别|民族",
        "张三|男|汉族",
        "||",
        "姓名|民族|联系电话|备注",
        "李四|汉族|123|",
        "王五|汉族|456|",
    )
    assert names(*rows) == ["张三"]
    assert left_out(*rows) == [(4, "另一张表"), (5, "另一张表"), (6, "另一张表")]


def test_names_of_several_with_blanks_inside_and_posts_in_any_brackets() -> None:
    head = "谈话时间|谈话对象|谈话内容"
    found = read(TALKS, sheet(head, "2026-3-5|张\u3000三、李 四|工作"))
    people = cast("dict[str, list[dict[str, str]]]", told(found)[0]["people"])
    assert [each["name"].replace(" ", "").replace("\u3000", "") for each in people["people"]] == [
        "张三",
        "李四",
    ]
    for said in ("张三（科长）", "张三(科长)", "张三【科长】", "张三〔科长〕", "张三[科长]"):
        found = read(TALKS, sheet("谈话时间|谈话对象及职务|谈话内容", f"2026-3-5|{said}|工作"))
        assert told(found)[0]["people"] == {"people": [{"name": "张三"}]}
        assert told(found)[0]["position"] == "科长"


def test_cells_merged_over_several_columns_and_rows() -> None:
    found = read(
        PEOPLE,
        sheet(
            "姓名|性别|民族|联系电话|备注",
            "张三|男|汉族|1|退休",
            "李四|女|汉族||",
            merged="1,3,2,4",
        ),
    )
    assert [each["name"] for each in told(found)] == ["张三", "李四"]


def test_what_is_a_form_or_has_no_rows_says_so() -> None:
    empty = read(PEOPLE, sheet("姓名|性别|民族"))
    assert empty.nothing == "这张表只有表头，下面没有一条记录，没有可以导入的。"
    form = read(TALKS, sheet("项目|单位|本月|备注", "谈话|次||", "提醒|条||"))
    assert "就不用导入" in form.nothing
    assert read(PEOPLE, sheet("姓名|性别", "张三|男")).nothing == ""


def test_a_single_column() -> None:
    assert names("姓名", "张三", "李四") == ["张三", "李四"]


@pytest.mark.parametrize(
    "rows",
    [
        ("张三|男|壮族", "李四|女|汉族"),
        ("张三|男|", "李四|女|"),
        ("2026-001|张三|男", "2026-002|李四|女"),
    ],
)
def test_cells_without_heads_are_read_as_those_of_the_list(rows: tuple[str, ...]) -> None:
    first = [each.key for each in screen_columns(PEOPLE)][:2]
    assert first == ["name", "sex"]
    found = read(PEOPLE, sheet(*rows))
    assert found.head.rows.count == 0 and not any(each.is_sure for each in found.columns)
    assert [(each["name"], each["sex"]) for each in told(found)] == [("张三", "男"), ("李四", "女")]


def test_a_single_column_of_names_without_a_head() -> None:
    assert names("张三", "李 四", "古丽扎·阿依登") == ["张三", "李 四", "古丽扎·阿依登"]


def test_what_no_list_of_ours_says_goes_nowhere_without_a_head() -> None:
    found = read(PEOPLE, sheet("会议|2026-1-5|甲", "会议|2026-1-6|乙"))
    assert not any(each.target for each in found.columns) and found.nothing


def test_a_group_with_their_number_is_no_post() -> None:
    page = sheet("谈话时间|谈话对象及职务|谈话内容", "2026-3-5|全体重点岗位负责人（5人）|不收礼品")
    record = read(TALKS, page).record(0)
    assert "position" not in record.typed
    assert record.problems[0].options == ("实到5人",)


def test_a_record_of_two_words_of_which_one_is_merged_across_is_a_record() -> None:
    head = "序号|姓名|性别|民族|籍贯|学历|联系电话|备注"
    assert names(head, "1|张三||||||", "2|李四|男|汉族||||", merged="1,1,1,3") == ["张三", "李四"]


def test_cells_marked_as_the_one_above_say_what_it_says() -> None:
    found = read(PEOPLE, sheet("姓名|性别|民族", "张三|男|汉族", "李四|同上|〃", "王五|女|″"))
    assert [each.get("ethnicity") for each in told(found)] == ["汉族"] * 3


def test_one_record_may_go_on_for_many_rows() -> None:
    lines = [["", "", f"措施{at}"] for at in range(3000)]
    rows = ("部门|风险点|防控清单：防控措施", "办公室|审核不严|首条", *lines)
    (record,) = read(RISKS, sheet(*cast("list[str | list[FileCell]]", list(rows)))).records()
    assert len(cast("list[object]", record.typed["controls"])) == 3001


def test_who_stands_beside_several_measures_answers_for_each_of_its_own_row() -> None:
    found = read(
        RISKS,
        sheet(
            "部门|风险点|防控清单：防控措施|防控清单：直接责任人",
            "办公室|审核不严|1.双人审核；2.每季度公开|韦一",
            "||抽查|罗二",
        ),
    )
    assert told(found)[0]["controls"] == [
        {"measure": "双人审核", "owner": "韦一"},
        {"measure": "每季度公开", "owner": "韦一"},
        {"measure": "抽查", "owner": "罗二"},
    ]


def test_of_last_year_and_this_year_it_is_this_years_that_is_read() -> None:
    found = read(
        PROBLEMS,
        sheet(
            "序号|存在问题|去年||今年|",
            "||整改措施|整改时限|整改措施|整改时限",
            "1|问题甲|旧措施|2025-6-1|新措施|2026-6-1",
            merged="0,0,1,0 0,1,1,1 0,2,0,3 0,4,0,5",
        ),
    )
    assert told(found) == [{"problem": "问题甲", "measures": "新措施", "due": "2026-06-01"}]
    assert [each.head for each in found.columns if not each.target][1:] == [
        "去年／整改措施",
        "去年／整改时限",
    ]


def test_due_present_and_absent_below_one_head_and_who_came_by_name() -> None:
    found = read(
        MEETINGS,
        sheet(
            "会议类型|会议时间|应到/实到/缺席|||会议主题",
            "||应到|实到|缺席|",
            "支委会|2026-1-5 9:00|3|2|韦一（病假）|研究",
            merged="0,0,1,0 0,1,1,1 0,2,0,4 0,5,1,5",
        ),
    )
    absent = {"name": "韦一", "present": False, "reason": "病假"}
    assert told(found)[0]["people"] == {"people": [absent], "due": 3, "present": 2}
    named = read(MEETINGS, sheet("类型|主题|参加人员|缺席人员", "党课|学习|韦一、罗 二，莫三|无"))
    people = cast("dict[str, list[dict[str, str]]]", told(named)[0]["people"])["people"]
    assert [each["name"] for each in people] == ["韦一", "罗 二", "莫三"]


def test_the_line_of_those_who_sign_and_what_is_blank_below_are_no_records() -> None:
    head = "姓名|性别|民族|籍贯"
    assert names(head, "张三|男||", "—以下空白—|||", "填表人：韦一||审核人：罗二|") == ["张三"]
    assert left_out(
        head, "张三|男||", "（以下空白）|||", "单位负责人：||填报人：甲|联系电话："
    ) == [
        (3, "说明"),
        (4, "说明"),
    ]
