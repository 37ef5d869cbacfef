"""三会一课与主题党日: one record of a meeting, which can also tick items of other ledgers."""

from qinglian_desktop.domain.conditions import Filled, is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Field,
    InReturn,
    Integer,
    LongText,
    PeopleRef,
    PersonRef,
    Rows,
    Span,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Feed,
    LastUsed,
    Ledger,
    NextOfYear,
    PaperForm,
    PaperKind,
    Section,
    Today,
)
from qinglian_desktop.domain.lenses import Every, MonthGrid
from qinglian_desktop.domain.measures import Heads, Measure, RecordCount
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.pictures import Bars, Trend
from qinglian_desktop.domain.values import Interval, Values
from qinglian_desktop.ledgers.brand_work import STUDIES
from qinglian_desktop.ledgers.education import FORMS, items_of
from qinglian_desktop.ledgers.eight_ones import ITEMS
from qinglian_desktop.ledgers.hours import hours
from qinglian_desktop.ledgers.meeting_list import MEETING_LIST
from qinglian_desktop.ledgers.meeting_votes import PASSED, REJECTED, quorum

_KINDS = ("党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会")
_OF_PARTY = ("党员大会", "党课", "主题党日", "组织生活会")
"""Where all members of the party are due and nobody else; others may sit in (列席)."""
_KIND_KEYS = ("assemblies", "committees", "groups", "lectures", "theme_days", "reviews")


_SAME = ("theme", "place", "host", "recorder", "people")


def _happened(values: Values) -> Values:
    """What every ledger keeps of a meeting: when, where and what it was, and who was there."""
    time = values.get("time")
    when: Values = {}
    if isinstance(time, Interval):
        when = {"day": time.start.date(), "time": hours(time)}
    return {**when, **{key: values.get(key) for key in _SAME}}


def _as_eight_ones(values: Values) -> tuple[Values, ...]:
    return (
        {
            **_happened(values),
            "items": values.get("eight_items"),
            "summary": values.get("points"),
        },
    )


def _as_education(values: Values) -> tuple[Values, ...]:
    form = values.get("education_form")
    return (
        {
            **_happened(values),
            "form": form,
            "items": items_of(form),
            "points": values.get("points"),
        },
    )


def _as_study(values: Values) -> tuple[Values, ...]:
    time = values.get("time")
    if not isinstance(time, Interval):
        return ()
    day = time.start.date()
    return (
        {
            "kind": values.get("study"),
            "period": Period.month_of(day).label,
            "day": day,
            "content": values.get("theme"),
        },
    )


