"""What a risk must say by the method of its level, and that its level follows from that."""

from collections.abc import Iterator

from qinglian_desktop.domain.problem import Problem
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


def answers_given(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """What the method asks is answered."""
    method = values.get("method")
    for key in GRADING.asked(method):
        if values.get(key) is None and key != "veto":
            yield Problem(key, f"{method}，请填写“{_LABELS[key]}”。")
