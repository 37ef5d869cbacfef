"""问题台账: each problem with who answers for it, until it is solved or struck off."""

from collections.abc import Iterator

from qinglian_desktop.domain.conditions import Not, is_
from qinglian_desktop.domain.field_types import Choice, Day, Field, InReturn, LongText, Name, Text
from qinglian_desktop.domain.ledger import (
    Due,
    Fixed,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.measures import Measure, RecordCount
from qinglian_desktop.domain.pictures import Bars
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.day_order import not_before

FROM_INSPECTION = "督导调研"
_SOLVED = ("已解决", "销号")


def _solved_when(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    status, solved_on = values.get("status"), values.get("solved_on")
    if status in _SOLVED and solved_on is None:
        yield Problem("solved_on", f"状态是“{status}”，请填写解决日期。")
    if status is not None and status not in _SOLVED and solved_on is not None:
        yield Problem("status", f"填了解决日期，状态却是“{status}”，请改成“已解决”或“销号”。")


PROBLEMS = Ledger(
    key="problems",
    label="问题台账",
    noun="问题",
    about="督导调研、自查和群众反映的困难和问题，逐个落实责任人和时限，解决一个销号一个。",
    sections=(
        Section(
            "问题",
            (
                Field("problem", "问题", Text(200), required=True, width=20),
                Field(
                    "source",
                    "来源",
                    Choice((FROM_INSPECTION, "自查", "群众反映", "巡察反馈", "其他")),
                    required=True,
                    initial=LastUsed(),
                    width=5,
                    help="督导调研发现的问题，在督导调研里填写后自动进入这里。",
                ),
                Field("unit", "单位", Text(60, remembered=True), width=10),
                Field("day", "发现日期", Day(), required=True, initial=Today(), width=6),
            ),
        ),
        Section(
            "解决",
            (
                Field("owner", "责任人", Name(), required=True, width=5),
                Field("measures", "措施", LongText(4), in_return=InReturn.NOTHING),
                Field("due", "时限", Day(may_be_future=True), required=True, width=6),
                Field(
                    "status",
                    "状态",
                    Choice(("待解决", "解决中", *_SOLVED), fixed=True),
                    required=True,
                    initial=Fixed("待解决"),
                    in_return=InReturn.NOTHING,
                    width=4,
                ),
                Field("solved_on", "解决日期", Day(), in_return=InReturn.NOTHING, width=6),
            ),
        ),
    ),
    occurred="day",
    title=("problem",),
    filters=("source", "status"),
    rules=(
        _solved_when,
        not_before("due", "day", "时限早于发现日期"),
        not_before("solved_on", "day", "解决日期早于发现日期"),
    ),
    dues=(Due("problem", "问题解决", "due", Not(is_("status", *_SOLVED))),),
    measures=(
        Measure("found", "发现困难和问题", "个", RecordCount()),
        Measure("solved", "解决困难和问题", "个", RecordCount(), on="solved_on"),
    ),
    pictures=(Bars("困难和问题", ("found", "solved")),),
    paper=PaperForm(
        title="困难和问题解决登记表",
        lines=(
            ("problem",),
            ("source", "day"),
            ("unit",),
            ("owner", "due"),
            ("measures",),
            ("status", "solved_on"),
        ),
        signatures=("责任人签名", "支部书记签名"),
    ),
    listing=PaperList(
        title="问题整改台账",
        columns=(
            ListColumn("source", 5, "问题来源"),
            ListColumn("problem", 15, "存在问题"),
            ListColumn("unit", 8),
            ListColumn("measures", 18, "整改措施"),
            ListColumn("owner", 4),
            ListColumn("due", 5, "整改时限"),
            ListColumn("status", 4, "完成情况"),
            ListColumn("solved_on", 5, "销号日期"),
        ),
        foot=(
            "单位负责人",
            "填报人",
            "填报日期",
        ),
    ),
)
