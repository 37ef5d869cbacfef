"""为民办事: difficulties solved and funds found for people, by the activity they belong to."""

from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    Integer,
    LongText,
    Money,
    Text,
)
from qinglian_desktop.domain.ledger import (
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.measures import Measure, RecordCount, Total

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
            ("difficulties", "funds"),
            ("note",),
            ("photos",),
        ),
        signatures=("经办人签名", "支部书记签名"),
    ),
    listing=PaperList(
        title="为民办事台账",
        columns=(
            ListColumn("activity", 11, "项目名称"),
            ListColumn("day", 5, "时间"),
            ListColumn("audience", 10),
            ListColumn("note", 24, "内容"),
            ListColumn("difficulties", 4),
            ListColumn("funds", 5),
        ),
    ),
)
