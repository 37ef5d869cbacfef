"""花名册: everyone of the branch; a person leaves by 转出, never by deletion."""

from qinglian_desktop.domain.conditions import AllOf, Filled, Not, is_
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    Field,
    LongText,
    Month,
    Name,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    Fixed,
    LastUsed,
    Ledger,
    PartyLife,
    Roster,
    Section,
    StartOfYear,
)
from qinglian_desktop.ledgers.day_order import not_before
from qinglian_desktop.ledgers.people_list import PEOPLE_FORM, PEOPLE_LIST
from qinglian_desktop.ledgers.people_rules import (
    IN_PARTY,
    SECRETARY,
    born_once,
    held_offices,
    month_of_birth,
    party_facts,
    party_standing,
    perhaps_somebody_else,
    probation_ends,
    suspensions,
)

FOCUS_CLASSES = ("重点岗位负责人", "提拔和岗位调整", "新入职年轻干部", "新发展党员")
_GROUP_LEADER = "党小组组长"
_OFFICES = (
    SECRETARY,
    "支部副书记",
    "组织委员",
    "宣传委员",
    "纪检委员",
    "青年委员",
    "统战委员",
    "群工委员",
    "委员",
    _GROUP_LEADER,
)
_IS_IN_PARTY = is_("politics", *IN_PARTY)
_IS_FULL = is_("politics", "正式党员")
_MEMBERSHIPS = Choice(("正常", "停止党籍"))
_YES_OR_NO = Choice(("是", "否"), fixed=True)
_END_OF_PROBATION = "预备期满，讨论转正"
_A_MONTH = 30
_IS_ON_PROBATION = is_("politics", "预备党员")


