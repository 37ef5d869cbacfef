"""Flow charts that are wide or long: what is done so that they can be read on their paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart, PaperSize
from tests.unit.flow_pictures import branch, pages, risks_of, starting, step, within


def side_by_side(count: int) -> FlowChart:
    wide = step("wide", *(branch(f"b{n}", "", step(f"p{n}")) for n in range(count)))
    return FlowChart((wide, step("join")))


def test_text_that_would_be_too_small_is_told():
    (page,) = pages(side_by_side(20))
    assert page.is_small
    assert not page.is_turned
    (page,) = pages(replace(side_by_side(20), paper=PaperSize.A3, landscape=True))
    assert not page.is_small


@pytest.mark.parametrize("landscape", [False, True])
def test_paper_is_turned_where_text_can_be_read_only_then(landscape: bool):
    made = pages(replace(side_by_side(12), landscape=landscape))
    assert all(page.drawing.width > page.drawing.height for page in made)
    assert {page.is_small for page in made} == {False}
    assert {page.is_turned for page in made} == {not landscape}
    for page in made:
        within(page)


@pytest.mark.parametrize("name", sorted(starting()))
@pytest.mark.parametrize("every", [4, 99])
def test_each_starting_chart_can_be_read_in_lanes_on_upright_paper(name: str, every: int):
    chart = replace(starting()[name], form=ChartForm.LANES)
    (page, *_) = pages(chart, risks_of(chart, every))
    assert not page.is_small
    assert not page.is_turned
