"""问题台账: each problem with who answers for it, until it is solved and struck off.

When something was done is kept with its day (整改进展, 解决日期, 销号日期): so the monthly return
can tell how each problem stood on the month's last day, whenever it is made.
"""

from collections.abc import Iterator

from qinglian_desktop.domain.conditions import AllOf, Not, is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    InReturn,
    LongText,
    Name,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    Fixed,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Standing,
    Today,
)
from qinglian_desktop.domain.measures import Measure, RecordCount
from qinglian_desktop.domain.pictures import Bars
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.ledgers.day_order import not_before

FROM_INSPECTION = "督导调研"
BY_DAY, AT_ONCE, ALWAYS = TERMS = ("限期", "立行立改", "长期坚持")
_OPEN, _GOING, _DONE, _STRUCK = "待解决", "解决中", "已解决", "销号"
_SOLVED = (_DONE, _STRUCK)
_IS_SOLVED, _IS_STRUCK = is_("status", *_SOLVED), is_("status", _STRUCK)
_A_WEEK = 7


def _status(values: Values) -> str:
    """What the days say that were entered."""
    if values.get("struck_on"):
        return _STRUCK
    if values.get("solved_on"):
        return _DONE
    return _GOING if values.get("steps") else _OPEN


def _struck_on(values: Values) -> Value:
    return values.get("solved_on") if values.get("status") == _STRUCK else None


def _solved_when(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    status, solved_on = values.get("status"), values.get("solved_on")
    if status in _SOLVED and solved_on is None:
        yield Problem("solved_on", f"状态是“{status}”，请填写解决日期。")
    if status is not None and status not in _SOLVED and solved_on is not None:
        yield Problem("status", f"填了解决日期，状态却是“{status}”，请改成“已解决”或“销号”。")


def _going_since(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    if values.get("status") == _GOING and not values.get("steps"):
        said = (
            "状态是“解决中”，还没有写是哪一天有了进展；月报的销号情况按日期说，会写成“待解决”。"
            "请在整改进展里加一行。"
        )
        yield Problem("steps", said, True)


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
                Field("detail", "具体表现", LongText(1), in_return=InReturn.NOTHING),
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
            "整改",
            (
                Field("measures", "措施", LongText(2), in_return=InReturn.STANDING),
                Field("leader", "责任领导", Name(), in_return=InReturn.STANDING),
                Field(
                    "department",
                    "责任部门",
                    Text(60, remembered=True),
                    in_return=InReturn.STANDING,
                ),
                Field("owner", "责任人", Name(), required=True, width=5),
                Field(
                    "term",
                    "时限要求",
                    Choice(TERMS, fixed=True),
                    initial=Fixed(BY_DAY),
                    in_return=InReturn.NOTHING,
                    help="立行立改的一周以内提醒，过了一周计入逾期；长期坚持的不计逾期。",
                ),
                Field(
                    "due",
                    "时限",
                    Day(may_be_future=True),
                    required=True,
                    shown_when=Not(is_("term", AT_ONCE, ALWAYS)),
                    or_else="term",
                    width=6,
                ),
                Field(
                    "steps",
                    "整改进展",
                    Rows(
                        (
                            Field("day", "日期", Day(), required=True, initial=Today()),
                            Field("note", "情况", LongText(1)),
                        ),
                        noun="进展",
                    ),
                    in_return=InReturn.STANDING,
                    help="哪一天做到了哪一步，一行写一次。",
                ),
            ),
        ),
        Section(
            "销号",
            (
                Field(
                    "status",
                    "状态",
                    Choice((_OPEN, _GOING, *_SOLVED), fixed=True),
                    required=True,
                    initial=Computed(_status),
                    in_return=InReturn.STANDING,
                    width=4,
                    help="有了进展是“解决中”，填了解决日期是“已解决”；复核同意了选“销号”。",
                ),
                Field("solved_on", "解决日期", Day(), in_return=InReturn.STANDING, width=6),
                Field(
                    "effect",
                    "完成情况",
                    LongText(2),
                    shown_when=_IS_SOLVED,
                    in_return=InReturn.STANDING,
                ),
                Field(
                    "struck_on",
                    "销号日期",
                    Day(),
                    initial=Computed(_struck_on),
                    shown_when=_IS_STRUCK,
                    in_return=InReturn.STANDING,
                ),
                Field(
                    "checked_by",
                    "复核人",
                    Name(),
                    shown_when=_IS_STRUCK,
                    in_return=InReturn.NOTHING,
                    help="同意销号的人。",
                ),
                Field(
                    "looked_back",
                    "回头看",
                    Rows(
                        (
                            Field("day", "日期", Day(), required=True, initial=Today()),
                            Field("note", "情况", LongText(1)),
                        ),
                        noun="回头看",
                    ),
                    shown_when=_IS_SOLVED,
                    in_return=InReturn.NOTHING,
                ),
                Field("evidence", "佐证材料", Attachments()),
                Field("remarks", "备注", Text(100), in_return=InReturn.NOTHING),
            ),
        ),
    ),
    occurred="day",
    title=("problem",),
    filters=("source", "status"),
    rules=(
        _solved_when,
        _going_since,
        not_before("due", "day", "时限早于发现日期"),
        not_before("solved_on", "day", "解决日期早于发现日期"),
        not_before("struck_on", "solved_on", "销号日期早于解决日期"),
    ),
    dues=(
        Due("problem", "问题解决", "due", Not(_IS_SOLVED)),
        Due(
            "at_once",
            "问题立行立改",
            "day",
            AllOf((is_("term", AT_ONCE), Not(_IS_SOLVED))),
            after=_A_WEEK,
        ),
    ),
    standing=Standing(
        "问题整改销号情况",
        columns=(
            "problem",
            "source",
            "measures",
            "leader",
            "department",
            "owner",
            "due",
            "steps",
            "status",
            "solved_on",
            "struck_on",
            "effect",
        ),
        steps="steps",
        day="day",
        state="status",
        ends=("solved_on", "struck_on"),
        follow=("status",),
        with_end=("effect",),
    ),
    measures=(
        Measure("found", "发现困难和问题", "个", RecordCount()),
        Measure("solved", "解决困难和问题", "个", RecordCount(), on="solved_on"),
    ),
    pictures=(Bars("困难和问题", ("found", "solved")),),
    paper=PaperForm(
        title="问题整改台账",
        lines=(
            ("problem",),
            ("detail",),
            ("source", "day"),
            ("unit",),
            ("measures",),
            ("leader", "department"),
            ("owner", "due"),
            ("steps",),
            ("status", "solved_on"),
            ("effect",),
            ("struck_on", "checked_by"),
            ("looked_back",),
            ("evidence",),
            ("remarks",),
        ),
        signatures=("责任人签名", "支部书记签名"),
    ),
    listing=PaperList(
        title="问题整改台账",
        columns=(
            ListColumn("source", 4, "问题来源"),
            ListColumn("unit", 6),
            ListColumn("problem", 10, "存在问题"),
            ListColumn("detail", 9),
            ListColumn("measures", 12, "整改措施"),
            ListColumn("leader", 4),
            ListColumn("department", 5),
            ListColumn("owner", 4),
            ListColumn("due", 5, "整改时限"),
            ListColumn("steps.latest", 12, "整改进展"),
            ListColumn("status", 3, "完成情况"),
            ListColumn("struck_on", 5, "销号日期"),
            ListColumn("checked_by", 4, "复核人"),
            ListColumn("remarks", 4),
        ),
        foot=(
            "单位负责人",
            "填报人",
            "填报日期",
        ),
    ),
)
