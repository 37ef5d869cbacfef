"""重点任务清单: who answers for which task, until when, and how far it has come."""

from datetime import date

from qinglian_desktop.domain.conditions import AllOf, Not, Reached, is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    Fixed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Standing,
    Today,
)
from qinglian_desktop.domain.lenses import Timeline
from qinglian_desktop.domain.measures import Measure, RecordCount
from qinglian_desktop.domain.pictures import Bars
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.ledgers.day_order import not_before
from qinglian_desktop.ledgers.task_steps import (
    FINISHED,
    GOING,
    IDLE,
    finished_on,
    follows_from_steps,
    started_on,
    status_of,
    steps_go_on,
)

_DONE = is_("status", FINISHED)
_BY_DAY, _EVERY_MONTH, _ALWAYS = _TERMS = ("限期", "每月", "长期")
_STARTED, _ENDED = Reached("started_on"), Reached("finished_on")


def _year(values: Values) -> Value:
    day = values.get("day")
    return day.year if isinstance(day, date) else None


TASKS = Ledger(
    key="tasks",
    label="重点任务清单",
    noun="任务",
    about="工作方案明确的重点任务，每项有责任人和时限。进展加一行，状态和逾期随之得出。",
    sections=(
        Section(
            "任务",
            (
                Field("task", "任务", Text(100), required=True, width=20),
                Field("problem", "针对问题", Text(200), in_return=InReturn.NOTHING),
                Field(
                    "kind",
                    "类型",
                    Choice(("忠诚型", "廉洁型", "活力型"), fixed=True),
                    width=4,
                    help="任务要打造的是“忠诚型”“廉洁型”还是“活力型”机关。",
                ),
                Field("day", "下达日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "year",
                    "年度",
                    Integer("年", least=2000, most=2999),
                    required=True,
                    initial=Computed(_year),
                ),
                Field("measures", "具体措施", LongText(3), in_return=InReturn.STANDING),
                Field(
                    "leader",
                    "牵头领导",
                    PersonRef(outsiders=True),
                    in_return=InReturn.STANDING,
                ),
                Field(
                    "lead_department",
                    "牵头部门",
                    Text(60, remembered=True),
                    in_return=InReturn.STANDING,
                ),
                Field(
                    "department",
                    "责任部门",
                    Text(60, remembered=True),
                    in_return=InReturn.STANDING,
                ),
                Field("owner", "责任人", PersonRef(outsiders=True), required=True, width=5),
                Field("partners", "配合部门", Text(100, remembered=True), width=9),
                Field(
                    "term",
                    "时限要求",
                    Choice(_TERMS, fixed=True),
                    initial=Fixed(_BY_DAY),
                    in_return=InReturn.NOTHING,
                    help="每月和长期的没有到期的一天，不计逾期。",
                ),
                Field(
                    "due",
                    "时限",
                    Day(may_be_future=True),
                    required=True,
                    shown_when=Not(is_("term", _EVERY_MONTH, _ALWAYS)),
                    or_else="term",
                    width=6,
                ),
            ),
        ),
        Section(
            "进展",
            (
                Field(
                    "steps",
                    "进展",
                    Rows(
                        (
                            Field("day", "日期", Day(), required=True, initial=Today()),
                            Field(
                                "percent",
                                "进度",
                                Integer("%", most=100),
                                required=True,
                                within="note",
                            ),
                            Field("note", "说明", LongText(1)),
                        ),
                        noun="进展",
                    ),
                    in_return=InReturn.STANDING,
                    help="按日期先后填写；进度填到 100 就是已完成。",
                ),
                Field(
                    "status",
                    "状态",
                    Choice((IDLE, GOING, FINISHED), fixed=True),
                    required=True,
                    initial=Computed(status_of),
                    in_return=InReturn.STANDING,
                    width=4,
                    help="由进展得出。过了时限还没有完成的，计入逾期。",
                ),
                Field(
                    "started_on",
                    "启动日期",
                    Day(),
                    initial=Computed(started_on),
                    in_return=InReturn.NOTHING,
                    help="由进展得出，自动填好；完成日期也是。",
                ),
                Field(
                    "finished_on",
                    "完成日期",
                    Day(),
                    initial=Computed(finished_on),
                    in_return=InReturn.STANDING,
                    width=6,
                ),
                Field(
                    "effect",
                    "完成成效",
                    LongText(2),
                    shown_when=_DONE,
                    in_return=InReturn.STANDING,
                ),
                Field("evidence", "佐证材料", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("task",),
    filters=("kind", "status"),
    rules=(
        follows_from_steps,
        steps_go_on,
        not_before("due", "day", "时限早于下达日期"),
        not_before("started_on", "day", "第一次有进展的日期早于下达日期"),
    ),
    lenses=(
        Timeline(
            "任务进度图",
            start="day",
            due="due",
            steps="steps",
            day="day",
            percent="percent",
            done=_DONE,
        ),
    ),
    dues=(Due("task", "重点任务", "due", Not(_DONE)),),
    standing=Standing(
        "重点任务推进情况",
        columns=(
            "task",
            "measures",
            "leader",
            "lead_department",
            "department",
            "owner",
            "due",
            "steps",
            "status",
            "finished_on",
            "effect",
        ),
        steps="steps",
        day="day",
        state="status",
        ends=("finished_on",),
        follow=("status", "finished_on"),
        with_end=("effect",),
    ),
    measures=(
        Measure("tasks", "重点任务", "项", RecordCount(), note="按下达日期计数"),
        Measure("idle", "未启动的重点任务", "项", RecordCount(), Not(_STARTED), standing=True),
        Measure(
            "going",
            "推进中的重点任务",
            "项",
            RecordCount(),
            AllOf((_STARTED, Not(_ENDED))),
            standing=True,
        ),
        Measure("done", "已完成的重点任务", "项", RecordCount(), on="finished_on"),
        Measure(
            "overdue",
            "逾期的重点任务",
            "项",
            RecordCount(),
            AllOf((Not(_ENDED), Reached("due", after=1))),
            standing=True,
            note="未启动和推进中的任务里过了时限的",
        ),
    ),
    pictures=(Bars("重点任务进展", ("idle", "going", "done", "overdue")),),
    paper=PaperForm(
        title="重点任务进展表",
        lines=(
            ("task",),
            ("problem",),
            ("kind",),
            ("year", "status"),
            ("measures",),
            ("leader", "lead_department"),
            ("owner", "department"),
            ("partners",),
            ("day", "due"),
            ("steps",),
            ("effect",),
            ("evidence",),
        ),
        signatures=("责任人签名", "支部书记签名"),
        when_filled=("kind",),
    ),
    listing=PaperList(
        title="重点任务清单",
        columns=(
            ListColumn("problem", 8),
            ListColumn("task", 11),
            ListColumn("kind", 3, "类别"),
            ListColumn("measures", 13),
            ListColumn("leader", 4),
            ListColumn("lead_department", 5),
            ListColumn("department", 5),
            ListColumn("owner", 4),
            ListColumn("due", 5, "完成时限"),
            ListColumn("steps.latest", 13, "进展情况"),
            ListColumn("status", 3, "是否完成"),
        ),
        foot=(
            "单位负责人",
            "填报人",
            "填报日期",
        ),
    ),
)
