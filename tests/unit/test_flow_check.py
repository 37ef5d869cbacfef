"""What is wrong in a chart is told by row, in words, and drawn anyway."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from qinglian_desktop.domain.flow.chart import ExtraLine, FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.chart_check import problems_of_chart
from qinglian_desktop.domain.flow.chart_deleting import delete_row
from qinglian_desktop.domain.flow.chart_lines import graph_of
from qinglian_desktop.domain.flow.chart_rows import rows_of_chart
from qinglian_desktop.domain.flow.outline_reading import read_outline
from tests.unit.flow_values import charts, new_ids


def told(text: str) -> list[str]:
    return told_of(read_outline(text, new_ids()).chart)


def told_of(chart: FlowChart) -> list[str]:
    """What is told, each with the text of its row before it."""
    called = {
        row.id: row.step.text if row.step else f"[{row.branch.label}]" if row.branch else ""
        for row in rows_of_chart(chart)
    }
    return [
        f"{'' if one.row is None else called[one.row]}：{one.message}"
        for one in problems_of_chart(chart)
    ]


GOOD = """\
( 申请
? 齐全 {a}
  [否] 补正 >a
  [是]
- 会签
  [] 法规科
  [] 财务科
( 归档
"""


def test_nothing_is_told_of_a_good_chart() -> None:
    assert told(GOOD) == []
    assert told("") == []


@pytest.mark.parametrize(
    "text",
    [
        "( 申请 {a}\n? 齐全\n  [否] 退回申请人 >a\n  [是]\n( 归档",
        "( 申请 {a}\n? 齐全\n  [否] >a\n  [是]\n( 归档",
        "( 申请 {a}\n? 齐全\n  [否] ( 退回申请人 >a\n  [是]\n( 归档",
    ],
)
def test_a_way_back_to_the_beginning_is_no_step_behind_an_end(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("( 甲\n? 问\n( 乙", ["问：判断还没有分支，至少要有两个。"]),
        ("( 甲\n? 问\n  [否] ( 丙\n( 乙", ["问：判断只有一个分支，请补上另一个。"]),
        (
            "( 甲\n? 问\n  [否] ( 丙\n  [否]\n( 乙",
            ["[否]：两个分支的条件都是“否”。"],
        ),
        ("( 甲\n? 问\n  [] ( 丙\n  [是]\n( 乙", ["[]：判断的这个分支还没有写条件。"]),
        ("( 甲\n? 问\n  [否]\n  [是]\n( 乙", ["问：几个分支去的是同一步，判断不起作用。"]),
        ("( 甲\n- 丙 >乙\n- 丁\n- 戊\n( 乙", ["丁：走不到这一步：前面的步骤都去了别处。"]),
        (
            "( 甲\n- 丙 {a}\n- 丁 >a",
            ["丁：退回第2步以后走不出来：这一圈没有通到结束的路。"],
        ),
        (
            "( 甲\n- 丙 >丙\n( 乙",
            ["丙：一步不能去它自己，这条线没有画。", "乙：走不到这一步：前面的步骤都去了别处。"],
        ),
        ("( 甲\n( 丙\n( 乙", ["丙：这一步是“起止”，后面却还有步骤。"]),
        ("( 甲 {a}\n? 乙\n  [否] >a\n  [是]\n( 丙", []),
        ("( 甲\n- 乙", ["乙：流程停在这一步，请把它改成“起止”，或者写下一步。"]),
        ("( 甲\n-\n( 乙", ["：这一步还没有写内容。"]),
        (
            "% 版式：泳道\n% 泳道：科长\n% 泳道：股长\n( 甲 @科长\n- 丙\n( 乙 @局长",
            [
                "：泳道“股长”里没有步骤；岗位如果改了名称，请一并修改。",
                "丙：没有写岗位，画在上一步的泳道里。",
                "乙：岗位“局长”不在泳道里，另加了一道；可能改了名称。",
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_in_its_place(text: str, words: list[str]) -> None:
    assert told(text) == words


def test_a_jump_to_a_deleted_step_is_told_as_it_was_called() -> None:
    chart = read_outline("( 甲\n- 丙\n- 丁\n? 问\n  [否] >丙\n  [是]\n( 乙", new_ids()).chart
    without = delete_row(chart, chart.steps[1].id).chart
    assert told_of(without) == ["[否]：未接：原第2步“丙”已删除，请另选去向。"]


def test_an_extra_line_to_nothing_is_told_at_its_other_end() -> None:
    chart = read_outline("( 甲\n( 乙", new_ids()).chart
    first = chart.steps[0].id
    lines = (ExtraLine("x", first, "never"), ExtraLine("y", first, first))
    assert told_of(replace(chart, extra=lines)) == [
        "甲：另有去向：未接：没有这一步，请另选去向。",
        "甲：另有去向：一步不能去它自己，这条线没有画。",
    ]


def test_much_text_is_told_and_many_steps() -> None:
    steps = [FlowStep(f"s{number}", text="办") for number in range(198)]
    asked = FlowStep("q", StepKind.DECISION, "问" * 200)
    end = FlowStep("z", StepKind.ENDPOINT, "终")
    words = told_of(FlowChart((*steps, asked, end)))
    assert "：共有200步，一张图太长，建议把其中一段单独画成一张图。" in words
    assert any("写了200个字，菱形会很大" in one for one in words)


@settings(max_examples=20)
@given(charts())
def test_any_chart_can_be_looked_through(chart: FlowChart) -> None:
    rows = [row.id for row in rows_of_chart(chart)]
    for problem in problems_of_chart(chart):
        assert problem.row is None or problem.row in rows
        assert re.search("[。]$", problem.message)
    assert len(graph_of(chart).nodes) == len(list(chart.every_step()))


def test_a_branch_without_a_way_on_is_told_at_its_row() -> None:
    nowhere = "这个分支还没有去处，请写下一步，或者选去向。"
    assert told("( 开始\n? 是否通过\n  [否] ( 告知\n  [是]") == [f"[是]：{nowhere}"]
    found = told("( 开始\n- 审核\n  [不通过]\n  [通过]")
    assert [f"[不通过]：{nowhere}", f"[通过]：{nowhere}"] == [x for x in found if nowhere in x]
    double = told("( 开始\n- 审核\n  [不通过]\n( 归档")
    assert double == ["[不通过]：这个分支和主线去的是同一步，画了两条线。"]


def test_the_jump_of_a_branch_stays_when_its_decision_is_deleted() -> None:
    chart = read_outline("( 申请 {a}\n? 齐全\n  [否] >a\n    - 告知\n  [是] >a\n( 归档", new_ids())
    first = chart.chart.steps[0].id
    edit = delete_row(chart.chart, chart.chart.steps[1].id)
    assert next(s for s in edit.chart.every_step() if s.text == "告知").goto == first
    assert edit.told == "分支“是”去第1步的线随它一起去掉了。"
