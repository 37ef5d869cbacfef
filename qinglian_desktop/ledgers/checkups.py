"""政治体检: self-check, talk, prescription, result, and re-checks until it is 健康."""

from qinglian_desktop.domain.conditions import AllOf, Condition, Filled, Not, filled, is_
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Field,
    InReturn,
    LongText,
    Name,
    PersonRef,
    RecordRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    Fixed,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.lenses import Coverage, Every, Stage, Stages
from qinglian_desktop.domain.measures import Distinct, Measure, RecordCount
from qinglian_desktop.domain.pictures import Bars
from qinglian_desktop.ledgers.checkup_words import (
    ASPECTS,
    CONDUCT,
    DISCIPLINE,
    HOME,
    POLITICS,
    RESULTS,
    THOUGHT,
    converted_on,
    course_agrees,
    follows_from_rechecks,
    now_stands_at,
    something_found,
)
from qinglian_desktop.ledgers.day_order import not_before

_HEALTHY = is_("current", "健康")
_FIRST_ASPECT = "对照五个方面的指标，把自己摆进去查找“病症”，有的就勾选，再写出具体表现。"


def _done_or_healthy(done: Condition) -> Condition:
    """Whoever is 健康 has passed every step, taken or not."""
    return Not(AllOf((Not(done), Not(_HEALTHY))))


def _aspect(
    key: str, label: str, indicators: tuple[str, ...], help: str = ""
) -> tuple[Field, Field]:
    """体检项目 with its 体检内容 to tick, and 表现 beside what was ticked."""
    shown = f"{key}_shown"
    return (
        Field(key, label, Choices(indicators), help=help, in_return=InReturn.NOTHING),
        Field(
            shown,
            f"{label[:2]}表现",
            LongText(1),
            shown_when=filled(key, shown),
            in_return=InReturn.NOTHING,
        ),
    )


