"""The charts that a unit can begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.starting_charts import StartingChart, starting_charts
from qinglian_desktop.domain.flow.chart import StepKind
from qinglian_desktop.domain.flow.chart_check import problems_of_chart
from qinglian_desktop.domain.flow.outline_reading import read_outline
from tests.unit.flow_values import new_ids

CHARTS = starting_charts(RESOURCES, new_ids())


def named(chart: StartingChart) -> str:
    return chart.name


def test_there_are_eight() -> None:
    assert [chart.name for chart in CHARTS] == [
        "示范创建",
        "评先评优",
        "党员发展",
        "慰问",
        "重大事项决策",
        "财务报销",
        "公务接待",
        "公车使用",
    ]


@pytest.mark.parametrize("chart", CHARTS, ids=named)
def test_each_is_whole_and_says_that_it_is_a_starting_point(chart: StartingChart) -> None:
    assert problems_of_chart(chart.chart) == ()
    assert chart.title.endswith("流程图")
    assert "是起点，不是依据" in chart.note
    steps = list(chart.chart.every_step())
    assert 10 <= len(steps) <= 25
    assert all(step.post for step in steps)
    assert sum(1 for step in steps if step.limit) >= 3
    assert sum(1 for step in steps if step.materials) >= 5
    assert steps[0].kind is StepKind.ENDPOINT
    assert max(len(step.text) for step in steps) <= 25


@pytest.mark.parametrize("path", sorted((RESOURCES / "flows").glob("*.txt")), ids=lambda p: p.stem)
def test_no_line_of_an_outline_is_misunderstood(path: Path) -> None:
    assert read_outline(path.read_text("utf-8"), new_ids()).problems == ()


def test_members_come_in_twenty_five_steps_and_five_stages() -> None:
    chart = CHARTS[2].chart
    assert len(list(chart.every_step())) == 25
    assert [step.stage for step in chart.steps if step.stage] == [
        "申请入党",
        "入党积极分子的确定和培养教育",
        "发展对象的确定和考察",
        "预备党员的接收",
        "预备党员的教育考察和转正",
    ]


def test_each_call_gives_new_ids() -> None:
    new_id = new_ids()
    one, other = starting_charts(RESOURCES, new_id), starting_charts(RESOURCES, new_id)
    assert one[0].chart.steps[0].id != other[0].chart.steps[0].id
