"""A chart that goes out as text and comes back keeps the ids that risks hang on."""

from __future__ import annotations

from hypothesis import given, settings

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_changes import with_gap
from qinglian_desktop.domain.flow.chart_matching import kept_on
from qinglian_desktop.domain.flow.chart_plain import chart_from_plain, chart_to_plain
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.outline_writing import write_outline
from tests.unit.flow_values import charts, new_ids

TEXT = """\
( 申请 {a}
? 齐全
  [否] 补正 >a
  [是]
- 审核
( 归档
"""


def again(old: FlowChart, text: str) -> FlowChart:
    return kept_on(old, read_outline(text, new_ids("again")).chart)


def ids_by_text(chart: FlowChart) -> dict[str, str]:
    return {step.text: step.id for step in chart.every_step()}


@settings(max_examples=20)
@given(charts())
def test_an_unchanged_text_keeps_every_step_and_what_was_arranged(chart: FlowChart) -> None:
    back = again(chart, write_outline(chart))
    assert chart_from_plain(chart_to_plain(back)) == back
    assert [s.id for s in back.every_step()] == [s.id for s in chart.every_step()]
    assert [s.placing for s in back.every_step()] == [s.placing for s in chart.every_step()]
    assert back.gone == chart.gone


@settings(max_examples=20)
@given(charts(), charts())
def test_any_other_chart_can_come_instead(old: FlowChart, new: FlowChart) -> None:
    back = again(old, write_outline(new))
    assert chart_from_plain(chart_to_plain(back)) == back
    known = {step.id for step in back.every_step()} | {step.id for step in back.gone}
    assert {step.id for step in old.every_step()} <= known


def test_a_step_put_between_a_changed_text_and_a_moved_step_are_seen() -> None:
    old = with_gap(read_outline(TEXT, new_ids()).chart, "n1", 2).chart
    text = TEXT.replace("- 审核", "- 登记\n- 审核").replace("补正", "告知补正")
    new = again(old, text)
    was, now = ids_by_text(old), ids_by_text(new)
    assert [now[t] for t in ("申请", "齐全", "告知补正", "审核", "归档")] == list(was.values())
    assert now["登记"].startswith("again")
    assert new.steps[0].placing.gap == 2
    assert new.steps[1].branches[0].steps[0].goto == was["申请"]
    assert new.gone == ()
    moved = again(old, "( 归档\n( 申请\n- 审核\n? 齐全\n  [否] 补正\n  [是]\n")
    assert ids_by_text(moved) == was


def test_a_step_that_is_missing_is_gone() -> None:
    old = read_outline(TEXT, new_ids()).chart
    new = again(old, TEXT.replace("- 审核\n", ""))
    assert [(step.number, step.text) for step in new.gone] == [(4, "审核")]


def test_the_likest_of_all_is_the_same_step_and_little_alike_is_not() -> None:
    old = read_outline("( 申请\n- 部门审核\n( 归档", new_ids()).chart
    new = ids_by_text(again(old, "( 申请\n- 部门初审\n- 部门审核意见\n( 归档"))
    assert new["部门审核意见"] == old.steps[1].id
    assert new["部门初审"].startswith("again")
    other = again(read_outline("- 科室审核", new_ids()).chart, "- 领导审核")
    assert [step.text for step in other.gone] == ["科室审核"]


def test_another_post_is_more_likely_another_step() -> None:
    old = read_outline("- 初步审核 @科室", new_ids()).chart
    same, other = again(old, "- 初步复核 @科室"), again(old, "- 初步复核 @纪委")
    assert same.steps[0].id == old.steps[0].id
    assert other.steps[0].id != old.steps[0].id
    twins = read_outline("- 审核 @科室\n- 公示\n- 审核 @领导", new_ids()).chart
    turned = again(twins, "- 审核 @领导\n- 公示\n- 审核 @科室")
    assert {s.id: s.post for s in turned.every_step()} == {s.id: s.post for s in twins.every_step()}
