"""How a risk is graded and passed on: the questions of each method, and the stages of the way"""

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.field_types import Choice, Day, Field, LongText, Rows, Text
from qinglian_desktop.domain.grading import Grading
from qinglian_desktop.domain.lenses import Stage, Stages
from qinglian_desktop.domain.passage import Passage
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.risk_levels import LEVELS, METHODS, suggested_level

STAGES = ("自查", "初评", "审核", "审定", "备案", "公示", "复核", "销号")
WAY = Passage("passage", "stage", STAGES)
WAY_BOARD = Stages(
    "办理进程",
    tuple(Stage(word, is_("stage", *STAGES[place:])) for place, word in enumerate(STAGES[:-1], 1)),
    end=STAGES[-1],
    who="risk",
    outcome="level",
    gravest_first=True,
)
WAY_ROWS = Rows(
    (
        Field("stage", "环节", Choice(STAGES, fixed=True), required=True),
        Field("day", "日期", Day(), required=True),
        Field("by", "办理人", Text(60, remembered=True), required=True),
        Field("opinion", "意见", LongText(1)),
    ),
    noun="环节",
)
QUESTIONS = (
    (METHODS[0], ("consequence",)),
    (METHODS[1], ("criteria",)),
    (METHODS[2], ("veto", "risk_count")),
    (METHODS[3], ("power_held",)),
    (METHODS[4], ("likelihood", "severity")),
)


def why_this_level(values: Values) -> str:
    """The sentence that says from what the level follows; "" while nothing does."""
    level = suggested_level(values)
    if level is None:
        return ""
    match METHODS.index(str(values["method"])):
        case 0:
            said = f"可能的后果是{values['consequence']}"
        case 1:
            met = values["criteria"]
            count = len(met) if isinstance(met, tuple) else 0
            said = f"符合{count}条标准，{('1条', '2条', '3条以上')[min(count, 3) - 1]}"
        case 2 if values.get("veto") == "有":
            said = "有一票定级事项，直接"
        case 2:
            said = f"有{values['risk_count']}个风险，{_COUNTED[LEVELS.index(str(level))]}"
        case 3:
            said = f"{values['power_held']}的"
        case _:
            said = f"可能性{values['likelihood']}、危害{values['severity']}"
    return f"{said}为{level}。"


_COUNTED = ("5个以上", "3至4个", "1至2个")
GRADING = Grading(
    method="method",
    questions=QUESTIONS,
    level="level",
    reason="reason",
    why=why_this_level,
    who=tuple(zip(LEVELS, ("主要领导", "分管领导", "部门负责人"), strict=True)),
)
