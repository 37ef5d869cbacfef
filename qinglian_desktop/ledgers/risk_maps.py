"""廉政风险图: where the risks lie, how likely and grave, by department, field and step."""

from qinglian_desktop.domain.conditions import Not, is_
from qinglian_desktop.domain.lenses import AlongChart, Matrix
from qinglian_desktop.ledgers.risk_levels import LEVELS, level_of_product

_STILL_STANDS = Not(is_("stage", "销号"))
_FILTERS = ("department", "power.area", "stage", "controls.owner")


def _own_level(level: str, other: str) -> str:
    """Of a column of one level every cell has that one."""
    return level if level in LEVELS else ""


RISK_MAPS = (
    Matrix("风险图", "likelihood", "severity", "level", _STILL_STANDS, level_of_product, _FILTERS),
    Matrix("部门与等级", "level", "department", "level", _STILL_STANDS, _own_level, _FILTERS),
    Matrix("业务领域与等级", "level", "power.area", "level", _STILL_STANDS, _own_level, _FILTERS),
    AlongChart("沿流程看", "step", "power", "level", _STILL_STANDS, None, _FILTERS),
)
