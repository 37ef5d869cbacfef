"""How far a task has come, as its steps say, and what contradicts them."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import cast

from qinglian_desktop.domain.problem import InRow, Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Value, Values

IDLE, GOING, FINISHED = "未启动", "推进中", "已完成"


def _steps(values: Values) -> tuple[Values, ...]:
    return cast("tuple[Values, ...]", values.get("steps") or ())


def _percent(step: Values) -> int:
    percent = step.get("percent")
    return percent if isinstance(percent, int) else 0


def status_of(values: Values) -> str:
    """What the last step says."""
    steps = _steps(values)
    reached = _percent(steps[-1]) if steps else 0
    return FINISHED if reached == 100 else GOING if reached > 0 else IDLE


def started_on(values: Values) -> Value:
    """The day of the first step that came anywhere."""
    return next((step.get("day") for step in _steps(values) if _percent(step)), None)


def finished_on(values: Values) -> Value:
    """The day of the first step from which on it stayed at a hundred."""
    since: Value = None
    for step in _steps(values):
        since = None if _percent(step) < 100 else since or step.get("day")
    return since


def follows_from_steps(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """状态 and the two days, which measures count, are those that the steps say."""
    status, reached = values.get("status"), status_of(values)
    steps = _steps(values)
    said = f"进展最后一次是 {_percent(steps[-1])}%" if steps else "还没有填进展"
    if status is not None and status != reached:
        yield Problem(
            "status", f"{said}，状态应为“{reached}”，填的是“{status}”。请改正状态，或补上进展。"
        )
    for key, label, by in (
        ("started_on", "启动日期", started_on),
        ("finished_on", "完成日期", finished_on),
    ):
        if values.get(key) != (day := by(values)):
            yield Problem(
                key, f"按填写的进展，{label}应{f'为 {day}' if day else '当空着'}，请改正。"
            )


def steps_go_on(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Steps stand in the order of their days; what falls back is asked about."""
    steps = _steps(values)
    for place, (before, step) in enumerate(pairwise(steps), 2):
        earlier, day = before.get("day"), step.get("day")
        if isinstance(earlier, date) and isinstance(day, date) and day < earlier:
            said = f"日期 {day} 早于上一行，请按先后填写。"
            yield Problem("steps", f"进展第 {place} 行的{said}", cell=InRow(place, "day", said))
        elif step.get("percent") is not None and _percent(step) < _percent(before):
            said = (
                f"进度 {_percent(step)}% 低于上一行的 {_percent(before)}%，"
                "请核对；确有退回的请照常保存。"
            )
            yield Problem(
                "steps", f"进展第 {place} 行的{said}", True, InRow(place, "percent", said)
            )
