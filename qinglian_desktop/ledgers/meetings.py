"""三会一课与主题党日: one record of a meeting, which can also tick items of other ledgers."""

from qinglian_desktop.domain.conditions import Filled, is_
from qinglian_desktop.domain.convening import Circle, Convening
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
    Fixed,
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
from qinglian_desktop.domain.pictures import Bars, Trend
from qinglian_desktop.ledgers.brand_work import STUDIES
from qinglian_desktop.ledgers.education import FORMS
from qinglian_desktop.ledgers.eight_ones import ITEMS
from qinglian_desktop.ledgers.meeting_call import MEETING_CALL
from qinglian_desktop.ledgers.meeting_feeds import FEEDS
from qinglian_desktop.ledgers.meeting_list import MEETING_LIST
from qinglian_desktop.ledgers.meeting_votes import (
    ASSEMBLY,
    BALLOTS,
    COMMITTEE,
    OUTCOMES,
    PACK,
    has_content,
    quorum,
)

_GROUP, _REVIEW = "党小组会", "组织生活会"
_KINDS = (ASSEMBLY, COMMITTEE, _GROUP, "党课", "主题党日", _REVIEW)
_KIND_KEYS = ("assemblies", "committees", "groups", "lectures", "theme_days", "reviews")
_BY_KEY = tuple(zip(_KIND_KEYS, _KINDS, strict=True))


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
                Field(
                    "party_group",
                    "党小组",
                    Text(30, remembered=True),
                    shown_when=is_("kind", _GROUP),
                    help="哪个党小组的会，照花名册里的写，应到名单随着填好。",
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
                    PeopleRef(
                        attendance=True,
                        like="kind",
                        convened=(
                            Convening(Circle.COMMITTEE, is_("kind", COMMITTEE)),
                            Convening(Circle.GROUP, is_("kind", _GROUP), group="party_group"),
                            Convening(Circle.PARTY, is_("kind", ASSEMBLY), tells_votes=True),
                            Convening(Circle.PARTY),
                        ),
                        guests="guests",
                    ),
                    required=True,
                    width=6,
                    help="点姓名改为缺席，缺席的人可以点“不用参加”去掉。",
                ),
                Field(
                    "guests",
                    "列席",
                    PeopleRef(outsiders=True),
                    in_return=InReturn.COUNT,
                    help="列席的人不计入应到，也没有表决权。",
                ),
                Field("superiors", "到会上级人员", PeopleRef(outsiders=True)),
                Field(
                    "unable",
                    "流动和行动不便党员",
                    Integer("人"),
                    shown_when=is_("kind", ASSEMBLY, "党课", "主题党日", _REVIEW),
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
                    stand_in="theme",
                ),
                Field("points", "发言要点", LongText(10), in_return=InReturn.NOTHING),
                Field(
                    "speeches",
                    "发言记录",
                    Rows(
                        (
                            Field("speaker", "发言人", PersonRef(outsiders=True), required=True),
                            Field("said", "发言", LongText(2), required=True),
                        ),
                        noun="发言",
                    ),
                    in_return=InReturn.NOTHING,
                    help="要逐人记的，一人一条；和发言要点至少填一样。",
                ),
                Field("resolution", "决议", LongText(3), in_return=InReturn.NOTHING),
                Field(
                    "votes",
                    "决议/表决",
                    Rows(
                        (
                            Field("matter", "事项", Text(200), required=True),
                            Field(
                                "ballot",
                                "方式",
                                Choice(BALLOTS, fixed=True),
                                initial=Fixed(BALLOTS[0]),
                            ),
                            Field("yes", "赞成", Integer("票")),
                            Field("no", "反对", Integer("票")),
                            Field("abstained", "弃权", Integer("票")),
                            Field("outcome", "结果", Choice(OUTCOMES, fixed=True)),
                        ),
                        noun="事项",
                    ),
                    in_return=InReturn.COUNT,
                    help="表决：到会的要过半，赞成的超过应到的一半。选举：到会的不少于应到的五分之四，"
                    "得票超过到会的一半当选。党员大会按有表决权的党员算，支委会按支委算。",
                ),
                Field(
                    "clean",
                    "廉政内容",
                    Choices(("党风廉政论述", "廉洁文化", "警示教育"), fixed=True),
                    width=8,
                    help="这次会议学习、讨论了哪些廉政内容，有的就勾选。",
                ),
                Field(
                    "pack",
                    "存档材料",
                    Choices(PACK),
                    shown_when=is_("kind", _REVIEW),
                    help="已经归档的就勾选。",
                ),
                Field("photos", "照片", Attachments()),
                Field("reviewer", "审阅人", PersonRef(outsiders=True)),
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
    rules=(has_content, quorum),
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
    feeds=FEEDS,
    measures=(
        *(Measure(key, word, "次", RecordCount(), is_("kind", word)) for key, word in _BY_KEY),
        Measure(
            "clean",
            "有廉政内容的三会一课",
            "次",
            RecordCount(),
            Filled("clean"),
            aliases=("有廉政内容的",),
        ),
        Measure("attended", "组织生活参加人次", "人次", Heads("people")),
    ),
    pictures=(Trend("组织生活参加人次", "attended"), Bars("各类组织生活", _KIND_KEYS)),
    gathering=MEETING_CALL,
    paper=PaperForm(
        title="组织生活记录表",
        lines=(
            ("kind",),
            ("no", "place"),
            ("party_group",),
            ("theme",),
            ("time",),
            ("host", "recorder"),
            ("people",),
            ("guests",),
            ("superiors", "unable"),
            ("agenda",),
            ("points",),
            ("speeches",),
            ("votes",),
            ("resolution",),
            ("pack",),
            ("reviewer",),
            ("photos",),
        ),
        signatures=("主持人签名", "记录人签名"),
        kind="kind",
        kinds=tuple(PaperKind(word, f"{word}记录") for word in _KINDS),
        when_filled=("guests",),
    ),
    listing=MEETING_LIST,
)
