"""Words, jumps, pins, posts and extra lines of a chart, its rows left as they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qinglian_desktop.domain.flow import chart_changes as changes
from qinglian_desktop.domain.flow.chart import Route, Side
from tests.unit.flow_values import drawn, new_ids, shown


@pytest.mark.parametrize("target", ["same", "nowhere"])
def test_a_jump_to_itself_or_to_nothing_is_refused(target: str) -> None:
    chart, at = drawn("- 甲\n- 乙")
    wanted = at["甲"] if target == "same" else target
    edit = changes.with_goto(chart, at["甲"], wanted)
    assert edit.chart == chart
    assert edit.told


def test_what_is_arranged_can_be_forgotten() -> None:
    chart, at = drawn("? 问\n  [否] 乙\n- 丙\n>问 >丙")
    assert not changes.is_arranged(chart)
    arranged = changes.with_side(chart, at["乙"], -1).chart
    arranged = changes.with_gap(arranged, at["乙"], 2).chart
    arranged = changes.with_route(arranged, at["否"], Route(Side.LEFT)).chart
    arranged = changes.with_route(arranged, chart.extra[0].id, Route(as_tag=True)).chart
    assert changes.is_arranged(arranged)
    one = changes.automatic_again(arranged, at["乙"]).chart
    assert one.steps[0].branches[0].steps[0] == chart.steps[0].branches[0].steps[0]
    assert one != chart
    assert changes.all_automatic_again(arranged).chart == chart


def test_a_post_is_renamed_everywhere() -> None:
    chart, _ = drawn("% 泳道：科长\n- 甲 @科长\n- 乙 @局长")
    edit = changes.with_post_renamed(chart, "科长", "主任")
    assert shown(edit) == "% 泳道：主任\n- 甲 @主任\n- 乙 @局长\n"


def test_a_drawn_line_takes_no_other_away() -> None:
    chart, at = drawn("- 甲\n? 问\n  [否] 乙\n  [是]\n- 丙")
    ids = new_ids("new")
    back = changes.connect_steps(chart, at["乙"], at["甲"], ids)
    assert shown(back) == "- 甲 {a}\n? 问\n  [否] 乙 >a\n  [是]\n- 丙\n"
    over = changes.connect_steps(chart, at["甲"], at["丙"], ids)
    assert shown(over) == "- 甲 {a}\n? 问\n  [否] 乙\n  [是]\n- 丙 {b}\n>a >b\n"
    out = changes.connect_steps(chart, at["问"], at["甲"], ids)
    assert shown(out) == "- 甲 {a}\n? 问\n  [否] 乙\n  [是]\n  [] >a\n- 丙\n"
    branch = changes.connect_steps(chart, at["是"], at["甲"], ids)
    assert shown(branch) == "- 甲 {a}\n? 问\n  [否] 乙\n  [是] >a\n- 丙\n"


def test_an_extra_line_comes_once_and_goes() -> None:
    chart, at = drawn("- 甲\n- 乙\n- 丙")
    edit = changes.add_extra_line(chart, at["丙"], at["甲"], new_ids("new"), "重新申请")
    assert shown(edit) == "- 甲 {a}\n- 乙\n- 丙 {b}\n>b >a [重新申请]\n"
    again = changes.add_extra_line(edit.chart, at["丙"], at["甲"], new_ids("more"))
    assert again.chart == edit.chart
    renamed = changes.with_text(edit.chart, "new1", "重报").chart
    assert renamed.extra[0].label == "重报"
    assert changes.remove_extra_line(renamed, "new1").chart == replace(chart, extra=())
