"""What a risk must say by the method of its level, and that its level follows from that."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.risk_grading import GRADING
from qinglian_desktop.ledgers.risk_levels import suggested_level

_LABELS = {
    "consequence": "可能的后果",
    "criteria": "符合的标准",
    "risk_count": "风险数量",
    "power_held": "掌握的权力",
    "likelihood": "可能性",
    "severity": "危害程度",
}


def level_agrees(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Another level than the one that follows wants a reason."""
    level, suggested = values.get("level"), suggested_level(values)
    if (
        suggested is not None
        and level is not None
        and level != suggested
        and not values.get("reason")
    ):
        yield Problem(
            "level", f"{values['method']}应为{suggested}，填的是{level}。请改正，或在理由里说明。"
        )


def done_on_its_day(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """A measure that says on which day it was done is done, and was not done before the risk."""
    found = values.get("day")
    for number, row in enumerate(cast("tuple[Values, ...]", values.get("controls") or ()), 1):
        done_on = row.get("done_on")
        if not isinstance(done_on, date):
            continue
        if row.get("status") != "已落实":
            said = f"写了落实日期 {done_on}，状态应为已落实；没有落实的不写日期。"
            yield problem_in_row("controls", "防控清单", InRow(number, "status", said))
        if isinstance(found, date) and done_on < found:
            said = f"落实日期早于排查日期（{done_on} 早于 {found}），请核对。"
            yield problem_in_row("controls", "防控清单", InRow(number, "done_on", said))


def answers_given(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """What the method asks is answered."""
    method = values.get("method")
    for key in GRADING.asked(method):
        if values.get(key) is None and key != "veto":
            yield Problem(key, f"{method}，请填写“{_LABELS[key]}”。")
