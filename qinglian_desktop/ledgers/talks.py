"""谈心谈话: “廉语润心” talks with key posts, the promoted, new cadres and new members."""

from qinglian_desktop.domain.conditions import AllOf, Filled, Not, is_
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Field,
    InReturn,
    LongText,
    PeopleRef,
    PersonRef,
    Span,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    EachSigns,
    Fixed,
    FromPerson,
    Gathering,
    LastUsed,
    Ledger,
    PaperForm,
    PaperKind,
    Section,
    Today,
)
from qinglian_desktop.domain.lenses import Coverage, Every
from qinglian_desktop.domain.measures import Heads, Measure, RecordCount
from qinglian_desktop.domain.pictures import Bars, Trend
from qinglian_desktop.ledgers.day_order import not_before
from qinglian_desktop.ledgers.people import FOCUS_CLASSES
from qinglian_desktop.ledgers.talk_list import TALK_LIST
from qinglian_desktop.ledgers.talk_rules import form_by_number, one_or_many, with_oneself
from qinglian_desktop.ledgers.talk_words import CATEGORIES, CAUSES, FOCUS

CLASSES = (*FOCUS_CLASSES, "其他")
_CLASS_KEYS = ("key_posts", "promoted", "new_cadres", "new_members", "others")
_OPEN_REVISIT = AllOf((Filled("revisit_on"), Not(Filled("revisit_result"))))


