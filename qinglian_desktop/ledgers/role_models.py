"""示范引领: learning from 勤廉优 and nearby role models, and lectures that they give."""

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.convening import Circle
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    PersonRef,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Gathering,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.measures import Measure, RecordCount, Total

_LECTURE = "先进模范人物谈理论宣讲"
_STUDIED = ("勤廉优榜样", "身边榜样")

ROLE_MODELS = Ledger(
    key="role_models",
    label="示范引领",
    noun="学习宣讲",
    about="学习“勤廉优”榜样、身边榜样，以及“先进模范人物谈理论”的每一期宣讲。",
    sections=(
        Section(
            "学习宣讲",
            (
                Field(
                    "kind",
                    "类型",
                    Choice((*_STUDIED, _LECTURE)),
                    required=True,
                    initial=LastUsed(),
                    width=11,
                ),
                Field("issue", "期次", Text(20), width=5, help="宣讲写第几期，学习可以不填。"),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field("place", "地点", Text(60, remembered=True), in_return=InReturn.NOTHING),
                Field("person", "人物", Text(60), required=True, width=10),
                Field(
                    "person_unit",
                    "人物单位",
                    Text(60, remembered=True),
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "speaker",
                    "主讲",
                    PersonRef(outsiders=True),
                    in_return=InReturn.NOTHING,
                    help="由别人讲述人物事迹的写是谁讲的，本人宣讲的不用填。",
                ),
                Field("theme", "主题", Text(100), width=18),
                Field(
                    "form",
                    "形式",
                    Choices(("线上", "线下"), fixed=True),
                    width=5,
                    help="线上线下同时进行的，两项都勾选。",
                ),
                Field("audience", "受众人次", Integer("人次"), width=5),
            ),
        ),
        Section(
            "内容",
            (
                Field("summary", "内容摘要", LongText(6), in_return=InReturn.NOTHING),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("kind", "person"),
    filters=("kind", "form"),
    measures=(
        Measure("lectures", _LECTURE, "期", RecordCount(), is_("kind", _LECTURE)),
        Measure(
            "studies", "学习“勤廉优”榜样和身边榜样", "场次", RecordCount(), is_("kind", *_STUDIED)
        ),
        Measure("audience", "学习宣讲受众", "人次", Total("audience")),
    ),
    gathering=Gathering(
        called="示范引领学习宣讲", place="place", theme="theme", circle=Circle.PARTY
    ),
    paper=PaperForm(
        title="示范引领活动记录表",
        lines=(
            ("kind",),
            ("day", "place"),
            ("person", "person_unit"),
            ("theme",),
            ("issue", "speaker"),
            ("form", "audience"),
            ("summary",),
            ("photos",),
        ),
        signatures=("经办人签名", "审核人签名"),
        when_filled=("issue", "speaker"),
    ),
    listing=PaperList(
        title="示范引领活动登记表",
        columns=(
            ListColumn("day", 5),
            ListColumn("kind", 9),
            ListColumn("person", 9, "榜样（宣讲人）"),
            ListColumn("theme", 16),
            ListColumn("form", 4),
            ListColumn("issue", 4),
            ListColumn("audience", 4),
        ),
    ),
)
