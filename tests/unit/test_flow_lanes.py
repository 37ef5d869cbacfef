"""Lanes of a flow chart: their order, what stays within them, and which lines cross."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from qinglian_desktop.domain.drawing import Point
from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.path_crossings import crossings
from qinglian_desktop.domain.flow.rooms import TRACK
from tests.unit.flow_pictures import SLACK, branch, faults, laid_out, step
from tests.unit.flow_values import charts

BETWEEN = step(
    "ask",
    branch("no", "否", step("far", post="丙"), step("near", post="乙")),
    branch("yes", "是"),
    kind=StepKind.DECISION,
    post="乙",
)
IN_LANES = FlowChart(
    (step("before", post="丙"), BETWEEN, step("behind", post="乙")),
    form=ChartForm.LANES,
    lanes=("甲", "乙", "丙"),
)


def test_lanes_keep_the_order_of_the_unit():
    posts = ("主任", "窗口", "科室")
    steps = tuple(FlowStep(f"s{place}", text="办理", post=posts[place % 3]) for place in range(7))
    chart = FlowChart(steps, form=ChartForm.LANES, lanes=("窗口", "科室", "主任"))
    graph, found = laid_out(chart)
    assert graph.lanes == ("窗口", "科室", "主任")
    assert list(found.lanes) == sorted(found.lanes)
    assert not list(faults(graph, found))


def test_the_ways_out_of_a_decision_between_lanes_do_not_cross():
    graph, found = laid_out(IN_LANES)
    no, yes = ([*pairwise(found.lines[key])] for key in ("no", "yes"))
    assert found.boxes["far"].y > found.boxes["ask"].bottom
    assert not [(one, other) for one in no for other in yes if _meet(*one, *other)]
    assert not list(faults(graph, found))


def _meet(one: Point, two: Point, three: Point, four: Point) -> bool:
    (x1, x2), (x3, x4) = sorted((one[0], two[0])), sorted((three[0], four[0]))
    (y1, y2), (y3, y4) = sorted((one[1], two[1])), sorted((three[1], four[1]))
    return max(x1, x3) <= min(x2, x4) and max(y1, y3) <= min(y2, y4)


def test_a_branch_goes_on_beside_the_spine_of_its_lane():
    refused = branch("no", "否", step("told"), step("filed", kind=StepKind.ENDPOINT))
    asking = step("b", refused, branch("yes", "是"), kind=StepKind.DECISION)
    chart = FlowChart((step("a"), asking, step("d")), form=ChartForm.LANES, lanes=("甲",))
    found = laid_out(chart)[1].boxes
    assert found["filed"].middle[0] == found["told"].middle[0] > found["b"].right
    assert len({found[key].middle[0] for key in "abd"}) == 1


def test_a_line_back_within_a_lane_stays_in_it():
    asking = step(
        "b", branch("no", "否", step("c", goto="a")), branch("yes", "是"), kind=StepKind.DECISION
    )
    mine = tuple(replace(each, post="甲") for each in (step("a"), asking))
    chart = FlowChart((*mine, step("d", post="乙")), form=ChartForm.LANES, lanes=("甲", "乙"))
    for order in (("甲", "乙"), ("乙", "甲")):
        graph, found = laid_out(replace(chart, lanes=order))
        lane = graph.lanes.index("甲")
        left, right = found.lanes[lane : lane + 2]
        assert all(left < x < right for x, _ in found.lines["c"])


@given(charts())
@settings(max_examples=6)
def test_no_line_runs_along_the_edge_of_a_lane(chart: FlowChart):
    graph, found = laid_out(replace(chart, form=ChartForm.LANES))
    for edge in graph.edges:
        for (x1, _), (x2, _) in pairwise(found.lines[edge.id]):
            if x1 == x2:
                assert all(abs(x1 - x) >= TRACK - SLACK for x in found.lanes)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ([(2, 0), (2, 1), (2, 2)], 1),
        ([(2, 0), (2, 1), (3, 1), (3, 0)], 0),
        ([(1, 0), (1, 1), (2, 1), (2, 2)], 1),
        ([(2, 2), (2, 1), (1, 1), (1, 0)], 1),
        ([(2, 0), (2, 1), (1, 1), (1, 0)], 0),
        ([(1, 0), (1, 1), (2, 1), (2, 2), (3, 2), (3, 1), (3, 0)], 2),
        ([(1, 1), (2, 1), (2, 2)], 0),
        ([(9, 9), (9, 8)], 0),
    ],
)
def test_ways_cross_where_they_part_on_another_side_than_they_met(
    other: list[tuple[int, int]], count: int
):
    straight = [(x, 1) for x in range(5)]
    assert crossings(straight, other) == count
    assert crossings(other, straight) == count
    assert crossings(straight[::-1], other) == count
