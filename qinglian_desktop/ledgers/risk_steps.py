"""Where a risk hangs on the chart of its power, and what is drawn of it there"""

from qinglian_desktop.domain.conditions import Not, is_
from qinglian_desktop.domain.field_types import StepRef

STILL_STANDS = Not(is_("stage", "销号"))
STEP = StepRef(
    "power",
    "flows.chart",
    level="level",
    measures="controls.measure",
    owner="controls.owner",
    post="post",
    begins=(("category", "业务流程"),),
    where=STILL_STANDS,
)
