"""What of a chart is otherwise than before, in words"""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.chart_words import step_words

_MOST_NAMED = 5


def what_changed(before: FlowChart, after: FlowChart) -> str:
    """Which steps were added, taken out, changed or moved: 加了“公示”；删了“备案”."""
    were, are = ({step.id: step for step in chart.every_step()} for chart in (before, after))
    old, new = step_numbers(before), step_numbers(after)
    added = [step_words(step, new[key]) for key, step in are.items() if key not in were]
    left = [step_words(step, old[key]) for key, step in were.items() if key not in are]
    changed = [
        _renamed(were[key], step, new[key])
        for key, step in are.items()
        if key in were and _said(were[key]) != _said(step)
    ]
    both = [key for key in are if key in were]
    moved = "步骤的次序变了" if both != [key for key in were if key in are] else ""
    said = [_listed("加了", added), _listed("删了", left), _listed("改了", changed), moved]
    return "；".join(filter(None, said)) or "步骤没有变，改的是连线、摆法或版式"


def _said(step: FlowStep) -> tuple[object, ...]:
    return step.kind, step.text, step.post, step.limit, step.materials, step.stage


def _renamed(was: FlowStep, now: FlowStep, number: int) -> str:
    words, before = step_words(now, number), step_words(was, number)
    return words if words == before else f"{before}→{words}"


def _listed(what: str, steps: Sequence[str]) -> str:
    if not steps:
        return ""
    named = "、".join(f"“{each}”" for each in steps[:_MOST_NAMED])
    return f"{what}{named}" + (f"等{len(steps)}步" if len(steps) > _MOST_NAMED else "")
