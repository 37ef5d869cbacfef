"""What keys and mouse do to a chart: rows come, go and move, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qinglian_desktop.domain.flow import chart_changes as changes
from qinglian_desktop.domain.flow import chart_editing as editing
from qinglian_desktop.domain.flow.chart import FlowChart, Route, Side, StepKind
from qinglian_desktop.domain.flow.chart_deleting import delete_row, delete_whole
from qinglian_desktop.domain.flow.chart_editing import ChartEdit
from qinglian_desktop.domain.flow.chart_lines import graph_of
from qinglian_desktop.domain.flow.chart_plain import (
    chart_from_plain,
    chart_to_plain,
    ids_of_chart,
)
from qinglian_desktop.domain.flow.chart_rows import rows_of_chart
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.outline_writing import write_outline
from tests.unit.flow_values import charts, drawn, new_ids, shown

Edit = Callable[[FlowChart, str | None, str | None, Callable[[], str]], ChartEdit]

EDITS: dict[str, Edit] = {
    "below": lambda chart, row, _, ids: editing.add_step_below(chart, row, ids),
    "above": lambda chart, row, _, ids: editing.add_step_above(chart, row, ids),
    "branch": lambda chart, row, _, ids: editing.make_branch(chart, row, ids),
    "lift": lambda chart, row, _, ids: editing.lift_out(chart, row),
    "add branch": lambda chart, row, _, ids: editing.add_branch(chart, row, ids),
    "up": lambda chart, row, _, ids: editing.move_up(chart, row),
    "down": lambda chart, row, _, ids: editing.move_down(chart, row),
    "paste": lambda chart, row, _, ids: editing.paste_below(
        chart, row, read_outline("? 问\n  [是] 甲\n  [否]", ids).chart
    ),
    "delete": lambda chart, row, _, ids: delete_row(chart, row),
    "text": lambda chart, row, _, ids: changes.with_text(chart, row, " 新\u200b的 "),
    "details": lambda chart, row, _, ids: changes.with_details(chart, row, post="局长"),
    "kind": lambda chart, row, _, ids: changes.with_kind(chart, row, StepKind.DECISION),
    "goto": lambda chart, row, other, ids: changes.with_goto(chart, row, other),
    "side": lambda chart, row, _, ids: changes.with_side(chart, row, 7),
    "gap": lambda chart, row, _, ids: changes.with_gap(chart, row, -3),
    "cut": lambda chart, row, _, ids: changes.with_cut(chart, row, cut=True),
    "route": lambda chart, row, _, ids: changes.with_route(chart, row, Route(Side.LEFT)),
    "automatic": lambda chart, row, _, ids: changes.automatic_again(chart, row),
    "all automatic": lambda chart, row, _, ids: changes.all_automatic_again(chart, row),
    "extra": lambda chart, row, other, ids: changes.add_extra_line(chart, row, other, ids),
    "connect": lambda chart, row, other, ids: changes.connect_steps(chart, row, other, ids),
    "no extra": lambda chart, row, _, ids: changes.remove_extra_line(chart, "x0", row),
    "lanes": lambda chart, row, _, ids: changes.with_lanes(chart, ["甲", "", "甲"], row),
    "post": lambda chart, row, _, ids: changes.with_post_renamed(chart, "甲", "乙", row),
}


@settings(max_examples=20)
@given(charts(), st.data())
def test_no_edit_fails_or_loses_a_step(chart: FlowChart, data: st.DataObject) -> None:
    new_id = new_ids("new")
    for _ in range(4):
        rows = [*(row.id for row in rows_of_chart(chart)), "gone", "nowhere", None]
        name = data.draw(st.sampled_from(sorted(EDITS)))
        row, other = data.draw(st.tuples(st.sampled_from(rows), st.sampled_from(rows)))
        edit = EDITS[name](chart, row, other, new_id)
        ids = list(ids_of_chart(edit.chart))
        assert len(set(ids)) == len(ids)
        lost = {s.id for s in chart.every_step()} - {s.id for s in edit.chart.every_step()}
        assert lost <= ({row} if name == "delete" else set())
        if name != "delete":
            assert edit.focus == row or edit.focus in ids
        assert chart_from_plain(chart_to_plain(edit.chart)) == edit.chart
        graph_of(edit.chart)
        chart = edit.chart


@settings(max_examples=20)
@given(charts(), st.data())
def test_other_steps_say_what_they_said(chart: FlowChart, data: st.DataObject) -> None:
    rows = [row.id for row in rows_of_chart(chart)] or ["nowhere"]
    name = data.draw(st.sampled_from(sorted(set(EDITS) - {"post"})))
    row, other = data.draw(st.tuples(st.sampled_from(rows), st.sampled_from(rows)))
    edit = EDITS[name](chart, row, other, new_ids("new"))
    said = {s.id: (s.kind, s.text, s.post, s.limit, s.materials) for s in chart.every_step()}
    for step in edit.chart.every_step():
        if step.id in said and step.id != row:
            now = (step.kind, step.text, step.post, step.limit, step.materials)
            assert now == said[step.id]


@settings(max_examples=20)
@given(charts(), st.data())
def test_deleting_all_that_hangs_takes_just_that(chart: FlowChart, data: st.DataObject) -> None:
    rows = [row.id for row in rows_of_chart(chart)] or ["nowhere"]
    edit = delete_whole(chart, data.draw(st.sampled_from(rows)))
    before = {step.id for step in chart.every_step()}
    after = {step.id for step in edit.chart.every_step()}
    assert after <= before
    assert before - after <= {step.id for step in edit.chart.gone}
    assert edit.focus in [None, "nowhere"] or edit.focus in [
        row.id for row in rows_of_chart(edit.chart)
    ]
    assert chart_from_plain(chart_to_plain(edit.chart)) == edit.chart


def test_rows_are_listed_with_their_indent_and_number() -> None:
    chart, _ = drawn("- 申请 {a}\n? 齐全\n  [否] 补正 >a\n  [是]\n- 决定")
    assert [
        (row.indent, row.number, row.step.text if row.step else row.branch and row.branch.label)
        for row in rows_of_chart(chart)
    ] == [
        (0, 1, "申请"),
        (0, 2, "齐全"),
        (1, 0, "否"),
        (2, 3, "补正"),
        (1, 0, "是"),
        (0, 4, "决定"),
    ]
    assert [row.goes for row in rows_of_chart(chart)] == ["", "", "", "退回第1步", "", ""]


def test_jumps_are_told_in_words() -> None:
    chart, at = drawn("- 甲 >丙\n- 乙\n- 丙\n- 丁 >丙")
    assert [row.goes for row in rows_of_chart(chart)] == ["转第3步", "", "", "退回第3步"]
    gone = delete_row(chart, at["丙"]).chart
    assert rows_of_chart(gone)[0].goes == "未接：原第3步"
    never = replace(gone, gone=())
    assert rows_of_chart(never)[0].goes == "未接：没有这一步"


def test_a_step_below_one_that_jumps_jumps_instead() -> None:
    chart, at = drawn("- 申请\n? 齐全\n  [否] 补正 >申请\n  [是]")
    edit = editing.add_step_below(chart, at["补正"], new_ids("new"))
    assert shown(edit) == "- 申请 {a}\n? 齐全\n  [否] 补正\n    - >a\n  [是]\n"
    assert edit.focus == "new1"


def test_a_step_below_a_branch_is_its_first() -> None:
    chart, at = drawn("? 齐全\n  [否] 补正\n  [是]")
    edit = editing.add_step_below(chart, at["是"], new_ids("new"))
    assert shown(edit) == "? 齐全\n  [否] 补正\n  [是] -\n"


def test_tab_makes_branches_with_opposite_labels() -> None:
    chart, at = drawn("? 齐全\n- 补正\n- 受理\n- 办结")
    first = editing.make_branch(chart, at["补正"], new_ids("new"))
    second = editing.make_branch(first.chart, at["受理"], new_ids("more"))
    assert shown(second) == "? 齐全\n  [否] 补正\n  [是] 受理\n- 办结\n"
    assert second.focus == at["受理"]
    third = editing.make_branch(second.chart, at["办结"], new_ids("most"))
    assert shown(third) == "? 齐全\n  [否] 补正\n  [是] 受理\n  [] 办结\n"


def test_tab_without_a_step_before_does_nothing_and_says_so() -> None:
    chart, at = drawn("- 甲\n- 乙")
    edit = editing.make_branch(chart, at["甲"], new_ids("new"))
    assert edit.chart == chart
    assert edit.told == "前面没有同一层的步骤，不能作为它的分支。"


def test_shift_tab_takes_back_tab() -> None:
    chart, at = drawn("- 会签\n- 汇总\n- 归档")
    branched = editing.make_branch(chart, at["汇总"], new_ids("new")).chart
    assert write_outline(branched) == "- 会签\n  [] 汇总\n- 归档\n"
    assert editing.lift_out(branched, at["汇总"]).chart == chart


def test_a_labelled_branch_leads_to_what_was_lifted_out_of_it() -> None:
    chart, at = drawn("? 齐全\n  [否] 补正 >齐全\n  [是] 受理\n- 办结")
    edit = editing.lift_out(chart, at["受理"])
    assert shown(edit) == "? 齐全 {a}\n  [否] 补正 >a\n  [是]\n- 受理\n- 办结\n"


def test_a_branch_that_is_lifted_out_leaves_its_steps() -> None:
    chart, at = drawn("? 齐全\n  [否] >齐全\n    - 补正\n  [是]\n- 办结")
    assert shown(editing.lift_out(chart, at["否"])) == ("? 齐全 {a}\n  [是]\n- 补正 >a\n- 办结\n")


def test_a_decision_gets_both_branches_at_once() -> None:
    chart, at = drawn("? 齐全\n- 会签")
    edit = editing.add_branch(chart, at["齐全"], new_ids("new"))
    assert shown(edit) == "? 齐全\n  [否]\n  [是]\n- 会签\n"
    more = editing.add_branch(edit.chart, edit.focus, new_ids("more"))
    assert shown(more) == "? 齐全\n  [否]\n  []\n  [是]\n- 会签\n"
    forked = editing.add_branch(chart, at["会签"], new_ids("new"))
    assert shown(forked) == "? 齐全\n- 会签\n  []\n"


def test_rows_move_with_their_branches_and_out_of_them() -> None:
    chart, at = drawn("- 甲\n? 问\n  [否] 乙\n  [是]\n- 丙")
    up = editing.move_up(chart, at["问"])
    assert shown(up) == "? 问\n  [否] 乙\n  [是]\n- 甲\n- 丙\n"
    assert editing.move_down(up.chart, at["问"]).chart == chart
    across = editing.move_down(chart, at["乙"])
    assert shown(across) == "- 甲\n? 问\n  [否]\n  [是] 乙\n- 丙\n"
    out = editing.move_down(across.chart, at["乙"])
    assert shown(out) == "- 甲\n? 问\n  [否]\n  [是]\n- 乙\n- 丙\n"
    assert shown(editing.move_up(chart, at["乙"])) == "- 甲\n- 乙\n? 问\n  [否]\n  [是]\n- 丙\n"
    assert shown(editing.move_up(chart, at["是"])) == "- 甲\n? 问\n  [是]\n  [否] 乙\n- 丙\n"
    assert editing.move_up(chart, at["甲"]).chart == chart


def test_the_heading_of_a_stage_stays_in_its_place() -> None:
    chart, at = drawn("- 甲\n# 考察\n- 乙\n- 丙")
    assert shown(editing.move_down(chart, at["乙"])) == "- 甲\n# 考察\n- 丙\n- 乙\n"
    assert shown(editing.move_up(chart, at["乙"])) == "- 乙\n- 甲\n# 考察\n- 丙\n"
    assert shown(delete_row(chart, at["乙"])) == "- 甲\n# 考察\n- 丙\n"


def test_a_branch_keeps_its_jump_without_its_decision_or_it_is_told() -> None:
    chart, at = drawn("- 甲\n? 问\n  [否] >甲\n    - 告知\n  [是]\n- 丙")
    assert shown(delete_row(chart, at["问"])) == "- 甲 {a}\n- 告知 >a\n- 丙\n"
    chart, at = drawn("- 甲\n? 问\n  [否] >甲\n  [是]\n- 丙")
    edit = delete_row(chart, at["问"])
    assert shown(edit) == "- 甲\n- 丙\n"
    assert edit.told == "分支“否”去第1步的线随它一起去掉了。"


def test_neighbours_join_where_a_step_is_deleted() -> None:
    chart, at = drawn("- 甲\n- 乙\n- 丙 >乙")
    edit = delete_row(chart, at["乙"])
    assert shown(edit) == "- 甲\n- 丙 >原第2步\n"
    assert edit.told == "第2步“乙”已删除，有1条线连着它，现在未接：原第2步。"
    assert edit.focus == at["甲"]
    (gone,) = edit.chart.gone
    assert (gone.id, gone.number, gone.text) == (at["乙"], 2, "乙")


def test_the_jump_of_a_deleted_step_is_that_of_the_one_before() -> None:
    chart, at = drawn("- 甲\n? 问\n  [否] 乙\n    - 丙 >甲\n  [是]")
    once = delete_row(chart, at["丙"])
    assert shown(once) == "- 甲 {a}\n? 问\n  [否] 乙 >a\n  [是]\n"
    twice = delete_row(once.chart, at["乙"])
    assert shown(twice) == "- 甲 {a}\n? 问\n  [否] >a\n  [是]\n"
    assert twice.focus == at["否"]


def test_steps_of_a_deleted_decision_take_its_place_or_go_with_it() -> None:
    chart, at = drawn("- 甲\n? 问\n  [否] 乙\n  [是] 丙\n- 丁")
    assert shown(delete_row(chart, at["问"])) == "- 甲\n- 乙\n- 丙\n- 丁\n"
    whole = delete_whole(chart, at["问"])
    assert shown(whole) == "- 甲\n- 丁\n"
    assert [step.text for step in whole.chart.gone] == ["问", "乙", "丙"]
    branch = delete_whole(chart, at["是"])
    assert shown(branch) == "- 甲\n? 问\n  [否] 乙\n- 丁\n"
