"""单位: whose book this is; one record per book, printed on the cover of the return."""

from collections.abc import Iterator
from datetime import date

from qinglian_desktop.domain.conditions import Filled
from qinglian_desktop.domain.dues import months_on
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    Field,
    Integer,
    LongText,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
    UnitFacts,
)
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.ledgers.day_order import not_before

_COMMITTEES = ("机关党委", "机关工委")
"""Their term is five years, that of a branch (党支部, 党总支) three; they collect returns."""
_HALF_A_YEAR = 183


def _term_ends(values: Values) -> Value:
    since = values.get("term_since")
    years = 5 if values.get("type") in _COMMITTEES else 3
    return months_on(since, 12 * years) if isinstance(since, date) else None


def _led_by_somebody(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    if not values.get("secretary"):
        said = "支部书记空缺，月报封面上的负责人空着；定了人请在花名册的“党内职务”里登记。"
        yield Problem("secretary", said, is_warning=True)


UNIT = Ledger(
    key="unit",
    label="单位",
    noun="单位信息",
    about="本台账库属于哪个单位。月报封面和打印的表格从这里取名称和负责人。",
    sections=(
        Section(
            "基本情况",
            (
                Field("name", "名称", Text(60), required=True, width=16),
                Field(
                    "code",
                    "单位编码",
                    Text(30),
                    required=True,
                    width=8,
                    help="工委发给本单位的编码，汇总时靠它认出是哪个单位。",
                ),
                Field(
                    "type",
                    "类型",
                    Choice(("机关党委", "机关党总支", "机关党支部", "机关工委", "其他")),
                    width=6,
                ),
                Field("committee", "上级党组织", Text(60), required=True, width=12),
                Field("since", "启用日期", Day(), required=True, initial=Today()),
            ),
        ),
        Section(
            "负责人",
            (
                Field(
                    "secretary",
                    "支部书记",
                    PersonRef(outsiders=True),
                    width=6,
                    help="照花名册的“党内职务”随着变；书记空缺时空着，主持工作的可以先填姓名。",
                ),
                Field("phone", "联系电话", Text(30), width=8),
            ),
        ),
        Section(
            "支部委员会",
            (
                Field("term", "届次", Text(20)),
                Field("term_since", "任命时间", Day()),
                Field(
                    "term_due",
                    "应换届时间",
                    Day(may_be_future=True),
                    initial=Computed(_term_ends),
                    help="党支部、党总支每届三年，党委五年，按任命时间算好，不对可以改；"
                    "提前半年列在待办里，换届以后把届次和任命时间改成新的一届。",
                ),
                Field(
                    "officers",
                    "支委分工",
                    Rows(
                        (
                            Field("office", "职务", Text(20)),
                            Field("person", "姓名", PersonRef(outsiders=True)),
                            Field("charge", "分工", Text(60)),
                            Field("since", "任职时间", Day()),
                            Field("phone", "电话", Text(30)),
                        ),
                        noun="支委",
                    ),
                    help="照花名册里各人的“党内职务”列出，要改请到花名册里改。",
                ),
                Field(
                    "groups",
                    "党小组",
                    Rows(
                        (
                            Field("name", "名称", Text(30)),
                            Field("leader", "组长", PersonRef(outsiders=True)),
                            Field("members", "党员", Integer("人")),
                        ),
                        noun="党小组",
                    ),
                    help="照花名册里各人的“党小组”列出，组长是党内职务为“党小组组长”的人。",
                ),
                Field("remarks", "备注", LongText(2)),
            ),
        ),
    ),
    occurred="since",
    title=("name",),
    rules=(
        _led_by_somebody,
        not_before("term_due", "term_since", "应换届时间早于任命时间"),
    ),
    dues=(Due("term", "支部委员会换届", "term_due", Filled("term_due"), ahead=_HALF_A_YEAR),),
    unit=UnitFacts(
        name="name",
        code="code",
        head="secretary",
        phone="phone",
        committee="officers",
        groups="groups",
        head_office="支部书记",
        kind="type",
        collecting=_COMMITTEES,
    ),
    paper=PaperForm(
        title="党组织基本情况表",
        lines=(
            ("name",),
            ("type", "code"),
            ("committee",),
            ("secretary", "phone"),
            ("term", "term_since"),
            ("term_due",),
            ("officers",),
            ("groups",),
            ("remarks",),
        ),
    ),
    in_return=False,
    listing=PaperList(
        title="单位基本情况",
        columns=(
            ListColumn("name", 14),
            ListColumn("code", 7),
            ListColumn("type", 6),
            ListColumn("committee", 12, "上级党组织"),
            ListColumn("secretary", 5),
            ListColumn("phone", 8),
            ListColumn("term", 4),
            ListColumn("term_since", 5),
            ListColumn("term_due", 5),
            ListColumn("officers", 16),
            ListColumn("groups", 8),
        ),
    ),
)
