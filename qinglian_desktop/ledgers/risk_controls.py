"""防控清单: the measures against a risk, who answers for them, and all of them as one list."""

from qinglian_desktop.domain.conditions import Condition
from qinglian_desktop.domain.field_types import Choice, Day, Field, LongText, Name, Rows
from qinglian_desktop.domain.ledger import Fixed
from qinglian_desktop.domain.lenses import RowList

_OPEN, _DONE = "未落实", "已落实"

CONTROLS = Field(
    "controls",
    "防控清单",
    Rows(
        (
            Field("measure", "防控措施", LongText(2), required=True),
            Field("owner", "直接责任人", Name(), required=True),
            Field("head", "部门责任人", Name()),
            Field("leader", "责任领导", Name(), required=True),
            Field("due", "完成时限", Day(may_be_future=True)),
            Field(
                "status",
                "状态",
                Choice((_OPEN, "落实中", _DONE), fixed=True),
                required=True,
                initial=Fixed(_OPEN),
            ),
            Field("done_on", "落实日期", Day()),
        ),
        noun="措施",
    ),
)


def listed_controls(standing: Condition) -> RowList:
    """The measures of all risks that are ``standing``, ticked where they stand."""
    return RowList(
        "防控清单",
        rows="controls",
        what="measure",
        due="due",
        status="status",
        finished=_DONE,
        open=_OPEN,
        done_on="done_on",
        who=("owner", "leader"),
        of=("risk", "level", "department"),
        noun="措施",
        where=standing,
    )
