"""Flow charts on pages: where they are cut, what is said there, and how large their text is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from qinglian_desktop.domain.drawing import Panel, Polygon, Tone
from qinglian_desktop.domain.flow.chart import (
    ChartForm,
    FlowChart,
    Placing,
    Route,
    StepKind,
)
from qinglian_desktop.domain.flow.chart_pages import chart_pages, chart_picture
from qinglian_desktop.domain.flow.page_frame import MM, ChartHead
from qinglian_desktop.domain.flow.risk_boxes import GAP, stacked
from qinglian_desktop.domain.flow.step_risk import StepRisk
from tests.unit.flow_pictures import (
    ROOT,
    branch,
    digest,
    letters,
    pages,
    risks_of,
    starting,
    step,
    within,
    words,
)
from tests.unit.flow_values import charts

GOLDEN = ROOT / "tests" / "data" / "flow_pictures.txt"


def line(steps: int, **more: dict[int, object]) -> FlowChart:
    """Steps one below the other; ``more`` are changes to some of them."""
    changes = {name: each for name, each in more.items()}
    return FlowChart(
        tuple(
            replace(
                step(f"s{place}"),
                **{name: each[place] for name, each in changes.items() if place in each},
            )
            for place in range(1, steps + 1)
        )
    )


def test_a_short_chart_is_one_page_with_its_head():
    (page,) = pages(line(4))
    said = words(page)
    assert said[0] == "公务接待审批权力运行流程图"
    assert "职权编码：GW-2026-03" in said
    assert not any("监督电话" in each or "共" in each for each in said)
    assert page.text == 10.5
    assert not page.is_small
    assert (page.drawing.width, page.drawing.height) == pytest.approx((210 * MM, 297 * MM))


def test_a_long_chart_goes_on_where_a_letter_says_so():
    made = pages(line(40))
    assert len(made) > 1
    assert words(made[0]).count("A") == 1
    assert words(made[1]).count("A") == 1
    assert "公务接待审批权力运行流程图（续）" in words(made[1])
    assert f"第 1 页　共 {len(made)} 页" in words(made[0])
    assert all(page.text >= 6.5 for page in made)


def test_pages_begin_with_stages_and_where_a_person_wants_them():
    staged = pages(line(32, stage={1: "申请", 14: "审查", 24: "归档"}))
    begins = [next(each for each in words(page) if ". s" in each) for page in staged]
    assert set(begins) <= {"1. s1", "14. s14", "24. s24"}
    cut = pages(line(6, placing={4: Placing(cut_before=True)}))
    assert len(cut) == 2
    assert "4. s4" in words(cut[1])
    assert "3. s3" in words(cut[0])


def test_a_line_to_another_page_is_a_tag_that_says_where_to():
    chart = FlowChart(
        (
            *line(3).steps,
            step(
                "ask",
                branch("no", "否", goto="s1"),
                branch("yes", "是"),
                branch("far", "免办", goto="end"),
                kind=StepKind.DECISION,
                placing=Placing(cut_before=True),
            ),
            step("next"),
            step("end", placing=Placing(cut_before=True)),
        )
    )
    first, second, third = pages(chart)
    assert {"退回第1步"} <= set(words(second))
    # Two lines go on to what the next page begins with, under the same letter.
    assert words(second).count("B") == 1
    assert words(third).count("B") == 1
    assert not any("第" in each and "步" in each for each in words(first))


def test_lines_back_are_tags_where_that_is_wanted():
    chart = replace(line(4), tags_for_back=True)
    back = replace(chart, steps=(*chart.steps[:-1], replace(chart.steps[-1], goto="s2")))
    assert "退回第2步" in words(pages(back)[0])
    bare = replace(back, numbered=False)
    assert "退回“s2”" in words(pages(bare)[0])
    one = replace(
        line(4),
        steps=(*chart.steps[:-1], replace(chart.steps[-1], goto="s2", route=Route(as_tag=True))),
    )
    assert "退回第2步" in words(pages(one)[0])


def test_lanes_are_equally_wide_on_all_pages():
    chart = line(100, post={place: "甲乙丙"[place % 3] for place in range(1, 101)})
    made = pages(replace(chart, form=ChartForm.LANES))
    assert len(made) > 1
    heads = [
        [
            round(shape.width, 3)
            for shape in page.drawing.shapes
            if isinstance(shape, Panel) and shape.ground is Tone.SHADE and shape.radius == 0
        ]
        for page in made
    ]
    assert all(each == heads[0] and len(each) == 3 for each in heads)


@pytest.mark.parametrize("form", list(ChartForm))
def test_a_risk_says_its_level_in_words_at_its_step_and_in_its_box(form: ChartForm):
    chart = replace(line(4, post={1: "甲", 2: "乙"}), form=form)
    risks = [
        StepRisk("s2", 1, "高", "把关不严", ("双人复核", "2. 公开"), "主任"),
        StepRisk("s2", 3, "低风险", "超期", (), ""),
        StepRisk("s3", 2, "二级", "人情", (), ""),
        StepRisk("gone", 1, "高", "所指步骤已删除"),
    ]
    (page,) = pages(chart, risks)
    said = words(page)
    assert {"1 高", "2 低", "3 二级", "2. 公开"} <= set(said)
    assert {"风险等级：高", "风险等级：低", "风险等级：二级"} <= set(said)
    assert not any("已删除" in each for each in said)
    tones = [shape.ground for shape in page.drawing.shapes if isinstance(shape, Polygon)]
    assert tones.count(Tone.HIGH) == 2
    assert tones.count(Tone.LOW) == 2


def test_many_risks_at_a_step_are_one_mark_of_the_gravest_level():
    risks = [StepRisk("s1", 3 - place % 3, "低中高"[place % 3], "风险") for place in range(9)]
    (page,) = pages(line(2), risks)
    assert "1—9 高" in words(page)


def test_a_click_finds_the_step_its_risk_box_and_the_line():
    drawing = chart_picture(line(3), [StepRisk("s2", 1, "高", "把关不严")], letters)
    steps = [spot for spot in drawing.spots if spot.place >= 0]
    assert [(spot.place, spot.key) for spot in steps[:3]] == [(0, "s1"), (1, "s2"), (2, "s3")]
    assert steps[3].key == "s2"
    first, second = steps[0], steps[1]
    between = drawing.spot_at(first.x + first.width / 2, (first.y + first.height + second.y) / 2)
    assert between is not None
    assert (between.place, between.key) == (-1, "s1")


def test_whatever_stands_around_the_chart_leaves_it_room():
    facts = (("依据", "《规定》第一条" * 400), ("行权部门", "办公室"))
    head = ChartHead("很长的标题" * 60, facts, "监督电话：0000-1234567；" * 30)
    (page,) = chart_pages(line(3), head, [], letters)
    within(page)
    said = words(page)
    assert any(each.startswith("依据：") for each in said)
    assert sum(each.endswith("…") for each in said) == 3
    assert any(each.startswith("监督电话：") for each in said)
    assert page.text > 6.5


def test_an_empty_chart_is_an_empty_page():
    (page,) = pages(FlowChart())
    assert "公务接待审批权力运行流程图" in words(page)
    assert chart_picture(FlowChart(), [], letters).shapes == ()


def test_boxes_stand_where_they_want_and_never_on_each_other():
    assert stacked([50, 200], [20, 20]) == [40, 190]
    tops = stacked([50, 52], [20, 20])
    assert tops[1] - tops[0] == 20 + GAP
    assert sum(tops) + 20 == pytest.approx(102)
    assert stacked([0, 5, 10], [30, 30, 30]) == [0, 30 + GAP, 60 + 2 * GAP]


@given(charts())
@settings(max_examples=4)
def test_every_page_is_inside_its_margins(chart: FlowChart):
    for page in pages(chart, risks_of(chart)):
        within(page)


@pytest.mark.slow
@given(charts())
@settings(max_examples=200)
def test_every_page_of_any_chart_is_inside_its_margins(chart: FlowChart):
    made = pages(chart, risks_of(chart, 2))
    assert [page.number for page in made] == list(range(1, len(made) + 1))
    for page in made:
        within(page)


def golden(name: str, form: ChartForm) -> str:
    chart = replace(starting()[name], form=form)
    made = pages(chart, risks_of(chart, 4))
    said = digest(*(page.drawing for page in made))
    return f"{name} {form.value} {len(made)}页 {made[0].text:.2f}磅 {said}"


@pytest.mark.parametrize("form", list(ChartForm))
@pytest.mark.parametrize("name", sorted(starting()))
def test_the_starting_charts_look_as_they_did_when_they_were_looked_at(name: str, form: ChartForm):
    assert golden(name, form) in GOLDEN.read_text("utf-8").splitlines()
