"""清廉家庭: letters, pledges, initiatives and home visits to the families of cadres."""

from qinglian_desktop.domain.conditions import AllOf, Filled, Not, is_
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
from qinglian_desktop.domain.ledger import Due, LastUsed, Ledger, PaperForm, Section, Today
from qinglian_desktop.domain.measures import Distinct, Measure, Total
from qinglian_desktop.ledgers.day_order import not_before
from qinglian_desktop.ledgers.family_rules import no_more_came_back, one_household

_PAPERS = ("廉洁家书", "助廉承诺书", "廉政倡议")
_RELATIONS = ("配偶", "父母", "子女(未成年)", "子女", "其他")
_GATHERINGS = ("廉政家访", "家属座谈", "家风活动")
_VISIT = is_("kind", "廉政家访")
_HEARD = is_("kind", "廉政家访", "家属座谈")
_PLEDGE = is_("kind", "助廉承诺书")
_ON_PAPER = Not(is_("kind", *_GATHERINGS))
_OPEN_REVISIT = AllOf((Filled("revisit_on"), Not(Filled("revisit_result"))))

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
                    Choice((*_PAPERS, *_GATHERINGS)),
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
                    help="家访一户登记一条：夫妻都是本单位干部的，只写一名。",
                ),
                Field(
                    "relations",
                    "家属关系",
                    Choices(_RELATIONS),
                    width=8,
                ),
                Field(
                    "copies",
                    "份数",
                    Integer("份"),
                    required=True,
                    shown_when=_ON_PAPER,
                    width=4,
                    help="家书按封、承诺书和倡议按份计数；没有发放填 0。",
                ),
                Field(
                    "sets",
                    "一式几份",
                    Integer("份", least=1, most=20),
                    shown_when=_PLEDGE,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "signers",
                    "签订人关系",
                    Choices(("本人", *_RELATIONS)),
                    shown_when=_PLEDGE,
                    in_return=InReturn.NOTHING,
                    help="在承诺书上签名的家属是干部的什么人。",
                ),
                Field(
                    "delivered",
                    "送达份数",
                    Integer("份"),
                    shown_when=_ON_PAPER,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "returned",
                    "回收份数",
                    Integer("份"),
                    shown_when=_ON_PAPER,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "visitors",
                    "家访人员",
                    PeopleRef(outsiders=True),
                    shown_when=_VISIT,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "visited_at",
                    "走访地点类型",
                    Choice(("干部家中", "父母家中", "单位", "社区", "其他")),
                    shown_when=_VISIT,
                    in_return=InReturn.NOTHING,
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
                Field(
                    "given",
                    "送出的东西",
                    Text(100, remembered=True),
                    shown_when=_VISIT,
                    in_return=InReturn.NOTHING,
                    help="例如 倡议信、书籍、承诺书。",
                ),
                Field(
                    "advice",
                    "家属意见建议",
                    LongText(2),
                    shown_when=_HEARD,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "needs",
                    "需求与困难",
                    LongText(2),
                    shown_when=_HEARD,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "signs",
                    "发现的苗头",
                    LongText(1),
                    shown_when=_VISIT,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "handling",
                    "办理情况",
                    LongText(2),
                    shown_when=_HEARD,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "revisit_on",
                    "回访日期",
                    Day(may_be_future=True),
                    shown_when=_HEARD,
                    in_return=InReturn.NOTHING,
                    help="到了这一天还没有填回访结果，工作台会提醒。",
                ),
                Field(
                    "revisit_result",
                    "回访结果",
                    LongText(1),
                    shown_when=_HEARD,
                    in_return=InReturn.NOTHING,
                ),
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
    rules=(
        one_household,
        no_more_came_back,
        not_before("revisit_on", "day", "回访日期早于家访、座谈的日期"),
    ),
    dues=(Due("revisit", "家庭回访", "revisit_on", _OPEN_REVISIT),),
    measures=(
        Measure("letters", "廉洁家书", "封", Total("copies"), is_("kind", "廉洁家书")),
        Measure("pledges", "助廉承诺书", "份", Total("copies"), is_("kind", "助廉承诺书")),
        Measure("initiatives", "廉政倡议", "份", Total("copies"), is_("kind", "廉政倡议")),
        Measure(
            "visits",
            "廉政家访",
            "户",
            Distinct("people"),
            _VISIT,
            note="一户走访几次的只计1户",
        ),
    ),
    paper=PaperForm(
        title="清廉家庭行动记录表",
        lines=(
            ("kind", "day"),
            ("people",),
            ("visitors",),
            ("visited_at",),
            ("relations", "copies"),
            ("sets", "signers"),
            ("visit",),
            ("summary",),
            ("given",),
            ("advice",),
            ("needs",),
            ("signs",),
            ("handling",),
            ("revisit_on",),
            ("revisit_result",),
            ("delivered", "returned"),
            ("delivery", "kept_at"),
            ("photos",),
        ),
        signatures=("干部签名", "经办人签名"),
    ),
)
