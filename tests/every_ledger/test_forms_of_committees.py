"""Invented forms of committees of every kind, each with what is to be proposed in every cell.

Over 300 lines because each form is drawn as it is seen, beside what it asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.filling.form_pieces import CountedIn
from qinglian_desktop.domain.filling.proposing import FormProposing
from qinglian_desktop.domain.filling.seen_form import FormTable
from tests.form_tables import at, drawn_form, drawn_table, said


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_tools().catalogue


@dataclass(frozen=True)
class Form:
    """A form, what is proposed by place, and the rows: ledger, room, span, columns by place."""

    table: FormTable
    wanted: dict[str, str]
    rows: tuple[tuple[str, int, str | None, dict[str, str]], ...] = ()


FORMS = {
    "months_as_rows": Form(
        drawn_table(
            "谈心谈话情况统计表|<|<",
            "月份|次数|人次",
            *(f"{month}月||" for month in range(1, 13)),
            "合计|=|=",
        ),
        {
            f"{column}{month + 2}": f"talks.{measure}@{month}月"
            for month in range(1, 13)
            for column, measure in (("B", "talks"), ("C", "heads"))
        },
    ),
    "measures_as_columns": Form(
        drawn_table(
            "2026年清廉机关建设情况表|<|<|<|<",
            "时间|谈心谈话|<|廉洁家书（封）|廉政家访（户）",
            "^|次数|人次|^|^",
            "本月||||",
            "上月||||",
            "本年累计||||",
        ),
        {
            f"{column}{row}": f"{measure}@{span}"
            for row, span in ((4, "本月"), (5, "上月"), (6, "本年累计"))
            for column, measure in (
                ("B", "talks.talks"),
                ("C", "talks.heads"),
                ("D", "family.letters"),
                ("E", "family.visits"),
            )
        },
    ),
    "units_on_rows_of_their_own": Form(
        drawn_table(
            "统计表|<|<|<",
            "项目|谈心谈话|廉政提醒|政治体检",
            "单位|人次|条|人",
            "数量|||",
        ),
        {
            "B4": "talks.heads@本月",
            "C4": "reminders.messages@本月",
            "D4": "checkups.people@本月",
        },
    ),
    "of_which_in_rows": Form(
        drawn_table(
            "廉政风险排查情况|<|<",
            "项目|单位|数量",
            "一、风险点|个|",
            "其中：一级|个|",
            "二级|个|",
            "三级|个|",
            "二、防控措施|条|",
            "落实率|%|",
        ),
        {
            "C3": "risks.risks@本月",
            "C4": "risks.risks_level_1@本月",
            "C5": "risks.risks_level_2@本月",
            "C6": "risks.risks_level_3@本月",
            "C7": "risks.controls@本月",
        },
    ),
    "of_which_in_columns": Form(
        drawn_table(
            "谈心谈话统计|<|<|<",
            "时间|谈心谈话人次|其中：重点岗位负责人|其中：新入职年轻干部",
            "本月|||",
        ),
        {
            "B3": "talks.heads@本月",
            "C3": "talks.heads_key_posts@本月",
            "D3": "talks.heads_new_cadres@本月",
        },
    ),
    "quarters": Form(
        drawn_table(
            "清廉机关建设季度报表|<|<|<|<|<",
            "项目|单位|一季度|二季度|三季度|四季度",
            "召开党员大会|次||||",
            "主题党日活动|次||||",
            "党课|次||||",
        ),
        {
            f"{column}{row}": f"meetings.{measure}@{quarter}季度"
            for row, measure in ((3, "assemblies"), (4, "theme_days"), (5, "lectures"))
            for column, quarter in zip("CDEF", "一二三四", strict=True)
        },
    ),
    "of_the_quarter_in_its_title": Form(
        drawn_table(
            "第三季度党支部工作情况统计表|<|<",
            "序号|项目|完成数量",
            "1|支委会次数|",
            "2|党员大会次数|",
            "3|组织生活会次数|",
        ),
        {
            "C3": "meetings.committees@三季度",
            "C4": "meetings.assemblies@三季度",
            "C5": "meetings.reviews@三季度",
        },
    ),
    "heads_with_brackets": Form(
        drawn_table(
            "单位：|<|填报日期：    年  月  日|<",
            "“八个一”活动（场次）|廉政党课（堂）|廉洁家书（封）|谈心谈话（次/人次）",
            "|||",
        ),
        {
            "C1": "填报日期：<填报日期>",
            "A3": "eight_ones.activities@本月",
            "B3": "education.party_lectures@本月",
            "C3": "family.letters@本月",
            "D3": "talks.talks@本月/talks.heads@本月",
        },
    ),
    "label_and_blank_beside_each_other": Form(
        drawn_table(
            "清廉家庭建设情况|<|<|<",
            "填报单位||联系电话|",
            "廉洁家书（封）||廉政家访（户）|",
            "助廉承诺书（份）||廉政倡议书（份）|",
            "填报人||填报日期|",
        ),
        {
            "B2": "<单位>",
            "D2": "<联系电话>",
            "B3": "family.letters@本月",
            "D3": "family.visits@本月",
            "B4": "family.pledges@本月",
            "D4": "family.initiatives@本月",
            "B5": "<填报人>",
            "D5": "<填报日期>",
        },
    ),
    "of_the_month_in_a_year_and_a_street": Form(
        drawn_table(
            "四季青街道2026年度纪检工作月报表|<|<",
            "项目|单位|数量",
            "谈心谈话|次|",
            "备注：按季度汇总|<|<",
        ),
        {"C3": "talks.talks@本月"},
    ),
    "of_the_months_in_its_title": Form(
        drawn_table("2026年1—9月工作情况表|<|<", "项目|单位|数量", "谈心谈话|次|"),
        {"C3": "talks.talks@1至9月"},
    ),
    "of_a_time_that_nobody_can_tell": Form(
        drawn_table("截至2026年10月底工作情况表|<|<", "项目|单位|数量", "谈心谈话|次|"),
        {"A1": "截至<报告期>底工作情况表"},
    ),
    "words_in_brackets_that_narrow": Form(
        drawn_table(
            "工作情况表|<|<",
            "项目|单位|数量",
            "谈心谈话（女）|次|",
            "谈心谈话（含下级）|次|",
            "谈心谈话（本年累计，次）||",
            "谈心谈话（必填）|次|",
        ),
        {"C5": "talks.talks@本年累计", "C6": "talks.talks@本月"},
    ),
    "units_at_odds_and_parts_without_a_name": Form(
        drawn_table("工作情况表|<|<|<", "项目|次数|户数|其中", "谈心谈话次数|||"),
        {"B3": "talks.talks@本月"},
    ),
    "a_time_for_all_of_a_sentence": Form(
        drawn_table(
            "上月谈心谈话||次，|||人次，发送廉政提醒||条；廉政家访||户。",
            "其他|<|<|<|<|<|<|<|<|<",
            "截至9月底，开展谈心谈话||次。2025年，廉政家访||户。|<|<|<|<|<",
        ),
        {
            "B1": "talks.talks@上月",
            "E1": "talks.heads@上月",
            "G1": "reminders.messages@上月",
            "I1": "family.visits@本月",
        },
    ),
    "years_as_heads": Form(
        drawn_table("工作情况表|<|<|<", "项目|2025年|2026年|本月", "谈心谈话次数|||"),
        {"D3": "talks.talks@本月"},
    ),
    "quarters_that_add_up": Form(
        drawn_table("工作情况表|<|<|<", "项目|1-3月|1-6月|1月至9月累计", "谈心谈话次数|||"),
        {
            "B3": "talks.talks@1至3月",
            "C3": "talks.talks@1至6月",
            "D3": "talks.talks@1至9月",
        },
    ),
    "the_same_time_of_a_sum": Form(
        drawn_table("工作情况表|<|<", "项目|本年累计|上年同期", "谈心谈话次数||"),
        {"B3": "talks.talks@本年累计", "C3": "talks.talks@去年同期累计"},
    ),
    "the_same_time_of_nobody_knows_which": Form(
        drawn_table("工作情况表|<|<|<", "项目|本月|本年累计|上年同期", "谈心谈话次数|||"),
        {"B3": "talks.talks@本月", "C3": "talks.talks@本年累计"},
    ),
    "the_same_quarter_of_last_year_has_no_span": Form(
        drawn_table("2026年第二季度工作情况表|<|<", "项目|本期|上年同期", "谈心谈话次数||"),
        {"B3": "talks.talks@二季度"},
    ),
    "last_year_beside_this_year": Form(
        drawn_table(
            "统计表|<|<|<|<",
            "项目|本月|去年同期|本年累计|<",
            "^|^|^|今年|去年同期",
            "督导调研（次）||||",
            "文件传达学习（次）||||",
        ),
        {
            f"{column}{row}": f"{measure}@{span}"
            for row, measure in ((4, "inspections.trips"), (5, "directives.studies"))
            for column, span in (
                ("B", "本月"),
                ("C", "去年同月"),
                ("D", "本年"),
                ("E", "去年同期累计"),
            )
        },
    ),
    "sections_with_rows_of_the_same_names": Form(
        drawn_table(
            "月报表|<|<|<",
            "项目|本月|本年累计|备注",
            "一、谈心谈话|<|<|<",
            "次数|||",
            "人次|||",
            "二、主题实践活动|<|<|<",
            "场次|||",
            "参加人次|||",
        ),
        {
            "B4": "talks.talks@本月",
            "C4": "talks.talks@本年累计",
            "B5": "talks.heads@本月",
            "C5": "talks.heads@本年累计",
            "B7": "practice.activities@本月",
            "C7": "practice.activities@本年累计",
            "B8": "practice.attended@本月",
            "C8": "practice.attended@本年累计",
        },
    ),
    "one_line_of_everything": Form(
        drawn_table(
            "填报单位：            填报人：            联系电话：            |<|<",
            "问题（发现/销号）|重点任务（总数/完成）|完成率",
            "||",
            "单位负责人（签字）：|<|审核人：",
        ),
        {
            "A1": "填报单位：<单位>\u3000\u3000填报人：<填报人>\u3000\u3000联系电话：<联系电话>",
            "A3": "problems.found@本月/problems.solved@本月",
            "B3": "tasks.tasks@本月/tasks.done@本月",
            "A4": "<单位负责人>",
            "C4": "<审核人>",
        },
    ),
    "found_and_solved_in_columns": Form(
        drawn_table(
            "问题整改情况表|<|<|<",
            "类别|问题|<|备注",
            "^|发现|销号|^",
            "1月|||",
            "2月|||",
        ),
        {
            "B4": "problems.found@1月",
            "C4": "problems.solved@1月",
            "B5": "problems.found@2月",
            "C5": "problems.solved@2月",
        },
    ),
    "talks_below_each_other": Form(
        drawn_table(
            "谈心谈话登记表|<|<|<|<",
            "序号|谈话时间|谈话地点|谈话人|备注",
            "1||||",
            "2||||",
            "3||||",
        ),
        {},
        (
            (
                "talks",
                3,
                "本月",
                {"A3": ".place", "B3": "time", "C3": "place", "D3": "talker"},
            ),
        ),
    ),
    "members_below_each_other": Form(
        drawn_table(
            "党员花名册|<|<|<|<|<",
            "序号|姓名|性别|民族|学历|入党时间",
            "|||||",
            "|||||",
        ),
        {},
        (
            (
                "people",
                2,
                None,
                {
                    "A3": ".place",
                    "B3": "name",
                    "C3": "sex",
                    "D3": "ethnicity",
                    "E3": "schooling",
                    "F3": "joined_party",
                },
            ),
        ),
    ),
    "problems_below_each_other": Form(
        drawn_table(
            "问题整改台账|<|<|<|<",
            "序号|问题|整改措施|责任人|整改时限",
            "||||",
            "||||",
        ),
        {},
        (
            (
                "problems",
                2,
                "本月",
                {"A3": ".place", "B3": "problem", "C3": "measures", "D3": "owner", "E3": "due"},
            ),
        ),
    ),
    "lines_of_a_document": Form(
        drawn_table(
            ["学习情况登记"],
            ["填报单位：", "____", "填报人：", "____"],
            ["联系电话：", "________"],
            ["本年累计传达学习文件", "____", "次"],
            ["本月开展谈心谈话", "____", "人次，", "____", "次；本年累计", "____", "次。"],
            ["召开支委会", "____", "次、党员大会", "____", "次。"],
            ["填报日期：", "", "年  月  日"],
        ),
        {
            "B2": "<单位>",
            "D2": "<填报人>",
            "B3": "<联系电话>",
            "B4": "directives.studies@本年累计",
            "B5": "talks.heads@本月",
            "D5": "talks.talks@本月",
            "F5": "talks.talks@本年累计",
            "B6": "meetings.committees@本月",
            "D6": "meetings.assemblies@本月",
            "C7": "<填报日期>",
        },
    ),
    "placeholders": Form(
        drawn_table(
            "{{单位}}{{报告期}}工作情况|<",
            ["谈心谈话", "{{谈心谈话.谈心谈话次数}}次、{{谈心谈话.人次|本年累计}}人次"],
            ["家书", "共{{清廉家庭.廉洁家书|上月|多}}封"],
            "不懂|{{谈心谈话.封}}",
        ),
        {
            "A1": "<单位><报告期>工作情况",
            "B2": "talks.talks@本月次、talks.heads@本年累计人次",
            "B3": "共family.letters@上月多封",
        },
    ),
    "a_note_and_numbers_of_last_month": Form(
        drawn_table(
            "2026年9月清廉机关统计表|<|<",
            "项目|本月|累计",
            "家访（户）|3|21",
            "家书（封）|5|40",
            "说明：没有的填0，未开展的填“—”。|<|<",
        ),
        {
            "A1": "<报告期>清廉机关统计表",
            "B3": "family.visits@本月",
            "C3": "family.visits@本年累计",
            "B4": "family.letters@本月",
            "C4": "family.letters@本年累计",
        },
    ),
    "what_nobody_knows": Form(
        drawn_table(
            "专项工作统计表|<|<|<",
            "项目|本月|累计|同比增减",
            "网络意识形态排查（次）|||",
            "谈心谈话|||",
            "提醒谈话（次）|||",
            "党员（人）|||",
        ),
        {},
    ),
    "branches_below_each_other": Form(
        drawn_table(
            "各支部情况统计表|<|<",
            "支部|谈心谈话次数|廉政家访（户）",
            "第一党支部||",
            "第二党支部||",
            "合计|=|=",
        ),
        {},
    ),
}


def test_a_form_for_each_record_asks_for_its_fields(catalogue: Catalogue) -> None:
    minutes = drawn_table(
        "支部主题党日活动记录表|<|<|<",
        "主题||时间|",
        "地点||主持人|",
        "应到||实到|",
        "主要内容||其他栏目|",
        "记录人：|____|天气：|____",
    )
    found = FormProposing(catalogue, drawn_form(minutes)).of_record("meetings")
    assert {place.at: said(each.pieces) for place, each in found.items()} == {
        "B2": "[theme]",
        "D2": "[time]",
        "B3": "[place]",
        "D3": "[host]",
        "B4": "[people.due]",
        "D4": "[people.present]",
        "B5": "[points]",
        "B6": "[recorder]",
    }
    assert FormProposing(catalogue, drawn_form(minutes)).of_record("nowhere") == {}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_what_its_words_say(name: str, catalogue: Catalogue) -> None:
    form = FORMS[name]
    proposing = FormProposing(catalogue, drawn_form(form.table))
    found = {place.at: said(each.pieces) for place, each in proposing.places.items()}
    assert found == form.wanted
    rows = tuple(
        (
            each.ledger,
            each.room,
            each.span.words if each.span else None,
            {column.place.at: column.column for column in each.columns},
        )
        for each in proposing.rows
    )
    assert rows == form.rows


def test_what_is_chosen_for_the_same_time_of_last_year_is_never_of_this_month(
    catalogue: Catalogue,
) -> None:
    form = FORMS["the_same_time_of_nobody_knows_which"]
    proposing = FormProposing(catalogue, drawn_form(form.table))
    chosen = proposing.placed(at("D3"), (CountedIn("talks", "talks"),))
    assert said(chosen.pieces) == "talks.talks@去年同月"
