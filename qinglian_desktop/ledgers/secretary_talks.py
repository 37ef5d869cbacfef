"""三问三点三评: talks with the party secretaries of other units, and the tasks they agreed."""

from qinglian_desktop.domain.field_types import (
    Day,
    Field,
    InReturn,
    LongText,
    Name,
    PersonRef,
    RecordRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Due,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.measures import Distinct, Measure, RecordCount
from qinglian_desktop.ledgers.day_order import UNFINISHED

SECRETARY_TALKS = Ledger(
    key="secretary_talks",
    is_confidential=True,
    label="三问三点三评",
    noun="沟通记录",
    about="同机关党组（党委）书记的沟通交流，只在本机加密保存。月报只报次数和单位，不报内容。",
    sections=(
        Section(
            "对象",
            (
                Field("unit", "对象单位", Text(60, remembered=True), required=True, width=14),
                Field(
                    "secretary",
                    "书记",
                    Name(),
                    required=True,
                    in_return=InReturn.NOTHING,
                    width=5,
                ),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "talker",
                    "谈话人",
                    PersonRef(outsiders=True),
                    initial=LastUsed(),
                    in_return=InReturn.NOTHING,
                    width=5,
                ),
                Field("place", "地点", Text(60, remembered=True), in_return=InReturn.NOTHING),
            ),
        ),
        Section(
            "内容",
            (
                Field(
                    "questions",
                    "三问",
                    LongText(5),
                    in_return=InReturn.NOTHING,
                    width=12,
                    help="问什么、点什么、评什么，按本地活动方案的规定填写。",
                ),
                Field("points", "三点", LongText(5), in_return=InReturn.NOTHING, width=12),
                Field("comments", "三评", LongText(5), in_return=InReturn.NOTHING, width=12),
                Field(
                    "tasks",
                    "明确任务",
                    Rows(
                        (
                            Field("matter", "任务", LongText(1), required=True),
                            Field("due", "时限", Day(may_be_future=True)),
                            Field("finished_on", "完成日期", Day()),
                            Field("outcome", "落实情况", LongText(1)),
                        ),
                        noun="任务",
                    ),
                    in_return=InReturn.NOTHING,
                    help="写了时限的，到期在工作台提醒，填了完成日期就不再提醒。",
                ),
                Field(
                    "task",
                    "列入的重点任务",
                    RecordRef("tasks"),
                    in_return=InReturn.NOTHING,
                    help="谈话明确的任务已经列入重点任务清单的，在这里选，进展在那里填写。",
                ),
            ),
        ),
    ),
    occurred="day",
    title=("unit", "secretary"),
    dues=(Due("task", "谈话明确的任务", "tasks.due", UNFINISHED),),
    measures=(
        Measure("talks", "“三问三点三评”", "次", RecordCount()),
        Measure(
            "units",
            "“三问三点三评”单位",
            "个",
            Distinct("unit"),
            note="同一单位谈几次只计一个，各月相加不等于本年累计",
        ),
    ),
    paper=PaperForm(
        title="“三问三点三评”记录表",
        lines=(
            ("unit",),
            ("secretary", "day"),
            ("talker", "place"),
            ("questions",),
            ("points",),
            ("comments",),
            ("tasks",),
        ),
        signatures=("书记签名", "谈话人签名", "记录人签名"),
    ),
    listing=PaperList(
        title="“三问三点三评”登记表",
        columns=(
            ListColumn("day", 5, "时间"),
            ListColumn("unit", 9),
            ListColumn("secretary", 4),
            ListColumn("talker", 4),
            ListColumn("place", 5),
            ListColumn("questions", 10),
            ListColumn("points", 10),
            ListColumn("comments", 10),
            ListColumn("tasks.matter", 10, "明确任务"),
            ListColumn("tasks.due", 5),
            ListColumn("tasks.outcome", 8),
        ),
        rows="tasks",
    ),
)
