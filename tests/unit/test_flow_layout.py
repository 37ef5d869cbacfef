"""Where boxes, lines and labels of a flow chart stand, whatever the chart."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from qinglian_desktop.domain.flow.chart import (
    FlowChart,
    Placing,
    Route,
    Side,
    StepKind,
)
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.coordinates import Rect
from qinglian_desktop.domain.flow.step_boxes import LEADING, TEXT, BoxShape, step_boxes
from tests.unit.flow_pictures import branch, faults, laid_out, letters, step
from tests.unit.flow_values import charts

ASKING = step(
    "b",
    branch("no", "否", step("c")),
    branch("yes", "是"),
    kind=StepKind.DECISION,
)
CHART = FlowChart((step("a"), ASKING, step("d"), step("e")))


def boxes(chart: FlowChart) -> dict[str, Rect]:
    return dict(laid_out(chart)[1].boxes)


@pytest.mark.slow
@given(charts())
@settings(max_examples=600)
def test_nothing_lies_on_anything_in_any_chart(chart: FlowChart):
    assert not list(faults(*laid_out(chart)))


@given(charts())
@settings(max_examples=10)
def test_nothing_lies_on_anything(chart: FlowChart):
    assert not list(faults(*laid_out(chart)))


@given(charts())
@settings(max_examples=6)
def test_text_stands_inside_its_box(chart: FlowChart):
    for width in (50.0, 126.0):
        for box in step_boxes(chart, step_numbers(chart), width, letters).values():
            widest = max((letters(line.text) * TEXT for line in box.lines), default=0.0)
            high = len(box.lines) * LEADING
            if box.shape is BoxShape.DIAMOND:
                assert widest / box.width + high / box.height <= 1
            else:
                assert widest <= box.width - 8
                assert high <= box.height - 4


def test_the_spine_is_straight_and_the_branch_stands_beside_its_decision():
    found = boxes(CHART)
    assert len({found[key].middle[0] for key in "abde"}) == 1
    assert found["c"].middle[1] == found["b"].middle[1]
    assert found["c"].x > found["b"].right
    assert [found[key].y for key in "abde"] == sorted(found[key].y for key in "abde")


def test_a_second_branch_stands_on_the_other_side():
    three = replace(ASKING, branches=(*ASKING.branches, branch("x", "另议", step("f"))))
    found = boxes(replace(CHART, steps=(step("a"), three, step("d"))))
    assert found["c"].x > found["b"].right
    assert found["f"].right < found["b"].x


@pytest.mark.parametrize("count", [2, 3, 4])
def test_parallel_branches_stand_in_one_row_below_their_fork(count: int):
    parallel = [branch(f"b{place}", "", step(f"p{place}")) for place in range(count)]
    chart = FlowChart((step("a"), step("fork", *parallel), step("join")))
    graph, found = laid_out(chart)
    row = [found.boxes[f"p{place}"] for place in range(count)]
    assert len({box.middle[1] for box in row}) == 1
    assert row[0].y > found.boxes["fork"].bottom
    assert [box.x for box in row] == sorted(box.x for box in row)
    middle = (row[0].middle[0] + row[-1].middle[0]) / 2
    assert middle == pytest.approx(found.boxes["fork"].middle[0], abs=1)
    for edge in graph.edges:
        if edge.source == "fork":
            assert found.lines[edge.id][-1][1] == found.boxes[edge.target].y


def test_a_side_that_was_chosen_is_kept_and_survives_a_step_above():
    pinned = replace(ASKING.branches[0].steps[0], placing=Placing(side=-1))
    asking = replace(
        ASKING, branches=(replace(ASKING.branches[0], steps=(pinned,)), ASKING.branches[1])
    )
    chart = replace(CHART, steps=(step("a"), asking, step("d")))
    assert boxes(chart)["c"].right < boxes(chart)["b"].x
    longer = replace(chart, steps=(step("new"), *chart.steps))
    assert boxes(longer)["c"].right < boxes(longer)["b"].x


def test_empty_rows_above_a_step_stay():
    lower = replace(CHART, steps=(step("a"), step("b", placing=Placing(gap=2)), step("c")))
    found = boxes(lower)
    assert found["b"].y - found["a"].bottom > 2 * (found["c"].y - found["b"].bottom)


@pytest.mark.parametrize(
    ("out", "into"), [(Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.RIGHT), (Side.ABOVE, Side.BELOW)]
)
def test_a_line_leaves_and_enters_where_a_person_said(out: Side, into: Side):
    chart = FlowChart((step("a", route=Route(out=out, into=into)), step("b"), step("c")))
    _, found = laid_out(chart)
    line, start, end = found.lines["a"], found.boxes["a"], found.boxes["b"]
    middles = {
        Side.ABOVE: lambda box: (box.middle[0], box.y),
        Side.RIGHT: lambda box: (box.right, box.middle[1]),
        Side.BELOW: lambda box: (box.middle[0], box.bottom),
        Side.LEFT: lambda box: (box.x, box.middle[1]),
    }
    assert line[0] == pytest.approx(middles[out](start))
    assert line[-1] == pytest.approx(middles[into](end))


@pytest.mark.parametrize("via", [Side.LEFT, Side.RIGHT])
def test_a_line_back_passes_by_the_side_that_was_chosen(via: Side):
    chart = FlowChart((step("a"), step("b"), step("c", goto="a", route=Route(via=via))))
    _, found = laid_out(chart)
    furthest = [x for x, _ in found.lines["c"]]
    if via is Side.LEFT:
        assert min(furthest) < found.boxes["b"].x
    else:
        assert max(furthest) > found.boxes["b"].right


def test_a_line_back_out_of_a_branch_goes_past_the_way_straight_on_as_was_chosen():
    chart = FlowChart(
        (
            step("a"),
            step("b"),
            step(
                "c",
                branch("yes", "是", step("d", goto="b", route=Route(via=Side.LEFT))),
                branch("no", "否"),
                kind=StepKind.DECISION,
            ),
            step("e"),
            step("f"),
        )
    )
    graph, found = laid_out(chart)
    assert found.boxes["d"].x > found.boxes["c"].right
    assert min(x for x, _ in found.lines["d"]) < found.boxes["b"].x
    assert found.lines["d"][-1] == pytest.approx((found.boxes["b"].x, found.boxes["b"].middle[1]))
    assert not list(faults(graph, found))


def test_lines_of_unlike_steps_do_not_run_on_each_other():
    chart = FlowChart(
        (
            step("a"),
            step("b", branch("x", "甲", goto="f"), branch("y", "乙"), kind=StepKind.DECISION),
            step("c", branch("v", "甲", goto="a"), branch("w", "乙"), kind=StepKind.DECISION),
            step("d", branch("t", "甲", goto="g"), branch("u", "乙"), kind=StepKind.DECISION),
            step("f"),
            step("g"),
        )
    )
    graph, found = laid_out(chart)
    upright: dict[float, list[tuple[float, float, str, str]]] = {}
    for edge in graph.edges:
        for (x1, y1), (x2, y2) in pairwise(found.lines[edge.id]):
            if x1 == x2:
                part = (min(y1, y2), max(y1, y2), edge.source, edge.target)
                upright.setdefault(round(x1, 3), []).append(part)
    for parts in upright.values():
        for low, high, source, target in parts:
            for other, reach, begin, end in parts:
                unlike = source != begin and target != end
                assert not (unlike and other + 0.1 < high and low + 0.1 < reach)


_DIGEST = """
from qinglian_desktop.domain.flow.outline_reading import read_outline
from tests.unit.flow_pictures import laid_out
from itertools import count
numbers = count()
text = open({path!r}, encoding="utf-8").read()
print(laid_out(read_outline(text, lambda: f"i{{next(numbers)}}").chart))
"""


@pytest.mark.slow
def test_the_layout_does_not_depend_on_how_texts_are_hashed():
    root = Path(__file__).resolve().parents[2]
    path = next((root / "resources" / "flows").glob("1*.txt"))
    told = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST.format(path=str(path))],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
