"""横向联合: what was done together with member units, communities and families."""

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.convening import Circle
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    Name,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Gathering,
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

_KINDS = ("成员单位联合活动", "双报到双服务", "家庭社区联建")
_KIND_KEYS = ("joint", "double", "community")
_REGISTERED = is_("kind", _KINDS[1])

JOINT_ACTIONS = Ledger(
    key="joint_actions",
    label="横向联合",
    noun="联合活动",
    about="同成员单位、清廉家庭、清廉社区等单元一起开展的活动，一场活动记一条。",
    sections=(
        Section(
            "活动",
            (
                Field("kind", "类型", Choice(_KINDS), required=True, initial=LastUsed(), width=9),
                Field("theme", "主题", Text(100), required=True, width=16),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field("place", "地点", Text(60, remembered=True), width=7),
                Field(
                    "partners",
                    "联合单位",
                    Text(100, remembered=True),
                    required=True,
                    width=12,
                    help="几个单位一起的，用顿号隔开。",
                ),
                Field("heads", "参加人次", Integer("人次"), width=4),
            ),
        ),
        Section(
            "报到与服务",
            (
                Field(
                    "registered",
                    "报到",
                    Rows(
                        (
                            Field("person", "姓名", PersonRef(outsiders=True), required=True),
                            Field("community", "报到社区", Text(60)),
                            Field("day", "报到日期", Day()),
                            Field("post", "认领岗位", Text(60)),
                        ),
                        noun="报到",
                    ),
                    shown_when=_REGISTERED,
                    in_return=InReturn.COUNT,
                    help="一人一行，与报到单一致。",
                ),
                Field(
                    "services",
                    "服务",
                    Rows(
                        (
                            Field("person", "姓名", PersonRef(outsiders=True), required=True),
                            Field("day", "时间", Day()),
                            Field("content", "内容", LongText(1)),
                            Field("hours", "时长", Text(20)),
                            Field("confirmer", "社区确认人", Name()),
                        ),
                        noun="服务",
                    ),
                    shown_when=_REGISTERED,
                    in_return=InReturn.COUNT,
                    help="一次服务一行，与服务（活动）记录卡一致；时长写成“2小时”“半天”都行。",
                ),
                Field(
                    "feedback_on",
                    "社区反馈日期",
                    Day(),
                    shown_when=_REGISTERED,
                    in_return=InReturn.NOTHING,
                    help="社区每季度向单位反馈在职党员服务情况，收到反馈的日期。",
                ),
            ),
        ),
        Section(
            "成效",
            (
                Field("result", "成效", LongText(8), width=14),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("theme",),
    filters=("kind",),
    measures=(
        Measure("activities", "横向联合活动", "场次", RecordCount()),
        *(
            Measure(key, f"其中：{word}", "场次", RecordCount(), is_("kind", word))
            for key, word in zip(_KIND_KEYS, _KINDS, strict=True)
        ),
        Measure("heads", "横向联合活动参加人次", "人次", Total("heads")),
    ),
    gathering=Gathering(called="横向联合活动", place="place", theme="theme", circle=Circle.PARTY),
    paper=PaperForm(
        title="横向联合活动记录表",
        lines=(
            ("theme",),
            ("kind",),
            ("day", "heads"),
            ("place",),
            ("partners",),
            ("registered",),
            ("services",),
            ("feedback_on",),
            ("result",),
            ("photos",),
        ),
        signatures=("负责人签名", "记录人签名"),
        kind="kind",
        kinds=(
            PaperKind("成员单位联合活动", "成员单位联合活动记录表"),
            PaperKind(
                "双报到双服务",
                "在职党员服务（活动）记录卡",
                (
                    "负责人签名",
                    "记录人签名",
                    "社区确认",
                ),
            ),
            PaperKind("家庭社区联建", "家庭社区联建活动记录表"),
        ),
    ),
    listing=PaperList(
        title="横向联合活动登记表",
        columns=(
            ListColumn("day", 5, "时间"),
            ListColumn("kind", 8),
            ListColumn("place", 7),
            ListColumn("theme", 14, "活动内容"),
            ListColumn("partners", 12),
            ListColumn("heads", 4),
            ListColumn("result", 16),
        ),
    ),
)
