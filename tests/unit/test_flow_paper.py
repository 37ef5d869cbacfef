"""Flow charts that are wide or long: what is done so that they can be read on their paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart, PaperSize, StepKind
from tests.unit.flow_pictures import branch, pages, risks_of, starting, step, within, words


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


def with_long_branch(refused: int, agreed: int = 0) -> FlowChart:
    no = branch("no", "否", *(step(f"n{place}") for place in range(refused)))
    yes = branch("yes", "是", *(step(f"y{place}") for place in range(agreed)))
    asking = step("ask", no, yes, kind=StepKind.DECISION)
    return FlowChart((step("a"), asking, step("d"), step("e")))


def test_a_branch_longer_than_a_page_goes_on_where_a_letter_says_so():
    made = pages(with_long_branch(40))
    said = [words(page) for page in made]
    assert len(made) == 2
    assert not made[0].is_small
    assert said[0].count("A") == said[1].count("A") == 1
    assert "转第43步" in said[0]
    assert {f"{place + 3}. n{place}" for place in range(40)} <= {*said[0], *said[1]}


def test_a_branch_that_fits_a_page_is_not_cut():
    chart = with_long_branch(12)
    before = tuple(step(f"b{place}") for place in range(16))
    made = pages(replace(chart, steps=(*before, *chart.steps)))
    branch_on = [sum(" n" in each for each in words(page)) for page in made]
    assert branch_on == [0, 12]


@example(61, 40, ChartForm.SINGLE, 8)
@given(st.integers(0, 70), st.integers(0, 40), st.sampled_from(ChartForm), st.integers(2, 9))
@settings(max_examples=6)
def test_long_branches_can_be_read_whole_and_inside_the_margins(
    refused: int, agreed: int, form: ChartForm, every: int
):
    chart = replace(with_long_branch(refused, agreed), form=form)
    made = pages(chart, risks_of(chart, every))
    for page in made:
        assert not page.is_small
        within(page)
    # A narrow box may have the words in the line below the number.
    said = "\n".join(["", *(each for page in made for each in words(page)), ""])
    for number, each in enumerate(chart.every_step(), 1):
        assert len(re.findall(rf"\n{number}\.[ \n]{each.text}\n", said)) == 1
