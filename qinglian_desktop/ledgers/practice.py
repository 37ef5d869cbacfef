"""主题实践: 制度大家建, 问题大家找, 歌曲大家唱, and the contest of stories with its contestants."""

from qinglian_desktop.domain.conditions import Not, is_
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
from qinglian_desktop.domain.measures import ChildRows, Measure, RecordCount, Total
from qinglian_desktop.domain.pictures import Trend

_TOGETHER = ("清廉制度大家建", "清廉问题大家找", "清廉歌曲大家唱")
_CONTEST = is_("kind", "清廉故事比赛")

PRACTICE = Ledger(
    key="practice",
    label="主题实践",
    noun="实践",
    about="清廉制度大家建、清廉问题大家找、清廉歌曲大家唱等系列活动，以及清廉故事比赛。",
    sections=(
        Section(
            "活动",
            (
                Field(
                    "kind",
                    "类型",
                    Choice((*_TOGETHER, "清廉故事比赛", "其他")),
                    required=True,
                    initial=LastUsed(),
                    width=8,
                ),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field("place", "地点", Text(60, remembered=True), in_return=InReturn.NOTHING),
                Field("theme", "主题", Text(100), required=True, width=22),
                Field(
                    "organiser",
                    "主持/组织",
                    Text(60, remembered=True),
                    in_return=InReturn.NOTHING,
                    help="写主持人的姓名，或者组织活动的部门。",
                ),
                Field("attended", "参加人次", Integer("人次"), width=5),
            ),
        ),
        Section(
            "比赛",
            (
                Field(
                    "contestants",
                    "选手",
                    Rows(
                        (
                            Field("name", "姓名", Name(), required=True),
                            Field("piece", "节目", Text(100)),
                            Field("ranking", "名次", Text(20)),
                        ),
                        noun="选手",
                    ),
                    in_return=InReturn.COUNT,
                    shown_when=Not(is_("kind", *_TOGETHER)),
                ),
            ),
        ),
        Section(
            "内容和成果",
            (
                Field("content", "内容", LongText(6), in_return=InReturn.NOTHING),
                Field("results", "成果", LongText(3), width=16),
                Field("award", "获奖", Text(100), width=12),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("theme",),
    filters=("kind",),
    measures=(
        Measure(
            "activities",
            "主题实践活动",
            "场次",
            RecordCount(),
            Not(_CONTEST),
            note="清廉故事比赛另计",
        ),
        Measure("contests", "清廉故事比赛", "场", RecordCount(), _CONTEST),
        Measure("contestants", "清廉故事比赛选手", "名", ChildRows("contestants"), _CONTEST),
        Measure("attended", "主题实践参加人次", "人次", Total("attended")),
    ),
    pictures=(Trend("每月主题实践场次", "activities"),),
    gathering=Gathering(
        called="主题实践活动",
        place="place",
        theme="theme",
        host="organiser",
        circle=Circle.BRANCH,
    ),
    paper=PaperForm(
        title="主题实践活动记录表",
        lines=(
            ("kind",),
            ("theme",),
            ("day", "place"),
            ("organiser", "attended"),
            ("contestants",),
            ("content",),
            ("results",),
            ("award",),
            ("photos",),
        ),
        signatures=("经办人签名", "审核人签名"),
        kind="kind",
        kinds=(
            PaperKind("清廉制度大家建", "“清廉制度大家建”活动记录表"),
            PaperKind("清廉问题大家找", "“清廉问题大家找”活动记录表"),
            PaperKind("清廉歌曲大家唱", "“清廉歌曲大家唱”活动记录表"),
            PaperKind("清廉故事比赛", "清廉故事比赛记录表"),
        ),
        when_filled=("content", "award"),
    ),
    listing=PaperList(
        title="主题实践活动登记表",
        columns=(
            ListColumn("theme", 16, "名称"),
            ListColumn("kind", 7),
            ListColumn("day", 5, "时间"),
            ListColumn("place", 6),
            ListColumn("attended", 4),
            ListColumn("results", 18),
            ListColumn("award", 9),
        ),
    ),
)
