"""What a chart says in words, to those who do not see it drawn"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep, StepKind

STEP_IS_GONE = "所指步骤已删除"
"""What is said of a step that was taken out of its chart."""


def chart_size(chart: FlowChart) -> str:
    """How large it is: 12步，3处判断."""
    steps = list(chart.every_step())
    decisions = sum(step.kind is StepKind.DECISION for step in steps)
    return f"{len(steps)}步，{decisions}处判断" if decisions else f"{len(steps)}步"


def step_words(step: FlowStep, number: int) -> str:
    """What a step is called: its text, or its number while it has none."""
    return " ".join(step.text.split()) or f"第{number}步"


def step_lines(chart: FlowChart) -> Sequence[str]:
    """The steps, a paragraph each, with who does them, by when and with which papers."""
    said = [_line(step, number) for number, step in enumerate(chart.every_step(), 1)]
    return [f"{line}\n" for line in said[:-1]] + said[-1:]


def words_looked_for(chart: FlowChart) -> list[str]:
    """What one looks for a chart by."""
    found = (text for step in chart.every_step() for text in _texts(step))
    return list(dict.fromkeys(text for text in found if text))


def _texts(step: FlowStep) -> Iterator[str]:
    yield from (step.stage, step.text, step.post, step.limit, step.materials)
    yield from (branch.label for branch in step.branches)


def _line(step: FlowStep, number: int) -> str:
    beside = "，".join(each for each in (step.post, step.limit, step.materials) if each)
    return f"第{number}步 {step_words(step, number)}" + (f"（{beside}）" if beside else "")
