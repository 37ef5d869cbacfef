"""品牌与计划总结: a plan a week, a report a quarter, a summary a half-year, and the studies."""

from collections.abc import Iterator
from datetime import date, timedelta

from qinglian_desktop.domain.conditions import AllOf, Filled, Not, is_
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    Field,
    InReturn,
    LongText,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperKind,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.lenses import Every, MonthGrid
from qinglian_desktop.domain.measures import Measure, RecordCount
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.ledgers.day_order import UNFINISHED

_PLAN, _REPORT, _SUMMARY = "每周计划", "每季汇报", "半年总结"
STUDIES = ("岗位练兵", "业务竞赛", "政策学研")
_PLANNED_IN_ROWS = AllOf((is_("kind", _PLAN), Not(Filled("content"))))
"""Plans kept before there were rows say their work in one text, which stays as it was told."""


def _period(values: Values) -> Value:
    """The week, quarter, half-year or month that the day lies in, as the kind asks for."""
    day, kind = values.get("day"), values.get("kind")
    if not isinstance(day, date) or kind is None:
        return None
    if kind == _PLAN:
        monday = day - timedelta(days=day.weekday())
        sunday = monday + timedelta(days=6)
        return f"{monday.month}月{monday.day}日至{sunday.month}月{sunday.day}日"
    if kind == _REPORT:
        return Period(PeriodKind.QUARTER, day.year, (day.month + 2) // 3).label
    if kind == _SUMMARY:
        return Period.half_of(day).label
    return Period.month_of(day).label


def _plan_says_its_work(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    if values.get("kind") == _PLAN and not (values.get("items") or values.get("content")):
        yield Problem("items", "请填写“工作安排”，一项工作一行。")


BRAND_WORK = Ledger(
    key="brand_work",
    label="品牌与计划总结",
    noun="记录",
    about="“强素质、练内功、作表率”：工作每周一计划、每季度一汇报、每半年一总结，以及政策学研。",
    sections=(
        Section(
            "记录",
            (
                Field(
                    "kind",
                    "类型",
                    Choice((_PLAN, _REPORT, _SUMMARY, *STUDIES)),
                    required=True,
                    initial=LastUsed(),
                    width=5,
                ),
                Field(
                    "day",
                    "日期",
                    Day(),
                    required=True,
                    initial=Today(),
                    width=6,
                    help="日期在哪一周、哪一季度、哪半年，就算完成了哪一期。",
                ),
                Field(
                    "period",
                    "期间",
                    Text(40),
                    required=True,
                    initial=Computed(_period),
                    width=10,
                ),
                Field(
                    "items",
                    "工作安排",
                    Rows(
                        (
                            Field("work", "工作", LongText(1), required=True),
                            Field("measures", "措施", LongText(1), in_return=InReturn.NOTHING),
                            Field("owner", "责任人", Text(60), in_return=InReturn.NOTHING),
                            Field(
                                "due",
                                "时限",
                                Day(may_be_future=True),
                                in_return=InReturn.NOTHING,
                            ),
                            Field("finished_on", "完成日期", Day(), in_return=InReturn.NOTHING),
                        ),
                        noun="工作",
                    ),
                    shown_when=is_("kind", _PLAN),
                    width=16,
                    help="一项工作一行；写了时限的，到期在工作台提醒，填了完成日期就不再提醒。",
                ),
                Field(
                    "content",
                    "内容",
                    LongText(10),
                    required=True,
                    shown_when=Not(_PLANNED_IN_ROWS),
                    width=18,
                ),
                Field("done", "完成情况", LongText(6), width=14),
            ),
        ),
    ),
    occurred="day",
    title=("kind", "period"),
    filters=("kind",),
    rules=(_plan_says_its_work,),
    dues=(Due("work", "计划的工作", "items.due", UNFINISHED),),
    lenses=(
        MonthGrid(
            "计划总结完成表",
            rows="kind",
            every=((_PLAN, Every.WEEK), (_REPORT, Every.QUARTER), (_SUMMARY, Every.HALF)),
            otherwise=None,
        ),
    ),
    measures=(
        Measure("plans", _PLAN, "次", RecordCount(), is_("kind", _PLAN)),
        Measure("reports", _REPORT, "次", RecordCount(), is_("kind", _REPORT)),
        Measure("summaries", _SUMMARY, "次", RecordCount(), is_("kind", _SUMMARY)),
        Measure(
            "studies",
            "各类政策学研",
            "次",
            RecordCount(),
            is_("kind", *STUDIES),
            note="岗位练兵、业务竞赛、政策学研合计",
        ),
    ),
    paper=PaperForm(
        title="计划总结记录表",
        lines=(("kind",), ("period", "day"), ("items",), ("content",), ("done",)),
        signatures=("记录人签名", "支部书记签名"),
        kind="kind",
        kinds=(
            PaperKind(_PLAN, "每周工作计划"),
            PaperKind(_REPORT, "季度工作汇报"),
            PaperKind(_SUMMARY, "半年工作总结"),
            PaperKind("岗位练兵", "岗位练兵记录表"),
            PaperKind("业务竞赛", "业务竞赛记录表"),
            PaperKind("政策学研", "政策学研记录表"),
        ),
    ),
    listing=PaperList(
        title="计划总结登记表",
        columns=(
            ListColumn("kind", 5),
            ListColumn("period", 8),
            ListColumn("day", 5),
            ListColumn("items", 24),
            ListColumn("content", 16),
            ListColumn("done", 16),
        ),
    ),
)