PEOPLE = Ledger(
    key="people",
    label="花名册",
    noun="人员",
    about="支部的每一个人。谈话、活动里的名单都从这里选，离开的人填调出日期，不删除。",
    sections=(
        Section(
            "基本情况",
            (
                Field("name", "姓名", Name(), required=True, width=6),
                Field("sex", "性别", Choice(("男", "女"), fixed=True), width=3),
                Field("ethnicity", "民族", Text(20, remembered=True)),
                Field("native_place", "籍贯", Text(40, remembered=True)),
                Field("born_on", "出生日期", Day(), or_month="born"),
                Field(
                    "born",
                    "出生年月",
                    Month(),
                    initial=Computed(month_of_birth),
                    width=5,
                    help="填了出生日期的照它填好；只知道年月的填这里。",
                ),
                Field(
                    "schooling",
                    "学历",
                    Choice(("研究生", "大学本科", "大学专科", "中专", "高中", "初中及以下")),
                ),
                Field("phone", "电话", Text(30), width=8),
            ),
        ),
        Section(
            "党员",
            (
                Field(
                    "politics",
                    "政治面貌",
                    Choice(
                        ("正式党员", "预备党员", "发展对象", "入党积极分子", "群众"), fixed=True
                    ),
                    required=True,
                    width=6,
                ),
                Field(
                    "joined_party",
                    "入党时间",
                    Day(),
                    width=6,
                    help="成为预备党员的那一天。",
                ),
                Field("introducers", "入党介绍人", Text(40), shown_when=_IS_IN_PARTY),
                Field(
                    "probation_ends",
                    "预备期满",
                    Day(may_be_future=True),
                    initial=Computed(probation_ends),
                    shown_when=_IS_ON_PROBATION,
                    help="入党满一年的那一天，提前一个月列在待办里；延长了预备期的改成新的日子。",
                ),
                Field(
                    "full_since",
                    "转正日期",
                    Day(),
                    shown_when=_IS_FULL,
                    width=6,
                    help="党龄从转正之日算起。",
                    told=party_standing,
                ),
                Field(
                    "offices",
                    "党内职务",
                    Rows(
                        (
                            Field("word", "职务", Choice(_OFFICES, fixed=True), required=True),
                            Field("charge", "分工", Text(60)),
                            Field("since", "任职日期", Day()),
                            Field("until", "免职日期", Day()),
                        ),
                        noun="职务",
                    ),
                    shown_when=_IS_IN_PARTY,
                    help="支委会只在这里登记，“单位”里的名单随着变；免职了填日期，不要删。",
                ),
                Field(
                    "party_group",
                    "党小组",
                    Text(30, remembered=True),
                    width=5,
                    help="同一个党小组写法要一样；支部不分党小组的不用填。",
                ),
                Field(
                    "group_since",
                    "编入党小组日期",
                    Day(),
                    shown_when=Filled("party_group"),
                    help="换了党小组的填这个，以前的小组会不再算上他；不填的当作一直在。",
                ),
                Field(
                    "membership", "党籍状态", Choice(("正常", "停止党籍")), shown_when=_IS_IN_PARTY
                ),
                Field("lost", "是否失联", _YES_OR_NO, shown_when=_IS_IN_PARTY),
                Field("lost_since", "失联日期", Day(), shown_when=is_("lost", "是")),
                Field(
                    "suspended",
                    "留党察看",
                    Rows(
                        (
                            Field("since", "起始日期", Day(), required=True),
                            Field("until", "期满日期", Day(may_be_future=True)),
                        ),
                        noun="期间",
                    ),
                    shown_when=_IS_FULL,
                ),
                Field(
                    "votes",
                    "有无表决权",
                    _YES_OR_NO,
                    shown_when=_IS_FULL,
                    help="不用填：正式党员有，留党察看期间没有。和这不同的才填，填了以填的为准。",
                ),
            ),
        ),
        Section(
            "岗位",
            (
                Field(
                    "department",
                    "部门",
                    Text(40, remembered=True),
                    initial=LastUsed(),
                    width=8,
                ),
                Field("post", "职务", Text(40, remembered=True), width=8),
                Field("rank", "职级", Text(40, remembered=True)),
                Field(
                    "key_post",
                    "是否重点岗位",
                    _YES_OR_NO,
                    initial=Fixed("否"),
                ),
                Field(
                    "classes",
                    "重点对象类别",
                    Rows(
                        (
                            Field("word", "类别", Choice(FOCUS_CLASSES, fixed=True), required=True),
                            Field("since", "起始日期", Day(), required=True),
                        ),
                        noun="类别",
                    ),
                    help="谈心谈话的重点对象，从起始日期起计入“未谈到的人”。",
                    width=12,
                ),
            ),
        ),
        Section(
            "进出",
            (
                Field("joined", "调入日期", Day(), required=True, width=6, unsaid=StartOfYear()),
                Field("away", "流动/借调", Choice(("流动", "借调", "挂职"))),
                Field("away_to", "去向", Text(60), shown_when=Filled("away")),
                Field("left", "调出日期", Day(may_be_future=True), width=6),
                Field(
                    "left_reason",
                    "调出原因",
                    Choice(("转出", "退休", "辞职", "去世", "其他")),
                ),
                Field("remarks", "备注", LongText(2)),
            ),
        ),
    ),
    occurred="joined",
    title=("name", "post"),
    rules=(
        party_facts,
        held_offices,
        suspensions,
        perhaps_somebody_else,
        not_before("left", "joined", "调出日期早于调入日期"),
        born_once,
        not_before("joined_party", "born", "入党时间早于出生年月"),
        not_before("group_since", "joined", "编入党小组日期早于调入日期"),
        not_before("full_since", "joined_party", "转正日期早于入党时间"),
        not_before("probation_ends", "joined_party", "预备期满早于入党时间"),
    ),
    roster=Roster(
        name="name",
        department="department",
        post="post",
        joined="joined",
        left="left",
        left_reason="left_reason",
        votes="votes",
        classes="classes",
        class_word="word",
        class_since="since",
        party=_IS_IN_PARTY,
        born="born",
        leading=("支部书记", "书记", "副书记", "委员"),
        life=PartyLife(
            politics="politics",
            since="joined_party",
            full=_IS_FULL,
            full_since="full_since",
            suspended="suspended",
            offices="offices",
            beside=(_GROUP_LEADER,),
            group="party_group",
            group_since="group_since",
            away="away",
            away_to="away_to",
            phone="phone",
        ),
    ),
    dues=(
        Due(
            "full",
            _END_OF_PROBATION,
            "probation_ends",
            AllOf((_IS_ON_PROBATION, Not(Filled("left")))),
            ahead=_A_MONTH,
        ),
        # Kept before the end of the probation was a field.
        Due(
            "full_by_joining",
            _END_OF_PROBATION,
            "joined_party",
            AllOf((_IS_ON_PROBATION, Not(Filled("probation_ends")), Not(Filled("left")))),
            months=12,
            ahead=_A_MONTH,
        ),
    ),
    paper=PEOPLE_FORM,
    in_return=False,
    listed_by="name",
    filters=("politics", "key_post"),
    listing=PEOPLE_LIST,
)
