"""Ids of a chart out of a file mean the steps before only where its words do not say otherwise."""

from __future__ import annotations

from hypothesis import given, settings

from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep
from qinglian_desktop.domain.flow.chart_plain import chart_from_plain, chart_to_plain
from qinglian_desktop.domain.flow.written_ids import believed, settled
from tests.unit.flow_values import charts


def chart(**texts: str) -> FlowChart:
    return FlowChart(tuple(FlowStep(key, text=text) for key, text in texts.items()))


BEFORE = chart(a="受理", b="资格审核", c="办结")


def kept(now: FlowChart) -> dict[str, str]:
    """The ids by the texts, once the chart is kept."""
    ids = iter(("new1", "new2", "new3"))
    after = settled(believed(now, BEFORE)[0], BEFORE, lambda: next(ids))
    assert chart_from_plain(chart_to_plain(after)) == after
    return {step.text: step.id for step in after.every_step()}


def told(now: FlowChart) -> list[str]:
    return believed(now, BEFORE)[1]


def test_a_step_put_between_and_numbered_through_leaves_all_where_they_were() -> None:
    now = FlowChart(
        (*chart(a="受理", b="登记", c="资格审核").steps, FlowStep("d", text="办结", goto="b"))
    )
    assert kept(now) == {"受理": "a", "登记": "new1", "资格审核": "b", "办结": "c"}
    assert believed(now, BEFORE)[0].steps[3].goto == "~1"
    assert told(now) == [
        "第2步“登记”的标识（id）原来是“资格审核”的，没有当作同一步。",
        "第3步“资格审核”的标识（id）原来是“办结”的，按文字认作原来的“资格审核”，挂在上面的不动。",
    ]


def test_a_step_taken_out_and_numbered_through_is_gone() -> None:
    now = chart(a="受理", b="办结")
    assert kept(now) == {"受理": "a", "办结": "c"}
    assert told(now)[-1] == "“资格审核”不在图里了，挂在上面的请另选一步。"


def test_steps_in_another_order_numbered_through_are_those_of_their_words() -> None:
    assert kept(chart(a="办结", b="受理", c="资格审查")) == {
        "办结": "c",
        "受理": "a",
        "资格审查": "b",
    }


def test_a_step_that_was_only_called_otherwise_stays() -> None:
    now = chart(a="收件", b="资格审核", c="办结", d="归档")
    assert believed(now, BEFORE) == (now, [])


@settings(max_examples=20)
@given(charts())
def test_a_chart_that_comes_back_is_believed(one: FlowChart) -> None:
    assert believed(one, one) == (one, [])
