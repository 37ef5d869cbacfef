"""为民办事: difficulties solved and funds found for people, by the activity they belong to."""

from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    Money,
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
from qinglian_desktop.domain.measures import Measure, RecordCount, Total
from qinglian_desktop.ledgers.day_order import UNFINISHED

SERVICE = Ledger(
    key="service",
    label="为民办事",
    noun="办事",
    about="党员干部在服务中心工作中为群众解决的困难、协调落实的资金。",
    sections=(
        Section(
            "活动",
            (
                Field(
                    "activity",
                    "活动",
                    Choice(
                        (
                            "先锋力量·东融有我",
                            "先锋力量·红链兴农",
                            "先锋力量·众志成城",
                            "我为优化营商环境作贡献",
                            "其他",
                        )
                    ),
                    required=True,
                    initial=LastUsed(),
                    width=12,
                ),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field("audience", "服务对象", Text(60, remembered=True), width=12),
            ),
        ),
        Section(
            "事项",
            (
                Field(
                    "matters",
                    "办理事项",
                    Rows(
                        (
                            Field("matter", "项目名称", Text(100), required=True),
                            Field("content", "内容", LongText(1)),
                            Field("owner", "责任单位/人", Text(60)),
                            Field("due", "时限", Day(may_be_future=True)),
                            Field("finished_on", "办结日期", Day()),
                            Field("outcome", "进展与成效", LongText(1)),
                        ),
                        noun="事项",
                    ),
                    in_return=InReturn.NOTHING,
                    help="要跟踪办理的一件一行；写了时限的，到期在工作台提醒，填了办结日期就不再提醒。",
                ),
            ),
        ),
        Section(
            "成效",
            (
                Field(
                    "difficulties",
                    "解决困难(件)",
                    Integer("件"),
                    required=True,
                    width=5,
                    help="这一次解决了几件；没有的填 0。",
                ),
                Field("funds", "协调资金(万元)", Money(), width=6, help="只填已经落实的资金。"),
                Field("note", "说明", LongText(8), width=24),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("activity", "audience"),
    filters=("activity",),
    dues=(Due("matter", "为民办事事项", "matters.due", UNFINISHED),),
    measures=(
        Measure("activities", "为民办事活动", "次", RecordCount()),
        Measure("difficulties", "为群众解决困难", "件", Total("difficulties")),
        Measure("funds", "协调落实资金", "万元", Total("funds")),
    ),
    paper=PaperForm(
        title="为民办事记录表",
        lines=(
            ("activity", "day"),
            ("audience",),
            ("matters",),
            ("difficulties", "funds"),
            ("note",),
            ("photos",),
        ),
        signatures=("经办人签名", "支部书记签名"),
    ),
    listing=PaperList(
        title="为民办事台账",
        columns=(
            ListColumn("activity", 9, "项目名称"),
            ListColumn("day", 5, "时间"),
            ListColumn("audience", 7),
            ListColumn("matters.matter", 10, "办理事项"),
            ListColumn("matters.owner", 6),
            ListColumn("matters.due", 5),
            ListColumn("matters.finished_on", 5),
            ListColumn("matters.outcome", 12),
            ListColumn("difficulties", 4),
            ListColumn("funds", 5),
        ),
        rows="matters",
    ),
)
