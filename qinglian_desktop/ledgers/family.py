"""清廉家庭: letters, pledges, initiatives and home visits to the families of cadres."""

from qinglian_desktop.domain.conditions import Not, is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    PeopleRef,
    Text,
)
from qinglian_desktop.domain.ledger import (
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperKind,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.measures import Measure, RecordCount, Total

_PAPERS = ("廉洁家书", "助廉承诺书", "廉政倡议")
_VISIT = is_("kind", "廉政家访")

FAMILY = Ledger(
    key="family",
    label="清廉家庭",
    noun="家风行动",
    about="廉洁家书、助廉承诺书、廉政倡议和家访。家属只记关系，不记姓名和证件号码。",
    sections=(
        Section(
            "行动",
            (
                Field(
                    "kind",
                    "类型",
                    Choice((*_PAPERS, "廉政家访", "家属座谈", "家风活动")),
                    required=True,
                    initial=LastUsed(),
                    width=6,
                ),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "people",
                    "干部",
                    PeopleRef(outsiders=True),
                    required=True,
                    in_return=InReturn.COUNT,
                    width=12,
                ),
                Field(
                    "relations",
                    "家属关系",
                    Choices(("配偶", "父母", "子女(未成年)", "子女", "其他")),
                    width=8,
                ),
                Field(
                    "copies",
                    "份数",
                    Integer("份"),
                    required=True,
                    shown_when=Not(is_("kind", "廉政家访", "家属座谈", "家风活动")),
                    width=4,
                    help="家书按封、承诺书和倡议按份计数；没有发放填 0。",
                ),
            ),
        ),
        Section(
            "内容",
            (
                Field(
                    "visit",
                    "家访内容",
                    Choices(("问候", "承诺", "介绍工作", "征求意见", "听取需求"), fixed=True),
                    shown_when=_VISIT,
                ),
                Field("summary", "内容摘要", LongText(5), in_return=InReturn.NOTHING, width=14),
                Field("delivery", "签订/寄送情况", Text(60, remembered=True)),
                Field(
                    "kept_at",
                    "原件存放处",
                    Text(60, remembered=True),
                    initial=LastUsed(),
                    in_return=InReturn.NOTHING,
                ),
                Field("photos", "照片和扫描件", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("kind", "people"),
    filters=("kind",),
    measures=(
        Measure("letters", "廉洁家书", "封", Total("copies"), is_("kind", "廉洁家书")),
        Measure("pledges", "助廉承诺书", "份", Total("copies"), is_("kind", "助廉承诺书")),
        Measure("initiatives", "廉政倡议", "份", Total("copies"), is_("kind", "廉政倡议")),
        Measure("visits", "廉政家访", "户", RecordCount(), _VISIT),
    ),
    paper=PaperForm(
        title="清廉家庭行动记录表",
        lines=(
            ("kind",),
            ("day", "copies"),
            ("people",),
            ("relations",),
            ("visit",),
            ("summary",),
            ("delivery", "kept_at"),
            ("photos",),
        ),
        signatures=("干部签名", "经办人签名"),
        kind="kind",
        kinds=(
            PaperKind("廉洁家书", "廉洁家书登记表"),
            PaperKind("助廉承诺书", "助廉承诺书签订登记表"),
            PaperKind("廉政倡议", "廉政倡议发放登记表"),
            PaperKind(
                "廉政家访",
                "廉政家访记录表",
                (
                    "家访人员签名",
                    "干部签名",
                    "记录人签名",
                ),
            ),
            PaperKind("家属座谈", "家属座谈会记录表"),
            PaperKind("家风活动", "家风活动记录表"),
        ),
        when_filled=("delivery", "kept_at"),
    ),
    listing=PaperList(
        title="清廉家庭行动登记表",
        columns=(
            ListColumn("day", 5, "时间"),
            ListColumn("kind", 5),
            ListColumn("people", 9),
            ListColumn("relations", 6),
            ListColumn("copies", 2),
            ListColumn("summary", 20),
            ListColumn("delivery", 8),
            ListColumn("kept_at", 7),
        ),
    ),
)
