"""专责小组会议与推进会: the meetings that plan and push the whole work."""

from collections.abc import Iterator

from qinglian_desktop.domain.conditions import is_
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
    Due,
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
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.day_order import UNFINISHED

_GROUP, _PUSH = "专责小组会议", "推进会"


def _no_more_than_due(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    due, present = values.get("due_heads"), values.get("heads")
    if isinstance(due, int) and isinstance(present, int) and present > due:
        yield Problem("heads", f"实到 {present} 人多于应到 {due} 人，请核对。", is_warning=True)


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
                Field(
                    "hours",
                    "起止时间",
                    Text(30, hours_of="day"),
                    in_return=InReturn.NOTHING,
                    help="如“9:00至11:30”。",
                ),
                Field("place", "地点", Text(60, remembered=True), initial=LastUsed(), width=8),
                Field("host", "主持人", PersonRef(outsiders=True), initial=LastUsed(), width=5),
                Field(
                    "recorder",
                    "记录人",
                    PersonRef(outsiders=True),
                    initial=LastUsed(),
                    in_return=InReturn.NOTHING,
                ),
                Field("due_heads", "应到", Integer("人"), width=3),
                Field("heads", "实到", Integer("人"), width=3),
                Field("absent", "缺席人员及原因", LongText(1), in_return=InReturn.NOTHING),
            ),
        ),
        Section(
            "内容",
            (
                Field("content", "会议内容", LongText(8)),
                Field(
                    "decisions",
                    "议定事项",
                    Rows(
                        (
                            Field("matter", "事项", LongText(1), required=True),
                            Field("owner", "责任人", Text(60), in_return=InReturn.NOTHING),
                            Field(
                                "due",
                                "时限",
                                Day(may_be_future=True),
                                in_return=InReturn.NOTHING,
                            ),
                            Field("finished_on", "完成日期", Day(), in_return=InReturn.NOTHING),
                        ),
                        noun="议定事项",
                    ),
                    width=18,
                    help="写了时限的，到期在工作台提醒，填了完成日期就不再提醒。",
                ),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("theme",),
    filters=("kind",),
    rules=(_no_more_than_due,),
    dues=(Due("decision", "会议议定事项", "decisions.due", UNFINISHED),),
    measures=(
        Measure("group", _GROUP, "次", RecordCount(), is_("kind", _GROUP)),
        Measure("push", _PUSH, "次", RecordCount(), is_("kind", _PUSH)),
        Measure("heads", "专责小组会议和推进会参加人次", "人次", Total("heads")),
    ),
    gathering=Gathering(
        called="会议",
        verb="召开",
        kind="kind",
        hours="hours",
        place="place",
        theme="theme",
        host="host",
    ),
    paper=PaperForm(
        title="专责小组会议（推进会）记录表",
        lines=(
            ("kind",),
            ("theme",),
            ("day", "hours"),
            ("place",),
            ("host", "recorder"),
            ("due_heads", "heads"),
            ("absent",),
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
            ListColumn("recorder", 4),
            ListColumn("due_heads", 3),
            ListColumn("heads", 3),
            ListColumn("decisions", 20),
        ),
    ),
)
