"""专责小组会议与推进会: the meetings that plan and push the whole work."""

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    Integer,
    LongText,
    PersonRef,
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

_GROUP, _PUSH = "专责小组会议", "推进会"

PROMOTION_MEETINGS = Ledger(
    key="promotion_meetings",
    label="专责小组会议与推进会",
    noun="会议",
    about="清廉机关专责小组会议和清廉机关推进会。支部自己的会在“三会一课”里登记。",
    sections=(
        Section(
            "会议",
            (
                Field(
                    "kind",
                    "类型",
                    Choice((_GROUP, _PUSH), fixed=True),
                    required=True,
                    initial=LastUsed(),
                    width=7,
                ),
                Field("theme", "主题", Text(100), required=True, width=20),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field("place", "地点", Text(60, remembered=True), initial=LastUsed(), width=8),
                Field("host", "主持人", PersonRef(outsiders=True), initial=LastUsed(), width=5),
                Field("heads", "参加人次", Integer("人次"), width=4),
            ),
        ),
        Section(
            "内容",
            (
                Field("content", "会议内容", LongText(8)),
                Field("decisions", "议定事项", LongText(5), width=18),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("theme",),
    filters=("kind",),
    measures=(
        Measure("group", _GROUP, "次", RecordCount(), is_("kind", _GROUP)),
        Measure("push", _PUSH, "次", RecordCount(), is_("kind", _PUSH)),
        Measure("heads", "专责小组会议和推进会参加人次", "人次", Total("heads")),
    ),
    paper=PaperForm(
        title="专责小组会议（推进会）记录表",
        lines=(
            ("kind",),
            ("theme",),
            ("day", "place"),
            ("host", "heads"),
            ("content",),
            ("decisions",),
            ("photos",),
        ),
        signatures=("主持人签名", "记录人签名"),
        kind="kind",
        kinds=(
            PaperKind(_GROUP, "清廉机关专责小组会议记录"),
            PaperKind(_PUSH, "清廉机关推进会记录"),
        ),
    ),
    listing=PaperList(
        title="专责小组会议和推进会登记表",
        columns=(
            ListColumn("day", 5, "时间"),
            ListColumn("kind", 6),
            ListColumn("theme", 16),
            ListColumn("place", 7),
            ListColumn("host", 4),
            ListColumn("heads", 3),
            ListColumn("decisions", 26),
        ),
    ),
)