CHECKUPS = Ledger(
    key="checkups",
    is_confidential=True,
    label="政治体检",
    noun="体检",
    about="个人自检、谈心会诊、集中处方、体检结果，亚健康和不健康的复检到健康为止。不打分，月报不报到人。",
    sections=(
        Section(
            "对象",
            (
                Field(
                    "person",
                    "对象",
                    PersonRef(),
                    required=True,
                    in_return=InReturn.NOTHING,
                    width=6,
                ),
                Field(
                    "term",
                    "年度/期次",
                    Text(30, remembered=True),
                    required=True,
                    initial=LastUsed(),
                    width=8,
                    help="例如 2026年上半年。",
                ),
                Field("day", "体检日期", Day(), required=True, initial=Today(), width=6),
            ),
        ),
        Section(
            "个人自检",
            (
                *_aspect("thought", "思想方面", THOUGHT, _FIRST_ASPECT),
                *_aspect("politics", "政治方面", POLITICS),
                *_aspect("discipline", "纪律方面", DISCIPLINE),
                *_aspect("conduct", "作风方面", CONDUCT),
                *_aspect("home", "家风方面", HOME),
                Field(
                    "diagnosis",
                    "自诊清单",
                    LongText(2),
                    in_return=InReturn.NOTHING,
                    help="自我剖析的问题和原因；没有发现问题的写“无”。",
                ),
            ),
        ),
        Section(
            "会诊与处方",
            (
                Field(
                    "talk",
                    "谈心会诊",
                    RecordRef("talks", begins_with=(("person", "people"),)),
                    in_return=InReturn.NOTHING,
                    width=12,
                    help="选那一次谈话；还没有记的，点“登记谈话…”当场登记。",
                ),
                Field(
                    "prescription",
                    "集中处方",
                    Rows(
                        (
                            Field("measure", "措施", LongText(2), required=True),
                            Field("owner", "责任人", Name()),
                            Field("due", "时限", Day(may_be_future=True)),
                            Field(
                                "status",
                                "状态",
                                Choice(("未落实", "已落实"), fixed=True),
                                required=True,
                                initial=Fixed("未落实"),
                            ),
                            Field("done", "整改完成情况", LongText(1)),
                        ),
                        noun="措施",
                    ),
                    in_return=InReturn.NOTHING,
                ),
            ),
        ),
        Section(
            "结果与转化",
            (
                Field(
                    "result",
                    "体检结果",
                    Choice(RESULTS, fixed=True),
                    in_return=InReturn.NOTHING,
                    width=5,
                    help="还在自检、会诊阶段的先空着，开出处方后填写。",
                ),
                Field(
                    "rechecks",
                    "转化",
                    Rows(
                        (
                            Field("day", "复检日期", Day(), required=True, initial=Today()),
                            Field(
                                "outcome", "复检结果", Choice(RESULTS, fixed=True), required=True
                            ),
                            Field("note", "说明", Text(100)),
                        ),
                        noun="复检",
                    ),
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "next_check",
                    "下次复检",
                    Day(may_be_future=True),
                    in_return=InReturn.NOTHING,
                    width=6,
                    help="到了这一天还不是健康，工作台会提醒。",
                ),
                Field(
                    "current",
                    "目前状况",
                    Choice(RESULTS, fixed=True),
                    initial=Computed(now_stands_at),
                    in_return=InReturn.NOTHING,
                    width=5,
                    help="按最后一次复检，没有复检的按体检结果自动填好。",
                ),
                Field(
                    "converted_on",
                    "转化日期",
                    Day(),
                    initial=Computed(converted_on),
                    in_return=InReturn.NOTHING,
                    width=6,
                    help="复检转为健康的那一天，自动填好。",
                ),
                Field("opinion", "党支部意见", LongText(1), in_return=InReturn.NOTHING),
            ),
        ),
    ),
    occurred="day",
    title=("person", "term"),
    filters=("result", "current"),
    rules=(
        something_found,
        course_agrees,
        follows_from_rechecks,
        not_before("next_check", "day", "下次复检早于体检日期"),
    ),
    lenses=(
        Stages(
            "体检进程",
            (
                Stage("个人自检", _done_or_healthy(Filled("diagnosis"))),
                Stage("谈心会诊", _done_or_healthy(Filled("talk"))),
                Stage("集中处方", _done_or_healthy(Filled("prescription"))),
                Stage("体检结果", _done_or_healthy(Filled("result"))),
                Stage("转化", _HEALTHY),
            ),
            end="已健康",
            who="person",
            outcome="current",
        ),
        Coverage("未体检的人", people="person", every=Every.YEAR, verb="体检", everyone="全体党员"),
    ),
    dues=(
        Due("recheck", "政治体检复检", "next_check", Not(_HEALTHY)),
        Due("prescription", "集中处方落实", "prescription.due", Not(is_("status", "已落实"))),
    ),
    measures=(
        Measure("people", "政治体检", "人", Distinct("person"), note="一年里体检几次的只计1人"),
        Measure("subhealthy", "其中：亚健康", "人次", RecordCount(), is_("result", "亚健康")),
        Measure("unhealthy", "其中：不健康", "人次", RecordCount(), is_("result", "不健康")),
        Measure(
            "converted",
            "转化为健康",
            "人次",
            RecordCount(),
            on="converted_on",
            note="按转化日期计入",
        ),
    ),
    pictures=(Bars("体检与转化", ("people", "subhealthy", "unhealthy", "converted")),),
    paper=PaperForm(
        title="政治体检表",
        lines=(
            ("person", "term"),
            ("day", "talk"),
            *((each,) for aspect in ASPECTS for each in (aspect, f"{aspect}_shown")),
            ("diagnosis",),
            ("prescription",),
            ("result", "next_check"),
            ("rechecks",),
            ("opinion",),
        ),
        signatures=("本人签名", "谈话人签名", "支部书记签名（盖章）"),
        note="本表由支部保存，不得外传。",
    ),
    listing=PaperList(
        title="政治体检整改情况登记表",
        columns=(
            ListColumn("person", 4, "姓名"),
            ListColumn("term", 8),
            ListColumn("day", 5),
            ListColumn("diagnosis", 14, "查摆的问题"),
            ListColumn("prescription.measure", 18, "整改措施"),
            ListColumn("prescription.owner", 4),
            ListColumn("prescription.due", 5, "整改时限"),
            ListColumn("prescription.status", 4, "落实情况"),
            ListColumn("next_check", 5),
        ),
        rows="prescription",
    ),
)
