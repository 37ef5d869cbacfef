"""The outline of a chart: read, written, and what it cannot say told by line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart, PaperSize, StepKind
from qinglian_desktop.domain.flow.chart_lines import graph_of
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.outline_writing import write_outline
from tests.unit.flow_values import charts, new_ids, what_it_says

EXAMPLE = """\
( 提出申请 @申请人
? 材料是否齐全 @受理窗口 {a} !材料造假
  [否] 一次性告知补正 @受理窗口 ~当场 >a
  [是]
- 送有关科室会签
  [] 法规科审核
  [] 财务科审核
- 汇总
( 归档
"""


def lines_of(text: str) -> list[str]:
    """Each line as words: from whom, under what label, to whom."""
    chart = read_outline(text, new_ids()).chart
    called = {step.id: step.text for step in chart.every_step()}
    return [
        f"{called[edge.source]}{f'[{edge.label}]' if edge.label else ''}"
        f"{'↑' if edge.back else '→'}{called[edge.target]}"
        for edge in graph_of(chart).edges
    ]


def steps_of(text: str) -> list[str]:
    return [step.text for step in read_outline(text, new_ids()).chart.every_step()]


def test_an_outline_becomes_steps_and_lines() -> None:
    read = read_outline(EXAMPLE, new_ids())
    assert read.problems == ()
    asked = read.chart.steps[1]
    assert (asked.kind, asked.text, asked.post) == (StepKind.DECISION, "材料是否齐全", "受理窗口")
    assert read.risks == ((asked.id, "材料造假"),)
    told = asked.branches[0].steps[0]
    assert (told.text, told.limit, told.goto) == ("一次性告知补正", "当场", asked.id)
    assert lines_of(EXAMPLE) == [
        "提出申请→材料是否齐全",
        "材料是否齐全[否]→一次性告知补正",
        "材料是否齐全[是]→送有关科室会签",
        "一次性告知补正↑材料是否齐全",
        "送有关科室会签→法规科审核",
        "送有关科室会签→财务科审核",
        "法规科审核→汇总",
        "财务科审核→汇总",
        "汇总→归档",
    ]


def test_it_is_written_as_it_was_read() -> None:
    read = read_outline(EXAMPLE, new_ids())
    risks = {step: [words] for step, words in read.risks}
    assert write_outline(read.chart, risks) == EXAMPLE.replace("{a} !材料造假", "!材料造假 {a}")


@settings(max_examples=20)
@given(charts())
def test_any_chart_comes_back_from_its_outline(chart: FlowChart) -> None:
    again = read_outline(write_outline(chart), new_ids()).chart
    assert what_it_says(again) == what_it_says(chart)


@settings(max_examples=40)
@given(st.text(st.sampled_from("甲 \t\n@~+!>()[]-?=#%\\；1")))
def test_any_text_is_read_and_kept(text: str) -> None:
    read = read_outline(text, new_ids())
    risks: dict[str, list[str]] = {}
    for step, words in read.risks:
        risks.setdefault(step, []).append(words)
    shown = write_outline(read.chart, risks)
    # A jump is shown by the mark of where it goes to, whether it was called by words or number.
    unnamed = re.sub(r">[ \t]*[甲1]*", ">", text)
    for sign in "甲1":
        # What a jump to nothing was called stands in what is told.
        told = "".join(problem.message for problem in read.problems)
        assert (shown + told).count(sign) >= unnamed.count(sign) or "没有找到" in told
    graph_of(read.chart)


def test_signs_of_full_width_are_signs() -> None:
    step = read_outline("？ 齐全吗　＠窗口 ～3天 ＋申请表 ＞齐全吗", new_ids()).chart.steps[0]
    said = (step.kind, step.text, step.post, step.limit, step.materials)
    assert said == (StepKind.DECISION, "齐全吗", "窗口", "3天", "申请表")


def test_a_bracket_without_a_blank_is_text() -> None:
    assert steps_of("（一）受理\n-5度以下停工") == ["（一）受理", "-5度以下停工"]


def test_a_branch_holds_steps_and_branches() -> None:
    text = """\
? 是否立项
  [否] 退回 @甲
    - 通知
    ? 是否再报
      [是] >是否立项
      [否] ( 结束
  [是]
- 实施
"""
    assert lines_of(text) == [
        "是否立项[否]→退回",
        "是否立项[是]→实施",
        "退回→通知",
        "通知→是否再报",
        "是否再报[是]↑是否立项",
        "是否再报[否]→结束",
    ]


def test_a_branch_beside_its_step_and_a_step_beside_its_branch_are_understood() -> None:
    assert lines_of("? 问\n[否] 甲\n[是] 乙\n- 丙") == [
        "问[否]→甲",
        "问[是]→乙",
        "甲→丙",
        "乙→丙",
    ]
    assert lines_of("? 问\n  [否] 甲\n  - 乙\n  [是]\n- 丙") == [
        "问[否]→甲",
        "问[是]→丙",
        "甲→乙",
        "乙→丙",
    ]


def test_stages_head_the_rows_below_them_indented_or_not() -> None:
    for text in ("# 申请\n- 甲\n- 乙\n# 考察\n- 丙", "# 申请\n  - 甲\n  - 乙\n# 考察\n  - 丙"):
        steps = read_outline(text, new_ids()).chart.steps
        assert [(s.stage, s.text) for s in steps] == [("申请", "甲"), ("", "乙"), ("考察", "丙")]


def test_settings_are_read() -> None:
    chart = read_outline(
        "% 版式：泳道\n% 泳道：经办人\n% 泳道:局长\n% 纸张：a3\n% 方向：横向\n"
        "% 编号：否\n% 退回：标注\n- 甲",
        new_ids(),
    ).chart
    assert (chart.form, chart.lanes) == (ChartForm.LANES, ("经办人", "局长"))
    assert (chart.paper, chart.landscape) == (PaperSize.A3, True)
    assert (chart.numbered, chart.tags_for_back) == (False, True)


def test_a_jump_finds_its_step_by_name_text_or_number() -> None:
    for name in ("a", "受理", "2", "第2步", "退回到第2步"):
        assert "审核↑受理" in lines_of(f"- 申请\n- 受理 {{a}}\n- 审核 >{name}")


@pytest.mark.parametrize(
    ("text", "line", "words", "steps"),
    [
        ("- 甲 >乙丙", 1, "没有找到要去的步骤“乙丙”", ["甲"]),
        ("- 甲 {a}\n- 乙 {a}", 2, "都叫“a”", ["甲", "乙"]),
        ("[否] 甲", 1, "前面没有步骤可以分支", ["[否] 甲"]),
        ("% 颜色：红", 1, "设置看不懂", ["% 颜色：红"]),
        ("- 甲\n>甲 乙", 2, "另有去向", ["甲", ">甲 乙"]),
        ("- 甲\n# 考察", 2, "这个阶段下面还没有步骤", ["甲", ""]),
        ("- 甲 >甲 >乙\n- 乙", 1, "另有去向", ["甲", "乙"]),
        ("? 问\n  [a]\n    [b] 甲", 3, "先与上一个分支并列", ["问", "甲"]),
    ],
)
def test_what_is_not_understood_is_told_by_line_and_kept(
    text: str, line: int, words: str, steps: list[str]
) -> None:
    read = read_outline(text, new_ids())
    (problem,) = [one for one in read.problems if words in one.message]
    assert problem.line == line
    assert steps_of(text) == steps


def test_lines_indented_ever_more_are_read() -> None:
    text = "\n".join(" " * depth + f"[{depth}] 甲{depth}" for depth in range(300))
    read = read_outline("- 始\n" + text, new_ids())
    assert len(list(read.chart.every_step())) == 301
    assert read.problems
