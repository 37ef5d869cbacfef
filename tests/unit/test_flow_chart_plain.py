"""A chart as JSON and back."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.flow.chart import (
    DEEPEST,
    Branch,
    ExtraLine,
    FlowChart,
    FlowStep,
    GoneStep,
)
from qinglian_desktop.domain.flow.chart_plain import chart_from_plain, chart_to_plain
from qinglian_desktop.domain.flow_check import chart_complaints
from tests.unit.flow_values import charts


@settings(max_examples=20)
@given(charts())
def test_any_chart_comes_back(chart: FlowChart) -> None:
    assert chart_from_plain(json.loads(json.dumps(chart_to_plain(chart)))) == chart


def test_what_is_as_it_comes_is_not_written() -> None:
    assert chart_to_plain(FlowChart((FlowStep("a", text="受理"),))) == {
        "version": 1,
        "steps": [{"id": "a", "kind": "办理", "text": "受理"}],
    }


def test_keys_of_a_later_version_are_passed_over() -> None:
    raw = {"version": 2, "colour": "红", "steps": [{"id": "a", "text": "受理", "shape": "云"}]}
    assert chart_from_plain(raw) == FlowChart((FlowStep("a", text="受理"),))


def _deep(levels: int) -> object:
    step: dict[str, object] = {"id": "end"}
    for level in range(levels):
        step = {"id": f"s{level}", "branches": [{"id": f"b{level}", "steps": [step]}]}
    return {"steps": [step]}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ([], "流程图的写法看不懂（[]）"),
        ({"version": "x"}, "版本号看不懂"),
        ({"steps": {}}, "步骤应当是一个列表"),
        ({"steps": "abc"}, "步骤应当是一个列表"),
        ({"steps": [1]}, "步骤的写法看不懂（1）"),
        ({"steps": [{"text": "甲"}]}, "步骤缺少标识"),
        ({"steps": [{"id": "a"}, {"id": "a"}]}, "标识相同（“a”）"),
        ({"steps": [{"id": "a", "kind": "云"}]}, "可以是：起止、办理、判断、材料"),
        ({"steps": [{"id": "a", "kind": []}]}, "步骤的类型看不懂"),
        ({"steps": [{"id": "a", "text": 3}]}, "应当是文字（3）"),
        ({"steps": [{"id": "a", "placing": {"side": 2}}]}, "-1 到 1 之间的整数（2）"),
        ({"steps": [{"id": "a", "route": {"via": "上下"}}]}, "连线的方向看不懂"),
        ({"form": "横幅"}, "可以是：单列、三栏、泳道"),
        ({"landscape": "是"}, "横向只能是是或否"),
        ({"extra": [{"id": "x", "start": "a"}]}, "终点缺少标识"),
        (_deep(DEEPEST + 1), "层以上"),
        (_deep(300), "层以上"),
    ],
)
def test_bad_json_is_told_in_words(raw: object, words: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(words)):
        chart_from_plain(raw)


def test_the_deepest_chart_is_read() -> None:
    chart_from_plain(_deep(DEEPEST))


def test_however_large_a_number_was_written_it_is_read_again() -> None:
    gone = {"id": "b", "number": 1102, "text": "审核"}
    raw = {"steps": [{"id": "a", "placing": {"gap": 1102}}], "gone": [gone]}
    chart = chart_from_plain(raw)
    assert chart.gone == (GoneStep("b", 1102, "审核"),)
    assert chart.steps[0].placing.gap == 1000
    assert chart_from_plain(chart_to_plain(chart)) == chart
    with pytest.raises(Unreadable, match="步骤的序号应当是 0 或者更大的整数（-1）"):
        chart_from_plain({"gone": [{**gone, "number": -1}]})


def _long(steps: int) -> FlowChart:
    return FlowChart(tuple(FlowStep(f"s{place}", text="办理") for place in range(steps)))


def test_a_chart_of_too_many_steps_is_refused_in_words() -> None:
    (refused,) = chart_complaints("流程", _long(1001))
    said = "流程：共有1001步，一张图最多1000步。请删去多余的，或者把其中一段单独画成一张图。"
    assert refused == (said, False)
    assert all(is_warning for _, is_warning in chart_complaints("流程", _long(1000)))


@pytest.mark.parametrize(
    "chart",
    [
        FlowChart((FlowStep("a", branches=(Branch("b", "是\x07"),)),)),
        FlowChart((FlowStep("a"),), extra=(ExtraLine("x", "a", "a", "长" * 501),)),
        FlowChart((FlowStep("a"),), lanes=("科\x07室",)),
    ],
)
def test_every_text_of_a_chart_is_looked_at(chart: FlowChart) -> None:
    assert [is_warning for _, is_warning in chart_complaints("流程", chart)] == [False]


def test_what_could_not_be_read_again_is_not_kept() -> None:
    twice = FlowChart((FlowStep("a", text="受理"), FlowStep("a", text="审核")))
    ((said, is_warning),) = chart_complaints("流程", twice)
    assert said.startswith("流程：流程图里有两处的标识相同（“a”）") and not is_warning
