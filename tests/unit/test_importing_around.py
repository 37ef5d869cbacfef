"""What no column says and stands around the records: lines, titles, names, sections, the rest."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.importing.import_plan import ImportPlan, same_as
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.sheet import FileSheet
from qinglian_desktop.ledgers.brand_work import BRAND_WORK
from qinglian_desktop.ledgers.family import FAMILY
from qinglian_desktop.ledgers.joint_actions import JOINT_ACTIONS
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS
from qinglian_desktop.ledgers.tasks import TASKS
from qinglian_desktop.ledgers.unit import UNIT
from tests.read_sheets import read, sheet, told

RISK_HEADS = "序号|职权|风险点|风险类别|表现形式|风险等级"
MEETING_HEADS = "时间|地点|主题|主持人|记录人|议题"
TALK_HEADS = "日期|地点|谈话人|谈话对象|谈话内容"


def offered(found: Understanding) -> dict[str, tuple[object, str]]:
    return {each.key: (each.offer.plain, each.offer.source) for each in found.lacking if each.offer}


def asked(found: Understanding) -> list[str]:
    return [each.key for each in found.lacking if each.offer is None]


def risks(*above: str, below: str = "", merged: str = "") -> Understanding:
    rows = (*above, RISK_HEADS, "1|采购|围标|业务流程|指定品牌|一级", *([below] if below else []))
    return read(RISKS, sheet(*rows, merged=merged))


def test_a_line_above_the_heads_says_it_under_its_name() -> None:
    found = risks("风险排查表", "责任部门：办公室　　填表人：某某　　填表时间：2026年3月20日")
    assert offered(found) == {
        "department": ("办公室", "“责任部门：办公室”"),
        "day": ("2026-03-20", "标题"),
        "filed_on": ("2026-03-20", "“填表时间：2026年3月20日”"),
    }
    assert "method" in asked(found)


@pytest.mark.parametrize(
    "line", ["部门：|办公室", "部门（盖章）：办公室", "填报单位：三支部 部门: 办公室"]
)
def test_such_a_line_is_written_in_many_ways(line: str) -> None:
    assert offered(risks("风险排查表", line))["department"][0] == "办公室"


def test_a_line_below_the_records_says_it_too() -> None:
    found = risks(below="填表日期：2026年3月20日", merged="3,0,3,5")
    assert offered(found)["filed_on"] == ("2026-03-20", "“填表日期：2026年3月20日”")


def test_where_two_lines_say_different_things_it_is_asked() -> None:
    found = risks("部门：办公室", "责任部门：财务科")
    assert "department" not in offered(found) and "department" in asked(found)


def test_what_cannot_be_read_as_such_is_no_answer() -> None:
    assert "day" in asked(risks("风险排查表", "填表时间：三月底"))


def meetings(*rows: str, name: str = "表") -> Understanding:
    return read(MEETINGS, sheet(*rows, name=name))


ROW = "2026.2.3 9:00|会议室|学习|李四|王五|学习文件"


def test_the_name_of_the_sheet_and_the_title_tell_the_word_of_a_list() -> None:
    assert offered(meetings(MEETING_HEADS, ROW, name="支委会"))["kind"] == ("支委会", "工作表名")
    found = meetings("2026年支部委员会会议记录", MEETING_HEADS, ROW)
    assert offered(found)["kind"] == ("支委会", "标题")


def test_where_several_words_are_named_it_is_asked() -> None:
    assert "kind" in asked(meetings("党员大会、支委会记录", MEETING_HEADS, ROW))
    assert "kind" in asked(meetings("支委会记录", MEETING_HEADS, ROW, name="党课"))


def test_what_the_ledger_itself_is_called_tells_nothing() -> None:
    found = read(FAMILY, sheet("“清廉家庭”创建情况", "日期|干部|内容摘要", "2026.5.1|李四|好"))
    assert "kind" in asked(found)
    found = read(FAMILY, sheet("干部家访情况汇总", "日期|干部|内容摘要", "2026.5.1|李四|好"))
    assert offered(found)["kind"] == ("廉政家访", "标题")


@pytest.mark.parametrize("line", ["支部委员会", "二、支委会", "（二）支委会（2次）", "二|支委会"])
def test_a_section_says_the_word_for_its_records(line: str) -> None:
    found = meetings(MEETING_HEADS, "党员大会", ROW, line, ROW, ROW)
    assert [each["kind"] for each in told(found)] == ["党员大会", "支委会", "支委会"]
    assert "kind" not in {each.key for each in found.lacking}
    assert [each.row for each in found.body.left_out] == [2, 4]
    assert list(found.told_of_sections()) == ["“类型”照分段填：党员大会 1 条、支委会 2 条。"]


def test_records_above_the_first_section_are_asked_for_it() -> None:
    found = meetings(MEETING_HEADS, ROW, "支委会", ROW)
    assert [each.get("kind") for each in told(found)] == [None, "支委会"]
    assert "kind" in asked(found)


def test_a_column_goes_before_a_section() -> None:
    found = meetings(f"类型|{MEETING_HEADS}", "党课", f"党课|{ROW}")
    assert [each["kind"] for each in told(found)] == ["党课"]


def days(*rows: str) -> list[object]:
    found = read(TALKS, sheet("2026年谈话", TALK_HEADS, *rows))
    spans = (each.get("time") for each in told(found))
    return [span["start"] if isinstance(span, dict) else span for span in spans]


def test_a_section_says_the_month_of_days_and_one_above_it_the_year() -> None:
    one, two = "8日|办公室|李四|王五|谈", "9日上午9点|办公室|李四|赵六|谈"
    assert days("1月份", one, "二月", two) == ["2026-01-08", "2026-02-09 09:00"]
    assert days("2025年", "12月", one, "11月", one) == ["2025-12-08", "2025-11-08"]
    assert days("2025年", "12月", one, "2026年", "1月", one) == ["2025-12-08", "2026-01-08"]


def test_a_day_without_a_month_is_told_as_such() -> None:
    (record,) = read(TALKS, sheet("2026年谈话", TALK_HEADS, "8日|办公室|李四|王五|谈")).records()
    message = "“8日”没有写是哪一月，请写成 2026-11-23 09:30。"
    assert [each.message for each in record.problems] == [message]


REGISTERED = sheet(
    "在职党员到社区报到及服务情况登记表（2026年）",
    "序号|姓名|报到社区|报到时间|服务时间|服务内容|服务时长（小时）",
    "1|李四|青山社区|2026.1.10|2026.3.5|清理|2.5",
    "||||4月12日|植树|3小时",
    "2|王五|青山社区|2026.1.10|5月5日|宣传|2",
    "3|赵六|青山社区|2026.1.11|||",
    merged="2,0,3,0 2,1,3,1 2,2,3,2 2,3,3,3",
)


def test_a_table_of_child_rows_alone_is_one_record() -> None:
    found = read(JOINT_ACTIONS, REGISTERED)
    (record,) = told(found)
    people = ["李四", "王五", "赵六"]
    rows = record["registered"]
    assert isinstance(rows, list)
    assert [each["person"]["name"] for each in rows] == people
    served = record["services"]
    assert isinstance(served, list)
    said = [(each["person"]["name"], each["day"], each["content"]) for each in served]
    assert said == [
        ("李四", "2026-03-05", "清理"),
        ("李四", "2026-04-12", "植树"),
        ("王五", "2026-05-05", "宣传"),
    ]
    assert offered(found) == {
        "kind": ("双报到双服务", "标题"),
        "theme": ("在职党员到社区报到及服务", "标题"),
    }
    assert asked(found) == ["day", "partners"]


def test_who_registered_in_each_row_anew_is_one_registration() -> None:
    rows = [list(each) for each in REGISTERED.rows]
    rows[3][1:4] = rows[2][1:4]
    (record,) = told(read(JOINT_ACTIONS, FileSheet("表", tuple(map(tuple, rows)))))
    assert isinstance(record["registered"], list) and len(record["registered"]) == 3


def week(*rows: str) -> Understanding:
    title = "三支部2026年第10周工作计划（3月2日—3月6日）"
    return read(BRAND_WORK, sheet(title, "序号|工作内容|责任人|完成时间|落实情况", *rows))


def test_the_title_tells_kind_and_day_of_the_only_record() -> None:
    found = week("1|开会|李四|3月3日|完成", "2|主题党日|李四|3月5日|完成")
    (record,) = told(found)
    assert record["done"] == "完成" and isinstance(record["items"], list)
    assert [(each["work"], each["due"]) for each in record["items"]] == [
        ("开会", "2026-03-03"),
        ("主题党日", "2026-03-05"),
    ]
    assert offered(found) == {"kind": ("每周计划", "标题"), "day": ("2026-03-02", "标题")}


def test_what_stands_beside_the_rows_says_of_which_it_is() -> None:
    (record,) = told(week("1|开会|李四|3月3日|完成", "2|主题党日|李四|3月5日|改期"))
    assert record["done"] == "开会：完成\n主题党日：改期"


def test_each_section_of_such_a_table_is_a_record() -> None:
    found = week(
        "第一周", "1|开会|李四|3月3日|", "2|学习|李四|3月4日|", "第二周", "1|家访|李四|3月9日|"
    )
    assert [len(each.rows) for each in found.body.records] == [2, 1]


def test_a_mere_heading_parts_no_record() -> None:
    found = week("一、党建", "1|开会|李四|3月3日|", "二、业务", "2|检查|李四|3月4日|")
    (record,) = told(found)
    assert isinstance(record["items"], list)
    assert [each["work"] for each in record["items"]] == ["开会", "检查"]
    found = read(
        BRAND_WORK, sheet("工作内容|责任人|完成时间", "开会|李四|", "二、业务", "检查|李四|")
    )
    assert len(told(found)) == 1 and [each.row for each in found.body.left_out] == [3]


def test_a_list_of_items_below_the_lines_of_a_meeting_is_one_record() -> None:
    line = "会议时间：2026年3月5日9:00　地点：会议室　主持人：李四"
    found = read(MEETINGS, sheet("党员大会会议记录", line, "序号|议题", "1|学习", "2|选举"))
    assert told(found) == [{"agenda": [{"item": "学习"}, {"item": "选举"}]}]
    assert found.nothing == ""
    answers = {key: plain for key, (plain, _) in offered(found).items()}
    assert answers == {
        "kind": "党员大会",
        "time": {"start": "2026-03-05 09:00", "end": None},
        "place": "会议室",
        "host": {"name": "李四"},
        "theme": "党员大会会议记录",
    }


def test_with_a_column_of_the_record_each_row_is_one() -> None:
    heads = "主题|姓名|报到社区"
    found = read(JOINT_ACTIONS, sheet(heads, "报到|李四|青山", "服务|王五|青山"))
    assert [each["theme"] for each in told(found)] == ["报到", "服务"]


def test_what_must_be_filled_in_under_a_condition_is_listed_once() -> None:
    rows = ("日期|干部|内容摘要", "2026.5.1|李四|好", "2026.5.2|王五|好")
    assert asked(read(FAMILY, sheet(*rows))) == ["kind", "copies"]
    plan = ImportPlan(for_all={"kind": "廉政家访"})
    assert asked(read(FAMILY, sheet(*rows), plan=plan)) == ["kind"]


def test_a_share_is_read_out_of_the_text_of_its_row() -> None:
    heads = "任务|责任人|时限|进展情况"
    said = ("完成90%", "未启动", "已办结", "已开展3次", "6月30%，9月60%")
    rows = [f"任务{at}|李四|2026.9.30|{words}" for at, words in enumerate(said)]
    found = read(TASKS, sheet("2026年任务", "填报日期：2026年6月30日", heads, *rows))
    steps = [each["steps"] for each in told(found)]
    shares = [each[0].get("percent") if isinstance(each, list) else each for each in steps]
    assert shares == ["90", "0", "100", None, None]
    assert asked(found) == ["day", "year", "steps.percent"]
    assert offered(found)["steps.day"] == ("2026-06-30", "“填报日期：2026年6月30日”")
    all_told = read(TASKS, sheet("2026年任务", heads, *rows[:3]))
    assert asked(all_told) == ["day", "year", "steps.day"]


def test_one_answer_gives_all_texts_of_progress_their_day() -> None:
    heads = "问题|来源|发现日期|责任人|时限|整改进展"
    rows = [f"问题{at}|自查|2026.1.20|李四|2026.6.30|已启动" for at in range(2)]
    plan = ImportPlan(for_all={"steps.day": "2026-03-31"})
    found = read(PROBLEMS, sheet(heads, *rows), plan=plan)
    assert "steps.day" in asked(found)
    assert [each["steps"] for each in told(found)] == [
        [{"note": "已启动", "day": "2026-03-31"}],
        [{"note": "已启动", "day": "2026-03-31"}],
    ]


def test_what_lacks_is_the_same_as_another_field_of_each_record() -> None:
    rows = ("类型|时间|主题", "党课|2026.1.5 9:00|学党章", "支委会|2026.1.6 9:00|研究工作")
    plan = ImportPlan(for_all={"agenda": same_as("theme")})
    found = read(MEETINGS, sheet(*rows), plan=plan)
    assert [each["agenda"] for each in told(found)] == [
        [{"item": "学党章"}],
        [{"item": "研究工作"}],
    ]
    assert "agenda" in asked(found)
    assert "agenda" not in told(read(MEETINGS, sheet(*rows)))[0]


def test_numbered_words_are_several_of_a_list() -> None:
    heads = f"{TALK_HEADS}|重点内容"
    rows = [f"2026.3.{at}|办公室|李四|王五|谈|{said}" for at, said in ((5, "1.思想 2.家风"),)]
    (record,) = told(read(TALKS, sheet(heads, *rows)))
    assert record["focus"] == ["思想状况", "家庭家风"]


def test_a_committee_is_no_table_of_the_unit() -> None:
    found = read(UNIT, sheet("三支部班子", "姓名|分工|任职时间", "李四|组织|2024.6.1"))
    assert found.nothing.startswith("单位只登记一次，")
