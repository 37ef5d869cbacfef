"""The maps of risks: by how likely and how grave, and by department, each with its filters."""

from qinglian_desktop.domain.conditions import Condition
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.ledgers.risk_levels import CHANCE, HARM, METHODS, suggested_level

_FILTERS = ("department", "power.area", "stage", "controls.owner")


def _by_rule(chance: str, harm: str) -> str:
    answers = {"method": METHODS[-1], "likelihood": chance, "severity": harm}
    return str(suggested_level(answers) or "")


def risk_map(where: Condition) -> Matrix:
    """可能性 by 危害程度, each cell with the level that the method gives it."""
    heat = tuple((chance, harm, _by_rule(chance, harm)) for chance in CHANCE for harm in HARM)
    return Matrix("风险图", "likelihood", "severity", "level", where, heat, _FILTERS)


def by_department(where: Condition) -> Matrix:
    """The levels of each department."""
    return Matrix("部门与等级", "level", "department", "level", where, filters=_FILTERS)
