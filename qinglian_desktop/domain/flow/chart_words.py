"""What a chart says in words, to those who do not see it drawn"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep, StepKind

STEP_IS_GONE = "所指步骤已删除"
"""What is said of a step that was taken out of its chart."""

WITHOUT_WORDS = "（还没有写内容的一步）"
"""What a record calls a step that has no text: its number would lie after the next new row."""

_QUESTION = re.compile("是否[^，,；;。：:]*")


def is_question(text: str) -> bool:
    """Whether a step asks something, so that it is a 判断: it ends with ？, or is 是否…, alone."""
    return text.endswith(("？", "?")) or _QUESTION.fullmatch(text) is not None


def chart_size(chart: FlowChart) -> str:
    """How large it is: 12步，3处判断."""
    steps = list(chart.every_step())
    decisions = sum(step.kind is StepKind.DECISION for step in steps)
    return f"{len(steps)}步，{decisions}处判断" if decisions else f"{len(steps)}步"


def words_at_records(step: FlowStep) -> str:
    """What a step is called by what hangs on it."""
    return " ".join(step.text.split()) or WITHOUT_WORDS


def step_words(step: FlowStep, number: int) -> str:
    """What a step is called: its text, or its number while it has none."""
    return " ".join(step.text.split()) or f"第{number}步"


def words_looked_for(chart: FlowChart) -> list[str]:
    """What one looks for a chart by."""
    found = (text for step in chart.every_step() for text in _texts(step))
    return list(dict.fromkeys(text for text in found if text))


def _texts(step: FlowStep) -> Iterator[str]:
    yield from (step.stage, step.text, step.post, step.limit, step.materials)
    yield from (branch.label for branch in step.branches)
