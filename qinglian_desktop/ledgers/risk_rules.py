"""What a risk must say by the method of its level, and that its level follows from that."""

from collections.abc import Iterator, Mapping

from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.risk_levels import METHODS, suggested_level

_QUESTIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    METHODS[0]: (("consequence", "可能的后果"),),
    METHODS[1]: (("criteria", "符合的标准"),),
    METHODS[2]: (("risk_count", "风险数量"),),
    METHODS[3]: (("power_held", "掌握的权力"),),
    METHODS[4]: (("likelihood", "可能性"), ("severity", "危害程度")),
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
    for key, label in _QUESTIONS.get(str(values.get("method")), ()):
        if values.get(key) is None:
            yield Problem(key, f"{values['method']}，请填写“{label}”。")