TALKS = Ledger(
    key="talks",
    is_confidential=True,
    label="谈心谈话",
    noun="谈话",
    about="谈心谈话只在本机加密保存，月报只报次数和人次，不报内容。诫勉、函询不在这里登记。",
    sections=(
        Section(
            "谈话",
            (
                Field(
                    "category",
                    "类别",
                    Choice(CATEGORIES),
                    required=True,
                    initial=Fixed("谈心谈话"),
                    width=8,
                ),
                Field(
                    "form",
                    "形式",
                    Choice(("个别", "集体"), fixed=True),
                    required=True,
                    initial=Computed(form_by_number),
                    width=3,
                ),
                Field("time", "起止时间", Span(), required=True, initial=Today(), width=11),
                Field(
                    "place",
                    "地点",
                    Text(60, remembered=True),
                    required=True,
                    initial=Fixed("谈心谈话室"),
                    width=7,
                ),
            ),
        ),
        Section(
            "人员",
            (
                Field(
                    "people",
                    "谈话对象",
                    PeopleRef(outsiders=True),
                    required=True,
                    width=10,
                    in_return=InReturn.COUNT,
                    help="可写姓名、拼音或拼音首字母；集体谈话逐个添加，每人计1人次。",
                ),
                Field(
                    "position",
                    "部门及职务",
                    LongText(1),
                    initial=FromPerson("people", "position"),
                    in_return=InReturn.NOTHING,
                    help="照花名册填好谈话对象的，保存以后不再变；与谈话当天不同的可以改。",
                ),
                Field(
                    "classes",
                    "对象类别",
                    Choices(CLASSES),
                    required=True,
                    initial=FromPerson("people", "classes"),
                    width=10,
                ),
                Field(
                    "talker",
                    "谈话人",
                    PersonRef(outsiders=True),
                    required=True,
                    initial=LastUsed("secretary"),
                    width=5,
                ),
                Field(
                    "talker_post",
                    "谈话人职务",
                    Text(40, remembered=True),
                    initial=FromPerson("talker", "post"),
                ),
                Field("recorder", "记录人", PersonRef(outsiders=True), initial=LastUsed()),
                Field(
                    "recorder_post",
                    "记录人职务",
                    Text(40, remembered=True),
                    initial=FromPerson("recorder", "post"),
                    in_return=InReturn.NOTHING,
                ),
            ),
        ),
        Section(
            "内容",
            (
                Field(
                    "focus",
                    "重点内容",
                    Choices(FOCUS),
                    required=True,
                    in_return=InReturn.NOTHING,
                    width=12,
                ),
                Field(
                    "cause",
                    "事由",
                    Choice(CAUSES),
                    in_return=InReturn.NOTHING,
                    help="按“五必谈”的要求，遇到这些情形应当及时谈话。",
                ),
                Field(
                    "outline",
                    "谈话提纲",
                    LongText(2),
                    in_return=InReturn.NOTHING,
                    help="谈话前拟的，没有的不填；不印在记录表上。",
                ),
                Field(
                    "content",
                    "谈话内容",
                    LongText(6),
                    required=True,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "opinion",
                    "本人表态",
                    LongText(2),
                    in_return=InReturn.NOTHING,
                    help="谈话对象的意见、态度和廉政承诺。",
                ),
                Field(
                    "advice",
                    "谈话人意见",
                    LongText(2),
                    in_return=InReturn.NOTHING,
                    help="谈话人的看法和下一步打算。",
                ),
            ),
        ),
        Section(
            "整改与回访",
            (
                Field("problems", "存在问题", LongText(1), in_return=InReturn.NOTHING),
                Field("measures", "整改措施", LongText(1), in_return=InReturn.NOTHING),
                Field(
                    "deadline",
                    "整改时限",
                    Day(may_be_future=True),
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "revisit_on",
                    "回访日期",
                    Day(may_be_future=True),
                    in_return=InReturn.NOTHING,
                    help="到了这一天还没有填回访结果，工作台会提醒。",
                ),
                Field(
                    "revisit_result",
                    "回访结果",
                    LongText(1),
                    in_return=InReturn.NOTHING,
                ),
            ),
        ),
    ),
    occurred="time",
    title=("category", "people"),
    filters=("category", "classes"),
    once_at_a_time="people",
    rules=(
        one_or_many,
        with_oneself,
        not_before("deadline", "time", "整改时限早于谈话时间"),
        not_before("revisit_on", "time", "回访日期早于谈话时间"),
    ),
    lenses=(
        Coverage("未谈到的人", people="people", every=Every.HALF, verb="谈话", whom="重点对象"),
        Coverage(
            "未谈到的党员", people="people", every=Every.HALF, verb="谈话", everyone="全体党员"
        ),
    ),
    dues=(Due("revisit", "回访", "revisit_on", _OPEN_REVISIT),),
    measures=(
        Measure("heads", "谈心谈话人次", "人次", Heads("people")),
        Measure("talks", "谈心谈话次数", "次", RecordCount()),
        *(
            Measure(
                f"heads_{key}",
                f"其中：{word}",
                "人次",
                Heads("people"),
                is_("classes", word),
                note="一次集体谈话勾选几个对象类别的，各类都计入",
            )
            for key, word in zip(_CLASS_KEYS, CLASSES, strict=True)
        ),
        Measure("revisits_open", "待回访", "次", RecordCount(), _OPEN_REVISIT, standing=True),
    ),
    pictures=(
        Trend("谈心谈话", "heads"),
        Bars("谈心谈话的对象", tuple(f"heads_{key}" for key in _CLASS_KEYS)),
    ),
    gathering=Gathering(
        called="谈话",
        kind="category",
        place="place",
        host="talker",
        people="people",
    ),
    paper=PaperForm(
        title="谈心谈话记录表",
        lines=(
            ("category",),
            ("time", "form"),
            ("place",),
            ("talker", "talker_post"),
            ("people",),
            ("position",),
            ("classes",),
            ("recorder", "recorder_post"),
            ("cause",),
            ("content",),
            ("opinion",),
            ("advice",),
            ("problems",),
            ("measures",),
            ("deadline", "revisit_on"),
            ("revisit_result",),
        ),
        signatures=("谈话人签名", EachSigns("谈话对象签名", "people"), "记录人签名"),
        note="本表一式一份，由支部保存，不得外传。",
        kind="category",
        kinds=(
            PaperKind("谈心谈话", "谈心谈话记录表"),
            PaperKind("日常廉政谈话", "日常廉政谈话记录表"),
            PaperKind("任前廉政谈话", "任前廉政谈话记录表"),
            PaperKind("提醒谈话", "提醒谈话记录表"),
            PaperKind("节前集体廉政谈话", "节前集体廉政谈话记录表"),
        ),
        when_filled=(
            "cause",
            "problems",
            "measures",
            "deadline",
            "revisit_on",
            "revisit_result",
        ),
    ),
    listing=TALK_LIST,
)