MEETINGS = Ledger(
    key="meetings",
    label="三会一课与主题党日",
    noun="会议",
    about="党员大会、支委会、党小组会、党课、主题党日和组织生活会。一次登记，可以同时计入其他台账。",
    sections=(
        Section(
            "会议",
            (
                Field(
                    "kind",
                    "类型",
                    Choice(_KINDS, fixed=True),
                    required=True,
                    width=6,
                    help="党员大会、党课每季度一次，支委会、党小组会、主题党日每月一次，组织生活会每年一次。",
                ),
                Field(
                    "no",
                    "次数",
                    Integer("次", least=1, most=366, ordinal=True),
                    initial=NextOfYear("kind"),
                    help="今年第几次，照这一类上一次的往下数；不对可以改。",
                ),
                Field("time", "起止时间", Span(), required=True, initial=Today(), width=11),
                Field(
                    "place",
                    "地点",
                    Text(60, remembered=True),
                    required=True,
                    initial=LastUsed(),
                ),
                Field("theme", "主题", Text(100), required=True, width=18),
            ),
        ),
        Section(
            "人员",
            (
                Field(
                    "host",
                    "主持人",
                    PersonRef(outsiders=True),
                    required=True,
                    initial=LastUsed("secretary"),
                    width=5,
                ),
                Field(
                    "recorder",
                    "记录人",
                    PersonRef(outsiders=True),
                    required=True,
                    initial=LastUsed(),
                ),
                Field(
                    "people",
                    "应到/实到/缺席",
                    PeopleRef(attendance=True, like="kind", party_when=is_("kind", *_OF_PARTY)),
                    required=True,
                    width=6,
                    help="名单照上一次同类会议填，第一次开的填当天在支部的人；党员大会、党课、主题党日、"
                    "组织生活会只填党员。点姓名改为缺席，缺席的人可以点“不用参加”去掉。",
                ),
                Field(
                    "guests",
                    "列席",
                    PeopleRef(outsiders=True),
                    in_return=InReturn.COUNT,
                    help="列席的人不计入应到，也没有表决权。",
                ),
            ),
        ),
        Section(
            "内容",
            (
                Field(
                    "agenda",
                    "议题",
                    Rows((Field("item", "议题", Text(200), required=True),), noun="议题"),
                    required=True,
                    in_return=InReturn.COUNT,
                ),
                Field(
                    "points",
                    "发言要点",
                    LongText(10),
                    required=True,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "votes",
                    "决议/表决",
                    Rows(
                        (
                            Field("matter", "事项", Text(200), required=True),
                            Field("yes", "赞成", Integer("票")),
                            Field("no", "反对", Integer("票")),
                            Field("abstained", "弃权", Integer("票")),
                            Field("outcome", "结果", Choice((PASSED, REJECTED), fixed=True)),
                        ),
                        noun="事项",
                    ),
                    in_return=InReturn.COUNT,
                    help="党员大会表决，到会的有表决权党员要过半，赞成的也要过半。",
                ),
                Field(
                    "clean",
                    "廉政内容",
                    Choices(("党风廉政论述", "廉洁文化", "警示教育"), fixed=True),
                    width=8,
                    help="这次会议学习、讨论了哪些廉政内容，有的就勾选。",
                ),
                Field("photos", "照片", Attachments()),
            ),
        ),
        Section(
            "一次记录多处使用",
            (
                Field(
                    "eight_items",
                    "计入八个一",
                    Choices(ITEMS, fixed=True),
                    in_return=InReturn.NOTHING,
                    help="勾选的项目自动记入“八个一活动”，不用再登记一次。",
                ),
                Field(
                    "education_form",
                    "计入警示教育",
                    Choice(FORMS, words_of="education.form"),
                    in_return=InReturn.NOTHING,
                    help="选了形式，就自动记入“警示教育与‘十个一’”。",
                ),
                Field(
                    "study",
                    "计入政策学研",
                    Choice(STUDIES, fixed=True),
                    in_return=InReturn.NOTHING,
                    help="选了类型，就自动记入“品牌与计划总结”。",
                ),
            ),
        ),
    ),
    occurred="time",
    title=("kind", "theme"),
    filters=("kind", "clean"),
    rules=(quorum,),
    lenses=(
        MonthGrid(
            "应开会议",
            rows="kind",
            every=(
                ("党员大会", Every.QUARTER),
                ("党课", Every.QUARTER),
                ("组织生活会", Every.YEAR),
            ),
            otherwise=Every.MONTH,
        ),
    ),
    feeds=(
        Feed(
            "eight_items",
            "eight_ones",
            ("items", "day", "time", *_SAME, "summary"),
            _as_eight_ones,
        ),
        Feed(
            "education_form",
            "education",
            ("form", "items", "day", "time", *_SAME, "points"),
            _as_education,
        ),
        Feed("study", "brand_work", ("kind", "period", "day", "content"), _as_study),
    ),
    measures=(
        *(
            Measure(key, word, "次", RecordCount(), is_("kind", word))
            for key, word in zip(_KIND_KEYS, _KINDS, strict=True)
        ),
        Measure("clean", "其中：有廉政内容的", "次", RecordCount(), Filled("clean")),
        Measure("attended", "组织生活参加人次", "人次", Heads("people")),
    ),
    pictures=(
        Trend("组织生活参加人次", "attended"),
        Bars("各类组织生活", _KIND_KEYS),
    ),
    paper=PaperForm(
        title="组织生活记录表",
        lines=(
            ("kind",),
            ("no", "place"),
            ("theme",),
            ("time",),
            ("host", "recorder"),
            ("people",),
            ("guests",),
            ("agenda",),
            ("points",),
            ("votes",),
            ("photos",),
        ),
        signatures=("主持人签名", "记录人签名"),
        kind="kind",
        kinds=tuple(PaperKind(word, f"{word}记录") for word in _KINDS),
        when_filled=("guests",),
    ),
    listing=MEETING_LIST,
)
