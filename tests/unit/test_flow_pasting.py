"""Text and cells copied from anywhere become a chart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_lines import graph_of
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.outline_writing import write_outline
from qinglian_desktop.domain.flow.pasted_steps import read_pasted
from tests.unit.flow_values import charts, new_ids


def pasted(text: str) -> str:
    read = read_pasted(text, new_ids())
    risks: dict[str, list[str]] = {}
    for step, words in read.risks:
        risks.setdefault(step, []).append(words)
    return write_outline(read.chart, risks)


def told(text: str) -> list[str]:
    return [f"{one.line}：{one.message}" for one in read_pasted(text, new_ids()).problems]


def test_an_outline_is_one() -> None:
    text = "( 申请\n? 齐全 {a}\n  [否] 补正 >a\n  [是]\n( 归档\n"
    assert pasted(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "申请\n受理\n归档",
        "1. 申请\n2. 受理\n3. 归档",
        "1、申请\r\n\r\n2、受理\r\n3、归档",
        "一、申请\n二、受理\n三、归档",
        "（一）申请\n（二）受理\n（三）归档",
        "第1步：申请\n第2步：受理\n第3步：归档",
        "① 申请\n② 受理\n③ 归档",
        "• 申请\n• 受理\n• 归档",
        "申请→受理→归档",
        "申请 —> 受理 -> 归档",
    ],
)
def test_numbers_bullets_and_arrows_are_no_text(text: str) -> None:
    assert pasted(text) == "- 申请\n- 受理\n( 归档\n"


def test_figures_that_belong_to_a_text_stay() -> None:
    text = "3天内申请\n5 个工作日内审核\n12345热线受理\n2.5万元以上报批\n提交材料：申请表"
    assert pasted(text) == "".join(f"- {line}\n" for line in text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "2 名工作人员到场\n3 个科室会签",
        "30 分钟内受理",
        "10.5 万元以上报党组会\n10 万元以下报分管领导",
        "100 分制打分\n公示",
        "1 个工作日内受理\n2 个工作日内审核",
        "申请\n1 名经办人受理\n审核",
        "第2步退回的材料重新审核\n公示",
        "3步审核\n公示",
    ],
)
def test_a_figure_that_no_run_makes_a_number_stays(text: str) -> None:
    assert pasted(text) == "".join(f"- {line}\n" for line in text.split("\n"))


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("1 申请\n2 受理\n3 审核", ["申请", "受理", "审核"]),
        ("接待流程\n1 申请\n2 受理\n5 名评委打分", ["接待流程", "申请", "受理", "5 名评委打分"]),
        ("1.1 申请\n1.2 受理\n2.1 审核\n2.2 公示", ["申请", "受理", "审核", "公示"]),
        ("1 申请\n  1 填表\n  2 盖章\n2 受理", ["申请", "填表", "盖章", "受理"]),
        ("第1步申请\n第2步受理", ["申请", "受理"]),
        ("3、审核\n4、公示", ["审核", "公示"]),
        ("1 申请→2 受理→10.5 万元以上上会", ["申请", "受理", "10.5 万元以上上会"]),
    ],
)
def test_a_figure_in_a_run_is_a_number(text: str, texts: list[str]) -> None:
    assert [step.text for step in read_pasted(text, new_ids()).chart.every_step()] == texts


def test_questions_and_labels_make_branches() -> None:
    text = "1. 申请\n2. 材料是否齐全\n   否：告知补正，退回第1步\n   是：\n3. 办结"
    assert pasted(text) == "- 申请 {a}\n? 材料是否齐全\n  [否] 告知补正 >a\n  [是]\n( 办结\n"
    beside = "材料齐全吗？\n否：补正\n是：受理\n归档"
    assert pasted(beside) == "? 材料齐全吗？\n  [否] 补正\n  [是] 受理\n( 归档\n"


def test_a_label_alone_is_a_branch() -> None:
    text = "1. 申请\n2. 材料是否齐全？\n    否：退回补正\n    是\n3．初审"
    made = "- 申请\n? 材料是否齐全？\n  [否] 退回补正\n  [是]\n- 初审\n"
    assert pasted(text) == made
    assert pasted(text.replace("    ", "")) == made
    first = "材料齐全吗？\n  是\n  否：补正\n归档"
    assert pasted(first) == "? 材料齐全吗？\n  [是]\n  [否] 补正\n( 归档\n"


@pytest.mark.parametrize(
    "text", ["审查材料是否齐全", "是否公开，由办公室决定", "判断是否超标准", "研究有无异议"]
)
def test_what_only_speaks_of_a_question_is_a_step(text: str) -> None:
    assert pasted(f"{text}\n归档") == f"- {text}\n( 归档\n"


@pytest.mark.parametrize("text", ["材料齐全吗?", "是否需要招投标", "材料是否齐全？"])
def test_a_question_is_a_decision_without_branches_too(text: str) -> None:
    assert pasted(f"申请\n{text}\n归档") == f"- 申请\n? {text}\n( 归档\n"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "1. 部门审核\n  同意：分管领导审批\n    报主要领导\n  不同意：退回第1步\n2. 归档",
            "? 部门审核 {a}\n  [同意] 分管领导审批\n    - 报主要领导\n  [不同意] >a\n( 归档\n",
        ),
        ("验收\n合格：付款\n不合格：整改", "? 验收\n  [合格] 付款\n  [不合格] 整改\n"),
        # One label alone stands beside a step, as offices draw it.
        ("1. 审核\n  未通过：退回第1步\n2. 归档", "- 审核 {a}\n  [未通过] >a\n( 归档\n"),
        ("审核\n归档\n  同意：甲", "- 审核\n( 归档\n  [同意] 甲\n"),
    ],
)
def test_alternatives_that_follow_a_step_make_it_a_decision(text: str, made: str) -> None:
    assert pasted(text) == made


def test_alternatives_in_a_cell_make_the_step_a_decision_unless_it_says_what_it_is() -> None:
    text = "序号\t步骤\t类型\t去向\n1\t申请\t\t\n2\t审核\t{}\t同意→3；不同意→1\n3\t归档\t\t\n"
    rows = "审核\n  [同意]\n  [不同意] >a\n( 归档\n"
    assert pasted(text.format("")) == f"- 申请 {{a}}\n? {rows}"
    assert pasted(text.format("办理")) == f"- 申请 {{a}}\n- {rows}"


@settings(max_examples=40)
@given(charts())
def test_what_was_written_as_an_outline_is_pasted_as_such(chart: FlowChart) -> None:
    text = write_outline(chart)
    assert read_pasted(text, new_ids()) == read_outline(text, new_ids())


def test_indented_lines_are_branches_of_a_question_and_else_steps() -> None:
    assert pasted("要不要论证？\n  组织论证\n  直接审查\n决定") == (
        "? 要不要论证？\n  [] 组织论证\n  [] 直接审查\n- 决定\n"
    )
    assert pasted("受理\n  登记\n  审查\n决定") == "- 受理\n- 登记\n- 审查\n- 决定\n"


def test_details_in_a_line_find_their_places() -> None:
    text = "受理申请（责任人：窗口人员；时限：1个工作日），材料：申请表"
    assert pasted(text) == "- 受理申请 @窗口人员 ~1个工作日 +申请表\n"


def test_cells_with_a_head() -> None:
    text = (
        "公务接待流程\n"
        "序号\t工作步骤\t责任岗位\t办理时限\t所需材料\t风险点\n"
        "1\t收到公函\t办公室\t当天\t公函\t\n"
        "2\t审批\t分管领导\t1个工作日\t审批单\t超标准接待\n"
        "\t\t局长\t\t\t\n"
        '3\t"结算\n付款"\t财务\t\t"发票\n清单"\t\n'
    )
    assert pasted(text) == (
        "- 收到公函 @办公室 ~当天 +公函\n"
        "- 审批 @分管领导、局长 ~1个工作日 +审批单 !超标准接待\n"
        "- 结算\\a;付款 @财务 +发票\\a;清单\n"
    )
    assert read_pasted(text, new_ids()).title == "公务接待流程"


def test_cells_with_ways_and_stages() -> None:
    text = (
        "阶段\t序号\t步骤\t类型\t去向\n"
        "申请\t1\t申请\t起止\t2\n"
        "申请\t2\t齐全\t判断\t是→3；否→退回第1步\n"
        "办理\t3\t审核\t\t\n"
        "办理\t4\t决定\t\t看情况\n"
        "\t5\t归档\t\t结束\n"
    )
    assert pasted(text) == (
        "# 申请\n( 申请 {a}\n? 齐全\n  [是]\n  [否] >a\n# 办理\n- 审核\n- 决定（看情况）\n( 归档\n"
    )
    assert told(text) == ["5：去向“看情况”看不懂，记在了步骤后面。"]


def test_cells_without_a_head() -> None:
    assert (
        pasted("1\t申请\t申请人\t当天\n2\t归档\t办公室") == "- 申请 @申请人 ~当天\n( 归档 @办公室\n"
    )
    assert pasted("申请\t申请人\n审核\t股长") == "- 申请 @申请人\n- 审核 @股长\n"


def test_columns_that_find_no_place_are_told() -> None:
    assert told("步骤\t岗位\t备注\n申请\t申请人\t无") == ["1：没有用上这几列：“备注”。"]


def test_a_cell_in_quotation_marks_keeps_them() -> None:
    assert pasted('"双强四好"评定\t组织部\n"模范"\t办公室') == (
        '- "双强四好"评定 @组织部\n- "模范" @办公室\n'
    )


@settings(max_examples=40)
@given(st.text(st.sampled_from('甲是：1.、 \t\n"→>退回第步[]?否序号骤岗位（）')))
def test_anything_can_be_pasted(text: str) -> None:
    read = read_pasted(text, new_ids())
    graph_of(read.chart)
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in read.problems)
