"""The lines of a chart follow from its rows."""

from __future__ import annotations

from hypothesis import given, settings

from qinglian_desktop.domain.flow.chart import (
    Branch,
    ChartForm,
    ExtraLine,
    FlowChart,
    FlowStep,
    StepKind,
)
from qinglian_desktop.domain.flow.chart_lines import graph_of, lanes_of, step_numbers
from tests.unit.flow_values import charts


def lines(*steps: FlowStep, extra: tuple[ExtraLine, ...] = ()) -> list[str]:
    return [
        f"{edge.id}:{edge.source}{'<' if edge.back else '-'}{edge.target}"
        for edge in graph_of(FlowChart(steps, extra)).edges
    ]


@settings(max_examples=20)
@given(charts())
def test_no_line_dangles_and_none_leads_to_itself(chart: FlowChart) -> None:
    graph = graph_of(chart)
    order = {node.id: node.order for node in graph.nodes}
    assert [node.order for node in graph.nodes] == list(range(len(graph.nodes)))
    assert list(order) == [step.id for step in chart.every_step()]
    assert len({edge.id for edge in graph.edges}) == len(graph.edges)
    assert all(edge.source != edge.target for edge in graph.edges)
    assert all(edge.back == (order[edge.target] < order[edge.source]) for edge in graph.edges)
    assert all(-1 <= node.lane < len(graph.lanes) for node in graph.nodes)
    places = [order[edge.source] for edge in graph.edges]
    assert places == sorted(places)


def test_an_end_is_the_last_of_its_rows() -> None:
    end = FlowStep("e", StepKind.ENDPOINT)
    asked = FlowStep("q", branches=(Branch("n", "否", (end,)), Branch("y", "是")))
    assert lines(asked, FlowStep("z")) == ["n:q-e", "y:q-z"]
    assert lines(end, FlowStep("z", StepKind.ENDPOINT)) == ["e:e-z"]


def test_the_last_step_of_a_branch_goes_where_the_branch_goes() -> None:
    branch = Branch("n", "否", (FlowStep("m"), FlowStep("b")), goto="a")
    asked = FlowStep("q", branches=(branch, Branch("y", "是")))
    assert lines(FlowStep("a"), asked, FlowStep("z")) == [
        "a:a-q",
        "n:q-m",
        "y:q-z",
        "m:m-b",
        "b:b<a",
    ]


def test_branches_within_branches_meet_behind_the_outer_step() -> None:
    inner = FlowStep("i", branches=(Branch("u"), Branch("v", steps=(FlowStep("w"),))))
    outer = FlowStep("o", branches=(Branch("p", steps=(inner,)), Branch("q")), goto="z")
    assert lines(outer, FlowStep("a"), FlowStep("z")) == [
        "p:o-i",
        "q:o-z",
        "u:i-z",
        "v:i-w",
        "w:w-z",
        "a:a-z",
    ]


def test_a_single_branch_leaves_the_way_on() -> None:
    asked = FlowStep("q", branches=(Branch("n", "否", goto="a"),))
    assert lines(FlowStep("a"), asked, FlowStep("z")) == ["a:a-q", "q:q-z", "n:q<a"]


def test_lines_to_what_is_gone_are_left_out() -> None:
    extra = (ExtraLine("x", "a", "gone"), ExtraLine("y", "gone", "a"), ExtraLine("w", "a", "b"))
    assert lines(FlowStep("a", goto="gone"), FlowStep("b"), extra=extra) == ["w:a-b"]


def test_steps_are_numbered_by_their_rows() -> None:
    asked = FlowStep("q", branches=(Branch("n", steps=(FlowStep("m"),)), Branch("y")))
    assert step_numbers(FlowChart((asked, FlowStep("z")))) == {"q": 1, "m": 2, "z": 3}


def test_lanes_are_those_of_the_unit_then_posts_as_they_come() -> None:
    steps = (FlowStep("a", post="局长"), FlowStep("b"), FlowStep("c", post="窗口"))
    chart = FlowChart(steps, form=ChartForm.LANES, lanes=("科长", "窗口"))
    assert lanes_of(chart) == ("科长", "窗口", "局长")
    assert [node.lane for node in graph_of(chart).nodes] == [2, 2, 1]
    assert graph_of(FlowChart(steps, lanes=("科长",))).lanes == ()
    assert [node.lane for node in graph_of(FlowChart(steps)).nodes] == [-1, -1, -1]
